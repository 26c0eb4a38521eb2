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
            axis: axis, bar: BarChart.Bar(figures, on: axis),
            marks: marked.map { .init(shape: $0, value: onAxis($1)) }
        )
        let legend = legend(figures)
        return [
            "article": article,
            "description": legend.map { $0.description.string + "." }.joined(separator: " "),
            "height": chart.height,
            "shapes": chart.shapes,
            "baseline": chart.labelBaseline,
            "ticks": zip(chart.ticks, ["start", "middle", "end"]).map { tick, anchor in
                [
                    "x": chart.position(tick), "anchor": anchor,
                    "label": words.tick(tick, of: indicator),
                ]
                    as TemplateFields
            },
            "legend": legend.map { entry in
                words.fields(entry.label).merging(["symbol": entry.symbol]) { field, _ in field }
            },
            "caution": words.fields(caution),
        ]
    }

    /// Said where the marks are seen, and not in the table alone.
    private var caution: LocalizedText? {
        let isNeeded = indicator.comparability == .indicative && !marked.isEmpty
        return isNeeded ? words.comparison(.indicative) : nil
    }

    private var axis: ClosedRange<Double> { context.axis(of: indicator) }

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

    /// What each thing drawn is. The value and its interval stand in words above the chart, so that the
    /// legend only names them; the descriptions in order tell what the chart shows.
    private func legend(_ figures: Figures) -> [LegendEntry] {
        let interval = words.interval(of: figures, of: indicator).map {
            LegendEntry(
                label: words.text("results.column.interval"),
                description: words.text("results.interval", ["range": $0.string]),
                symbol: LegendSymbol.whisker)
        }
        let others = marked.map { mark in
            let text = words.publishedValue(mark.value, unit: indicator.unit)
            return LegendEntry(label: text, description: text, symbol: mark.shape.path)
        }
        return [ownEntry(figures)] + (interval.map { [$0] } ?? []) + others
    }

    private func ownEntry(_ figures: Figures) -> LegendEntry {
        let value = ["value": words.value(of: figures, of: indicator)]
        if figures.value == nil {
            let text = words.text("results.legend.bound", value)
            return LegendEntry(label: text, description: text, symbol: LegendSymbol.bound)
        }
        return LegendEntry(
            label: words.text("results.legend.own"),
            description: words.text("results.legend.value", value), symbol: LegendSymbol.bar)
    }
}

extension ReportContext {
    /// What the indicator can be, in the figures' unit.
    func axis(of indicator: ProtectedIndicator) -> ClosedRange<Double> {
        switch indicator.measure {
        case "mean":
            let scale = scale(of: indicator.id)
            return Double(scale.lowerBound)...Double(scale.upperBound)
        case "index": return 0...100
        case "balance": return -100...100
        default: return 0...1
        }
    }
}

extension BarChart.Bar {
    /// - Parameter figures: `nil` when withheld.
    init(_ figures: Figures?, on axis: ClosedRange<Double>) {
        if let value = figures?.value {
            let low = figures?.low
            let high = figures?.high
            self = .value(value, interval: low.flatMap { low in high.map { low...max(low, $0) } })
        } else if let bound = figures?.lessThan {
            self = .bound(axis.lowerBound...max(bound, axis.lowerBound))
        } else if let bound = figures?.moreThan {
            self = .bound(min(bound, axis.upperBound)...axis.upperBound)
        } else {
            self = .none
        }
    }

    /// From the lowest to the highest of what is drawn; `nil` when nothing is.
    var extent: ClosedRange<Double>? {
        switch self {
        case .value(let value, let interval):
            min(value, interval?.lowerBound ?? value)...max(value, interval?.upperBound ?? value)
        case .bound(let range): range
        case .none: nil
        }
    }
}

private struct LegendEntry {
    /// As it stands beside the symbol.
    let label: LocalizedText
    /// The same with its figure, without a full stop.
    let description: LocalizedText
    /// SVG around the origin.
    let symbol: String
}

/// Small copies of what is drawn, around the origin.
private enum LegendSymbol {
    static let bar = #"<path class="chart-value" d="M-8 -6H8V6H-8Z" fill="currentColor"/>"#
    static let whisker =
        #"<path class="chart-whisker" d="M-8 0H8M-8 -6V6M8 -6V6" fill="none" stroke="currentColor" "#
        + #"stroke-width="3"/>"#
    static let bound =
        #"<path class="chart-bound" d="M-8 -6H8V6H-8Z" fill="none" stroke="currentColor" "#
        + #"stroke-width="2" stroke-dasharray="5 4"/>"#
}
