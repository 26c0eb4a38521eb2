import SurveyDefinition

/// A group's figure with its uncertainty, before any rounding.
///
/// The value is kept as a ratio, because rounding a half depends on the exact one: 29 of 200 is
/// 14.5 %, but the nearest `Double` to 0.145 lies below it.
public struct Estimate: Sendable, Equatable {
    /// Positive answers, or the sum of the scores in points.
    public let numerator: Double
    /// Valid answers, in the scale of `numerator`; above zero.
    public let denominator: Double
    /// `nil` when a single respondent leaves nothing to estimate it from.
    public let standardError: Double?
    /// At 95 %: Wilson's for a share; with Student's t for a mean or an index, cut at the ends of
    /// the scale. `nil` for a mean of a single answer.
    public let interval: ClosedRange<Double>?

    /// A share in `0...1`, a mean in the points of its scale, or an index in `0...100`.
    public var value: Double { numerator / denominator }
}

extension Estimate {
    /// The estimate of a tally without weights.
    ///
    /// - Parameters:
    ///   - scale: the scores of a mean or an index; `nil` for a share.
    ///   - respondents: everyone of the round, whom the group is a domain of.
    /// - Returns: `nil` when nobody gave a valid answer.
    init?(of tally: Tally, scale: ScoreScale?, respondents: Int) {
        guard tally.valid > 0 else { return nil }
        if let scale {
            self.init(meanOf: tally, scale: scale, respondents: respondents)
        } else {
            self.init(shareOf: tally, respondents: respondents)
        }
    }

    private init(shareOf tally: Tally, respondents: Int) {
        numerator = Double(tally.positive)
        denominator = Double(tally.valid)
        standardError = domainStandardError(
            sum: tally.positive, sumOfSquares: tally.positive, valid: tally.valid,
            respondents: respondents)
        interval = wilsonInterval(share: numerator / denominator, base: denominator)
    }

    private init(meanOf tally: Tally, scale: ScoreScale, respondents: Int) {
        numerator = Double(tally.sum * scale.multiplier)
        denominator = Double(tally.valid * scale.divisor)
        standardError = domainStandardError(
            sum: tally.sum, sumOfSquares: tally.sumOfSquares, valid: tally.valid,
            respondents: respondents
        ).map { $0 * Double(scale.multiplier) / Double(scale.divisor) }

        guard let standardError, tally.valid > 1 else {
            interval = nil
            return
        }
        let value = numerator / denominator
        let half = studentQuantile(degreesOfFreedom: tally.valid - 1) * standardError
        interval = ((value - half)...(value + half)).clamped(to: scale.range)
    }
}

/// The linearised standard error of a mean in a domain, with equal weights: √(n/(n−1) · Σ(x−x̄)²) /
/// valid, where n is every respondent of the round and the sum goes over the domain's valid
/// answers.
///
/// - Returns: in the unit of the scores; `nil` for a single respondent.
///
/// Source: `svymean` on a subset of `svydesign(ids = ~1)`, R `survey` 4.1-1.
func domainStandardError(sum: Int, sumOfSquares: Int, valid: Int, respondents: Int) -> Double? {
    guard respondents > 1 else { return nil }
    let squares = Double(valid * sumOfSquares - sum * sum) / Double(valid)
    let correction = Double(respondents) / Double(respondents - 1)
    return (correction * squares).squareRoot() / Double(valid)
}
