import Foundation

/// The interval for a share with Student's t on the arcsine of its root, which makes the variance
/// nearly the same for every share; at 95 % confidence.
///
/// - Parameters:
///   - share: in `0...1`.
///   - standardError: the share's, linearised, as a share.
///   - degreesOfFreedom: valid answers less one.
/// - Returns: bounds as shares in `0...1`; `nil` at a share of 0 or 1, without degrees of freedom,
///   and when the standard error is zero, not finite or only rounding noise.
///
/// Source: `svyciprop(method = "asin")`, R `survey` 4.1-1.
public func arcsineInterval(
    share: Double, standardError: Double, degreesOfFreedom: Int
) -> ClosedRange<Double>? {
    guard share > 0, share < 1, degreesOfFreedom > 0, isUsable(standardError) else { return nil }
    let angle = asin(share.squareRoot())
    let t = studentQuantile(0.975, degreesOfFreedom: Double(degreesOfFreedom))
    let half = t * standardError / (2 * (share * (1 - share)).squareRoot())
    // Beyond 0 and a quarter turn the share would come back from its end.
    let low = sin(max(0, angle - half))
    let high = sin(min(Double.pi / 2, angle + half))
    return (low * low)...(high * high)
}
