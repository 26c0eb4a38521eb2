import Foundation
import TestSupport
import Testing

@testable import CodedAnswers

@Suite("Estimating a file")
struct EstimateFileTests {
    @Test(
        "The order of the rows changes no figure, and weights follow their rows", arguments: 1...5)
    func orderOfRows(seed: UInt64) async throws {
        let respondents = RandomFile(seed: seed).respondents
        var generator = SeededGenerator(seed: seed)
        let order = respondents.indices.shuffled(using: &generator)
        let shuffled = order.map { respondents[$0] }

        let figures = try await estimates(RandomFile.text(respondents), by: RandomFile.plan)
        let others = try await estimates(RandomFile.text(shuffled), by: RandomFile.plan)

        #expect(figures.json() == others.json())
        for (round, other) in zip(figures.rounds, others.rounds) {
            let rows = respondents.indices.filter { respondents[$0].round == round.round }
            let otherRows = order.filter { respondents[$0].round == round.round }
            let weights = Dictionary(uniqueKeysWithValues: zip(rows, round.weights))
            #expect(otherRows.map { weights[$0] } == other.weights)
        }
    }

    /// The formulas of a domain in a stratified sample, respondent by respondent, with the output's
    /// weights.
    @Test("Counts per class give what a pass over respondents gives", arguments: 11...15)
    func respondentByRespondent(seed: UInt64) async throws {
        let respondents = RandomFile(seed: seed).respondents

        let figures = try await estimated(
            RandomFile.text(respondents), by: RandomFile.plan, withWeights: true)

        for round in ["2025", "2026"] {
            let members = respondents.filter { $0.round == round }
            let sample = WeightedRespondents(
                members: members, weights: try figures.numbers("rounds", round, "weights"))
            for gender in ["K", "M"] {
                try expectSame(figures, round, "gender=\(gender)", sample) { $0.gender == gender }
                for age in ["16-29", "30-64", "65+"] {
                    try expectSame(figures, round, "gender=\(gender)&age=\(age)", sample) {
                        $0.gender == gender && $0.age == age
                    }
                }
            }
            try expectSame(figures, round, "total", sample) { _ in true }
        }
    }

    private func expectSame(
        _ figures: Figures, _ round: String, _ group: String, _ sample: WeightedRespondents,
        isMember: (RandomFile.Respondent) -> Bool
    ) throws {
        let share = sample.estimate(isMember) { ["1": 0, "2": 0, "3": 1, "4": 1][$0.safe] }
        let path = ["rounds", round, "indicators", "safe", group]
        try expect(figures, path + ["n"], Double(sample.members.count(where: isMember)))
        try expect(figures, path + ["nValid"], Double(share.valid))
        try expect(figures, path + ["share"], share.value)
        try expect(figures, path + ["se"], share.standardError)

        let mean = sample.estimate(isMember) { Double($0.trust) }
        let means = ["rounds", round, "means", "trust"]
        let meanPath = group == "total" ? means : means + ["groups", group]
        try expect(figures, meanPath + ["mean"], mean.value)
        try expect(figures, meanPath + ["se"], mean.standardError)
        try expect(figures, meanPath + ["nValid"], Double(mean.valid))
    }

    private func expect(_ figures: Figures, _ path: [String], _ expected: Double) throws {
        let value = try #require(figures.value(path) as? Double, "\(path)")
        #expect(abs(value - expected) < 1e-9, "\(path)")
    }

    @Test("Weights meet every margin, with a category of their own for unknown levels")
    func marginsAreMet() async throws {
        let respondents = RandomFile(seed: 3).respondents.filter { $0.round == "2026" }

        let figures = try await estimated(
            RandomFile.text(respondents), by: RandomFile.plan, withWeights: true)

        let weights = try figures.numbers("rounds", "2026", "weights")
        let base = respondents.reduce(0) { $0 + $1.weight }
        let unknown = respondents.filter { $0.gender.isEmpty }.reduce(0) { $0 + $1.weight } / base
        for (gender, population) in [("K", 480.0), ("M", 520)] {
            let sum = zip(weights, respondents).filter { $0.1.gender == gender }
                .reduce(0) { $0 + $1.0 }
            #expect(abs(sum - population * (1 - unknown)) < 1e-4)
        }
        #expect(abs(weights.reduce(0, +) - 1000) < 1e-6)
        #expect(try figures.numbers("rounds", "2026", "trim", "bounds") == [0.3, 3])
        #expect(try figures.number("rounds", "2026", "relativeWeights", "max") <= 3.000001)
    }

