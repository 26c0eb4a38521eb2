import Dialogues
import Localization
import Pages
import SurveyDefinition

/// What a survey's background questions do to anonymity, told where a version is published and where a dialogue chooses
/// what it asks: how small the groups are that they make of the residents, and how often that costs detail.
struct ClassAdvice {
    private let survey: Survey
    /// `nil` where a group of its own answers, of whose members no table tells.
    private let counted: (population: PopulationTable, classes: ExpectedClasses)?

    /// Numbers of answers to tell the effect for.
    private static let examples = (few: 250, many: 1_000)

    /// - Parameter sampling: how those who answer are found, where it is known.
    /// - Returns: `nil` when no background question is asked, or none that a population table counts.
    init?(on survey: Survey, among definitions: Definitions, answeredBy sampling: Sampling? = nil) {
        self.survey = survey
        guard sampling?.isOfResidents ?? true else {
            guard !survey.backgroundVariables.isEmpty else { return nil }
            counted = nil
            return
        }
        guard let population = definitions.population(for: survey),
            let classes = ExpectedClasses(of: survey, in: population)
        else { return nil }
        counted = (population, classes)
    }

    /// - Parameter words: the texts that the survey's own are among.
    func values(naming words: Localizer, in text: PageText) -> [String: Any] {
        var values: [String: Any] = [:]
        if let warning = warning(in: text) { values["warning"] = warning }
        guard let (population, classes) = counted, let rarest = classes.groups.first else {
            return values
        }
        var sentences = [
            text.compose(
                "classes.groups", count: classes.groups.count,
                [
                    "parts": text.parts(classes.variables),
                    "groups": text.localizer.number(classes.groups.count),
                    "rarest": name(of: rarest, words),
                    "residents": text.localizer.number(Int(rarest.residents.rounded())),
                ]),
            text.compose(
                "classes.coarser",
                [
                    "smallest": text.localizer.number(survey.policy.smallestClass),
                    "few": text.localizer.number(Self.examples.few),
                    "few-share": share(of: classes, among: Self.examples.few, in: text),
                    "many": text.localizer.number(Self.examples.many),
                    "many-share": share(of: classes, among: Self.examples.many, in: text),
                ]),
        ]
        if population.isExample { sentences.append(text.compose("classes.example")) }
        values["text"] = sentences.joined(separator: " ")
        return values
    }

    /// - Returns: `nil` while every group has so many residents that its members aren't picked out by it.
    func warning(in text: PageText) -> String? {
        guard let classes = counted?.classes else {
            return text.compose("classes.group", ["parts": text.parts(survey.backgroundVariables)])
        }
        let fewest = ExpectedClasses.fewestResidents(behind: survey.policy.smallestClass)
        let rare = classes.groups.count { $0.residents < Double(fewest) }
        guard rare > 0 else { return nil }
        return text.compose(
            "classes.rare", count: rare,
            ["count": text.localizer.number(rare), "residents": text.localizer.number(fewest)])
    }

    private func share(
        of classes: ExpectedClasses, among responses: Int, in text: PageText
    ) -> String {
        text.localizer.percent(
            classes.shareMadeCoarser(smallest: survey.policy.smallestClass, among: responses))
    }

    /// Such as *Man · 16–29 år · Mölnbo*.
    private func name(of group: ExpectedClasses.Group, _ words: Localizer) -> String {
        survey.backgroundVariables.compactMap { variable in
            group.levels[variable].map { code in
                guard let question = survey.question(for: variable),
                    survey.codes(of: question).contains(code)
                else { return code.value }
                return words.label(of: code, to: question, in: survey).string
            }
        }
        .joined(separator: " · ")
    }
}

extension Workspace {
    /// - Returns: `nil` once the round has opened: then it is too late to ask for less.
    func advice(on survey: Survey, in round: Round) -> ClassAdvice? {
        guard round.stage == .prepared else { return nil }
        return ClassAdvice(
            on: survey, among: verbs.dialogues.definitions, answeredBy: round.sampling)
    }
}

extension PageText {
    /// Background variables, as a sentence lists them.
    fileprivate func parts(_ variables: [BackgroundVariable]) -> String {
        variables.map { localizer.string("kept.part.\($0.rawValue)") }
            .joined(separator: language.direction == .rightToLeft ? "، " : ", ")
    }
}
