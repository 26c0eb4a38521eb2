import Foundation

/// What Stirling's formula √(2πn)·(n/e)ⁿ leaves out of n!: the logarithm of their ratio.
///
/// With it the probabilities of large counts keep their digits, which differences of `lgamma` would
/// lose.
///
/// - Precondition: `n > 0`; it need not be whole.
///
/// Source: Loader (2000), "Fast and accurate computation of binomial probabilities".
func stirlingError(_ n: Double) -> Double {
    guard n > 15 else {
        let (logFactorial, _): (Double, Int) = lgamma(n + 1)
        return logFactorial - (n + 0.5) * log(n) + n - log(2 * Double.pi) / 2
    }
    let square = n * n
    var series = 1.0 / 1188
    for term in [1.0 / 1680, 1.0 / 1260, 1.0 / 360, 1.0 / 12] { series = term - series / square }
    return series / n
}

/// How far a count lies from the mean that was expected: x·ln(x/mean) + mean − x, precise also when
/// the two are close.
///
/// - Precondition: `x > 0` and `mean > 0`.
///
/// Source: Loader (2000), the function `bd0`.
func deviance(_ x: Double, mean: Double) -> Double {
    let difference = x - mean
    guard abs(difference) < 0.1 * (x + mean) else { return x * log(x / mean) - difference }
    let ratio = difference / (x + mean)
    var power = 2 * x * ratio
    var sum = difference * ratio
    for step in 1...1000 {
        power *= ratio * ratio
        let next = sum + power / Double(2 * step + 1)
        if next == sum { break }
        sum = next
    }
    return sum
}
