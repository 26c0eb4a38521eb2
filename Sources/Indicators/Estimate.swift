public import Estimation
import SurveyDefinition

/// A group's figure with its uncertainty, before any rounding.
///
/// Values are kept as ratios, because rounding a half depends on the exact one: 29 of 200 is
/// 14.5 %, but the nearest `Double` to 0.145 lies below it. Without weights both parts are whole.
public struct Estimate: Sendable, Equatable {
    /// The weighted sum of positive answers, or of the scores in points.
    public let numerator: Double
    /// The weighted number of valid answers, in the scale of `numerator`; above zero.
    public let denominator: Double
    /// The same two, if everyone weighed the same.
    public let unweightedNumerator: Double
    public let unweightedDenominator: Double
    /// The weighted share of *don't know* among those with an opinion or *don't know*.
    public let dontKnowShare: Double
    /// Kish's effective number of valid answers.
    public let effectiveBase: Double
    /// The weighted number of valid answers, in whatever unit the weights have.
    public let weight: Double
    /// `nil` when a single respondent leaves nothing to estimate it from.
    public let standardError: Double?
    /// At 95 %: for a share logit, or Wilson's on the effective base where few are on one of its
    /// sides; with Student's t for points, cut at the ends of the scale. `nil` for points of a
    /// single answer.
    public let interval: ClosedRange<Double>?
    /// The group less everybody else of the round; `nil` for the whole round, and where either has
    /// no figure.
    public internal(set) var againstRest: Difference?

    /// A share in `0...1`, a mean in the points of its scale, an index in `0...100`, or a balance in
    /// `-100...100`.
    public var value: Double { numerator / denominator }
}

extension Estimate {
    /// - Parameter scale: the scores of points; `nil` for a share.
    init(_ domain: DomainEstimate, scale: ScoreScale?) {
        let (multiplier, divisor) = (Double(scale?.multiplier ?? 1), Double(scale?.divisor ?? 1))
        numerator = domain.numerator * multiplier
        denominator = domain.denominator * divisor
        unweightedNumerator = domain.unweightedNumerator * multiplier
        unweightedDenominator = domain.unweightedDenominator * divisor
        dontKnowShare = domain.dontKnowShare
        effectiveBase = domain.effectiveBase
        weight = domain.denominator
        standardError = domain.standardError.map { $0 * multiplier / divisor }
        if let scale {
            interval = meanInterval(of: domain, clampedTo: scale.ends)
                .map {
                    ($0.lowerBound * multiplier / divisor)...($0.upperBound * multiplier / divisor)
                }
        } else {
            interval = defaultInterval(ofShare: domain)?.interval
        }
        againstRest = nil
    }

    /// This figure less an independent earlier one; `nil` when either has no standard error.
    public func difference(since earlier: Estimate) -> Difference? {
        guard let standardError, let before = earlier.standardError else { return nil }
        return Estimation.difference(
            value - earlier.value,
            standardError: (standardError * standardError + before * before).squareRoot())
    }

    /// This figure less one that somebody else has published.
    ///
    /// - Parameters:
    ///   - published: in the unit of the estimate.
    ///   - roundingStep: what the published value is rounded to, in the same unit.
    ///
    /// The published figure's own uncertainty is taken as none, because published values of the
    /// yearly report have no margins of error; so a difference is found a little too easily.
    public func difference(fromPublished published: Double, roundingStep: Double) -> Difference? {
        guard let standardError else { return nil }
        let rounding = publishedStandardError(uncertainty: 0, roundingStep: roundingStep)
        return Estimation.difference(
            value - published,
            standardError: (standardError * standardError + rounding * rounding).squareRoot())
    }
}
