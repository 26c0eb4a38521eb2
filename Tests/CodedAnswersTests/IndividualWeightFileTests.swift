import Estimation
import TestSupport
import Testing

@testable import CodedAnswers

@Suite("A file in which everyone has a base weight of their own")
struct IndividualWeightFileTests {
    private static let plan = """
        background: [gender, other]
        margins: {gender: {K: 480, M: 520}}
        weighting: {method: raked, variables: [gender]}
        sample: {baseWeight: w}
        indicators:
          - {id: safe, column: q, positive: [3, 4], valid: [1, 2, 3, 4], dontKnow: [9]}
          - {id: trust, column: q, measure: index, valid: [1, 2, 3, 4], dontKnow: [9]}
        breakdowns: [gender, other]
        """

    /// Respondents whose gender may be unknown; `other` says who isn't K.
    private func answers(seed: UInt64) -> String {
        var generator = SeededGenerator(seed: seed)
        return "gender,other,w,q\n"
            + (1...200).map { row in
                let gender = ["K", "M", "M", ""][Int.random(in: 0..<4, using: &generator)]
                let code = ["1", "2", "3", "4", "9", ""][Int.random(in: 0..<6, using: &generator)]
                return "\(gender),\(gender == "K" ? "no" : "yes"),\(row).5,\(code)\n"
            }.joined()
    }

    @Test("The rest of a group is everybody else, known or not", arguments: UInt64(1)...5)
    func rest(seed: UInt64) async throws {
        let figures = try await estimates(answers(seed: seed), by: Self.plan)

        #expect(figures.rounds[0].sample.classes.count == 200)
        for indicator in figures.rounds[0].indicators {
            let groups = Dictionary(
                uniqueKeysWithValues: indicator.all.map { ($0.key, $0) })
            let women = try #require(groups["gender=K"])
            let ofWomen = try #require(women.estimate)
            let rest = try #require(women.rest)
            let others = try #require(groups["other=yes"]?.estimate)
            let men = try #require(groups["gender=M"]?.estimate)
            #expect(rest.respondents == others.respondents)
            #expect(rest.valid == others.valid)
            #expect(rest.valid > men.valid)
            #expect(abs(rest.value / others.value - 1) < 1e-12)
            let error = try #require(rest.standardError)
            let otherError = try #require(others.standardError)
            #expect(abs(error / otherError - 1) < 1e-12)

            let expected = try #require(difference(from: others, to: ofWomen))
            let found = try #require(women.againstRest)
            #expect(abs(found.value - expected.value) < 1e-11)
            #expect(abs(found.p - expected.p) < 1e-9)
        }
    }

    @Test("A group that has everybody has no rest")
    func noRest() async throws {
        let figures = try await estimates(
            "gender,w,q\nK,1.1,1\nK,2.2,0\nK,3.3,1\n",
            by: """
                background: [gender]
                sample: {baseWeight: w}
                indicators: [{id: a, column: q, positive: [1], valid: [0, 1]}]
                breakdowns: [gender]
                """)

        let group = figures.rounds[0].indicators[0].breakdowns[0].groups[0]
        #expect(group.estimate?.valid == 3)
        #expect(group.rest == nil)
        #expect(group.againstRest == nil)
    }
}
