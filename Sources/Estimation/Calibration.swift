/// The standard error that takes the adjustment to the margins into account.
///
/// Weighting to a margin removes the part of the spread that the margin explains. The linearised
/// variable is therefore replaced by its residual from a base-weighted regression on the margins'
/// levels, where unknown is a level of its own. It is usually 0–10 % below the error with the
/// weights taken as fixed, which is the one to publish by default.
///
/// The regression is factorised and everyone's weights are added up once per sample. Each standard
/// error then costs one visit to the classes of its domain, and one to the cells: combinations of
/// the margins' levels and the strata, within which fitted values are the same.
///
/// Source: Deville and Särndal (1992), JASA 87:376–382. Equal to `svymean` on `rake` designs with
/// equal base weights in R `survey` 4.1-1.
public struct Calibration: Sendable {
    private let sample: WeightedSample
    private let cells: MarginCells
    private let regression: LevelRegression
    /// Everyone's weights: one per cell.
    private let everyone: [WeightSums]

    /// A sample that is not adjusted to any margin has no calibration to account for: then this
    /// gives the standard error with the weights taken as fixed.
    public init(_ sample: WeightedSample) {
        self.sample = sample
        cells = MarginCells(of: sample)
        regression = LevelRegression(on: cells, of: sample)
        var everyone = cells.cells.map { _ in WeightSums() }
        for (place, cell) in cells.cellOfClass.enumerated() {
            everyone[cell] += WeightSums(
                sample.classes[place].respondents, weighing: sample.weights[place])
        }
        self.everyone = everyone
    }

    /// The calibrated standard error of what `estimate` gives for the same answers and domain.
    ///
    /// - Returns: in the unit of the scores; `nil` when nobody in the domain gave a valid answer,
    ///   or every stratum has a single respondent.
    /// - Precondition: that of `estimate`.
    public func standardError(
        of answers: CountedAnswers, among classes: [Int], finitePopulation: [Double]? = nil
    ) -> Double? {
        let sums = CellSums(answers, among: classes, of: sample, in: cells)
        guard let value = sums.value else { return nil }
        let fitted = regression.fit(
            sums.baseWeightedDifferences(from: value, cells: cells.cells.count))
        return linearisedStandardError(
            of: residuals(of: sums, around: value, fitted: fitted), in: sample,
            finitePopulation: finitePopulation)
    }

    /// w (u − fitted) / W, where u is x − value for a valid answer of the domain and zero for
    /// everyone else.
    private func residuals(
        of sums: CellSums, around value: Double, fitted: [Double]
    ) -> [LinearisedAnswers] {
        let weight = sums.weight
        var residuals: [LinearisedAnswers] = []
        for (place, cell) in cells.cells.enumerated() {
            func residual(_ weights: WeightSums, _ difference: Double) -> LinearisedAnswers {
                LinearisedAnswers(
                    weights: weights, factor: difference / weight, stratum: cell.stratum)
            }
            var others = everyone[place]
            for (score, answers) in zip(sums.scores, sums.answers(in: place)) {
                residuals.append(residual(answers, score - value - fitted[place]))
                others = others - answers
            }
            residuals.append(residual(others, -fitted[place]))
        }
        return residuals
    }
}

/// What the valid answers of a domain add up to in each cell.
private struct CellSums {
    let scores: [Double]
    /// Cell by cell, in each one per score.
    private var valid: [WeightSums]
    /// The same respondents' base weights.
    private var baseWeights: [Double]

    init(
        _ answers: CountedAnswers, among classes: [Int], of sample: WeightedSample,
        in cells: MarginCells
    ) {
        answers.checkDomain(classes, of: sample)
        scores = answers.scores
        valid = Array(repeating: WeightSums(), count: cells.cells.count * scores.count)
        baseWeights = Array(repeating: 0, count: valid.count)
        for place in classes {
            let first = cells.cellOfClass[place] * scores.count
            for score in scores.indices {
                let count = answers.valid[place][score]
                valid[first + score] += WeightSums(count, weighing: sample.weights[place])
                baseWeights[first + score] += Double(count) * sample.classes[place].baseWeight
            }
        }
    }

    /// Σw.
    var weight: Double { valid.reduce(0) { $0 + $1.total } }

    /// The weighted mean of the scores; `nil` when nobody gave a valid answer.
    var value: Double? {
        guard valid.contains(where: { $0.respondents > 0 }) else { return nil }
        let sum = valid.indices.reduce(0) { $0 + scores[$1 % scores.count] * valid[$1].total }
        return sum / weight
    }

    /// The answers of one cell, one per score.
    func answers(in cell: Int) -> ArraySlice<WeightSums> {
        valid[(cell * scores.count)..<((cell + 1) * scores.count)]
    }

    /// The base-weighted sum of x − value over the answers of each cell.
    func baseWeightedDifferences(from value: Double, cells: Int) -> [Double] {
        (0..<cells).map { cell in
            scores.indices.reduce(0) {
                $0 + baseWeights[cell * scores.count + $1] * (scores[$1] - value)
            }
        }
    }
}
