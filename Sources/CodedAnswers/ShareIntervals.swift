import Estimation

/// The 95 % intervals of a share by every method; one that is undefined for it is `nil`.
struct ShareIntervals {
    /// By the rule for publication.
    let usual: (interval: ClosedRange<Double>, method: IntervalMethod)?
    /// Of the unweighted share, on the valid answers.
    let wilsonUnweighted: ClosedRange<Double>
    /// On Kish's effective base.
    let wilsonKish: ClosedRange<Double>
    let logit: ClosedRange<Double>?
    let kornGraubard: ClosedRange<Double>?
    let wald: ClosedRange<Double>?

    init(of estimate: DomainEstimate) {
        usual = defaultInterval(ofShare: estimate)
        wilsonUnweighted = wilsonInterval(
            share: estimate.unweightedValue, base: Double(estimate.valid))
        wilsonKish = wilsonInterval(share: estimate.value, base: estimate.effectiveBase)
        let (share, freedom) = (estimate.value, estimate.degreesOfFreedom)
        logit = estimate.standardError.flatMap {
            logitInterval(share: share, standardError: $0, degreesOfFreedom: freedom)
        }
        kornGraubard = estimate.varianceEffectiveBase.flatMap {
            kornGraubardInterval(
                share: share, valid: estimate.valid, varianceEffectiveBase: $0)
        }
        wald = estimate.standardError.flatMap {
            waldInterval(value: share, standardError: $0, degreesOfFreedom: freedom)
        }
    }
}

extension GroupEstimate {
    /// The interval of a mean, cut at the ends of the indicator's scores.
    func meanInterval(of indicator: PlannedIndicator) -> ClosedRange<Double>? {
        guard let estimate, let lowest = indicator.scale.first, let highest = indicator.scale.last
        else { return nil }
        return Estimation.meanInterval(of: estimate, clampedTo: lowest...highest)
    }
}
