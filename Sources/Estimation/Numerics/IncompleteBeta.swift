import Foundation

/// I(a, b) at x: the share of a beta distribution that lies below `x`.
///
/// - Returns: in `0...1`; precise relative to itself when it is small.
/// - Precondition: `a > 0` and `b > 0`.
///
/// Source: NIST Digital Library of Mathematical Functions 8.17.4 (symmetry) and 8.17.22 (continued
/// fraction).
public func regularisedIncompleteBeta(at x: Double, _ a: Double, _ b: Double) -> Double {
    precondition(a > 0 && b > 0, "A beta distribution has two parameters above zero.")
    return regularisedIncompleteBeta(at: Portion(x), a, b)
}

/// A number in `0...1` and what is missing to 1, each with all its digits: near 1 the subtraction
/// would lose them.
struct Portion {
    let part: Double
    let rest: Double

    init(part: Double, rest: Double) {
        self.part = part
        self.rest = rest
    }

    init(_ part: Double) { self.init(part: part, rest: 1 - part) }

    /// `first` of `first + second`.
    init(of first: Double, and second: Double) {
        self.init(part: first / (first + second), rest: second / (first + second))
    }

    var mirrored: Portion { Portion(part: rest, rest: part) }
}

/// I(a, b) at a portion known from both ends.
func regularisedIncompleteBeta(at x: Portion, _ a: Double, _ b: Double) -> Double {
    if x.part <= 0 { return 0 }
    if x.rest <= 0 { return 1 }
    if x.part > (a + 1) / (a + b + 2) {
        return 1 - lowerBetaTail(at: x.mirrored, b, a)
    }
    return lowerBetaTail(at: x, a, b)
}

/// I(a, b) where its continued fraction converges fast: below the switch point.
private func lowerBetaTail(at x: Portion, _ a: Double, _ b: Double) -> Double {
    let fraction = continuedFraction { step in
        guard step > 1 else { return (1, 1) }
        let m = Double(step / 2)
        let numerator =
            step.isMultiple(of: 2)
            ? -(a + m - 1) * (a + b + m - 1) * x.part / ((a + 2 * m - 2) * (a + 2 * m - 1))
            : m * (b - m) * x.part / ((a + 2 * m - 1) * (a + 2 * m))
        return (numerator, 1)
    }
    return betaKernel(at: x, a, b) / a * fraction
}

/// xᵃ(1−x)ᵇ / B(a, b).
func betaKernel(at x: Portion, _ a: Double, _ b: Double) -> Double {
    exp(logBetaKernel(at: x, a, b))
}

/// ln of xᵃ(1−x)ᵇ / B(a, b), through the probability of `a` of `a + b` in a binomial distribution.
func logBetaKernel(at x: Portion, _ a: Double, _ b: Double) -> Double {
    let total = a + b
    let correction = stirlingError(total) - stirlingError(a) - stirlingError(b)
    let distance = deviance(a, mean: total * x.part) + deviance(b, mean: total * x.rest)
    return correction - distance + (log(a) + log(b) - log(total * 2 * Double.pi)) / 2
}
