import Foundation
import Testing

@testable import CodedAnswers

@Suite("Rounds, comparisons and published values")
struct RoundTests {
    /// Per round and gender, how many of 60 chose 1.
    private func answers(_ rounds: [(String, women: Int, men: Int)]) -> String {
        let rows = rounds.flatMap { round, women, men in
            (0..<60).flatMap { place in
                [
                    "\(round),K,\(place < women ? 1 : 0)", "\(round),M,\(place < men ? 1 : 0)",
                ]
            }
        }
        return "year,gender,q\n" + rows.map { $0 + "\n" }.joined()
    }

    private static let plan = """
        round: year
        background: [gender]
        indicators:
          - {id: a, column: q, positive: [1], valid: [0, 1]}
          - {id: m, column: q, measure: index, valid: [0, 1]}
        breakdowns: [gender]

        """

    /// By the formulas of the standard error and the normal distribution of scipy 1.17, from the
    /// counts: 42 and 51 of 120 in all, 24 and 36 of 60 women, 18 and 15 of 60 men.
    @Test("Each round is set against the one before it, in all and by group")
    func differences() async throws {
        let figures = try await estimated(
            answers([("2026", 36, 15), ("2025", 24, 18)]), by: Self.plan)

        let change = ["differences", "2025→2026", "a"]
        for (group, expected) in [
            ("total", [0.075, 0.06297091498822119, 1.1910260477242371, 0.23364335939656655]),
            ("gender=K", [0.2, 0.08981774262781436, 2.226731535981231, 0.025965221455135266]),
            ("gender=M", [-0.05, 0.08173537954220046, -0.6117301990894248, 0.5407162780760908]),
        ] {
            for (key, expected) in zip(["difference", "se", "z", "p"], expected) {
                let value = try #require(figures.value(change + [group, key]) as? Double)
                #expect(abs(value - expected) < 1e-10, "\(group) \(key)")
            }
        }
        for (key, women, men) in [
            ("holm", 2 * 0.025965221455135266, 0.5407162780760908),
            ("bh", 2 * 0.025965221455135266, 0.5407162780760908),
        ] {
            #expect(figures.keys("differences", "2025→2026", "a", key) == ["gender=K", "gender=M"])
            let adjusted = try ["gender=K", "gender=M"].map {
                try #require(figures.value(change + [key, $0]) as? Double)
            }
            #expect(abs(adjusted[0] - women) < 1e-10)
            #expect(abs(adjusted[1] - men) < 1e-10)
        }
        let mean = ["differences", "2025→2026", "m", "total"]
        let points = try #require(figures.value(mean + ["difference"]) as? Double)
        #expect(abs(points - 7.5) < 1e-10)
    }

    @Test("Groups are set against the rest, and against each other all at once")
    func groups() async throws {
        let figures = try await estimated(answers([("2026", 36, 15)]), by: Self.plan)

        for (key, expected) in [
            ("group", 0.6), ("rest", 0.25), ("difference", 0.35), ("se", 0.0847636357737198),
            ("z", 4.129129157866), ("p", 3.641398157296673e-05),
        ] {
            let value = try figures.number("groupAgainstRest", "2026", "a", "gender=K", key)
            #expect(abs(value - expected) < 1e-10, "\(key)")
        }
        let holm = try figures.number("groupAgainstRest", "2026", "a", "holm", "gender=K")
        #expect(abs(holm - 2 * 3.641398157296673e-05) < 1e-12)
        for (key, expected) in [("q", 17.04970760233918), ("df", 1), ("p", 3.641398157296687e-05)] {
            let value = try figures.number("severalGroups", "2026", "a", "gender", key)
            #expect(abs(value - expected) < 1e-10, "\(key)")
        }
    }

    @Test("The rest of a group has those in it whose level isn't known")
    func restHasUnknown() async throws {
        let figures = try await estimated(
            "gender,q\nK,1\nK,0\nM,0\nM,1\n,1\n,1\n",
            by: """
                background: [gender]
                indicators: [{id: a, column: q, positive: [1], valid: [0, 1]}]
                breakdowns: [gender]
                """)

        let rest = try figures.number("groupAgainstRest", "all", "a", "gender=K", "rest")
        #expect(rest == 0.75)
    }

    @Test("Rounds are ordered by number, and none is set against one before a break")
    func breaks() async throws {
        let answers = answers([("10", 30, 20), ("9", 24, 18), ("8", 20, 22), ("11", 31, 30)])

        let whole = try await estimated(answers, by: Self.plan + "breaks: [9]\n")
        let ofOne = try await estimated(
            answers,
            by: Self.plan.replacing(
                "{id: a, column: q,", with: "{id: a, column: q, breaks: [10],"))

        #expect(whole.keys("differences") == ["10→11", "8→9", "9→10"])
        #expect(whole.keys("differences", "8→9") == [])
        #expect(whole.keys("differences", "9→10") == ["a", "m"])
        #expect(ofOne.keys("differences", "8→9") == ["a", "m"])
        #expect(ofOne.keys("differences", "9→10") == ["m"])
    }

    /// With scipy 1.17: se² of the estimate + (0.03/1.96)² + 0.01²/12.
    @Test("A published value brings its own uncertainty and rounding")
    func published() async throws {
        let figures = try await estimated(
            answers([("2026", 36, 15), ("2025", 24, 18)]),
            by: Self.plan + """
                published:
                  - {name: "SCB, 2026", indicator: a, value: 0.5, uncertainty: 0.03,
                     roundingStep: 0.01}
                  - {name: women, indicator: a, group: gender=K, round: 2025, value: 0.5}
                """)

        for (name, expected) in [
            ("SCB, 2026", [-1.5651576760359722, 0.11754594269224368, 0.04791849482535859]),
            ("women", [-1.574536968974265, 0.11536336176616839, 0.06351073488299558]),
        ] {
            for (key, expected) in zip(["z", "p", "se"], expected) {
                let value = try figures.number("published", name, key)
                #expect(abs(value - expected) < 1e-10, "\(name) \(key)")
            }
        }
    }

    @Test("A round may have margins of its own, and others are read from a file")
    func marginsOfRound() async throws {
        let plan =
            Self.plan + """
                margins: {file: margins.csv}
                marginsOfRound:
                  2025: {gender: {K: 300, M: 100}}
                weighting: raked
                """
        let answers = answers([("2025", 30, 15), ("2026", 30, 15)])

        let figures = try await estimated(
            answers, by: plan, margins: "variable;level;population\ngender;K;100,0\ngender;M;300\n")

        let shares = try ["2025", "2026"].map {
            try figures.number("rounds", $0, "indicators", "a", "total", "share")
        }
        #expect(abs(shares[0] - (0.75 * 0.5 + 0.25 * 0.25)) < 1e-9)
        #expect(abs(shares[1] - (0.25 * 0.5 + 0.75 * 0.25)) < 1e-9)
    }
}
