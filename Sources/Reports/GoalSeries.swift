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
        article.seriesPanels = panels(measurements, in: article.id)
        return article.fields
    }

    /// A panel per series, in the order in which the series are first met; none for a single round.
    ///
    /// The newest release of a survey carries the survey's rounds so far, with their breaks. Rounds that no
    /// release carries are put together here.
    private func panels(_ measurements: [Measurement], in article: String) -> [Panel] {
        var rest = measurements
        var panels: [Panel] = []
        while let newest = rest.first {
            let carried = newest.release.series(of: newest.indicator.id)
                .flatMap { $0.points.count > 1 ? $0 : nil }
            let isInSeries = { (other: Measurement) in
                carried?.points.contains { $0.round == other.release.round }
                    ?? (key(of: other) == key(of: newest))
            }
            let rounds = rest.filter(isInSeries)
            rest.removeAll(where: isInSeries)
            let isLast = rest.isEmpty && !panels.isEmpty
            let notes = isLast ? [words.text("results.series-apart")] : []
            let id = "series-\(panels.count + 1)"
            let panel = carried.flatMap {
                seriesPanel($0, of: newest, in: article, id: id, notes: notes)
            }
            panels.append(panel ?? table(rounds, id: id, notes: notes).open)
        }
        let isSingle = measurements.count == 1 && panels.allSatisfy { $0.chart == nil }
        return isSingle ? [] : panels
    }

    private func seriesPanel(
        _ series: IndicatorSeries, of measurement: Measurement, in article: String, id: String,
        notes: [LocalizedText]
    ) -> Panel? {
        SeriesPanel(
            series: series, indicator: measurement.indicator, release: measurement.release,
            context: measurement.context, words: words
        ).panel(in: article, isFolded: false, id: id, notes: notes)
    }

    private func table(_ series: [Measurement], id: String, notes: [LocalizedText]) -> DataTable {
        let collection = series.first.map { words.collection(of: $0.release).string } ?? ""
        return words.figureTable(
            caption: words.text("results.round-by-round", ["collection": collection]),
            id: id, first: words.text("results.column.round"),
            rows: series.compactMap { measurement in
                measurement.indicator.wholeRound.map { row in
                    FigureRow(
                        heading: name(of: measurement), figures: row.figures,
                        indicator: measurement.indicator,
                        smallestCell: measurement.release.method.smallestCell)
                }
            },
            notes: notes)
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
