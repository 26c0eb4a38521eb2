import Anonymization
import DisclosureControl
import SurveyDefinition

/// Rounds that differ from another only in what is withheld of it.
struct SampleTwins {
    /// Two withheld groups have each other's answers.
    struct Swap: Encodable {
        enum CodingKeys: CodingKey { case variable, first, second }

        let round: SampleRound
        let variable: BackgroundVariable
        /// `nil` for those who don't state theirs.
        let groups: (Code?, Code?)

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(variable, forKey: .variable)
            try container.encode(groups.0 ?? ProtectedRow.notStated, forKey: .first)
            try container.encode(groups.1 ?? ProtectedRow.notStated, forKey: .second)
        }
    }

    /// One respondent of a withheld group answers otherwise, or her like in another withheld group.
    struct Move: Encodable {
        enum CodingKeys: CodingKey { case variable, question }

        let rounds: (SampleRound, SampleRound)
        let variable: BackgroundVariable
        let question: QuestionID
    }

    let round: SampleRound
    let published: ProtectedTable
    private let questions: [IndicatorID: QuestionID]

    /// - Parameter codings: of the survey that the round answered.
    init(of round: SampleRound, published: ProtectedTable, codings: [IndicatorCoding]) {
        self.round = round
        self.published = published
        questions = Dictionary(uniqueKeysWithValues: codings.map { ($0.indicator, $0.question) })
    }

    /// - Parameter margins: what weights are made from: only groups that are both counted in a margin
    ///   can be swapped with their residents, so that nobody else's weight changes.
    /// - Returns: `nil` when no two groups are withheld of every question, or nobody is in them.
    func swap(
        margins: [BackgroundVariable: [Code: Int]],
        using generator: inout some RandomNumberGenerator
    ) -> Swap? {
        let pairs = variables.flatMap { variable -> [(BackgroundVariable, Code?, Code?)] in
            let withheld = round.questions.map { groups(withheldBy: variable, of: $0.id) }
            let always = withheld.dropFirst().reduce(withheld[0]) { both, groups in
                both.filter(groups.contains)
            }
            .filter { group in
                margins[variable].map { margin in group.map { margin[$0] != nil } ?? false } ?? true
            }
            let inhabited = always.filter { group in
                round.respondents.contains { $0.background[variable] == group }
            }
            return inhabited.flatMap { first in
                always.filter { $0 != first }.map { (variable, first, $0) }
            }
        }
        return pairs.randomElement(using: &generator).map { variable, first, second in
            Swap(
                round: round.swapping((first, second), of: variable), variable: variable,
                groups: (first, second))
        }
    }

    /// - Returns: `nil` when no two respondents of withheld groups are alike in all else.
    func move(using generator: inout some RandomNumberGenerator) -> Move? {
        for question in round.questions.indices.shuffled(using: &generator) {
            for variable in variables.shuffled(using: &generator) {
                guard let alike = alike(in: question, variable, using: &generator) else { continue }
                let options = round.questions[question].sampleOptions.map {
                    KeptAnswer.chosen([$0])
                }
                let own = round.respondents[alike.0].answers[question]
                guard let other = options.filter({ $0 != own }).randomElement(using: &generator)
                else { continue }
                return Move(
                    rounds: (
                        round.answering(other, to: question, as: alike.0),
                        round.answering(other, to: question, as: alike.1)
                    ),
                    variable: variable, question: round.questions[question].id)
            }
        }
        return nil
    }

    /// Two respondents with the same valid answer and the same background but for the variable, each
    /// in a withheld group.
    private func alike(
        in question: Int, _ variable: BackgroundVariable,
        using generator: inout some RandomNumberGenerator
    ) -> (Int, Int)? {
        let options = round.questions[question].sampleOptions.map { KeptAnswer.chosen([$0]) }
        let withheld = groups(withheldBy: variable, of: round.questions[question].id)
        if withheld.count < 2 { return nil }
        var seen: [Likeness: Int] = [:]
        for place in round.respondents.indices.shuffled(using: &generator) {
            let respondent = round.respondents[place]
            let answer = respondent.answers[question]
            guard withheld.contains(respondent.background[variable]), options.contains(answer)
            else { continue }
            var others = respondent.background
            others[variable] = nil
            let likeness = Likeness(others: others, answer: answer)
            if let first = seen[likeness] {
                let group = round.respondents[first].background[variable]
                if group != respondent.background[variable] { return (first, place) }
            } else {
                seen[likeness] = place
            }
        }
        return nil
    }

    private struct Likeness: Hashable {
        let others: RespondentClass
        let answer: KeptAnswer
    }

    private var variables: [BackgroundVariable] {
        published.indicators[0].tables.compactMap(\.variable)
    }

    /// The groups of which nothing is published.
    private func groups(
        withheldBy variable: BackgroundVariable, of question: QuestionID
    ) -> [Code?] {
        let figures = published.indicators.filter { questions[$0.id] == question }
            .flatMap(\.tables).filter { $0.variable == variable }.flatMap(\.rows)
            .map { ($0.group, $0.isWithheld) }
        let spread = (published.distributions ?? []).filter { $0.question == question }
            .flatMap(\.tables).filter { $0.variable == variable }.flatMap(\.rows)
            .map { ($0.group, $0.n == nil) }
        let rows = figures + spread
        let shown = Set(rows.filter { !$0.1 }.map(\.0))
        let all = published.indicators[0].tables.first { $0.variable == variable }?.rows ?? []
        return all.map(\.group).filter { !shown.contains($0) }
            .map { $0 == ProtectedRow.notStated ? nil : $0 }
    }
}

extension PopulationTable {
    /// As it would be if the residents of two groups were counted as each other; unchanged when it
    /// doesn't count both.
    func swapping(_ groups: (Code?, Code?), of variable: BackgroundVariable) -> PopulationTable {
        guard let first = groups.0, let second = groups.1, let margin = margins[variable],
            let residents = (margin[first], margin[second]) as? (Int, Int)
        else { return self }
        var swapped = margins
        swapped[variable]?[first] = residents.1
        swapped[variable]?[second] = residents.0
        return PopulationTable(
            id: id, source: source, date: date, regionVersion: regionVersion, isExample: isExample,
            margins: swapped)
    }
}
