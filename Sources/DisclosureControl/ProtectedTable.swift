import Indicators
public import SurveyDefinition

/// Figures that may leave: `protect` alone makes them, and a withheld row holds nothing to leak.
public struct ProtectedTable: Sendable, Equatable, Codable {
    /// In the order of `goals.yaml`.
    public let indicators: [ProtectedIndicator]
    /// In the order of the survey; `nil` in releases of software before 0.2.
    public let distributions: [Distribution]?
    /// `nil` in releases of software before 0.2.
    public let coverage: Coverage?

    /// Only `protect` makes a protected table; decoding restores what the ledger kept.
    init(
        indicators: [ProtectedIndicator], distributions: [Distribution]? = nil,
        coverage: Coverage? = nil
    ) {
        self.indicators = indicators
        self.distributions = distributions
        self.coverage = coverage
    }
}

/// One indicator's figures: the whole round first, then one table per background variable.
public struct ProtectedIndicator: Sendable, Equatable, Codable {
    public let id: IndicatorID
    public let goal: GoalID
    public let polarity: Indicator.Polarity
    public let unit: Indicator.Unit
    /// `share`, `mean`, `index` or `balance`.
    public let measure: String
    public let comparability: Comparability
    public internal(set) var tables: [ProtectedBreakdown]
    /// The whole round against values that others have published, where both measure the same;
    /// `nil` when none may be tested.
    public internal(set) var publishedFindings: [PublishedFinding]? = nil
}

/// One indicator by one background variable.
public struct ProtectedBreakdown: Sendable, Equatable, Codable {
    /// `nil` for the whole round.
    public let variable: BackgroundVariable?
    /// In the order of the question's options or of the districts; the group *not stated* last.
    public internal(set) var rows: [ProtectedRow]
    /// Whether the shown groups differ among themselves, by the test of several groups at 0.05;
    /// `nil` when that was not tested.
    public internal(set) var groupsDiffer: Bool? = nil
}

/// One group's figures, or nothing.
public struct ProtectedRow: Sendable, Equatable, Codable {
    /// The group's code; `nil` for the whole round; `not-stated` for those with no or a generalised
    /// value.
    public let group: Code?
    /// `nil` when withheld.
    public internal(set) var figures: Figures?

    public var isWithheld: Bool { figures == nil }

    /// The group of those who gave no value or whose value was generalised away.
    public static let notStated = BreakdownRow.notStated
}

/// What is published of a group. Shares in `0...1`, already rounded; points in the question's unit.
public struct Figures: Sendable, Equatable, Codable {
    /// Valid answers, unweighted, to the nearest five.
    public let n: Int
    /// The share or the mean, weighted when the release is; `nil` when a count is so small that only
    /// a bound is given.
    public let value: Double?
    /// The 95 % interval, rounded outward; `nil` together with `value`.
    public let low: Double?
    public let high: Double?
    /// A bound instead of a value: fewer than the smallest cell, or none, chose a counted answer.
    public let lessThan: Double?
    /// A bound instead of a value: fewer than the smallest cell, or none, did not.
    public let moreThan: Double?
    /// *Don't know* among those with an opinion or *don't know*; `nil` when fewer than the smallest
    /// cell chose it, so that nobody and a few look alike, and when the question has no such
    /// option.
    public let dontKnowShare: Double?
    /// Decimals of the value, the interval and the bounds as they are written: of a percentage 0
    /// below 1 000 valid answers, else 1; of points 1.
    public let decimals: Int
    /// Whether the interval is wide against the share; never for a bound or for points.
    public let isUncertain: Bool
    /// The value without weights; `nil` in a release without weights, and beside a bound.
    public internal(set) var unweighted: Double? = nil
    /// The group against everybody else of the round; `nil` when not tested.
    public internal(set) var againstRest: Finding? = nil
    /// Since the round before in the series; `nil` when not tested.
    public internal(set) var change: Change? = nil
    /// Decimals of `dontKnowShare` as a percentage: 0 below 1 000 answers, else 1. `nil` in releases
    /// of software before 0.2, where it is `decimals`.
    public internal(set) var dontKnowDecimals: Int? = nil
}
