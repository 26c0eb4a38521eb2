import Estimation
import Testing

/// The distributions that intervals and p-values are read from. Figures from R 4.2.2; each agrees
/// to ten digits, however small it is.
struct DistributionSpecification {
    @Test("the normal distribution's quantile for 95 %")
    func normal() {
        #expect(abs(normalQuantile(0.975) - 1.959963984540054) < 1e-15)
    }

    @Test(
        "qt(.975, df)",
        arguments: [
            (1, 12.70620473617469), (2, 4.302652729749462), (16, 2.119905299221254),
            (29, 2.045229642132703),
        ])
    func studentQuantiles(degreesOfFreedom: Double, expected: Double) {
        let quantile = studentQuantile(0.975, degreesOfFreedom: degreesOfFreedom)

        #expect(abs(quantile / expected - 1) < 1e-10)
    }

    @Test(
        "qbeta(p, a, b)",
        arguments: [
            (0.025, 10.778, 5.743, 0.4155833102964375),
            (0.975, 11.778, 4.743, 0.8965468626185997),
            (0.025, 0.5, 200, 2.45824065252294e-06),
        ])
    func betaQuantiles(probability: Double, a: Double, b: Double, expected: Double) {
        #expect(abs(betaQuantile(probability, a, b) / expected - 1) < 1e-10)
    }

    @Test("pbeta(.3, 2.5, 7.25)")
    func beta() {
        let below = regularisedIncompleteBeta(at: 0.3, 2.5, 7.25)

        #expect(abs(below / 0.6604822735819074 - 1) < 1e-10)
    }

    @Test("2 · pt(−2.1, 16)")
    func student() {
        let bothTails = 2 * studentCDF(-2.1, degreesOfFreedom: 16)

        #expect(abs(bothTails / 0.05194057177752563 - 1) < 1e-10)
    }

    @Test("P(χ² of 3 degrees of freedom > 7.81)")
    func chiSquared() {
        let above = chiSquaredUpperTail(7.81, degreesOfFreedom: 3)

        #expect(abs(above / 0.05010605635000594 - 1) < 1e-10)
    }
}
