public import Indicators
public import SurveyDefinition

/// What a round's figures may be tested against. Without it no difference is claimed, as of a round
/// that anybody could answer.
public struct Comparisons: Sendable {
    /// The round before in the series.
    public let earlier: EarlierRound?
    /// What others have published of indicators that measure the same.
    public let published: [IndicatorID: [PublishedValue]]

    public init(earlier: EarlierRound? = nil, published: [IndicatorID: [PublishedValue]] = [:]) {
        self.earlier = earlier
        self.published = published
    }
}

/// An earlier round of the same survey, collected alike and independently.
public struct EarlierRound: Sendable {
    public let id: RoundID
    /// Its exact figures: a test from rounded ones would err.
    public let table: IndicatorTable
    /// What was published of it. A change is told only of what both rounds show.
    public let published: ProtectedTable
    /// The indicators without a break between the two rounds.
    public let comparable: Set<IndicatorID>

    public init(
        id: RoundID, table: IndicatorTable, published: ProtectedTable,
        comparable: Set<IndicatorID>
    ) {
        self.id = id
        self.table = table
        self.published = published
        self.comparable = comparable
    }
}
