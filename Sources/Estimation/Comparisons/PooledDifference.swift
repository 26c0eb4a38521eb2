/// The test of two shares of counted answers without weights, with the variance that both would
/// share if they were equal.
///
/// - Parameters:
///   - positives: positive answers of the sample that is subtracted from.
///   - valid: its valid answers.
///   - others: positive answers of the sample that is subtracted.
///   - otherValid: its valid answers.
/// - Returns: the first share less the second, with its pooled standard error, which is for the
///   test and not for an interval; `nil` when all answers in both are positive, or none are.
/// - Precondition: both samples have valid answers, and no more positive than valid.
///
/// Source: R's `prop.test(correct = FALSE)`, whose statistic is the square of this z.
public func pooledDifference(
    _ positives: Int, of valid: Int, minus others: Int, of otherValid: Int
) -> Difference? {
    precondition(valid > 0 && otherValid > 0, "A share of nobody cannot be compared.")
    precondition(
        (0...valid).contains(positives) && (0...otherValid).contains(others),
        "A part is no more than the whole.")
    let pooled = Double(positives + others) / Double(valid + otherValid)
    let variance = pooled * (1 - pooled) * (1 / Double(valid) + 1 / Double(otherValid))
    return difference(
        Double(positives) / Double(valid) - Double(others) / Double(otherValid),
        standardError: variance.squareRoot())
}
