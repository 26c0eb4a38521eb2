import Estimation
import Foundation
import TestSupport
import Testing

struct IncompleteBetaTests {
    /// From scipy 1.17.1, `betainc`; most of them also from mpmath 1.3.0 with forty digits.
    @Test(
        "values over the whole range of parameters",
        arguments: [
            (0.3, 2.5, 7.25, 0.6604822735819072), (1e-6, 0.5, 200, 0.01594666298287266),
            (0.999, 200, 0.5, 0.5272441070252352), (0.02, 30, 1000, 0.02872692800884789),
            (0.01, 0.01, 50, 0.9943435068530195), (0.5001, 1e6, 1e6, 0.6113512821376899),
            (0.6, 1e4, 6500, 0.055741005220218486),
        ])
    func values(x: Double, a: Double, b: Double, expected: Double) {
        #expect(abs(regularisedIncompleteBeta(at: x, a, b) / expected - 1) < 1e-11)
    }

    @Test("nothing lies below 0 and everything below 1")
    func ends() {
        #expect(regularisedIncompleteBeta(at: 0, 2, 3) == 0)
        #expect(regularisedIncompleteBeta(at: 1, 2, 3) == 1)
    }

    @Test("with whole parameters it is a tail of the binomial distribution")
    func binomialTail() {
        var generator = SeededGenerator(seed: 2)
        for _ in 0..<200 {
            let count = Int.random(in: 1...40, using: &generator)
            let atLeast = Int.random(in: 1...count, using: &generator)
            let share = Double.random(in: 0.01...0.99, using: &generator)

            let tail = (atLeast...count).reduce(0) { $0 + binomial($1, of: count, share) }

            let beta = regularisedIncompleteBeta(
                at: share, Double(atLeast), Double(count - atLeast + 1))
            #expect(abs(beta / tail - 1) < 1e-11, "\(atLeast) of \(count) at \(share)")
        }
    }

    @Test("it rises with x, and mirrors with the parameters swapped")
    func risesAndMirrors() {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<200 {
            let a = pow(10, Double.random(in: -2...4, using: &generator))
            let b = pow(10, Double.random(in: -2...4, using: &generator))
            let x = Double.random(in: 0...1, using: &generator)
            let further = Double.random(in: x...1, using: &generator)

            let below = regularisedIncompleteBeta(at: x, a, b)

            #expect(below <= regularisedIncompleteBeta(at: further, a, b) + 1e-13)
            #expect(abs(below + regularisedIncompleteBeta(at: 1 - x, b, a) - 1) < 1e-10)
        }
    }

    private func binomial(_ k: Int, of n: Int, _ share: Double) -> Double {
        let ways = (0..<k).reduce(1.0) { $0 * Double(n - $1) / Double($1 + 1) }
        return ways * pow(share, Double(k)) * pow(1 - share, Double(n - k))
    }
}
