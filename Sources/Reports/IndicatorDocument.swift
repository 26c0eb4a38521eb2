import DisclosureControl
import SurveyDefinition

/// One indicator in a release's JSON: its tables, what others have published, and its series.
struct IndicatorDocument: Encodable {
    let id: IndicatorID
    let title: String
    let polarity: Indicator.Polarity
    let unit: Indicator.Unit
    let measure: String
    let comparability: Comparability
    let tables: [TableDocument]
    let comparisons: [ComparisonDocument]
    /// Oldest first; left out of releases without series.
    let series: [PointDocument]?

    init(
        _ indicator: ProtectedIndicator, series: IndicatorSeries?, _ goals: Goals,
        _ words: ReportWords
    ) {
        id = indicator.id
        title = words.indicator(indicator.id).string
        polarity = indicator.polarity
        unit = indicator.unit
        measure = indicator.measure
        comparability = indicator.comparability
        tables = indicator.tables.map { TableDocument($0, isShare: indicator.isShare) }
        comparisons = (goals.indicator(indicator.id)?.published ?? []).map {
            ComparisonDocument($0, finding: indicator.finding(against: $0))
        }
        self.series = series?.points.map {
            PointDocument(point: $0, isShare: indicator.isShare)
        }
    }
}

/// One indicator by one background variable.
struct TableDocument: Encodable {
    enum CodingKeys: CodingKey { case variable, groupsDiffer, rows }

    let variable: BackgroundVariable?
    let groupsDiffer: Bool?
    let rows: [RowDocument]

    init(_ table: ProtectedBreakdown, isShare: Bool) {
        variable = table.variable
        groupsDiffer = table.groupsDiffer
        rows = table.rows.map { RowDocument(row: $0, isShare: isShare) }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(variable, forKey: .variable)
        try container.encodeIfPresent(groupsDiffer, forKey: .groupsDiffer)
        try container.encode(rows, forKey: .rows)
    }
}

/// One group's figures, or that they are withheld.
struct RowDocument: Encodable {
    enum CodingKeys: CodingKey { case group, withheld }

    let row: ProtectedRow
    let isShare: Bool

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(row.group, forKey: .group)
        try container.encode(row.isWithheld, forKey: .withheld)
        try row.figures.map { FiguresDocument(figures: $0, isShare: isShare) }?.encode(to: encoder)
    }
}

/// One round of an indicator's series, or that its figures are withheld.
struct PointDocument: Encodable {
    enum CodingKeys: CodingKey { case round, period, release, weighted, breakBefore, withheld }

    let point: SeriesPoint
    let isShare: Bool

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(point.round, forKey: .round)
        try container.encode(point.period, forKey: .period)
        try container.encode(point.release, forKey: .release)
        try container.encode(point.isWeighted, forKey: .weighted)
        try container.encode(point.breakBefore, forKey: .breakBefore)
        try container.encode(point.figures == nil, forKey: .withheld)
        try point.figures.map { FiguresDocument(figures: $0, isShare: isShare) }?
            .encode(to: encoder)
    }
}

/// Figures among the keys of the row or the point that has them.
struct FiguresDocument: Encodable {
    enum CodingKeys: CodingKey {
        case n, share, mean, shareUnweighted, meanUnweighted, low, high, lessThan, moreThan
        case dontKnowShare, againstRest, change
    }

    let figures: Figures
    let isShare: Bool

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(figures.n, forKey: .n)
        try container.encodeIfPresent(figures.value, forKey: isShare ? .share : .mean)
        try container.encodeIfPresent(
            figures.unweighted, forKey: isShare ? .shareUnweighted : .meanUnweighted)
        try container.encodeIfPresent(figures.low, forKey: .low)
        try container.encodeIfPresent(figures.high, forKey: .high)
        try container.encodeIfPresent(figures.lessThan, forKey: .lessThan)
        try container.encodeIfPresent(figures.moreThan, forKey: .moreThan)
        try container.encode(figures.dontKnowShare, forKey: .dontKnowShare)
        try container.encodeIfPresent(figures.againstRest, forKey: .againstRest)
        try container.encodeIfPresent(figures.change, forKey: .change)
    }
}

/// A value that others have published, with what the test against it found.
struct ComparisonDocument: Encodable {
    let territory: String
    let value: Double
    let year: Int
    let source: String
    let subgroup: String?
    let note: String?
    /// The round's figure against this value; left out when it may not be tested.
    let finding: Finding?

    init(_ published: PublishedValue, finding: Finding?) {
        territory = published.territory
        value = published.value
        year = published.year
        source = published.source
        subgroup = published.subgroup
        note = published.note
        self.finding = finding
    }
}
