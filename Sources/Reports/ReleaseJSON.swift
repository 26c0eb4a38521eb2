public import DisclosureControl
public import Foundation
public import Localization
import SurveyDefinition

/// The release as JSON for programs: pretty-printed, keys sorted, the same bytes for the same release.
///
/// - Shares, their intervals, bounds and changes are in `0...1`, as are the shares of answers and
///   population in `coverage`; means and indexes in the question's points, under the key `mean`. The
///   `value` of a comparison is as printed, in the indicator's unit: 32 is 32 %.
/// - A withheld row has the keys `group` and `withheld` and no other. A row of the whole round has
///   `"group": null`, and its table `"variable": null`. A withheld point of a series says of which
///   round it is and has no figures; a withheld cell of a distribution has `"share": null`.
/// - A row whose counts are small has `lessThan` or `moreThan`, and neither value nor interval.
/// - Of what staff left out there are numbers: how many tables, not which.
/// - What the release doesn't hold, such as findings of a self-selected round, has no key.
/// - Titles and `methodText`, the method in sentences, are in the localizer's language; quotations are in
///   the language that they were written in; everything else is ids and codes.
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
    let methodText: [String]
    /// Whether the figures may be called the municipality's official ones.
    let official: Bool
    let responsesAtLeast: Int
    let goals: [GoalDocument]
    let coverage: CoverageDocument?
    let distributions: [DistributionDocument]?
    let texts: [TextsDocument]?
    let leftOut: LeftOutCounts?
    let reissues: [Reissue]?

    init(_ release: Release, _ context: ReportContext, _ words: ReportWords) {
        round = release.round
        number = release.number
        survey = release.survey
        method = release.method
        methodText = MethodText(of: release, context, words).sentences.map { $0.string(words) }
        official = release.method.isOfficial
        responsesAtLeast = release.responsesAtLeast
        goals = release.results(by: context.goals).map { results in
            GoalDocument(
                id: results.goal.id,
                title: words.goal(results.goal.id).string,
                indicators: results.measured.map { indicator in
                    IndicatorDocument(
                        indicator, series: release.series(of: indicator.id), context.goals, words)
                })
        }
        coverage = release.table.coverage.map(CoverageDocument.init)
        distributions = release.table.distributions?.map {
            DistributionDocument($0, of: context.survey, words)
        }
        texts = release.texts?.questions.map { TextsDocument($0, of: context.survey, words) }
        leftOut = release.leftOut.map(LeftOutCounts.init)
        reissues = release.reissues
    }
}

private struct GoalDocument: Encodable {
    let id: GoalID
    let title: String
    let indicators: [IndicatorDocument]
}
