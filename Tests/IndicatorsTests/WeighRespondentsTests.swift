import Anonymization
import Estimation
import SurveyDefinition
import TestSupport
import Testing

@testable import Indicators

/// How a survey's plan and a population table become the weights of a round's respondents, seen in
/// what its groups weigh together.
struct WeighRespondentsTests {
    private let share = OneQuestionSurvey.Coding("good", .share(positive: ["good"]))

    /// - Parameter counts: per class, who answered badly and well.
    private func tabulated(
        _ groups: [BackgroundVariable: [Code]], _ target: OneQuestionSurvey.Target?,
        _ counts: [RespondentClass: (bad: Int, good: Int)]
    ) -> IndicatorTable {
        OneQuestionSurvey(
            options: ["bad", "good"], codings: [share], groups: groups, target: target
        )
        .tabulate(
            counts.mapValues { [.chosen(["bad"]): $0.bad, .chosen(["good"]): $0.good] })
    }

    private func weights(
        _ table: IndicatorTable, by variable: BackgroundVariable
    ) throws -> [Code: Int] {
        let breakdown = try #require(
            table.indicators[0].breakdowns.first { $0.variable == variable })
        let rows = breakdown.rows.compactMap { row in
            row.estimate.map { (row.group ?? "", Int($0.weight.rounded())) }
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    private func applied(_ table: IndicatorTable) throws -> AppliedWeighting {
        guard case .applied(let applied) = table.weighting else {
            Issue.record("not weighted: \(table.weighting)")
            throw WeightingError.nobody
        }
        return applied
    }

    private func member(_ gender: Code? = nil, _ district: Code? = nil) -> RespondentClass {
        RespondentClass(gender: gender, district: district)
    }

    @Test("each group weighs as many as live there, and the figures follow")
    func raked() throws {
        let table = tabulated(
            [.district: ["A", "B"]], .init(to: [.district: ["A": 3000, "B": 1000]]),
            [member(nil, "A"): (10, 40), member(nil, "B"): (40, 10)])

        let everyone = try #require(table.indicators[0].breakdowns[0].rows[0].estimate)

        #expect(try weights(table, by: .district) == ["A": 3000, "B": 1000])
        #expect(abs(everyone.value - 0.65) < 1e-12)  // (60·40 + 20·10) / 4 000
        #expect(everyone.unweightedNumerator == 50 && everyone.unweightedDenominator == 100)
        #expect(abs(try applied(table).designEffect - 1.25) < 1e-9)  // 100·200 000 / 4 000²
        #expect(abs(try applied(table).effectiveSize - 80) < 1e-9)
    }

    @Test("whom the population isn't counted by keep their share and are not thrown away")
    func unknownKept() throws {
        let table = tabulated(
            [.gender: ["woman", "man", "other"]],
            .init(to: [.gender: ["woman": 500, "man": 500]]),
            [
                member("woman"): (10, 20), member("man"): (5, 5), member("other"): (2, 4),
                member(): (1, 3),
            ])

        let weights = try weights(table, by: .gender)

        #expect(weights == ["woman": 400, "man": 400, "other": 120, "not-stated": 80])
    }

    @Test("a level that nobody answered from is left out, and the rest of its margin stands for it")
    func emptyLevel() throws {
        let table = tabulated(
            [.gender: ["woman", "man"], .district: ["A", "B", "C"]],
            .init(
                to: [
                    .gender: ["woman": 500, "man": 500],
                    .district: ["A": 500, "B": 300, "C": 200],
                ]),
            [
                member("woman", "A"): (10, 10), member("man", "A"): (10, 10),
                member("woman", "B"): (10, 10), member("man", "B"): (10, 20),
            ])

        #expect(try weights(table, by: .district) == ["A": 625, "B": 375])
        #expect(try weights(table, by: .gender) == ["woman": 500, "man": 500])
    }

    @Test("bounds that can be kept are, and those that can't are let go with the margins whole")
    func trim() throws {
        func table(_ trim: ClosedRange<Double>) -> IndicatorTable {
            tabulated(
                [.gender: ["woman", "man"]],
                .init(to: [.gender: ["woman": 500, "man": 500]], trim: trim),
                [member("woman"): (45, 45), member("man"): (5, 5)])
        }

        #expect(try applied(table(0.2...6)).isTrimmed)
        #expect(try !applied(table(0.2...4)).isTrimmed)
        #expect(try weights(table(0.2...4), by: .gender) == ["woman": 500, "man": 500])
        #expect(abs(try applied(table(0.2...4)).relativeWeights.upperBound - 5) < 1e-9)
    }

    @Test("margins that contradict the answers leave everyone with the same weight, and say why")
    func contradiction() {
        let table = tabulated(
            [.gender: ["woman", "man"], .district: ["A", "B"]],
            .init(
                to: [.gender: ["woman": 500, "man": 500], .district: ["A": 900, "B": 100]]),
            [member("woman", "A"): (10, 10), member("man", "B"): (10, 30)])

        guard case .failed(.notConverged) = table.weighting else {
            Issue.record("\(table.weighting)")
            return
        }
        #expect(table.indicators[0].breakdowns[0].rows[0].estimate?.numerator == 40)
        #expect(table.indicators[0].breakdowns[0].rows[0].estimate?.denominator == 60)
    }

    @Test("where nobody says what is weighted by, nothing is")
    func nobodySays() {
        let table = tabulated(
            [.district: ["A", "B"]], .init(to: [.district: ["A": 900, "B": 100]]),
            [member(): (20, 30)])

        #expect(table.weighting == .failed(.noPopulation(margin: "district")))
        #expect(table.indicators[0].breakdowns[0].rows[0].estimate?.numerator == 30)
    }

    @Test("without a plan, its population table or respondents nothing is weighted")
    func none() throws {
        let target = OneQuestionSurvey.Target(to: [.district: ["A": 900, "B": 100]])
        let counts = [member(nil, "A"): (bad: 10, good: 20), member(nil, "B"): (bad: 10, good: 10)]
        let survey = OneQuestionSurvey(
            options: ["bad", "good"], codings: [share], groups: [.district: ["A", "B"]],
            target: target)
        let responses = OneQuestionSurvey.responses(
            counts.mapValues { [.chosen(["bad"]): $0.bad, .chosen(["good"]): $0.good] })

        let withoutPlan = tabulated([.district: ["A", "B"]], nil, counts)
        let withoutTable = tabulate(
            responses, by: survey.survey, goals: survey.definitions.goals)
        let other = PopulationTable(
            id: "elsewhere", source: "", date: "2025-12-31", regionVersion: "2026",
            isExample: true, margins: target.population)
        let withAnother = tabulate(
            responses, by: survey.survey, goals: survey.definitions.goals, population: other)

        for table in [withoutPlan, withoutTable, withAnother] {
            #expect(table.weighting == .none)
            #expect(table.indicators[0].breakdowns[0].rows[0].estimate?.numerator == 30)
        }
        let empty = tabulated([.district: ["A", "B"]], target, [:])
        #expect(empty.weighting == .none && empty.respondents == 0)
        #expect(empty.indicators[0].breakdowns.flatMap(\.rows).allSatisfy { $0.estimate == nil })
    }

    @Test("a post-stratum of fewer than twenty is joined with its neighbour")
    func postStrata() throws {
        func age(_ band: Code) -> RespondentClass { RespondentClass(age: band) }
        let table = tabulated(
            [.age: ["16-29", "30-49", "50-plus"]],
            .init(
                .poststratified,
                to: [.age: ["16-29": 300, "30-49": 300, "50-plus": 400]]),
            [age("16-29"): (5, 5), age("30-49"): (20, 20), age("50-plus"): (25, 25)])

        #expect(
            try weights(table, by: .age) == ["16-29": 120, "30-49": 480, "50-plus": 400])
    }

