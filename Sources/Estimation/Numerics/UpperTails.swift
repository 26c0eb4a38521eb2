/// How often a chi-squared value is larger than `x`.
///
/// - Parameter degreesOfFreedom: need not be whole.
/// - Returns: a p-value in `0...1`; precise relative to itself also far out.
/// - Precondition: `degreesOfFreedom > 0`.
public func chiSquaredUpperTail(_ x: Double, degreesOfFreedom: Double) -> Double {
    regularisedUpperGamma(at: x / 2, degreesOfFreedom / 2)
}

/// How often a value of Fisher and Snedecor's F distribution is larger than `f`.
///
/// - Parameters:
///   - numerator: degrees of freedom of the numerator; need not be whole.
///   - denominator: degrees of freedom of the denominator; need not be whole.
/// - Returns: a p-value in `0...1`; precise relative to itself also far out.
/// - Precondition: both degrees of freedom are above zero.
public func fUpperTail(_ f: Double, numerator: Double, denominator: Double) -> Double {
    precondition(numerator > 0 && denominator > 0, "F needs degrees of freedom.")
    if f <= 0 { return 1 }
    if f == .infinity { return 0 }
    let place = Portion(of: denominator, and: numerator * f)
    return regularisedIncompleteBeta(at: place, denominator / 2, numerator / 2)
}
