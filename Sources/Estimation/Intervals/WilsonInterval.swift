/// The Wilson interval for a share, at 95 % confidence.
///
/// - Parameters:
///   - share: in `0...1`.
///   - base: how many valid answers it rests on; with weights the effective number, which need not
///     be whole.
/// - Returns: bounds as shares in `0...1`; well defined at 0 and at 1, which then are a bound,
///   exactly.
/// - Precondition: `base > 0`.
///
/// Source: Wilson (1927), JASA 22:209–212. Checked against R.
public func wilsonInterval(share: Double, base: Double) -> ClosedRange<Double> {
    precondition(base > 0, "A share of nobody has no interval.")
    let squared = normalQuantileAt95 * normalQuantileAt95
    let shrinkage = 1 + squared / base
    let centre = (share + squared / (2 * base)) / shrinkage
    let variance = share * (1 - share) / base + squared / (4 * base * base)
    let half = normalQuantileAt95 / shrinkage * variance.squareRoot()
    // The interval holds its share; at 0 and at 1 rounding noise would say otherwise.
    return max(0, min(share, centre - half))...min(1, max(share, centre + half))
}
