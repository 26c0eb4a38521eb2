import Foundation
import Testing

@testable import Estimation

struct BracketedNewtonTests {
    @Test("a crossing is found to the last digit")
    func squareRootOfTwo() {
        let root = crossing(in: 1...2, from: 1) { ($0 * $0 - 2, 2 * $0) }

        #expect(abs(root - 2.0.squareRoot()) < 1e-15)
    }

    /// Newton's method alone runs away from this start: the arctangent is flat far out.
    @Test("a step that leaves the interval becomes a halving")
    func flatFarOut() {
        let root = crossing(in: -50...80, from: 80) { (atan($0), 1 / (1 + $0 * $0)) }

        #expect(abs(root) < 1e-15)
    }

    @Test("a slope that cannot be computed does not stop the search")
    func withoutSlope() {
        let root = crossing(in: 0...1, from: 0) { ($0 - 0.25, .nan) }

        #expect(abs(root - 0.25) < 1e-15)
    }
}
