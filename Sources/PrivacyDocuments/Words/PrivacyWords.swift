import Localization
import SurveyDefinition

/// The texts of the documents in one language, with the language that each turned out to be in.
struct PrivacyWords {
    let localizer: Localizer

    /// The file of the documents' own texts under `Locales/<language>/`.
    static let file = "privacy"

    func text(
        _ key: String, in file: String = file, count: Int? = nil, _ values: [String: String] = [:]
    ) -> LocalizedText {
        localizer.text(key, in: file, count: count, values.mapValues(isolated))
    }

    /// A text that the site has as well, so that both say it alike.
    func shared(_ key: String, _ values: [String: String] = [:]) -> LocalizedText {
        text(key, in: "interface", values)
    }

    func number(_ number: Int) -> String { localizer.number(number) }

    /// A name or an address, which is in no language.
    func name(_ name: String) -> LocalizedText {
        LocalizedText(
            string: name, language: localizer.language.tag, direction: localizer.language.direction)
    }

    /// A name or number inside a right-to-left sentence keeps its own order (UAX #9, isolates).
    private func isolated(_ value: String) -> String {
        localizer.language.direction == .rightToLeft ? "\u{2068}\(value)\u{2069}" : value
    }

    /// Names in a row, as a sentence lists them.
    func listed(_ names: [String]) -> String {
        names.joined(separator: localizer.language.direction == .rightToLeft ? "، " : ", ")
    }
}

/// Names from the definition's own texts.
extension PrivacyWords {
    func title(of survey: Survey, period: String) -> LocalizedText {
        let title = localizer.string("title", in: survey.textFile)
        return shared("round.title-period", ["title": title, "period": period])
    }

    func question(_ question: Question, of survey: Survey) -> LocalizedText {
        localizer.text("question.\(question.id).text", in: survey.textFile)
    }

    func questions(_ questions: [Question], of survey: Survey) -> [LocalizedText] {
        questions.map { question($0, of: survey) }
    }

    /// The goals that a part of the answers is about.
    func goals(_ goals: [GoalID]) -> String {
        listed(goals.map { localizer.string("goal.\($0).short", in: Goals.textFile) })
    }

    /// The background variables, such as *kön, åldersgrupp, stadsdel*.
    func variables(_ variables: [BackgroundVariable]) -> String {
        listed(variables.map { localizer.string("kept.part.\($0.rawValue)") })
    }

    /// A group of the background questions, such as *Man · 16–29 år · Mölnbo*.
    func group(_ group: ExpectedClasses.Group, of survey: Survey) -> LocalizedText {
        let labels = survey.backgroundVariables.compactMap { variable in
            group.levels[variable].map { label($0, of: variable, in: survey) }
        }
        return name(labels.joined(separator: " · "))
    }

    private func label(
        _ code: Code, of variable: BackgroundVariable, in survey: Survey
    ) -> String {
        if let district = survey.districts.district(DistrictID(code.value)) { return district.name }
        guard let question = survey.question(for: variable) else { return code.value }
        let (key, isInterface) = question.textKey(of: code)
        return localizer.string(key, in: isInterface ? "interface" : survey.textFile)
    }
}
