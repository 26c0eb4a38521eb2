import Dialogues
import DisclosureControl
import Localization
import SurveyDefinition

/// One goal's indicators over rounds.
struct GoalSeries {
    let goal: GoalID
    /// Newest first.
    let releases: [(release: Release, context: ReportContext)]
    let goals: Goals
    let words: ReportWords

    /// A measurement of an indicator in one round.
    private struct Measurement {
        let indicator: ProtectedIndicator
        let release: Release
        let context: ReportContext
    }

    /// What rounds must share to be compared.
    private struct SeriesKey: Hashable {
        let survey: SurveyID
        let sampling: Sampling
        let isDemonstration: Bool
        let coding: IndicatorCoding?
    }

    /// One section without a heading of its own: the page's heading is the goal.
    var fields: TemplateFields {
        let measured = goals.indicators(of: goal).map { ($0, measurements(of: $0.id)) }
        let unmeasured = measured.filter { $0.1.isEmpty && !$0.0.published.isEmpty }.map(\.0)
        return [
            "id": sectionID(goal),
            "heading": [],
            "letter": [],
            "link": [],
            "parts": articleParts(
                measured: measured.compactMap { article($0.1) }, registers: unmeasured, words),
        ]
    }

    private func measurements(of id: IndicatorID) -> [Measurement] {
        releases.compactMap { release, context in
            release.table.indicators.first { $0.id == id }.map {
                Measurement(indicator: $0, release: release, context: context)
            }
        }
    }

    private func article(_ measurements: [Measurement]) -> TemplateFields? {
        guard let newest = measurements.first else { return nil }
        var article = IndicatorArticle(
            indicator: newest.indicator, release: newest.release, context: newest.context,
            words: words)
        article.origin = [name(of: newest), words.collection(of: newest.release)]
        if measurements.count > 1 { article.seriesTables = tables(measurements) }
        return article.fields
    }

    /// A table per series, in the order in which the series are first met.
    private func tables(_ measurements: [Measurement]) -> [DataTable] {
        var order: [SeriesKey] = []
        var series: [SeriesKey: [Measurement]] = [:]
        for measurement in measurements {
            let key = key(of: measurement)
            if series[key] == nil { order.append(key) }
            series[key, default: []].append(measurement)
        }
        return order.enumerated().compactMap { index, key in
            let isLast = order.count > 1 && index == order.count - 1
            let note = isLast ? words.text("results.series-apart") : nil
            return series[key].map { table($0, number: index + 1, note: note) }
        }
    }

    private func table(_ series: [Measurement], number: Int, note: LocalizedText?) -> DataTable {
        let collection = series.first.map { words.collection(of: $0.release).string } ?? ""
        return words.figureTable(
            caption: words.text("results.round-by-round", ["collection": collection]),
            id: "series-\(number)", isFolded: false, first: words.text("results.column.round"),
            rows: series.compactMap { measurement in
                measurement.indicator.wholeRound.map { row in
                    FigureRow(
                        heading: name(of: measurement), row: row, indicator: measurement.indicator,
                        smallestCell: measurement.release.method.smallestCell)
                }
            },
            note: note)
    }

    private func key(of measurement: Measurement) -> SeriesKey {
        SeriesKey(
            survey: measurement.release.survey.id, sampling: measurement.release.sampling,
            isDemonstration: measurement.release.method.isDemonstration,
            coding: measurement.context.survey.codings.first {
                $0.indicator == measurement.indicator.id
            })
    }

    /// The survey's title and the round's period.
    private func name(of measurement: Measurement) -> LocalizedText {
        let title = words.title(of: measurement.context.survey)
        return LocalizedText(
            string: title.string + " " + measurement.context.round.period, language: title.language,
            direction: title.direction)
    }
}
