public import DisclosureControl
public import Foundation
public import Localization
import SurveyDefinition

/// The release as JSON for programs: pretty-printed, keys sorted, the same bytes for the same release.
///
/// - Shares, their intervals and bounds are in `0...1`; means and indexes in the question's points, under
///   the key `mean`. The `value` of a comparison is as printed, in the indicator's unit: 32 is 32 %.
/// - A withheld row has the keys `group` and `withheld` and no other. A row of the whole round has
///   `"group": null`, and its table `"variable": null`.
/// - A row whose counts are small has `lessThan` or `moreThan`, and neither value nor interval.
/// - Titles are in the localizer's language; everything else is ids and codes.
/// - Throws: `figuresNotFinite` for a figure that JSON can't write.
public func json(
    _ release: Release, _ context: ReportContext, in localizer: Localizer
) throws(ReportError) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let words = ReportWords(localizer)
    do {
        return try encoder.encode(ReleaseDocument(release, context, words))
    } catch {
        throw .figuresNotFinite
    }
}

/// The outermost object.
private struct ReleaseDocument: Encodable {
    let round: RoundID
    let number: Int
    let survey: Release.SurveyReference
    let method: Release.Method
    let responsesAtLeast: Int
    let goals: [GoalDocument]

    init(_ release: Release, _ context: ReportContext, _ words: ReportWords) {
        round = release.round
        number = release.number
        survey = release.survey
        method = release.method
        responsesAtLeast = release.responsesAtLeast
        goals = release.results(by: context.goals).map { results in
            GoalDocument(
                id: results.goal.id,
                title: words.goal(results.goal.id).string,
                indicators: results.measured.map { IndicatorDocument($0, context.goals, words) })
        }
    }
}

private struct GoalDocument: Encodable {
    let id: GoalID
    let title: String
    let indicators: [IndicatorDocument]
}

private struct IndicatorDocument: Encodable {
    let id: IndicatorID
    let title: String
    let polarity: Indicator.Polarity
    let unit: Indicator.Unit
    let measure: String
    let comparability: Comparability
    let tables: [TableDocument]
    let comparisons: [ComparisonDocument]

    init(_ indicator: ProtectedIndicator, _ goals: Goals, _ words: ReportWords) {
        id = indicator.id
        title = words.indicator(indicator.id).string
        polarity = indicator.polarity
        unit = indicator.unit
        measure = indicator.measure
        comparability = indicator.comparability
        tables = indicator.tables.map { table in
            TableDocument(
                variable: table.variable,
                rows: table.rows.map { RowDocument(row: $0, isShare: indicator.isShare) })
        }
        comparisons = (goals.indicator(indicator.id)?.published ?? []).map(ComparisonDocument.init)
    }
}

private struct TableDocument: Encodable {
    enum CodingKeys: CodingKey { case variable, rows }

    let variable: BackgroundVariable?
    let rows: [RowDocument]

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(variable, forKey: .variable)
        try container.encode(rows, forKey: .rows)
    }
}

private struct RowDocument: Encodable {
    enum CodingKeys: CodingKey {
        case group, n, share, mean, low, high, lessThan, moreThan, dontKnowShare, withheld
    }

    let row: ProtectedRow
    let isShare: Bool

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(row.group, forKey: .group)
        try container.encode(row.isWithheld, forKey: .withheld)
        guard let figures = row.figures else { return }
        try container.encode(figures.n, forKey: .n)
        try container.encodeIfPresent(figures.value, forKey: isShare ? .share : .mean)
        try container.encodeIfPresent(figures.low, forKey: .low)
        try container.encodeIfPresent(figures.high, forKey: .high)
        try container.encodeIfPresent(figures.lessThan, forKey: .lessThan)
        try container.encodeIfPresent(figures.moreThan, forKey: .moreThan)
        try container.encode(figures.dontKnowShare, forKey: .dontKnowShare)
    }
}

private struct ComparisonDocument: Encodable {
    let territory: String
    let value: Double
    let year: Int
    let source: String
    let subgroup: String?
    let note: String?

    init(_ published: PublishedValue) {
        territory = published.territory
        value = published.value
        year = published.year
        source = published.source
        subgroup = published.subgroup
        note = published.note
    }
}