    @Test("Crossed groups are in order of their levels, and an empty one isn't there")
    func crossedGroups() async throws {
        let figures = try await estimated(
            "gender,age,q\nM,old,1\nK,old,1\nK,young,0\n,young,1\n",
            by: """
                background: {gender: [K, M], age: [young, old]}
                indicators: [{id: a, column: q, positive: [1], valid: [0, 1]}]
                breakdowns: [gender*age]
                """)

        let text = figures.text
        let keys = ["\"gender=K&age=young\"", "\"gender=K&age=old\"", "\"gender=M&age=old\""]
        let places = try keys.map { try #require(text.range(of: $0)).lowerBound }
        #expect(places == places.sorted())
        #expect(
            figures.keys("rounds", "all", "indicators", "a") == [
                "gender=K&age=old", "gender=K&age=young", "gender=M&age=old", "total",
            ])
        #expect(try figures.number("rounds", "all", "indicators", "a", "total", "n") == 4)
    }

    @Test("What is undefined is left out, and there is never a number that is none")
    func undefinedIsLeftOut() async throws {
        let figures = try await estimated(
            "gender,q\nK,1\nM,\n",
            by: """
                background: [gender]
                indicators:
                  - {id: a, column: q, positive: [1], valid: [0, 1]}
                  - {id: m, column: q, measure: mean, valid: [0, 1]}
                breakdowns: [gender]
                """)

        let women = ["rounds", "all", "indicators", "a", "gender=K"]
        #expect(figures.value(women + ["share"]) as? Double == 1)
        #expect(figures.value(women + ["neffVariance"]) == nil)
        #expect(figures.value(women + ["intervals", "logit"]) == nil)
        #expect(figures.value(women + ["intervals", "wald"]) == nil)
        #expect(figures.value(women + ["intervals", "wilsonKish"]) != nil)
        #expect(
            figures.keys("rounds", "all", "indicators", "a", "gender=M")
                == ["dontKnow", "k", "n", "nValid"])
        #expect(
            figures.keys("rounds", "all", "means", "m", "groups", "gender=M") == ["n", "nValid"])
        #expect(figures.keys("groupAgainstRest", "all", "a") == ["bh", "holm"])
        #expect(!figures.text.contains("nan") && !figures.text.contains("null"))
    }

    @Test("A mean of a range reads its numbers, and its interval stays inside")
    func meanOfRange() async throws {
        let figures = try await estimated(
            "q\n10\n10\n9\n10\n-\n\n",
            by: """
                indicators: [{id: m, column: q, measure: mean, range: [0, 10], blank: ["-"]}]
                """)

        #expect(try figures.number("rounds", "all", "means", "m", "mean") == 9.75)
        #expect(try figures.number("rounds", "all", "means", "m", "nValid") == 4)
        #expect(try figures.number("rounds", "all", "means", "m", "n") == 5)
        let interval = try figures.numbers("rounds", "all", "means", "m", "interval")
        #expect(interval[1] == 10)
        #expect(interval[0] < 9.75)
    }

    @Test("A balance leaves the middle at zero")
    func balance() async throws {
        let figures = try await estimated(
            "q\n10\n9\n8\n7\n0\n",
            by: """
                indicators:
                  - {id: m, column: q, measure: balance, positive: [9, 10],
                     negative: [0, 1, 2, 3, 4, 5, 6], range: [0, 10]}
                """)

        #expect(try figures.number("rounds", "all", "means", "m", "mean") == 20)
    }
}

/// Respondents with a weight each: the formulas of `svymean` on a subset of a stratified design,
/// written out for every single one.
private struct WeightedRespondents {
    let members: [RandomFile.Respondent]
    let weights: [Double]

    func estimate(
        _ isMember: (RandomFile.Respondent) -> Bool, _ score: (RandomFile.Respondent) -> Double?
    ) -> (valid: Int, value: Double, standardError: Double) {
        let scores = members.map { isMember($0) ? score($0) : nil }
        let valid = zip(scores, weights).compactMap { score, weight in score.map { ($0, weight) } }
        let sum = valid.reduce(0) { $0 + $1.1 }
        let value = valid.reduce(0) { $0 + $1.0 * $1.1 } / sum
        let z = zip(scores, weights).map { score, weight in
            score.map { weight * ($0 - value) / sum } ?? 0
        }
        let variance = Set(members.map(\.stratum)).map { stratum in
            let own = zip(members, z).filter { $0.0.stratum == stratum }.map(\.1)
            let mean = own.reduce(0, +) / Double(own.count)
            return own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } * Double(own.count)
                / Double(own.count - 1)
        }
        return (valid.count, value, variance.reduce(0, +).squareRoot())
    }
}
