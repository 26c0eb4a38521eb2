import Foundation
import Testing

@testable import Estimation

struct StirlingErrorTests {
    @Test("with Stirling's formula it gives the factorial", arguments: [1, 2, 5, 15, 16, 20])
    func factorial(n: Int) {
        let x = Double(n)
        let exact = (1...n).reduce(1.0) { $0 * Double($1) }

        let stirling = (2 * Double.pi * x).squareRoot() * pow(x / M_E, x)

        #expect(abs(stirling * exp(stirlingError(x)) / exact - 1) < 1e-13)
    }

    @Test("the series for large numbers meets the direct formula at the switch")
    func switchPoint() {
        let below = stirlingError(15)
        let above = stirlingError(15.nextUp)

        #expect(abs(above / below - 1) < 1e-12)
    }

    @Test("the deviance is nothing at the mean and the plain formula far from it")
    func deviances() {
        #expect(deviance(7, mean: 7) == 0)
        #expect(deviance(8, mean: 2) == 8 * log(4) - 6)
    }

    /// (x − m)²/2m is the first term; the next is −(x − m)³/6m².
    @Test("close to the mean the deviance keeps its digits")
    func closeToTheMean() {
        let nearby = deviance(1_000_000.5, mean: 1_000_000)

        #expect(abs(nearby / (0.125e-6 - 0.125 / 6e12) - 1) < 1e-9)
    }
}
