import Anonymization
import Estimation
import SurveyDefinition
import TestSupport
import Testing

@testable import Indicators

/// What is tabulated from counts is what a computation person by person gives: weights, figures,
/// standard errors and the comparison with everybody else.
struct TabulatedPersonsTests {
    @Test("figures by group are those of each person, in any design", arguments: 0..<25)
    func figures(seed: UInt64) throws {
        let round = RandomRound(weightedBy: seed, seed: seed)
        let table = round.table
        let everyone = Everyone(round, table.weighting)
        let weights = everyone.weights()

        for indicator in table.indicators {
            let people = everyone.people(answering: indicator.coding, options: everyone.options)
            for breakdown in indicator.breakdowns {
                for row in breakdown.rows {
                    let isMember = { (person: Person) in
                        everyone.classes[person.group].isIn(row.group, of: breakdown)
                    }
                    try expect(row, to: people, weights, in: isMember, indicator: indicator)
                }
            }
        }
    }

    private func expect(
        _ row: BreakdownRow, to people: [Person], _ weights: [Double],
        in isMember: @escaping (Person) -> Bool, indicator: TabulatedIndicator
    ) throws {
        let members = people.filter(isMember)
        #expect(row.tally.valid == members.count { $0.score != nil })
        guard let estimate = row.estimate else {
            #expect(members.allSatisfy { $0.score == nil })
            return
        }
        func error(_ isMember: @escaping (Person) -> Bool) -> Double {
            PersonByPerson.standardError(
                people, weights, of: PersonByPerson.differences(people, weights, in: isMember),
                in: isMember)
        }
        let value = PersonByPerson.value(people, weights, in: isMember)
        #expect(agree(estimate.value, value))
        #expect(agree(estimate.standardError ?? 0, error(isMember)))

        let others = { (person: Person) in !isMember(person) }
        guard let rest = estimate.againstRest else { return }
        #expect(agree(rest.value, value - PersonByPerson.value(people, weights, in: others)))
        let errors = (error(isMember), error(others))
        #expect(
            agree(rest.standardError, (errors.0 * errors.0 + errors.1 * errors.1).squareRoot()))
    }

    @Test("the order of the counts changes no bit of a weighted table", arguments: 0..<40)
    func order(seed: UInt64) {
        let round = RandomRound(weightedBy: seed, seed: seed)
        var generator = SeededGenerator(seed: seed)
        var shuffled = ResponseTable()

        for (member, count) in round.responses.classes.shuffled(using: &generator) {
            shuffled.add(count, to: member)
        }
        for (cell, count) in round.responses.counts.shuffled(using: &generator) {
            shuffled.add(count, to: cell)
        }

        #expect(round.survey.tabulate(shuffled) == round.table)
    }

    private func agree(_ one: Double, _ other: Double) -> Bool {
        abs(one - other) <= 1e-9 * max(1, abs(one), abs(other))
    }
}

/// The respondents of a round one by one, and the plan that they are weighted by.
private struct Everyone {
    /// In an order of their own.
    let classes: [RespondentClass]
    let options: [Code]
    private let round: RandomRound
    /// `nil` when everyone weighs the same.
    private let applied: AppliedWeighting?
    /// Per variable that is weighted by, the levels that somebody answered from.
    private let levels: [BackgroundVariable: [Code]]

    init(_ round: RandomRound, _ weighting: Weighting) {
        self.round = round
        let classes = Array(round.responses.classes.keys.sorted().reversed())
        self.classes = classes
        options = (round.survey.survey.question("safe")?.options ?? []).map(\.code)
        applied = if case .applied(let applied) = weighting { applied } else { nil }
        levels = (applied?.population.margins ?? [:]).mapValues { margin in
            margin.keys.sorted().filter { code in
                classes.contains { $0.gender == code || $0.age == code || $0.district == code }
            }
        }
    }

    private var plan: SurveyWeighting? { applied?.plan }
    private var population: [BackgroundVariable: [Code: Int]] {
        applied?.population.margins ?? [:]
    }

