public import SurveyDefinition

/// A round's indicators with every figure exact and unprotected: `protect` decides what of it may
/// leave.
///
/// Only `tabulate` makes one.
public struct IndicatorTable: Sendable, Equatable {
    /// The indicators that the survey codes, in the order of `goals.yaml`.
    public let indicators: [TabulatedIndicator]
}

/// One indicator by the whole round and by each background variable.
public struct TabulatedIndicator: Sendable, Equatable {
    public let id: IndicatorID
    public let goal: GoalID
    public let polarity: Indicator.Polarity
    public let unit: Indicator.Unit
    /// The question that it is computed from. Indicators of one question are protected together.
    public let question: QuestionID
    public let measure: Measure
    public let comparability: Comparability
    /// The whole round first, then one per background variable of the survey; for a detached
    /// question, whose answers are kept without a class, the whole round only.
    public let breakdowns: [Breakdown]
}

/// One indicator by one background variable: a partition, so that its tallies add up to the
/// round's.
public struct Breakdown: Sendable, Equatable {
    /// `nil` for the whole round, which is one row.
    public let variable: BackgroundVariable?
    /// In the order of the question's options or of the districts, also those that nobody chose;
    /// *not stated* last.
    public let rows: [BreakdownRow]
}

/// How one group answered.
public struct BreakdownRow: Sendable, Equatable {
    /// The group's code; `nil` for the whole round.
    public let group: Code?
    public let tally: Tally
    /// `nil` when nobody gave a valid answer.
    public let estimate: Estimate?

    /// The group of those who gave no value or whose value was generalised, as to a coarse age
    /// band.
    public static let notStated = Code("not-stated")
}
