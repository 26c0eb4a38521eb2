import Estimation
import Foundation
import TestSupport
import Testing

struct NormalDistributionTests {
    /// From scipy 1.17.1, `norm.cdf`.
    @Test(
        "the share below a value keeps its digits far out",
        arguments: [
            (-10, 7.61985302416047e-24), (-1.959963984540054, 0.025), (0, 0.5),
            (0.5, 0.6914624612740131), (3, 0.9986501019683699),
        ])
    func shareBelow(x: Double, expected: Double) {
        #expect(abs(normalCDF(x) / expected - 1) < 1e-13)
    }

    /// From scipy 1.17.1, `norm.ppf`: each of the three approximations, and both halves.
    @Test(
        "quantiles",
        arguments: [
            (1e-300, -37.0470962993612), (1e-20, -9.262340089798409),
            (0.001, -3.090232306167813), (0.1, -1.2815515655446004),
            (0.4, -0.2533471031357997), (0.9, 1.2815515655446004),
            (0.995, 2.5758293035489004), (0.999999, 4.753424308817087),
        ])
    func quantiles(probability: Double, expected: Double) {
        #expect(abs(normalQuantile(probability) / expected - 1) < 1e-14)
    }

    @Test("the ends of the scale are infinite and the middle is zero")
    func ends() {
        #expect(normalQuantile(0) == -.infinity)
        #expect(normalQuantile(0.5) == 0)
        #expect(normalQuantile(1) == .infinity)
    }

    @Test("the share below a quantile is the probability it was asked for")
    func roundTrip() {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<500 {
            let probability = pow(10, Double.random(in: -200 ... -0.001, using: &generator))

            let back = normalCDF(normalQuantile(probability))

            #expect(abs(back / probability - 1) < 1e-11, "\(probability)")
        }
    }

    @Test("both tails of a value are twice the share below its negative, whatever its sign")
    func twoSided() {
        #expect(twoSidedNormalProbability(0) == 1)
        #expect(abs(twoSidedNormalProbability(1.959963984540054) - 0.05) < 1e-15)
        #expect(twoSidedNormalProbability(-2.5) == 2 * normalCDF(-2.5))
        #expect(twoSidedNormalProbability(2.5) == twoSidedNormalProbability(-2.5))
    }
}
