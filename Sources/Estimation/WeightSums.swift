/// How many respondents there are, and what their weights add up to.
///
/// Sums of disjoint parts add up to the sums of both together. The spread of the weights is kept
/// around their mean: a difference of large sums of squares would cancel where weights are nearly
/// equal.
///
/// Source: Chan, Golub and LeVeque (1983), The American Statistician 37:242–247.
struct WeightSums: Sendable, Equatable {
    private(set) var respondents = 0
    /// Σw.
    private(set) var total = 0.0
    /// Σ(w − mean)², never negative.
    private(set) var spread = 0.0

    /// The sums of nobody.
    init() {}

    /// The sums of respondents who weigh the same.
    init(_ respondents: Int, weighing weight: Double) {
        self.respondents = respondents
        total = Double(respondents) * weight
    }

    /// - Precondition: there is a respondent.
    var mean: Double { total / Double(respondents) }

    /// Σw².
    var squares: Double { respondents > 0 ? spread + total * mean : 0 }

    static func += (sums: inout WeightSums, others: WeightSums) {
        guard others.respondents > 0 else { return }
        guard sums.respondents > 0 else {
            sums = others
            return
        }
        sums.spread += others.spread + distance(between: sums, and: others)
        sums.respondents += others.respondents
        sums.total += others.total
    }

    /// The sums of everybody in `whole` who is not in `part`.
    ///
    /// Whether anybody is left is decided by the counts. What is left has an error of the size that
    /// the sums of the whole have, which is large beside a few small weights: it is no denominator.
    ///
    /// - Precondition: `part` is a part of `whole`.
    static func - (whole: WeightSums, part: WeightSums) -> WeightSums {
        precondition(part.respondents <= whole.respondents, "A part is no more than the whole.")
        guard part.respondents > 0 else { return whole }
        var rest = WeightSums()
        rest.respondents = whole.respondents - part.respondents
        guard rest.respondents > 0 else { return rest }
        rest.total = whole.total - part.total
        guard rest.respondents > 1 else { return rest }
        rest.spread = max(0, whole.spread - part.spread - distance(between: rest, and: part))
        return rest
    }

    /// What the distance between the means of two parts adds to the spread of both together.
    private static func distance(between one: WeightSums, and other: WeightSums) -> Double {
        let (count, others) = (Double(one.respondents), Double(other.respondents))
        let distance = one.mean - other.mean
        return distance * distance * (count * others / (count + others))
    }
}
