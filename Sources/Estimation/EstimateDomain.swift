/// Estimates a share, mean, index or balance in a domain of a weighted sample.
///
/// The cost depends on the number of the domain's classes and scores only.
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
    estimate(
        from: DomainSums(answers, among: classes, of: sample), of: sample,
        finitePopulation: finitePopulation)
}

/// The same from the sums of a domain, whose classes are then not visited again.
///
/// - Parameter sums: of answers in the classes of `sample`.
/// - Returns: `nil` when nobody in the domain gave a valid answer.
public func estimate(
    from sums: DomainSums, of sample: WeightedSample, finitePopulation: [Double]? = nil
) -> DomainEstimate? {
    let scores = sums.scores
    let answers = sums.answersByScore
    let valid = answers.reduce(into: WeightSums()) { $0 += $1 }
    guard valid.respondents > 0 else { return nil }

    let numerator = zip(scores, answers).reduce(0) { $0 + $1.0 * $1.1.total }
    return DomainEstimate(
        respondents: sums.respondents,
        valid: valid.respondents,
        positives: sums.isShare ? answers.last?.respondents ?? 0 : 0,
        dontKnow: sums.dontKnow,
        numerator: numerator,
        denominator: valid.total,
        unweightedNumerator: zip(scores, answers).reduce(0) {
            $0 + $1.0 * Double($1.1.respondents)
        },
        weightedDontKnow: sums.weightedDontKnow,
        standardError: linearisedStandardError(
            of: sums.linearised(around: numerator / valid.total, per: valid.total),
            in: sample, finitePopulation: finitePopulation),
        effectiveBase: valid.total * valid.total / valid.squares,
        isShare: sums.isShare)
}
