import Indicators
import SurveyDefinition

extension Figures {
    /// The figures of a group that may be shown, rounded as they are published.
    ///
    /// - The number of answers is rounded to five.
    /// - A share is in whole percent below 1 000 valid answers, else with one decimal; points have
    ///   one decimal. The value is rounded half away from zero, the interval outward.
    /// - Where fewer than the policy's smallest cell chose a counted option, or fewer did not, only
    ///   that bound is shown, rounded so that it still holds. It is the same for none as for a few.
    /// - *Don't know* is left out when fewer than the smallest cell chose it, none included.
    ///
    /// - Parameter isWeighted: whether the round is; then the value without weights is shown too.
    /// - Returns: `nil` without an estimate and its interval.
    init?(_ row: BreakdownRow, measure: Measure, isWeighted: Bool, policy: Policy) {
        guard let estimate = row.estimate, let interval = estimate.interval else { return nil }
        let percent = Rounding.percent(base: row.tally.valid)
        let width = interval.upperBound - interval.lowerBound
        let isShare = if case .share = measure { true } else { false }

        n = Rounding.base(row.tally.valid)
        dontKnowShare = Figures.dontKnowShare(
            of: row.tally, estimate, isWeighted: isWeighted, policy: policy, rounding: percent)
        dontKnowDecimals = percent.decimals
        if isShare,
            let bound = Bound(
                of: row.tally.positive, among: row.tally.valid, smallestCell: policy.smallestCell,
                rounding: percent)
        {
            (value, low, high) = (nil, nil, nil)
            (lessThan, moreThan) = (bound.lessThan, bound.moreThan)
            decimals = percent.decimals
            isUncertain = false
        } else {
            let rounding = isShare ? percent : Rounding.points
            value = rounding.nearest(estimate.numerator, over: estimate.denominator)
            (low, high) = (rounding.down(interval.lowerBound), rounding.up(interval.upperBound))
            (lessThan, moreThan) = (nil, nil)
            decimals = rounding.decimals
            isUncertain = isShare && width > 0.05 && width > 1.30 * estimate.value
            if isWeighted {
                unweighted = rounding.nearest(
                    estimate.unweightedNumerator, over: estimate.unweightedDenominator)
            }
        }
    }

    /// Without weights from whole numbers, so that a half is seen as a half.
    private static func dontKnowShare(
        of tally: Tally, _ estimate: Estimate, isWeighted: Bool, policy: Policy, rounding: Rounding
    ) -> Double? {
        guard tally.dontKnow >= max(1, policy.smallestCell) else { return nil }
        if isWeighted { return rounding.nearest(estimate.dontKnowShare) }
        return rounding.nearest(Double(tally.dontKnow), over: Double(tally.valid + tally.dontKnow))
    }
}

/// What is shown of a share with too few on one of its sides.
struct Bound {
    var lessThan: Double?
    var moreThan: Double?

    /// - Returns: `nil` when both sides have enough.
    init?(of positive: Int, among valid: Int, smallestCell: Int, rounding: Rounding) {
        let base = Double(valid)
        if positive < smallestCell {
            lessThan = rounding.up(Double(smallestCell), over: base)
        } else if valid - positive < smallestCell {
            moreThan = rounding.down(Double(valid - smallestCell), over: base)
        } else {
            return nil
        }
    }
}
