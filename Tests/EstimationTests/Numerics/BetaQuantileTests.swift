import Estimation
import Foundation
import TestSupport
import Testing

struct BetaQuantileTests {
    /// From scipy 1.17.1, `betaincinv`.
    @Test(
        "quantiles over the whole range of parameters",
        arguments: [
            (0.025, 0.01, 50, 7.11569763998323e-163), (0.975, 1, 30, 0.11570330822202778),
            (0.025, 30, 1, 0.8842966917779722), (0.025, 1e6, 2e6, 0.3328000040759549),
            (0.975, 200, 0.5, 0.9999975417593475), (1e-12, 3, 4, 3.684133294738866e-05),
        ])
    func values(probability: Double, a: Double, b: Double, expected: Double) {
        #expect(abs(betaQuantile(probability, a, b) / expected - 1) < 1e-10)
    }

    @Test("the ends are 0 and 1, and a quantile too small for a number is 0")
    func ends() {
        #expect(betaQuantile(0, 2, 3) == 0)
        #expect(betaQuantile(1, 2, 3) == 1)
        #expect(betaQuantile(0.025, 0.001, 5) == 0)
    }

    @Test("the share below a quantile is the probability it was asked for")
    func roundTrip() {
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<500 {
            let a = pow(10, Double.random(in: -1...5, using: &generator))
            let b = pow(10, Double.random(in: -1...5, using: &generator))
            let probability = Double.random(in: 0.001...0.999, using: &generator)

            let quantile = betaQuantile(probability, a, b)

            // Close to 1 a `Double` cannot say which quantile it is.
            guard quantile < 0.999_999 else { continue }
            let back = regularisedIncompleteBeta(at: quantile, a, b)
            #expect(abs(back / probability - 1) < 1e-9, "\(probability) \(a) \(b)")
        }
    }
}
