import SurveyDefinition
import Testing

@testable import DisclosureControl

struct ReleaseCandidateTests {
    private func candidate(
        seed: UInt64 = 1, responsesAtLeast: Int = 325, softwareVersion: String = "1.0"
    ) -> ReleaseCandidate {
        ReleaseCandidate(
            round: "safety-2026",
            survey: Release.SurveyReference(id: "safety", version: 1, digest: "00"),
            method: Release.Method(
                sampling: "census", isDemonstration: false, weighting: "none", interval: "wilson",
                smallestBase: 30, smallestCell: 5, softwareVersion: softwareVersion),
            responsesAtLeast: responsesAtLeast,
            table: protect(RandomTable(seed: seed).share, policy: Policy()))
    }

    @Test("a round's first release is number 1 and holds the candidate")
    func first() throws {
        let candidate = candidate()

        let release = try nextRelease(after: nil, candidate: candidate)

        #expect(release.number == 1)
        #expect(release.round == candidate.round)
        #expect(release.table == candidate.table)
        #expect(release.responsesAtLeast == 325)
    }

    @Test("the same figures keep their release, also when newer software made them")
    func sameFigures() throws {
        let first = try nextRelease(after: nil, candidate: candidate())

        let second = try nextRelease(after: first, candidate: candidate(softwareVersion: "1.1"))

        #expect(second == first)
        #expect(try second.digest() == first.digest())
    }

    @Test("other figures for a frozen round are refused")
    func otherFigures() throws {
        let first = try nextRelease(after: nil, candidate: candidate())

        #expect(throws: ReleaseError.wouldChangeFrozenRound("safety-2026", latest: 1)) {
            try nextRelease(after: first, candidate: candidate(seed: 2))
        }
        #expect(throws: ReleaseError.wouldChangeFrozenRound("safety-2026", latest: 1)) {
            try nextRelease(after: first, candidate: candidate(responsesAtLeast: 350))
        }
    }
}
