import Foundation

/// Student's t distribution's 97.5 % quantile, for two-sided intervals at 95 %.
///
/// - Returns: agrees with R's `qt` to ten digits; above the normal quantile, which it nears.
/// - Precondition: `degreesOfFreedom > 0`.
///
/// Found by halving, because the probability in both tails, I(ν/2, ½) at ν/(ν+t²), falls with t.
func studentQuantile(degreesOfFreedom: Int) -> Double {
    precondition(degreesOfFreedom > 0, "Student's t needs at least one degree of freedom.")
    let freedom = Double(degreesOfFreedom)
    var low = normalQuantile
    var high = 13.0  // One degree of freedom gives the largest: 12.71.
    for _ in 0..<60 {
        let middle = (low + high) / 2
        let tails = regularisedIncompleteBeta(
            at: freedom / (freedom + middle * middle), freedom / 2, 0.5)
        if tails > 0.05 { low = middle } else { high = middle }
    }
    return (low + high) / 2
}

/// I(a, b) at x: the share of a beta distribution that lies below `x`.
///
/// Source: NIST Digital Library of Mathematical Functions 8.17.4 (symmetry) and 8.17.22 (continued
/// fraction), evaluated by Lentz's method.
func regularisedIncompleteBeta(at x: Double, _ a: Double, _ b: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    if x > (a + 1) / (a + b + 2) { return 1 - regularisedIncompleteBeta(at: 1 - x, b, a) }
    let front = exp(a * log(x) + b * log1p(-x) - logBeta(a, b)) / a
    return front * betaFraction(at: x, a, b)
}

private func betaFraction(at x: Double, _ a: Double, _ b: Double) -> Double {
    var numerator = 1.0
    var denominator = 1 / (1 - (a + b) * x / (a + 1))
    var fraction = denominator
    for step in 1...10_000 {
        let m = Double(step)
        let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in [even, odd] {
            numerator = 1 + term / numerator
            denominator = 1 / (1 + term * denominator)
            fraction *= numerator * denominator
        }
        if abs(numerator * denominator - 1) < 1e-15 { break }
    }
    return fraction
}

private func logBeta(_ a: Double, _ b: Double) -> Double {
    logGamma(a) + logGamma(b) - logGamma(a + b)
}

private func logGamma(_ x: Double) -> Double {
    let (value, _): (Double, Int) = lgamma(x)
    return value
}
