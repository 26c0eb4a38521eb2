import SurveyDefinition
import TestSupport
import Testing

@testable import Indicators

/// An example of twenty respondents: two answered *very badly*, four, seven, four *very well*, two
/// had no opinion and one left it blank. Expected figures from R 4.2.2 unless noted.
struct EstimateSpecification {
    static let counts = """
        group  1  2  3  4  dont-know  blank
        all    2  4  7  4          2      1
        """

    private func estimate(_ measure: Measure) throws -> Estimate {
        try #require(CountedTable(Self.counts, measure: measure).total.estimate)
    }

    @Test("the denominator is those with an opinion; don't know and blank are counted beside it")
    func denominator() {
        let tally = CountedTable(Self.counts, measure: .share(positive: ["3", "4"])).total.tally

        #expect(tally.asked == 20)
        #expect(tally.valid == 17)
        #expect(tally.positive == 11)
        #expect(tally.dontKnow == 2)
        #expect(tally.blank == 1)
    }

    /// The standard error by the formula of 1.4 with all twenty in n, and the interval with scipy
    /// 1.17.1's `t.ppf`, both in Python.
    @Test("a share has the logit interval with Student's t on its valid answers less one")
    func share() throws {
        let estimate = try estimate(.share(positive: ["3", "4"]))

        let interval = try #require(estimate.interval)
        #expect(abs(estimate.value - 0.6470588235) < 1e-10)
        #expect(abs(try #require(estimate.standardError) - 0.118915039114853) < 1e-12)
        #expect(abs(interval.lowerBound - 0.378079731168505) < 1e-10)
        #expect(abs(interval.upperBound - 0.846833483127914) < 1e-10)
        #expect(abs(estimate.dontKnowShare - 2.0 / 19) < 1e-15)
    }

    /// Wilson's interval for 4 of 17, in Python.
    @Test("with four of an answer, or all but four, the interval is Wilson's")
    func extremeShare() throws {
        let few = try #require(try estimate(.share(positive: ["4"])).interval)
        let most = try #require(try estimate(.share(positive: ["1", "2", "3"])).interval)

        #expect(abs(few.lowerBound - 0.095550443220801) < 1e-10)
        #expect(abs(few.upperBound - 0.472617981195650) < 1e-10)
        #expect(abs(most.lowerBound - (1 - few.upperBound)) < 1e-12)
        #expect(abs(most.upperBound - (1 - few.lowerBound)) < 1e-12)
    }

    /// The standard errors and intervals are from the formula of `svymean` computed in Python, with
    /// t of 16 degrees of freedom from R.
    @Test("an index spreads the ordered options over 0–100 and has an interval with Student's t")
    func index() throws {
        let estimate = try estimate(.index)

        let interval = try #require(estimate.interval)
        #expect(abs(estimate.value - 58.8235294118) < 1e-10)
        #expect(abs(try #require(estimate.standardError) - 7.806629047740226) < 1e-10)
        #expect(abs(interval.lowerBound - 42.27421512440563) < 1e-9)
        #expect(abs(interval.upperBound - 75.37284369912378) < 1e-9)
    }

    @Test("a balance is the share of positive less that of negative answers, in points")
    func balance() throws {
        let estimate = try estimate(.balance(positive: ["4"], negative: ["1", "2"]))
        let symmetric = try self.estimate(.balance(positive: ["3", "4"], negative: ["1", "2"]))

        #expect(abs(estimate.value - (4.0 - 6.0) / 17 * 100) < 1e-12)
        #expect(abs(symmetric.value - 29.41176470588235) < 1e-12)
        #expect(abs(try #require(symmetric.standardError) - 23.783007822970596) < 1e-10)
        let interval = try #require(symmetric.interval)
        #expect(abs(interval.lowerBound + 21.005959609453566) < 1e-9)
        #expect(abs(interval.upperBound - 79.82948902121827) < 1e-9)
    }

    @Test("a mean is in the numbers of the scale")
    func mean() throws {
        #expect(abs(try estimate(.mean).value - 47.0 / 17) < 1e-12)
    }
}
