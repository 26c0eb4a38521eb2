/// How an interval was found; the raw value is what files and pages call it.
public enum IntervalMethod: String, Sendable, CaseIterable {
    /// Student's t on the log-odds of a share.
    case logit
    /// Wilson's for a share, on Kish's effective base.
    case wilsonKish = "wilson-kish"
    /// Student's t on both sides of a mean.
    case studentT = "student-t"
}

/// The interval that is published for a share, at 95 % confidence: on the log-odds, but Wilson's
/// when fewer than five answers are positive or fewer than five are not.
///
/// - Returns: bounds as shares in `0...1` and the method that gave them; `nil` without an effective
///   base.
///
/// Source: the rule of NCHS series 2 no. 175 (2017) for extreme counts, with Wilson's in place of
/// Korn and Graubard's.
public func defaultInterval(
    ofShare estimate: DomainEstimate
) -> (interval: ClosedRange<Double>, method: IntervalMethod)? {
    let negatives = estimate.valid - estimate.positives
    if min(estimate.positives, negatives) >= 5, let error = estimate.standardError,
        let logit = logitInterval(
            share: estimate.value, standardError: error,
            degreesOfFreedom: estimate.degreesOfFreedom)
    {
        return (logit, .logit)
    }
    guard estimate.effectiveBase > 0, estimate.effectiveBase.isFinite else { return nil }
    let share = min(1, max(0, estimate.value))
    return (wilsonInterval(share: share, base: estimate.effectiveBase), .wilsonKish)
}

/// The interval that is published for a mean or an index, at 95 % confidence with Student's t.
///
/// - Parameter scale: the scores that a mean can have; the bounds are cut at its ends.
/// - Returns: bounds in the unit of the mean; `nil` for a mean of a single answer, and when all
///   answers are the same, which leaves nothing to judge the uncertainty by.
public func meanInterval(
    of estimate: DomainEstimate, clampedTo scale: ClosedRange<Double>
) -> ClosedRange<Double>? {
    guard let error = estimate.standardError else { return nil }
    let interval = waldInterval(
        value: estimate.value, standardError: error, degreesOfFreedom: estimate.degreesOfFreedom)
    return interval?.clamped(to: scale)
}
