import Indicators
import SurveyDefinition

/// Whole numbers behind published figures: every count that would have been rounded to the same.
extension Figures {
    /// How many of `valid` may have chosen a counted option.
    ///
    /// - Parameters:
    ///   - valid: the valid answers, if the reader knew them exactly.
    ///   - smallestCell: of the policy under which the figures were made.
    /// - Precondition: the figures are of a share.
    func possiblePositives(of valid: Int, smallestCell: Int) -> ClosedRange<Int>? {
        if lessThan != nil { return 0...min(valid, smallestCell - 1) }
        if moreThan != nil { return max(0, valid - smallestCell + 1)...valid }
        return (unweighted ?? value).map {
            counts(of: valid, roundedTo: $0, by: .percent(base: valid))
        }
    }
}

/// The counts of `valid` whose share is rounded to `share`.
func counts(of valid: Int, roundedTo share: Double, by rounding: Rounding) -> ClosedRange<Int> {
    func rounded(_ count: Int) -> Double { rounding.nearest(Double(count), over: Double(valid)) }
    let middle = min(valid, max(0, Int((share * Double(valid)).rounded())))
    // The first whose share is not below, and the last whose share is not above.
    var low = middle
    while low > 0, rounded(low - 1) >= share - 1e-9 { low -= 1 }
    while low < valid, rounded(low) < share - 1e-9 { low += 1 }
    var high = middle
    while high < valid, rounded(high + 1) <= share + 1e-9 { high += 1 }
    while high > 0, rounded(high) > share + 1e-9 { high -= 1 }
    return min(low, high)...max(low, high)
}
