import Foundation
import Testing

@testable import Estimation

struct ContinuedFractionTests {
    @Test("ones all the way down are the golden section")
    func goldenSection() {
        let value = continuedFraction { _ in (1, 1) }

        #expect(abs(value - (5.0.squareRoot() - 1) / 2) < 1e-15)
    }

    /// tanh 1 = 1/(1 + 1/(3 + 1/(5 + …))).
    @Test("the terms come in order")
    func ordered() {
        let value = continuedFraction { (1, Double(2 * $0 - 1)) }

        #expect(abs(value - tanh(1)) < 1e-15)
    }

    /// 1/(1 − 1/(1 + 1/(1 + …))): the second step's denominator is 1 − 1.
    @Test("a zero on the way is no division by zero")
    func zeroOnTheWay() {
        let value = continuedFraction { ($0 == 2 ? -1 : 1, 1) }

        #expect(abs(value - (3 + 5.0.squareRoot()) / 2) < 1e-14)
    }
}
