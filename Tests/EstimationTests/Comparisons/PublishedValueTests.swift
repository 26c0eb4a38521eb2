import Testing

@testable import Estimation

struct PublishedValueTests {
    @Test("an unknown uncertainty and no rounding leave the estimate's own standard error")
    func nothingKnown() throws {
        let estimate = DomainEstimate.share(18, of: 50, standardError: 0.02)

        let result = try #require(
            estimate.against(published: 0.32, uncertainty: 0, roundingStep: 0))

        #expect(result == difference(estimate.value - 0.32, standardError: 0.02))
    }

    @Test("what is known of the published value makes the difference less sure")
    func lessSure() throws {
        let estimate = DomainEstimate.share(18, of: 50, standardError: 0.02)

        let bare = try #require(
            estimate.against(published: 0.32, uncertainty: 0, roundingStep: 0))
        let rounded = try #require(
            estimate.against(published: 0.32, uncertainty: 0, roundingStep: 0.01))
        let uncertain = try #require(
            estimate.against(published: 0.32, uncertainty: 0.03, roundingStep: 0.01))

        #expect(bare.p < rounded.p && rounded.p < uncertain.p)
    }

    @Test("an estimate without a standard error is not compared")
    func withoutStandardError() {
        let single = DomainEstimate.share(1, of: 1, standardError: nil)

        #expect(single.against(published: 0.3, uncertainty: 0, roundingStep: 0.01) == nil)
    }
}
