import DisclosureControl
import Localization
import SurveyDefinition

/// The bar of an indicator with its words: the axis, the legend, and the same in a sentence for whoever
/// can't see it.
struct ChartFields {
    let indicator: ProtectedIndicator
    let row: ProtectedRow?
    let published: [PublishedValue]
    let context: ReportContext
    let words: ReportWords

    /// - Returns: `nil` when there is nothing to draw.
    func fields(in article: String) -> TemplateFields? {
        guard let figures = row?.figures else { return nil }
        let chart = BarChart(
            axis: axis, bar: bar(figures), marks: marked.map { .init(shape: $0, value: onAxis($1)) }
        )
        let legend = legend(figures)
        return [
            "article": article,
            "description": legend.map(\.text).map(\.string).joined(separator: " "),
            "height": chart.height,
            "shapes": chart.shapes,
            "baseline": chart.labelBaseline,
            "ticks": zip(chart.ticks, ["start", "middle", "end"]).map { tick, anchor in
                ["x": chart.position(tick), "anchor": anchor, "label": label(tick)]
                    as TemplateFields
            },
            "legend": legend.map { entry in
                words.fields(entry.text).merging(["symbol": entry.symbol]) { field, _ in field }
            },
        ]
    }

    /// In the figures' unit.
    private var axis: ClosedRange<Double> {
        switch indicator.measure {
        case "mean":
            let scale = context.scale(of: indicator.id)
            return Double(scale.lowerBound)...Double(scale.upperBound)
        case "index": return 0...100
        default: return 0...1
        }
    }

    private func bar(_ figures: Figures) -> BarChart.Bar {
        if let value = figures.value {
            let interval = figures.low.flatMap { low in figures.high.map { low...max(low, $0) } }
            return .value(value, interval: interval)
        }
        if let bound = figures.lessThan {
            return .bound(axis.lowerBound...max(bound, axis.lowerBound))
        }
        if let bound = figures.moreThan {
            return .bound(min(bound, axis.upperBound)...axis.upperBound)
        }
        return .none
    }

    /// Published values that may stand on the same axis: the same unit, the whole population, and
    /// comparable at all. The others are in the table only.
    private var marked: [(shape: MarkShape, value: PublishedValue)] {
        let isSameUnit = indicator.isShare ? indicator.unit == .percent : indicator.unit == .points
        guard isSameUnit, indicator.comparability != .notComparable else { return [] }
        return Array(zip(MarkShape.allCases, published.filter { $0.subgroup == nil }))
    }

    private func onAxis(_ value: PublishedValue) -> Double {
        indicator.isShare ? value.value / 100 : value.value
    }

    private func label(_ tick: Double) -> String {
        if indicator.isShare { return words.localizer.percent(tick) }
        return words.localizer.number(tick, decimals: tick == tick.rounded() ? 0 : 1)
    }

    /// What each thing drawn is, with its figure: read in order it tells what the chart shows.
    private func legend(_ figures: Figures) -> [LegendEntry] {
        let value = words.value(of: figures, of: indicator)
        let own =
            figures.value == nil
            ? LegendEntry(
                text: words.text("results.legend.bound", ["value": value]),
                symbol: LegendSymbol.bound)
            : LegendEntry(
                text: words.text("results.legend.value", ["value": value]), symbol: LegendSymbol.bar
            )
        let interval = words.interval(of: figures, of: indicator).map {
            LegendEntry(
                text: words.text("results.legend.interval", ["range": $0.string]),
                symbol: LegendSymbol.whisker)
        }
        let others = marked.map { LegendEntry(text: legendText($0.value), symbol: $0.shape.path) }
        return [own] + (interval.map { [$0] } ?? []) + others
    }

    private func legendText(_ value: PublishedValue) -> LocalizedText {
        words.text(
            "results.legend.published",
            [
                "territory": words.territory(value.territory).string,
                "value": words.published(value, unit: indicator.unit).string,
                "year": String(value.year),
            ])
    }
}

private struct LegendEntry {
    let text: LocalizedText
    /// SVG around the origin.
    let symbol: String
}

/// Small copies of what is drawn, around the origin.
private enum LegendSymbol {
    static let bar = #"<path class="chart-value" d="M-8 -6H8V6H-8Z" fill="currentColor"/>"#
    static let whisker =
        #"<path class="chart-whisker" d="M-8 0H8M-8 -5V5M8 -5V5" fill="none" stroke="currentColor" "#
        + #"stroke-width="2"/>"#
    static let bound =
        #"<path class="chart-bound" d="M-8 -6H8V6H-8Z" fill="none" stroke="currentColor" "#
        + #"stroke-width="2" stroke-dasharray="5 4"/>"#
}
