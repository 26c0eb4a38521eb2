import Foundation

/// P(a) at x: the share of a gamma distribution with shape `a` and scale 1 that lies below `x`.
///
/// - Returns: in `0...1`.
/// - Precondition: `a > 0`.
///
/// Source: NIST Digital Library of Mathematical Functions 8.11.4 (series).
public func regularisedIncompleteGamma(at x: Double, _ a: Double) -> Double {
    precondition(a > 0, "A gamma distribution has a shape above zero.")
    if x <= 0 { return 0 }
    return x < a + 1 ? gammaSeries(at: x, a) : 1 - gammaFraction(at: x, a)
}

/// Q(a) at x: the share of the same gamma distribution that lies above `x`.
///
/// - Returns: in `0...1`; precise relative to itself also far out.
/// - Precondition: `a > 0`.
///
/// Source: NIST Digital Library of Mathematical Functions 8.9.2 (continued fraction).
public func regularisedUpperGamma(at x: Double, _ a: Double) -> Double {
    precondition(a > 0, "A gamma distribution has a shape above zero.")
    if x <= 0 { return 1 }
    return x < a + 1 ? 1 - gammaSeries(at: x, a) : gammaFraction(at: x, a)
}

private func gammaSeries(at x: Double, _ a: Double) -> Double {
    var term = 1.0
    var sum = 1.0
    for step in 1...1_000_000 {
        term *= x / (a + Double(step))
        sum += term
        if term < sum * 1e-17 { break }
    }
    return gammaKernel(at: x, a) / a * sum
}

private func gammaFraction(at x: Double, _ a: Double) -> Double {
    guard x < .infinity else { return 0 }
    let fraction = continuedFraction { step in
        let n = Double(step - 1)
        return (step > 1 ? n * (a - n) : 1, x + 2 * n + 1 - a)
    }
    return gammaKernel(at: x, a) * fraction
}

/// xᵃe⁻ˣ / Γ(a), through the probability of `a` in a Poisson distribution.
private func gammaKernel(at x: Double, _ a: Double) -> Double {
    exp(-stirlingError(a) - deviance(a, mean: x)) * (a / (2 * Double.pi)).squareRoot()
}
