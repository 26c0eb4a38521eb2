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
        IndicatorEstimates(
            indicator: indicator,
            total: group("total", sample.everyone, answers, rest: nil),
            breakdowns: zip(breakdowns, sample.groups).map { breakdown, groups in
                self.breakdown(breakdown.name, groups, answers)
            })
    }

    private func breakdown(
        _ name: String, _ groups: [RoundSample.Group], _ answers: CountedAnswers
    ) -> BreakdownEstimates {
        let estimates = groups.map { group in
            self.group(
                group.key, group.classes, answers, rest: estimate(answers, rest(of: group)))
        }
        let values = estimates.compactMap(\.estimate)
        let tested = values.compactMap { estimate in
            estimate.standardError.map { (value: estimate.value, standardError: $0) }
        }
        return BreakdownEstimates(
            name: name, groups: estimates,
            comparison: tested.count == values.count ? severalGroups(tested) : nil)
    }

    private func group(
        _ key: String, _ classes: [Int], _ answers: CountedAnswers, rest: DomainEstimate?
    ) -> GroupEstimate {
        GroupEstimate(
            key: key,
            respondents: classes.reduce(0) { $0 + sample.sample.classes[$1].respondents },
            dontKnow: classes.reduce(0) { $0 + answers.dontKnow[$1] },
            estimate: estimate(answers, classes),
            calibratedStandardError: calibration?.standardError(
                of: answers, among: classes, finitePopulation: sample.finitePopulation),
            rest: rest)
    }

    private func estimate(_ answers: CountedAnswers, _ classes: [Int]) -> DomainEstimate? {
        Estimation.estimate(
            answers, among: classes, of: sample.sample, finitePopulation: sample.finitePopulation)
    }

    private func rest(of group: RoundSample.Group) -> [Int] {
        var isInRest = sample.sample.classes.map { _ in true }
        for place in group.classes { isInRest[place] = false }
        return sample.everyone.filter { isInRest[$0] }
    }
}