    /// The place of a class's level in a margin. Of two post-strata with too few in one of them,
    /// there is one.
    private func level(of member: RespondentClass, in variable: BackgroundVariable) -> Int? {
        let place = member[variable].flatMap { levels[variable, default: []].firstIndex(of: $0) }
        return isJoined(variable) ? place.map { _ in 0 } : place
    }

    private func isJoined(_ variable: BackgroundVariable) -> Bool {
        guard plan?.method == .poststratified else { return false }
        return levels[variable, default: []].contains { code in
            round.responses.classes.filter { $0.key[variable] == code }.values.reduce(0, +) < 20
        }
    }

    private var margins: [Margin] {
        (plan?.variables ?? []).map { variable in
            let counts = levels[variable, default: []].map {
                Double(population[variable, default: [:]][$0, default: 0])
            }
            let joined = isJoined(variable) ? [counts.reduce(0, +)] : counts
            return Margin(
                name: variable.rawValue,
                levels: joined.enumerated().map { .init(name: "\($0)", population: $1) })
        }
    }

    /// Each person with the class's place as the group.
    func people(answering coding: IndicatorCoding, options: [Code]) -> [Person] {
        classes.enumerated().flatMap { place, member in
            round.responses.counts
                .filter { $0.key.question == "safe" && $0.key.respondentClass == member }
                .sorted { $0.key.answer.key < $1.key.answer.key }
                .flatMap { cell, count in
                    Array(
                        repeating: person(place, member, answer(cell.answer, coding, options)),
                        count: count)
                }
        }
    }

    private func person(
        _ place: Int, _ member: RespondentClass, _ answer: Person.Answer
    ) -> Person {
        Person(
            levels: (plan?.variables ?? []).map { level(of: member, in: $0) },
            baseWeight: baseWeight(of: member), stratum: stratum(of: member),
            group: place, answer: answer)
    }

    private func answer(
        _ answer: KeptAnswer, _ coding: IndicatorCoding, _ options: [Code]
    ) -> Person.Answer {
        guard let code = answer.codes.first else { return .nothing }
        if code == .dontKnow { return .dontKnow }
        let place = Double(options.firstIndex(of: code) ?? 0)
        let last = Double(coding.valid.count - 1)
        return switch coding.measure {
        case .share(let positive): .valid(positive.contains(code) ? 1 : 0)
        case .mean: .valid(Double(code.value) ?? 0)
        case .index: .valid(100 * place / last)
        case .balance(let positive, let negative):
            .valid(positive.contains(code) ? 100 : negative.contains(code) ? -100 : 0)
        }
    }

    // MARK: Weights

    private func stratum(of member: RespondentClass) -> Int {
        guard let variable = plan?.strata else { return 0 }
        let codes =
            round.survey.survey.question(for: variable)
            .map { round.survey.survey.codes(of: $0) } ?? []
        return member[variable].flatMap { codes.firstIndex(of: $0) } ?? codes.count
    }

    private func baseWeight(of member: RespondentClass) -> Double {
        guard let variable = plan?.strata else { return 1 }
        let margin = population[variable, default: [:]]
        let own = round.responses.classes.filter { $0.key[variable] == member[variable] }
        guard let residents = member[variable].flatMap({ margin[$0] }) else {
            return Double(margin.values.reduce(0, +)) / Double(round.responses.responses)
        }
        return Double(residents) / Double(own.values.reduce(0, +))
    }

    /// One per person.
    func weights() -> [Double] {
        let people =
            round.survey.survey.codings.first
            .map { self.people(answering: $0, options: options) } ?? []
        guard let applied else { return people.map { _ in 1 } }
        let rake = { weights in PersonByPerson.rake(people, from: weights, to: margins) }
        let raked = rake(rake(people.map(\.baseWeight)))
        guard let bounds = applied.plan.trim, applied.isTrimmed else { return raked }
        return PersonByPerson.trim(raked, into: bounds, then: rake).weights
    }
}

extension RespondentClass {
    /// Whether somebody of this class is in a row of a breakdown.
    fileprivate func isIn(_ group: Code?, of breakdown: Breakdown) -> Bool {
        guard let variable = breakdown.variable else { return true }
        return group == BreakdownRow.notStated
            ? self[variable] == nil : self[variable] == group
    }
}
