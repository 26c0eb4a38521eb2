/// Respondents of a stratum whose values of the linearised variable are their weights times one
/// factor.
///
/// For a mean the value is z = w (x − x̄) / W of a respondent with a valid answer, where W is the
/// sum of the domain's weights, so that all who gave one answer share (x − x̄) / W. Whoever is not
/// listed has zero.
struct LinearisedAnswers {
    let weights: WeightSums
    let factor: Double
    let stratum: Int
}

/// The standard error of a total of the linearised variable: the square root of
/// Σ n/(n−1) · Σ(z − z̄)² over strata, with n everyone in the stratum and z̄ their mean.
///
/// Squared differences are added up around means, those of equal factor around their own first: a
/// difference of large moments would cancel. A stratum of one respondent contributes nothing,
/// because it has no spread; join such strata if the error they leave out matters.
///
/// - Parameter finitePopulation: N per stratum for the correction √(1 − n/N); `nil` to leave it
///   out.
/// - Returns: `nil` when all of the answers are in strata of one respondent.
/// - Precondition: every stratum's N is at least its n.
///
/// Source: `svymean` on a subset of a design in R `survey` 4.1-1, with
/// `survey.lonely.psu = "remove"`.
func linearisedStandardError(
    of answers: [LinearisedAnswers], in sample: WeightedSample, finitePopulation: [Double]?
) -> Double? {
    let sizes = sample.stratumSizes
    var listed = sizes.map { _ in 0 }
    var sums = sizes.map { _ in 0.0 }
    for each in answers {
        listed[each.stratum] += each.weights.respondents
        sums[each.stratum] += each.factor * each.weights.total
    }
    guard zip(listed, sizes).contains(where: { $0 > 0 && $1 > 1 }) else { return nil }

    let means = zip(sums, sizes).map { $1 > 0 ? $0 / Double($1) : 0 }
    var squares = sizes.indices.map { Double(sizes[$0] - listed[$0]) * means[$0] * means[$0] }
    for each in answers where each.weights.respondents > 0 {
        let difference = each.factor * each.weights.mean - means[each.stratum]
        squares[each.stratum] +=
            each.factor * each.factor * each.weights.spread
            + Double(each.weights.respondents) * difference * difference
    }

    var variance = 0.0
    for (stratum, size) in sizes.enumerated() where size > 1 {
        let size = Double(size)
        let remaining = finitePopulation.map { remainder(of: $0[stratum], without: size) } ?? 1
        variance += size / (size - 1) * squares[stratum] * remaining
    }
    return variance.squareRoot()
}

/// 1 − n/N.
private func remainder(of population: Double, without size: Double) -> Double {
    precondition(population >= size, "A stratum has no more respondents than its population.")
    return 1 - size / population
}
