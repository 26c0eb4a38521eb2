/// Estimates a share, mean, index or balance in a domain of a weighted sample.
///
/// The cost depends on the number of classes and scores only.
///
/// - Parameters:
///   - answers: counted in the classes of the sample, in their order.
///   - classes: the domain: places in the sample's classes, ascending, so that sums have one order.
///   - finitePopulation: N per stratum, for the finite population correction of a probability
///     sample; `nil` to leave it out.
/// - Returns: `nil` when nobody in the domain gave a valid answer.
/// - Precondition: no class has more answers than respondents, nor a stratum more respondents than
///   its N.
///
/// Source: Särndal, Swensson and Wretman (1992), Model Assisted Survey Sampling, 5.6–5.8. Equal to
/// `svymean` on `subset(svydesign(ids = ~1, weights = ~w))` in R `survey` 4.1-1.
public func estimate(
    _ answers: CountedAnswers, among classes: [Int], of sample: WeightedSample,
    finitePopulation: [Double]? = nil
) -> DomainEstimate? {
    let sums = DomainSums(answers, among: classes, of: sample)
    guard sums.valid > 0 else { return nil }
    return DomainEstimate(
        respondents: sums.respondents,
        valid: sums.valid,
        positives: answers.isShare ? sums.positives : 0,
        dontKnow: sums.dontKnow,
        numerator: sums.weightedScores,
        denominator: sums.weightedValid,
        unweightedNumerator: sums.scores,
        weightedDontKnow: sums.weightedDontKnow,
        standardError: linearisedStandardError(
            of: linearisedValues(of: answers, sums: sums, among: classes, of: sample),
            in: sample, finitePopulation: finitePopulation),
        effectiveBase: sums.weightedValid * sums.weightedValid / sums.squaredWeights,
        isShare: answers.isShare)
}

/// z = w (x − value) / W of the valid answers.
private func linearisedValues(
    of answers: CountedAnswers, sums: DomainSums, among classes: [Int], of sample: WeightedSample
) -> [LinearisedValue] {
    classes.flatMap { place in
        zip(answers.scores, answers.valid[place]).map { score, count in
            LinearisedValue(
                value: sample.weights[place] * (score - sums.value) / sums.weightedValid,
                respondents: count,
                stratum: sample.classes[place].stratum)
        }
    }
}

/// What the answers of a domain add up to, with and without weights.
struct DomainSums {
    private(set) var respondents = 0
    private(set) var valid = 0
    private(set) var dontKnow = 0
    /// Answers with the highest score.
    private(set) var positives = 0
    private(set) var scores = 0.0
    private(set) var weightedScores = 0.0
    private(set) var weightedValid = 0.0
    private(set) var squaredWeights = 0.0
    private(set) var weightedDontKnow = 0.0

    /// In the unit of the scores; meaningless when nothing is valid.
    var value: Double { weightedScores / weightedValid }

    init(_ answers: CountedAnswers, among classes: [Int], of sample: WeightedSample) {
        precondition(
            answers.valid.count == sample.classes.count,
            "Answers are counted in the classes of the sample.")
        precondition(
            zip(classes, classes.dropFirst()).allSatisfy { $0 < $1 }, "A domain's classes ascend.")
        for place in classes {
            add(answers, of: place, in: sample)
        }
    }

    private mutating func add(_ answers: CountedAnswers, of place: Int, in sample: WeightedSample) {
        let counts = answers.valid[place]
        let answered = counts.reduce(0, +)
        let everyone = sample.classes[place].respondents
        precondition(
            answered + answers.dontKnow[place] <= everyone,
            "A class has no more answers than respondents.")
        let weight = sample.weights[place]
        let sum = zip(answers.scores, counts).reduce(0) { $0 + $1.0 * Double($1.1) }

        respondents += everyone
        valid += answered
        dontKnow += answers.dontKnow[place]
        positives += counts.last ?? 0
        scores += sum
        weightedScores += weight * sum
        weightedValid += weight * Double(answered)
        squaredWeights += weight * weight * Double(answered)
        weightedDontKnow += weight * Double(answers.dontKnow[place])
    }
}
