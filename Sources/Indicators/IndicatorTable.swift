public import SurveyDefinition

/// A round's indicators with every figure exact and unprotected: `protect` decides what of it may
/// leave.
///
/// Only `tabulate` makes one.
public struct IndicatorTable: Sendable, Equatable {
    /// Everyone of the round.
    public let respondents: Int
    /// Whether and how the respondents are weighted.
    public let weighting: Weighting
    /// The indicators that the survey codes, in the order of `goals.yaml`.
    public let indicators: [TabulatedIndicator]
    /// The questions with one answer out of some, in the order of the survey, background apart.
    public let questions: [TabulatedQuestion]
    public let composition: Composition
}

/// One indicator by the whole round and by each background variable.
public struct TabulatedIndicator: Sendable, Equatable {
    public let id: IndicatorID
    public let goal: GoalID
    public let polarity: Indicator.Polarity
    public let unit: Indicator.Unit
    /// The question that it is computed from. Indicators of one question are protected together.
    public let question: QuestionID
    public let coding: IndicatorCoding
    /// From the lowest to the highest value that the figure can have: 1 for a share, else in points.
    public let span: Double
    /// The whole round first, then one per background variable of the survey; for a detached
    /// question, whose answers are kept without a class, the whole round only.
    public let breakdowns: [Breakdown]

    public var measure: Measure { coding.measure }
    public var comparability: Comparability { coding.comparability }
    /// Whether answers are kept without a class: then there are neither groups nor weights.
    public let isDetached: Bool
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

/// How the answers to one question are spread, by the whole round and by each background variable.
public struct TabulatedQuestion: Sendable, Equatable {
    public let id: QuestionID
    /// The valid options, in the order in which they are asked.
    public let options: [Code]
    /// As an indicator's; the tallies of its groups add up to the round's.
    public let breakdowns: [QuestionBreakdown]
}

/// One question by one background variable.
public struct QuestionBreakdown: Sendable, Equatable {
    /// `nil` for the whole round, which is one row.
    public let variable: BackgroundVariable?
    public let rows: [Row]

    /// How one group answered.
    public struct Row: Sendable, Equatable {
        /// `nil` for the whole round.
        public let group: Code?
        public let tally: Tally
    }
}
