/// The shapes of an indicator's figures over rounds: points with their intervals, joined where they compare.
///
/// Time runs from left to right in every language, as the number axis of `BarChart` does: readers of
/// different languages who look at the chart together see the same line rise. Positions across are
/// percentages of the width and heights are pixels, so that lines and labels keep their size on a narrow
/// screen. Everything is in attributes, since the pages' content security policy forbids inline style.
struct SeriesChart {
    /// One round.
    struct Point {
        /// What tells the round apart.
        let period: String
        /// `none` when the figure is withheld.
        let bar: BarChart.Bar
        /// The value as it is written; `nil` when withheld.
        let value: String?
        /// Whether the series breaks before the round.
        let isAfterBreak: Bool
    }

    /// A text of the chart, which the template escapes.
    struct Label {
        enum Kind: String {
            case axis = "chart-label"
            case value = "chart-number"
        }

        let kind: Kind
        let x: String
        let y: Double
        let anchor: String
        let text: String
    }

    let scale: SeriesScale
    /// Oldest first; at least one.
    let points: [Point]

    /// Pixels from top to bottom, with room for the names of the rounds.
    var height: Int { Int(bottom) + 26 }

    /// SVG elements, made of numbers and class names only.
    var shapes: String {
        (grid + breaks + lines + places.flatMap(figure)).joined()
    }

    /// - Parameter tick: how a place on the scale is written.
    func labels(tick: (Double) -> String) -> [Label] {
        let axis = scale.ticks.map { place in
            Label(kind: .axis, x: "0", y: height(of: place) - 5, anchor: "start", text: tick(place))
        }
        return axis + places.filter(isNamed).map(periodLabel) + places.compactMap(valueLabel)
    }

    // MARK: Places

    private var top: Double { 22 }
    private var bottom: Double { 172 }
    private var places: Range<Int> { points.indices }

    /// The place of a round across, in percent; halves are between rounds.
    private func across(_ place: Double) -> String {
        let (start, width) = (13.0, 87.0)
        let percent = start + (place + 0.5) / Double(points.count) * width
        return ((percent * 100).rounded() / 100).plainDigits + "%"
    }

    private func height(of value: Double) -> Double {
        let (low, high) = (scale.range.lowerBound, scale.range.upperBound)
        let share = (min(max(value, low), high) - low) / (high - low)
        return ((bottom - share * (bottom - top)) * 10).rounded() / 10
    }

    /// Whether the round's name is written: all are where there is room, else every few, the last included.
    private func isNamed(_ place: Int) -> Bool {
        let longest = points.map(\.period.count).max() ?? 0
        let step = (longest + 2) * points.count / 36 + 1
        return (points.count - 1 - place) % step == 0
    }

    // MARK: Shapes

    private var grid: [String] {
        scale.ticks.map { tick in
            line(
                "chart-grid", from: ("0", height(of: tick)), to: ("100%", height(of: tick)),
                width: 1)
        }
    }

    private var breaks: [String] {
        places.filter { $0 > 0 && points[$0].isAfterBreak }.map { place in
            let x = across(Double(place) - 0.5)
            return line(
                "chart-break", from: (x, 4), to: (x, bottom + 6), width: 2, dashes: "5 5")
        }
    }

    /// Between neighbours that both have a value and no break between them.
    private var lines: [String] {
        zip(places, places.dropFirst()).compactMap { place, next in
            guard !points[next].isAfterBreak, let value = value(at: place),
                let nextValue = self.value(at: next)
            else { return nil }
            return line(
                "chart-line", from: (across(Double(place)), height(of: value)),
                to: (across(Double(next)), height(of: nextValue)), width: 2.5)
        }
    }

    private func value(at place: Int) -> Double? {
        if case .value(let value, _) = points[place].bar { return value }
        return nil
    }

    private func figure(at place: Int) -> [String] {
        let x = across(Double(place))
        switch points[place].bar {
        case .value(let value, let interval):
            let dot =
                #"<circle class="chart-value" cx="\#(x)" cy="\#(height(of: value).plainDigits)" "#
                + #"r="5" fill="currentColor"/>"#
            return (interval.map { whisker($0, at: x) } ?? []) + [dot]
        case .bound(let range):
            return [
                line(
                    "chart-bound", from: (x, height(of: range.upperBound)),
                    to: (x, height(of: range.lowerBound)), width: 2, dashes: "5 4")
            ]
        case .none:
            let mark = #"<svg x="\#(x)" y="\#(bottom.plainDigits)" overflow="visible">"#
            return [mark + SeriesSymbol.gap + "</svg>"]
        }
    }

    /// A line with end caps beside the point's own place, since caps need pixels across.
    private func whisker(_ interval: ClosedRange<Double>, at x: String) -> [String] {
        let (low, high) = (height(of: interval.lowerBound), height(of: interval.upperBound))
        let caps = [low, high].map { end in
            #"<svg x="\#(x)" y="\#(end.plainDigits)" overflow="visible">"#
                + #"<path class="chart-whisker" d="M-5 0H5" stroke="currentColor" "#
                + #"stroke-width="2"/></svg>"#
        }
        return [line("chart-whisker", from: (x, low), to: (x, high), width: 2)] + caps
    }

    private func line(
        _ name: String, from start: (x: String, y: Double), to end: (x: String, y: Double),
        width: Double, dashes: String? = nil
    ) -> String {
        let dashed = dashes.map { #" stroke-dasharray="\#($0)""# } ?? ""
        return #"<line class="\#(name)" x1="\#(start.x)" y1="\#(start.y.plainDigits)" "#
            + #"x2="\#(end.x)" y2="\#(end.y.plainDigits)" stroke="currentColor" "#
            + #"stroke-width="\#(width.plainDigits)"\#(dashed)/>"#
    }

    // MARK: Labels

    private func periodLabel(at place: Int) -> Label {
        Label(
            kind: .axis, x: across(Double(place)), y: bottom + 22, anchor: "middle",
            text: points[place].period)
    }

    /// Over the interval, where few rounds leave room for it.
    private func valueLabel(at place: Int) -> Label? {
        guard points.count <= 6, let text = points[place].value else { return nil }
        let highest: Double
        switch points[place].bar {
        case .value(let value, let interval): highest = interval?.upperBound ?? value
        case .bound(let range): highest = range.upperBound
        case .none: return nil
        }
        return Label(
            kind: .value, x: across(Double(place)), y: height(of: highest) - 8, anchor: "middle",
            text: text)
    }
}

/// Small copies of what is drawn, around the origin.
enum SeriesSymbol {
    static let point =
        #"<path class="chart-line" d="M-9 0H9" stroke="currentColor" stroke-width="2.5"/>"#
        + #"<circle class="chart-value" r="5" fill="currentColor"/>"#
    static let whisker =
        #"<path class="chart-whisker" d="M0 -7V7M-5 -7H5M-5 7H5" fill="none" "#
        + #"stroke="currentColor" stroke-width="2"/>"#
    static let seriesBreak =
        #"<path class="chart-break" d="M0 -8V8" fill="none" stroke="currentColor" "#
        + #"stroke-width="2" stroke-dasharray="5 5" stroke-dashoffset="-1"/>"#
    static let bound =
        #"<path class="chart-bound" d="M0 -8V8" fill="none" stroke="currentColor" "#
        + #"stroke-width="2" stroke-dasharray="5 4"/>"#
    static let gap =
        #"<path class="chart-gap" d="M-5 -5L5 5M-5 5L5 -5" fill="none" stroke="currentColor" "#
        + #"stroke-width="2"/>"#
}
