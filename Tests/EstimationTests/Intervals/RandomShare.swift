import TestSupport

/// A share as a survey may find it, with every figure that some interval is made from.
struct RandomShare {
    let valid: Int
    let positives: Int
    let designEffect: Double

    /// Between one and all but one of the answers are positive.
    init(using generator: inout SeededGenerator) {
        valid = Int.random(in: 2...2000, using: &generator)
        positives = Int.random(in: 1..<valid, using: &generator)
        designEffect = Double.random(in: 1...2.5, using: &generator)
    }

    var share: Double { Double(positives) / Double(valid) }
    var degreesOfFreedom: Int { valid - 1 }
    var effectiveBase: Double { Double(valid) / designEffect }
    var standardError: Double { (share * (1 - share) / effectiveBase).squareRoot() }

    /// Two hundred of them, the same for the same seed.
    static func many(seed: UInt64) -> [RandomShare] {
        var generator = SeededGenerator(seed: seed)
        return (0..<200).map { _ in RandomShare(using: &generator) }
    }
}

extension ClosedRange<Double> {
    /// The interval of the complement: `1 − upper ... 1 − lower`.
    var complement: ClosedRange<Double> { (1 - upperBound)...(1 - lowerBound) }

    var width: Double { upperBound - lowerBound }

    /// Whether both bounds are the other's but for rounding.
    func isClose(to other: ClosedRange<Double>, within tolerance: Double = 1e-10) -> Bool {
        abs(lowerBound - other.lowerBound) < tolerance
            && abs(upperBound - other.upperBound) < tolerance
    }
}
