/// The exact interval for a share of counted answers without weights, at 95 % confidence or more.
///
/// - Parameters:
///   - positives: positive answers, `0...valid`.
///   - valid: valid answers.
/// - Returns: bounds as shares; exactly 0 without positive answers, exactly 1 with nothing else.
/// - Precondition: `valid > 0` and `positives` is in `0...valid`.
///
/// Source: Clopper and Pearson (1934), Biometrika 26:404–413. Checked against R's `binom.test`.
public func clopperPearsonInterval(positives: Int, valid: Int) -> ClosedRange<Double> {
    precondition(valid > 0, "A share of nobody has no interval.")
    precondition((0...valid).contains(positives), "A part is no more than the whole.")
    return betaInterval(positives: Double(positives), negatives: Double(valid - positives))
}

/// Quantiles of the beta distributions of counts that need not be whole, neither of them negative.
func betaInterval(positives: Double, negatives: Double) -> ClosedRange<Double> {
    let low = positives > 0 ? betaQuantile(0.025, positives, negatives + 1) : 0
    let high = negatives > 0 ? betaQuantile(0.975, positives + 1, negatives) : 1
    return low...high
}
