import Estimation
public import Foundation

/// Every figure that a plan asks of a file, at full precision.
///
/// `json` has them for programs, `table` for people.
public struct CodedEstimates: Sendable {
    /// In order.
    let rounds: [RoundEstimates]
    /// Each round against the one before it.
    let changes: [RoundChange]
    /// In order of the plan.
    let published: [(name: String, difference: Difference?)]

    /// Estimates the answers in a file by a plan.
    ///
    /// Nothing is kept of the file, and nothing else is read.
    ///
    /// - Throws: the first thing that doesn't fit, with its row and column where there is one.
    public init(file url: URL, by plan: EstimatePlan) throws(CodedAnswersError) {
        let file = url.lastPathComponent
        let table = try CodedTable.read(url, named: file, columns: plan.columns)
        let respondents = try Respondents(table, by: plan)
        try plan.check(rounds: respondents.rounds.map(\.name))
        var counts: [AnswerCounts] = []
        for indicator in plan.indicators {
            counts.append(try AnswerCounts(indicator, in: table, of: respondents))
        }
        var rounds: [RoundEstimates] = []
        for round in respondents.rounds {
            let sample = try RoundSample(round, of: respondents, by: plan, file: file)
            rounds.append(
                Self.estimates(of: sample, counts, by: plan, classOfRow: respondents.classOfRow))
        }
        self.rounds = rounds
        changes = zip(rounds, rounds.dropFirst()).map {
            RoundChange(from: $0, to: $1, breaks: plan.breaks)
        }
        published = try plan.comparisons(with: rounds)
    }

    private static func estimates(
        of sample: RoundSample, _ counts: [AnswerCounts], by plan: EstimatePlan,
        classOfRow: [Int32]
    ) -> RoundEstimates {
        let estimator = RoundEstimator(sample, method: plan.weighting.method)
        return RoundEstimates(
            round: sample.round, sample: sample.sample,
            weights: classOfRow.compactMap { place in
                let place = Int(place)
                return sample.classes.contains(place)
                    ? sample.sample.weights[place - sample.classes.lowerBound] : nil
            },
            indicators: zip(plan.indicators, counts).map { indicator, counts in
                estimator.estimates(
                    of: indicator, from: counts.answers(of: sample.classes), by: plan.breakdowns)
            })
    }
}

extension EstimatePlan {
    /// Checks that every round that the plan names is one of the file's.
    fileprivate func check(rounds known: [String]) throws(CodedAnswersError) {
        var named = breaks.map { ("breaks", $0) }
        named += weighting.marginsOfRound.keys.sorted().map { ("marginsOfRound", $0) }
        for (place, indicator) in indicators.enumerated() {
            named += indicator.breaks.map { ("indicators[\(place)].breaks", $0) }
        }
        for (place, figure) in published.enumerated() {
            if let round = figure.round { named.append(("published[\(place)].round", round)) }
        }
        for (path, round) in named where !known.contains(round) {
            throw .unknownRound(plan: file, path: path, round: round, known: known)
        }
    }

    /// Each published figure and the estimate's difference from it; `nil` where it can't be tested.
    fileprivate func comparisons(
        with rounds: [RoundEstimates]
    ) throws(CodedAnswersError) -> [(name: String, difference: Difference?)] {
        var comparisons: [(name: String, difference: Difference?)] = []
        for (place, figure) in published.enumerated() {
            let round = figure.round.flatMap { name in rounds.first { $0.round == name } }
            let estimates = (round ?? rounds.last)?.indicators
                .first { $0.indicator.id == figure.indicator }?.all
            guard let group = estimates?.first(where: { $0.key == figure.group }) else {
                throw .unknownGroup(
                    plan: file, path: "published[\(place)].group", group: figure.group)
            }
            let difference = group.estimate?.against(
                published: figure.value, uncertainty: figure.uncertainty,
                roundingStep: figure.roundingStep)
            comparisons.append((figure.name, difference))
        }
        return comparisons
    }
}
