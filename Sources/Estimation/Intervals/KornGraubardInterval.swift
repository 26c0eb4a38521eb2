/// The Clopper–Pearson interval of a weighted share, with an effective number of answers in place
/// of their count; at 95 % confidence.
///
/// - Parameters:
///   - share: in `0...1`.
///   - valid: valid answers, which the effective base is cut at.
///   - varianceEffectiveBase: p(1−p)/se² of the share p. At a share of 0 or 1, where that is
///     undefined, Kish's effective base.
/// - Returns: bounds as shares; exactly 0 at a share of 0, exactly 1 at a share of 1. `nil` when
///   the base is not a number above zero, and when its standard error is only rounding noise.
/// - Precondition: `valid > 0` and the share is in `0...1`.
///
/// Source: Korn and Graubard (1998), Survey Methodology 24:193–201; `svyciprop(method = "beta")` of
/// R `survey` 4.1-1, which does not cut the base.
public func kornGraubardInterval(
    share: Double, valid: Int, varianceEffectiveBase: Double
) -> ClosedRange<Double>? {
    precondition(valid > 0, "A share of nobody has no interval.")
    precondition((0...1).contains(share), "A share is in 0…1.")
    guard varianceEffectiveBase > 0, varianceEffectiveBase.isFinite else { return nil }
    let spread = share * (1 - share)
    guard spread == 0 || isUsable((spread / varianceEffectiveBase).squareRoot()) else { return nil }

    let base = min(Double(valid), varianceEffectiveBase)
    return betaInterval(positives: base * share, negatives: base * (1 - share))
}
