import Estimation
import Foundation
import TestSupport
import Testing

struct UpperTailsTests {
    /// From scipy 1.17.1, `chi2.sf`.
    @Test(
        "what is larger than a chi-squared value",
        arguments: [
            (0.1, 1, 0.7518296340458492), (200, 40, 3.764893576001532e-23),
            (3, 2.5, 0.30584962944581906), (100, 1, 1.5239706048320995e-23),
        ])
    func chiSquared(x: Double, degreesOfFreedom: Double, expected: Double) {
        let above = chiSquaredUpperTail(x, degreesOfFreedom: degreesOfFreedom)

        #expect(abs(above / expected - 1) < 1e-10)
    }

    /// From scipy 1.17.1, `f.sf`.
    @Test(
        "what is larger than a value of F",
        arguments: [
            (3.2, 4, 30, 0.02657153288592041), (0.5, 2.5, 7.5, 0.6634547155961293),
            (50, 1, 16, 2.645792284349834e-06), (1.01, 1000, 2000, 0.4255081007230814),
        ])
    func fDistribution(f: Double, numerator: Double, denominator: Double, expected: Double) {
        let above = fUpperTail(f, numerator: numerator, denominator: denominator)

        #expect(abs(above / expected - 1) < 1e-10)
    }

    @Test("the square of a normal value is chi-squared, that of Student's t is F")
    func squares() {
        var generator = SeededGenerator(seed: 8)
        for _ in 0..<200 {
            let value = Double.random(in: -5...5, using: &generator)
            let freedom = Double.random(in: 1...60, using: &generator)

            let chiSquared = chiSquaredUpperTail(value * value, degreesOfFreedom: 1)
            let f = fUpperTail(value * value, numerator: 1, denominator: freedom)

            #expect(abs(chiSquared - twoSidedNormalProbability(value)) < 1e-13)
            #expect(abs(f - 2 * studentCDF(-abs(value), degreesOfFreedom: freedom)) < 1e-12)
        }
    }

    @Test("everything is larger than nothing, and nothing than infinity")
    func ends() {
        #expect(chiSquaredUpperTail(0, degreesOfFreedom: 3) == 1)
        #expect(chiSquaredUpperTail(.infinity, degreesOfFreedom: 3) == 0)
        #expect(fUpperTail(0, numerator: 2, denominator: 9) == 1)
        #expect(fUpperTail(.infinity, numerator: 2, denominator: 9) == 0)
    }
}
