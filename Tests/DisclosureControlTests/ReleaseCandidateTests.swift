import Indicators
import SurveyDefinition
import Testing

@testable import DisclosureControl

struct ReleaseCandidateTests {
    private let exact = RandomTable(seed: 1).share

    private func next(
        after ledger: [Release], to exact: IndicatorTable, softwareVersion: String = "1.0"
    ) throws -> Release {
        try nextRelease(
            after: ledger, candidate: .of(exact, softwareVersion: softwareVersion), of: exact,
            policy: Policy())
    }

    @Test("a round's first release is number 1 and holds the candidate")
    func first() throws {
        let candidate = ReleaseCandidate.of(exact)

        let release = try nextRelease(
            after: [], candidate: candidate, of: exact, policy: Policy())

        #expect(release.number == 1)
        #expect(release.round == candidate.round)
        #expect(release.table == candidate.table)
        #expect(release.method == candidate.method)
        #expect(release.responsesAtLeast == candidate.responsesAtLeast)
    }

    @Test("the same figures keep their release, also when newer software made them")
    func sameFigures() throws {
        let first = try next(after: [], to: exact)

        let second = try next(after: [first], to: exact, softwareVersion: "1.1")

        #expect(second == first)
        #expect(try second.digest() == first.digest())
    }

    @Test("other answers for a frozen round are refused")
    func otherAnswers() throws {
        let first = try next(after: [], to: exact)

        #expect(throws: ReleaseError.wouldChangeFrozenRound("safety-2026", latest: 1)) {
            try next(after: [first], to: RandomTable(seed: 2).share)
        }
    }
}

extension ReleaseCandidate {
    /// A candidate with the figures that `protect` allows of a table.
    static func of(
        _ exact: IndicatorTable, softwareVersion: String = "1.0", policy: Policy = Policy()
    ) -> ReleaseCandidate {
        .init(protect(exact, policy: policy), of: exact, softwareVersion: softwareVersion)
    }

    /// A candidate with these figures of a table.
    init(_ table: ProtectedTable, of exact: IndicatorTable, softwareVersion: String = "1.0") {
        let weights = AppliedWeights(exact.weighting)
        self.init(
            round: "safety-2026",
            survey: Release.SurveyReference(id: "safety", version: 1, digest: "00"),
            method: Release.Method(
                sampling: "census", isDemonstration: false,
                weighting: weights?.method.rawValue ?? "none", interval: "logit", smallestBase: 30,
                smallestCell: 5, softwareVersion: softwareVersion, weights: weights,
                baseStep: Release.baseStep),
            responsesAtLeast: exact.respondents / 25 * 25, table: table)
    }
}
