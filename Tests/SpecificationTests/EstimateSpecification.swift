import Testing

@testable import Indicators

/// An example of twenty respondents: two answered *very badly*, four, seven, four *very well*, two
/// had no opinion and one left it blank. Expected figures from R 4.2.2 unless noted.
struct EstimateSpecification {
    static let counts = """
        group  1  2  3  4  dont-know  blank
        all    2  4  7  4          2      1
        """

    @Test("the denominator is those with an opinion; don't know and blank are counted beside it")
    func denominator() {
        let tally = CountedTable(Self.counts, measure: .share(positive: ["3", "4"])).total

        #expect(tally.asked == 20)
        #expect(tally.valid == 17)
        #expect(tally.positive == 11)
        #expect(tally.dontKnow == 2)
        #expect(tally.blank == 1)
    }

    @Test("a share has Wilson's interval on the valid answers")
    func share() throws {
        let table = CountedTable(Self.counts, measure: .share(positive: ["3", "4"]))

        let estimate = try #require(table.estimate)

        let interval = try #require(estimate.interval)
        #expect(abs(estimate.value - 0.6470588235) < 1e-10)
        #expect(abs(interval.lowerBound - 0.4130036349) < 1e-10)
        #expect(abs(interval.upperBound - 0.8269027960) < 1e-10)
    }

    /// The standard error and interval are from the formula of `svymean` computed in Python, with t
    /// of 16 degrees of freedom from R.
    @Test("an index spreads the ordered options over 0–100 and has an interval with Student's t")
    func index() throws {
        let table = CountedTable(Self.counts, measure: .index)

        let estimate = try #require(table.estimate)

        let interval = try #require(estimate.interval)
        #expect(abs(estimate.value - 58.8235294118) < 1e-10)
        let error = try #require(estimate.standardError)
        #expect(abs(error - 7.806629047740226) < 1e-10)
        #expect(abs(interval.lowerBound - 42.27421512440563) < 1e-9)
        #expect(abs(interval.upperBound - 75.37284369912378) < 1e-9)
    }

    @Test("a mean is in the numbers of the scale")
    func mean() throws {
        let estimate = try #require(CountedTable(Self.counts, measure: .mean).estimate)

        #expect(abs(estimate.value - 47.0 / 17) < 1e-12)
    }

    @Test(
        "Wilson's interval is within 0–1 and mirrors its complement",
        arguments: [(0, 30), (1, 30), (15, 30), (30, 30), (999, 1000)])
    func wilsonMirrors(count: Int, base: Int) {
        let share = Double(count) / Double(base)

        let interval = wilsonInterval(share: share, base: Double(base))
        let mirrored = wilsonInterval(share: 1 - share, base: Double(base))

        #expect(interval.lowerBound >= 0 && interval.upperBound <= 1)
        #expect(interval.contains(share))
        #expect(abs(interval.lowerBound - (1 - mirrored.upperBound)) < 1e-12)
    }

    @Test(
        "Student's quantile agrees with qt(.975, df)",
        arguments: [
            (1, 12.70620473617469), (2, 4.302652729749462), (16, 2.119905299221254),
            (29, 2.045229642132703),
        ])
    func studentQuantileAgrees(degreesOfFreedom: Int, expected: Double) {
        #expect(abs(studentQuantile(degreesOfFreedom: degreesOfFreedom) - expected) < 1e-10)
    }

    @Test("with many degrees of freedom Student's quantile is the normal one")
    func studentNearsNormal() {
        #expect(abs(studentQuantile(degreesOfFreedom: 10_000_000) - normalQuantile) < 1e-6)
    }

    @Test("the incomplete beta function agrees with pbeta(.3, 2.5, 7.25)")
    func incompleteBetaAgrees() {
        #expect(abs(regularisedIncompleteBeta(at: 0.3, 2.5, 7.25) - 0.6604822735819074) < 1e-12)
    }
}
