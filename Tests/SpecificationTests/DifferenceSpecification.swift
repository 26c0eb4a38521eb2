import Estimation
import Testing

/// Differences and their tests. Figures from R 4.2.2 and its package `survey` 4.1-1 unless noted.
struct DifferenceSpecification {
    @Test("12 of 17 against 21 of 50: the variance is pooled for the test")
    func pooled() throws {
        let result = try #require(pooledDifference(12, of: 17, minus: 21, of: 50))

        #expect(result.value.tenDecimals == "0.2858823529")
        #expect(result.z.tenDecimals == "2.0367502751")
        #expect(result.p.tenDecimals == "0.0416750736")
    }

    @Test("the same: Wald's interval and Newcombe's")
    func intervals() throws {
        let (first, second) = (12.0 / 17, 21.0 / 50)

        let wald = try #require(waldInterval(share: first, base: 17, minus: second, base: 50))
        let newcombe = newcombeInterval(share: first, base: 17, minus: second, base: 50)

        #expect(wald.lowerBound.tenDecimals == "0.0297000088")
        #expect(wald.upperBound.tenDecimals == "0.5420646971")
        #expect(newcombe.lowerBound.tenDecimals == "0.0116159949")
        #expect(newcombe.upperBound.tenDecimals == "0.4907297859")
    }

    /// The p-value from scipy 1.17.1, `norm.sf`.
    @Test("men less women in one raked round: groups that do not overlap are independent")
    func groups() throws {
        let women = try #require(
            try TwentyRespondents.estimate(
                TwentyRespondents.good, among: TwentyRespondents.classes("gender", "K")))
        let men = try #require(
            try TwentyRespondents.estimate(
                TwentyRespondents.good, among: TwentyRespondents.classes("gender", "M")))

        let result = try #require(difference(from: women, to: men))

        #expect(result.value.tenDecimals == "-0.0015827351")
        #expect(result.standardError.tenDecimals == "0.2325992981")
        #expect(abs(result.p - 0.9945707912) < 1e-9)
    }

    /// By the formula in numpy, with scipy 1.17.1's `chi2.sf`.
    @Test("four groups of one question, compared at once")
    func severalGroupsAtOnce() throws {
        let result = try #require(
            severalGroups([(0.62, 0.03), (0.55, 0.05), (0.71, 0.04), (0.58, 0.02)]))

        #expect(result.q.tenDecimals == "9.9120730977")
        #expect(result.degreesOfFreedom == 3)
        #expect(result.p.tenDecimals == "0.0193285248")
    }

    /// √(0.02² + (0.035/1.96)² + 0.01²/12), in numpy.
    @Test("a value published in whole percent with 3.5 points of uncertainty, and with none given")
    func published() throws {
        let known = publishedStandardError(uncertainty: 0.035, roundingStep: 0.01)
        let unknown = publishedStandardError(uncertainty: 0, roundingStep: 0.01)

        let against = { (other: Double) in
            difference(
                0.36 - 0.32, standardError: (0.02 * 0.02 + other * other).squareRoot())
        }

        #expect(against(known)?.standardError.tenDecimals == "0.0269668479")
        #expect(against(known)?.p.tenDecimals == "0.1379939882")
        #expect(against(unknown)?.standardError.tenDecimals == "0.0202072594")
        #expect(against(unknown)?.p.tenDecimals == "0.0477612427")
    }
}
