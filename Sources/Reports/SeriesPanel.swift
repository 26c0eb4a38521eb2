import DisclosureControl
import Localization
import SurveyDefinition

/// An indicator over the rounds of a series: the chart, and the same figures in a table.
struct SeriesPanel {
    let series: IndicatorSeries
    let indicator: ProtectedIndicator
    let release: Release
    let context: ReportContext
    let words: ReportWords

    /// - Parameters:
    ///   - article: the id of the article's heading.
    ///   - isFolded: whether the series waits until it is asked for.
    ///   - id: unique within the article.
    ///   - notes: sentences under the table.
    /// - Returns: `nil` for a single round, which is no series.
    func panel(
        in article: String, isFolded: Bool, id: String = "series", notes: [LocalizedText] = []
    ) -> Panel? {
        guard series.points.count > 1 else { return nil }
        return Panel(
            id: id, summary: isFolded ? words.text("results.over-time") : nil,
            chart: chart(in: article, id: id), tables: [table(id: id + "-table", notes: notes)])
    }

    // MARK: The table

    /// Newest first: what is said of a break then stands between the rounds that it parts.
    private func table(id: String, notes: [LocalizedText]) -> DataTable {
        let collection = words.collection(of: release).string
        return words.figureTable(
            caption: words.text("results.round-by-round", ["collection": collection]), id: id,
            first: words.text("results.column.round"),
            rows: series.points.indices.reversed().map(row),
            notes: (hasBreaks ? [words.text("results.break-means")] : []) + notes)
    }

    private func row(at place: Int) -> FigureRow {
        let point = series.points[place]
        let change = point.figures.flatMap { figures in
            figures.change.map { change in
                words.change(
                    change, since: release.period(of: change.since, for: indicator.id),
                    of: indicator, decimals: figures.decimals)
            }
        }
        let isOtherwise = point.isWeighted != series.points.last?.isWeighted
        let weights =
            isOtherwise
            ? words.text(point.isWeighted ? "results.point-weighted" : "results.point-unweighted")
            : nil
        return FigureRow(
            heading: words.name(point.period), figures: point.figures, indicator: indicator,
            smallestCell: release.method.smallestCell,
            remarks: [change, weights, breakSentence(before: place)].compactMap { $0 })
    }

    // MARK: Breaks

    private var hasBreaks: Bool { series.points.dropFirst().contains { $0.breakBefore != nil } }

    private func breakSentence(before place: Int) -> LocalizedText? {
        guard place > 0, let reason = series.points[place].breakBefore else { return nil }
        return words.text(
            "results.break",
            [
                "before": series.points[place - 1].period, "after": series.points[place].period,
                "reason": words.reason(reason).string,
            ])
    }

    // MARK: The chart

    private func chart(in article: String, id: String) -> TemplateFields {
        let bars = series.points.map { BarChart.Bar($0.figures, on: whole) }
        let scale = SeriesScale(around: bars.compactMap(\.extent), of: whole)
        let chart = SeriesChart(
            scale: scale,
            points: zip(series.points, bars).map { point, bar in
                SeriesChart.Point(
                    period: point.period, bar: bar,
                    value: point.figures.map { words.value(of: $0, of: indicator) },
                    isAfterBreak: point.breakBefore != nil)
            })
        return [
            "article": article, "id": "\(article)-\(id)-chart", "height": chart.height,
            "description": description, "shapes": chart.shapes,
            "labels": chart.labels(tick: tick).map(fields),
            "legend": legend.map { entry in
                words.fields(entry.label).merging(["symbol": entry.symbol]) { field, _ in field }
            },
            "notes": scale.isWhole ? [] : [words.fields(scaleNote(scale))],
        ]
    }

    private var whole: ClosedRange<Double> { context.axis(of: indicator) }

    private func fields(of label: SeriesChart.Label) -> TemplateFields {
        [
            "kind": label.kind.rawValue, "x": label.x, "y": label.y.plainDigits,
            "anchor": label.anchor, "label": label.text,
        ]
    }

    private func tick(_ value: Double) -> String { words.tick(value, of: indicator) }

    private func scaleNote(_ scale: SeriesScale) -> LocalizedText {
        words.text(
            "results.series-scale",
            ["low": tick(scale.range.lowerBound), "high": tick(scale.range.upperBound)])
    }

    /// The same in words, oldest first.
    private var description: String {
        series.points.enumerated().map { place, point in
            let value = point.figures.map { words.value(of: $0, of: indicator) }
            let told = words.text(
                "results.series-point",
                [
                    "period": point.period,
                    "value": value ?? words.text("results.withheld").string,
                ])
            return [breakSentence(before: place), told].compactMap { $0?.string }
                .joined(separator: " ")
        }.joined(separator: " ")
    }

    /// What each thing drawn is; each break with its reason.
    private var legend: [(label: LocalizedText, symbol: String)] {
        let figures = series.points.map(\.figures)
        var legend = [(words.text("results.column.value"), SeriesSymbol.point)]
        if figures.contains(where: { $0?.low != nil }) {
            legend.append((words.text("results.column.interval"), SeriesSymbol.whisker))
        }
        if figures.contains(where: { $0.map { $0.value == nil } ?? false }) {
            legend.append((words.text("results.legend.only-bound"), SeriesSymbol.bound))
        }
        if figures.contains(where: { $0 == nil }) {
            legend.append((words.text("results.withheld"), SeriesSymbol.gap))
        }
        let breaks = series.points.indices.compactMap(breakSentence)
        return legend + breaks.map { ($0, SeriesSymbol.seriesBreak) }
    }
}

extension ReportWords {
    /// What changed where a series breaks, in a few words.
    func reason(_ reason: SeriesBreak) -> LocalizedText {
        switch reason {
        case .wording: text("results.break.wording")
        case .scale: text("results.break.scale")
        case .mode: text("results.break.mode")
        case .base: text("results.break.base")
        }
    }

    /// The same as a sentence, where the rounds before and after need no naming.
    func breakSentence(_ reason: SeriesBreak) -> LocalizedText {
        text("results.break-here", ["reason": self.reason(reason).string])
    }

    /// A place on an indicator's axis.
    func tick(_ value: Double, of indicator: ProtectedIndicator) -> String {
        if indicator.isShare {
            let percent = value * 100
            let isWhole = abs(percent - percent.rounded()) < 1e-6
            return localizer.percent(value, decimals: isWhole ? 0 : 1)
        }
        return localizer.number(value, decimals: value == value.rounded() ? 0 : 1)
    }
}
