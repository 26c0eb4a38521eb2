/// The standard error that takes the adjustment to the margins into account.
///
/// Weighting to a margin removes the part of the spread that the margin explains. The linearised
/// variable is therefore replaced by its residual from a base-weighted regression on the margins'
/// levels, where unknown is a level of its own. It is usually 0–10 % below the error with the
/// weights taken as fixed, which is the one to publish by default.
///
/// The regression is factorised once per sample; each standard error then costs one pass over the
/// classes.
///
/// Source: Deville and Särndal (1992), JASA 87:376–382. Equal to `svymean` on `rake` designs with
/// equal base weights in R `survey` 4.1-1.
public struct Calibration: Sendable {
    private let sample: WeightedSample
    private let regression: LevelRegression

    /// A sample that is not adjusted to any margin has no calibration to account for: then this
    /// gives the standard error with the weights taken as fixed.
    public init(_ sample: WeightedSample) {
        self.sample = sample
        regression = LevelRegression(on: sample)
    }

    /// The calibrated standard error of what `estimate` gives for the same answers and domain.
    ///
    /// - Returns: in the unit of the scores; `nil` when nobody in the domain gave a valid answer,
    ///   or every stratum has a single respondent.
    /// - Precondition: that of `estimate`.
    public func standardError(
        of answers: CountedAnswers, among classes: [Int], finitePopulation: [Double]? = nil
    ) -> Double? {
        let sums = DomainSums(answers, among: classes, of: sample)
        guard sums.valid > 0 else { return nil }

        var totals = sample.classes.map { _ in 0.0 }
        for place in classes {
            totals[place] = zip(answers.scores, answers.valid[place]).reduce(0) {
                $0 + ($1.0 - sums.value) * Double($1.1)
            }
        }
        let fitted = regression.fit(totals)

        return linearisedStandardError(
            of: residuals(of: answers, sums: sums, among: classes, fitted: fitted),
            in: sample, finitePopulation: finitePopulation)
    }

    /// w (u − fitted) / W, where u is x − value for a valid answer of the domain and zero for
    /// everyone else.
    private func residuals(
        of answers: CountedAnswers, sums: DomainSums, among classes: [Int], fitted: [Double]
    ) -> [LinearisedValue] {
        var others = sample.classes.map(\.respondents)
        var residuals: [LinearisedValue] = []
        for place in classes {
            for (score, count) in zip(answers.scores, answers.valid[place]) {
                residuals.append(residual(score - sums.value - fitted[place], count, at: place))
                others[place] -= count
            }
        }
        for (place, count) in others.enumerated() {
            residuals.append(residual(-fitted[place], count, at: place))
        }
        return residuals

        func residual(_ difference: Double, _ count: Int, at place: Int) -> LinearisedValue {
            LinearisedValue(
                value: sample.weights[place] * difference / sums.weightedValid,
                respondents: count,
                stratum: sample.classes[place].stratum)
        }
    }
}
