/// Whether a standard error says something: it is finite and larger than rounding noise.
///
/// A share of 0 or 1 has none, but weights leave some 1e-17 of it, from which an effective base in
/// the quadrillions and an interval without width would follow.
func isUsable(_ standardError: Double) -> Bool {
    standardError > 1e-9 && standardError.isFinite
}

/// The interval of equal length on both sides of a value, at 95 % confidence.
///
/// For a share it may leave `0...1` and is kept only because published figures use it: Statistics
/// Sweden's *osäkerhetstal* is its half without degrees of freedom. It suits means and differences.
///
/// - Parameters:
///   - value: a share, a mean or a difference.
///   - standardError: in the unit of the value.
///   - degreesOfFreedom: of Student's t; `nil` takes the normal distribution.
/// - Returns: bounds in the unit of the value; `nil` without degrees of freedom, and when the
///   standard error is zero, not finite or only rounding noise.
public func waldInterval(
    value: Double, standardError: Double, degreesOfFreedom: Int?
) -> ClosedRange<Double>? {
    guard isUsable(standardError), degreesOfFreedom ?? 1 > 0 else { return nil }
    let quantile =
        degreesOfFreedom.map { studentQuantile(0.975, degreesOfFreedom: Double($0)) }
        ?? normalQuantileAt95
    return (value - quantile * standardError)...(value + quantile * standardError)
}
