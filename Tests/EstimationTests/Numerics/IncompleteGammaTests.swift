import Estimation
import Foundation
import TestSupport
import Testing

struct IncompleteGammaTests {
    /// From scipy 1.17.1, `gammainc` and `gammaincc`; the same from mpmath 1.3.0 with forty digits.
    @Test(
        "what lies below and what lies above",
        arguments: [
            (0.1, 0.5, 0.345279153981423, 0.654720846018577),
            (3.905, 1.5, 0.9498939436499941, 0.05010605635000594),
            (25, 10, 0.9997785233617512, 0.0002214766382487836),
            (1.01e4, 1e4, 0.8413487504471796, 0.15865124955282037),
            (80, 100, 0.0171083130351331, 0.982891686964867),
            (50, 3, 1, 2.509303552201057e-19),
        ])
    func values(x: Double, a: Double, below: Double, above: Double) {
        #expect(abs(regularisedIncompleteGamma(at: x, a) / below - 1) < 1e-12)
        #expect(abs(regularisedUpperGamma(at: x, a) / above - 1) < 1e-12)
    }

    @Test("everything lies above 0 and nothing above infinity")
    func ends() {
        #expect(regularisedIncompleteGamma(at: 0, 2) == 0)
        #expect(regularisedUpperGamma(at: 0, 2) == 1)
        #expect(regularisedIncompleteGamma(at: .infinity, 2) == 1)
        #expect(regularisedUpperGamma(at: .infinity, 2) == 0)
    }

    @Test("with a whole shape it is the start of a Poisson distribution")
    func poissonStart() {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<200 {
            let shape = Int.random(in: 1...30, using: &generator)
            let x = Double.random(in: 0.1...60, using: &generator)

            var term = exp(-x)
            var sum = term
            for k in 1..<shape {
                term *= x / Double(k)
                sum += term
            }

            let above = regularisedUpperGamma(at: x, Double(shape))
            #expect(abs(above / sum - 1) < 1e-11, "\(shape) at \(x)")
        }
    }
}
