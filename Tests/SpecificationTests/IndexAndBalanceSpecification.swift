import Estimation
import Testing

/// The same grades as an index from 0 to 100 and as a balance of good against bad. Figures from
/// R 4.2.2.
struct IndexAndBalanceSpecification {
    @Test("the index spreads the four grades evenly over 0–100")
    func index() throws {
        let index = try #require(try TwentyRespondents.estimate(TwentyRespondents.index))

        #expect(index.value.tenDecimals == "61.7384450714")
        #expect(index.standardError.tenDecimals == "7.6218904844")
        #expect(index.unweightedValue.tenDecimals == "58.8235294118")
    }

    @Test("the balance is the good less the bad, in points")
    func balance() throws {
        let balance = try #require(try TwentyRespondents.estimate(TwentyRespondents.balance))

        #expect(balance.value.tenDecimals == "38.8839687320")
        #expect(balance.standardError.tenDecimals == "23.3853354661")
    }

    @Test("neither has what only a share has")
    func onlyShares() throws {
        let index = try #require(try TwentyRespondents.estimate(TwentyRespondents.index))

        #expect(index.positives == 0)
        #expect(index.valueIncludingDontKnow == nil)
        #expect(index.varianceEffectiveBase == nil)
    }
}
