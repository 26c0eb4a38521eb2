import Foundation

/// The interval for a share with Student's t on the log-odds, at 95 % confidence.
///
/// It is lopsided as a share's uncertainty is, and never leaves `0...1`.
///
/// - Parameters:
///   - share: in `0...1`.
///   - standardError: the share's, linearised, as a share.
///   - degreesOfFreedom: valid answers less one.
/// - Returns: bounds as shares; `nil` at a share of 0 or 1, whose log-odds are infinite, without
///   degrees of freedom, and when the standard error is zero, not finite or only rounding noise.
///
/// Source: `svyciprop(method = "logit")`, R `survey` 4.1-1.
public func logitInterval(
    share: Double, standardError: Double, degreesOfFreedom: Int
) -> ClosedRange<Double>? {
    guard share > 0, share < 1, degreesOfFreedom > 0, isUsable(standardError) else { return nil }
    let logOdds = log(share) - log1p(-share)
    let t = studentQuantile(0.975, degreesOfFreedom: Double(degreesOfFreedom))
    let half = t * standardError / (share * (1 - share))
    let share = { (logOdds: Double) in 1 / (1 + exp(-logOdds)) }
    return share(logOdds - half)...share(logOdds + half)
}