    /// A 20 and B 10/3 residents per respondent: women weigh 10·20 + 30·10/3 = 300 and men
    /// 30·20 + 30·10/3 = 700 before they are brought to 500 each.
    @Test("a stratum's respondents start with its residents, and the margin is met from there")
    func strata() throws {
        let table = tabulated(
            [.gender: ["woman", "man"], .district: ["A", "B"]],
            .init(
                .poststratified,
                to: [.gender: ["woman": 500, "man": 500], .district: ["A": 800, "B": 200]],
                strata: .district),
            [
                member("woman", "A"): (5, 5), member("woman", "B"): (15, 15),
                member("man", "A"): (15, 15), member("man", "B"): (15, 15),
            ])

        #expect(try weights(table, by: .gender) == ["woman": 500, "man": 500])
        // 200 · 5/3 + 600 · 5/7, and the others
        #expect(try weights(table, by: .district) == ["A": 762, "B": 238])
    }

    @Test("weights change an index and a balance as they change a share")
    func points() throws {
        let survey = OneQuestionSurvey(
            options: ["1", "2", "3"],
            codings: [
                .init("index", .index),
                .init("balance", .balance(positive: ["3"], negative: ["1"])),
            ], groups: [.district: ["A", "B"]],
            target: .init(to: [.district: ["A": 3000, "B": 1000]]))

        let table = survey.tabulate([
            member(nil, "A"): [.chosen(["1"]): 10, .chosen(["2"]): 20, .chosen(["3"]): 20],
            member(nil, "B"): [.chosen(["1"]): 35, .chosen(["3"]): 15],
        ])

        let values = table.indicators.map { $0.breakdowns[0].rows[0].estimate?.value ?? 0 }
        // A 60 and B 20 residents each, with scores 0, 50, 100, and −100, 0, 100.
        #expect(abs(values[0] - 52.5) < 1e-9)  // (60·3 000 + 20·1 500) / 4 000
        #expect(abs(values[1] - 5) < 1e-9)  // (60·1 000 − 20·2 000) / 4 000
        #expect(table.indicators.map(\.span) == [100, 200])
    }
}
