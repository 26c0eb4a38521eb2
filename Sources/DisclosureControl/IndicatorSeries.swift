public import SurveyDefinition

/// One indicator's figures for the whole round, over the released rounds of a survey that were
/// collected alike.
public struct IndicatorSeries: Sendable, Equatable, Codable {
    public let indicator: IndicatorID
    /// Oldest first; the release's own round last.
    public let points: [SeriesPoint]
}

/// One round of a series.
public struct SeriesPoint: Sendable, Equatable, Codable {
    public let round: RoundID
    /// What tells the round apart to a reader, such as `2026`.
    public let period: String
    /// The number of the release that the figures are from.
    public let release: Int
    /// `nil` when withheld.
    public let figures: Figures?
    public let isWeighted: Bool
    /// What changed after the point before this one; `nil` where the two compare.
    public let breakBefore: SeriesBreak?
}
