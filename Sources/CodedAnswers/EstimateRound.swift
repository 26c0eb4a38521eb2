import Estimation

/// What was asked of one round: every indicator, in all and by group.
struct RoundEstimates: Sendable {
    let round: String
    let sample: WeightedSample
    /// One per respondent of the round, in the order of the file.
    let weights: [Double]
    /// In order of the plan.
    let indicators: [IndicatorEstimates]
}

/// One indicator in one round.
struct IndicatorEstimates: Sendable {
    let indicator: PlannedIndicator
    let total: GroupEstimate
    /// One per breakdown of the plan.
    let breakdowns: [BreakdownEstimates]

    /// The whole round and every group.
    var all: [GroupEstimate] { [total] + breakdowns.flatMap(\.groups) }
}

/// One indicator by the groups of one breakdown.
struct BreakdownEstimates: Sendable {
    let name: String
    /// In order of their levels.
    let groups: [GroupEstimate]
    /// Whether all groups can have the same value; `nil` where that can't be tested.
    let comparison: GroupComparison?
}

/// One indicator in one group.
struct GroupEstimate: Sendable {
    /// Such as `gender=K`, or `total`.
    let key: String
    /// Persons in the group, whether they came to the question or not.
    let respondents: Int
    let dontKnow: Int
    /// `nil` when nobody gave a valid answer.
    let estimate: DomainEstimate?
    /// The standard error that takes the adjustment to margins into account.
    let calibratedStandardError: Double?
    /// Everybody else of the round, also those whose level isn't known; `nil` for the whole round.
    let rest: DomainEstimate?

    /// The group less the rest; `nil` where that can't be tested.
    var againstRest: Difference? {
        guard let estimate, let rest else { return nil }
        return difference(from: rest, to: estimate)
    }
}

/// Estimates the indicators of one round.
struct RoundEstimator {
    let sample: RoundSample
    private let calibration: Calibration?

    init(_ sample: RoundSample, method: WeightingPlan.Method) {
        self.sample = sample
        calibration = method == .none ? nil : Calibration(sample.sample)
    }

    func estimates(
        of indicator: PlannedIndicator, from answers: CountedAnswers,
        by breakdowns: [PlannedBreakdown]
    ) -> IndicatorEstimates {
        let total = RoundSample.Group(key: "total", classes: sample.everyone)
        return IndicatorEstimates(
            indicator: indicator,
            total: estimate(of: total, answers, sums(answers, total.classes), rest: nil),
            breakdowns: zip(breakdowns, sample.divisions).map { breakdown, division in
                self.breakdown(breakdown.name, division, answers)
            })
    }

    private func breakdown(
        _ name: String, _ division: RoundSample.Division, _ answers: CountedAnswers
    ) -> BreakdownEstimates {
        let parts = division.groups.map { sums(answers, $0.classes) }
        let rests = rests(of: parts + [sums(answers, division.ungrouped)])
        let estimates = division.groups.indices.map { place in
            estimate(
                of: division.groups[place], answers, parts[place], rest: estimate(rests[place]))
        }
        let values = estimates.compactMap(\.estimate)
        let tested = values.compactMap { estimate in
            estimate.standardError.map { (value: estimate.value, standardError: $0) }
        }
        return BreakdownEstimates(
            name: name, groups: estimates,
            comparison: tested.count == values.count ? severalGroups(tested) : nil)
    }

    private func estimate(
        of group: RoundSample.Group, _ answers: CountedAnswers, _ sums: DomainSums,
        rest: DomainEstimate?
    ) -> GroupEstimate {
        GroupEstimate(
            key: group.key,
            respondents: sums.respondents,
            dontKnow: sums.dontKnow,
            estimate: estimate(sums),
            calibratedStandardError: calibration?.standardError(
                of: answers, among: group.classes, finitePopulation: sample.finitePopulation),
            rest: rest)
    }

    private func sums(_ answers: CountedAnswers, _ classes: [Int]) -> DomainSums {
        DomainSums(answers, among: classes, of: sample.sample)
    }

    private func estimate(_ sums: DomainSums) -> DomainEstimate? {
        Estimation.estimate(
            from: sums, of: sample.sample, finitePopulation: sample.finitePopulation)
    }
}
