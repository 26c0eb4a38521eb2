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

    private func texts(_ quotations: String...) -> ProtectedTexts {
        ProtectedTexts(questions: [
            .init(
                question: "wish", n: 40, read: 40, coded: 0, themes: nil, quotations: quotations)
        ])
    }

    @Test("texts that come later are another release of the same figures and the same method")
    func laterTexts() throws {
        let first = try next(after: [], to: exact)
        let candidate = ReleaseCandidate.of(exact, softwareVersion: "1.1")

        let second = try nextRelease(
            after: [first], candidate: candidate.adding(texts("Fler bänkar")), of: exact,
            policy: Policy())
        let again = try nextRelease(
            after: [first, second], candidate: candidate.adding(texts("Fler bänkar")), of: exact,
            policy: Policy())
        let without = try nextRelease(
            after: [first, second], candidate: candidate, of: exact, policy: Policy())

        #expect(second.number == 2 && second.texts == texts("Fler bänkar"))
        #expect(second.table == first.table && second.method == first.method)
        #expect(again == second)
        #expect(without.number == 3 && without.texts == nil && without.table == first.table)
    }

    @Test("a frozen round's other figures are refused, whatever texts come with them")
    func otherAnswersWithTexts() throws {
        let first = try next(after: [], to: exact)
        let other = RandomTable(seed: 2).share

        #expect(throws: ReleaseError.wouldChangeFrozenRound("safety-2026", latest: 1)) {
            try nextRelease(
                after: [first], candidate: .of(other).adding(texts("Fler bänkar")), of: other,
                policy: Policy())
        }
    }

    @Test("a quotation that a later release doesn't have is shown in no earlier one")
    func withdrawn() throws {
        let first = try nextRelease(
            after: [], candidate: .of(exact).adding(texts("a", "b", "c")), of: exact,
            policy: Policy())
        func latest(_ texts: ProtectedTexts?) -> Release {
            first.replacing(texts: texts, number: 2)
        }

        #expect(
            first.withoutQuotations(withdrawnBy: latest(texts("b", "d"))).texts == texts("b"))
        #expect(first.withoutQuotations(withdrawnBy: latest(nil)).texts == nil)
        #expect(first.withoutQuotations(withdrawnBy: first) == first)
    }

    @Test("a release without texts has the bytes that it had before there were any")
    func noTexts() throws {
        let first = try next(after: [], to: exact)

        let json = String(decoding: try first.canonicalJSON(), as: UTF8.self)

        #expect(!json.contains("texts"))
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
