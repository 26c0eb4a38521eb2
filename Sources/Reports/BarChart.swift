/// The shapes of an indicator's bar: the value, its interval, and what others have published.
///
/// The number axis runs from left to right in every language, as the digits themselves do. Positions are
/// percentages of the width, so that lines, shapes and labels keep their size on a narrow screen. What is
/// drawn differs in shape and never in colour alone; it is all in attributes, since the pages' content
/// security policy forbids inline style.
struct BarChart {
    /// A published value: a shape of its own, so that colour isn't needed to tell it apart.
    struct Mark {
        let shape: MarkShape
        let value: Double
    }

    /// What is drawn of our own figure.
    enum Bar {
        case value(Double, interval: ClosedRange<Double>?)
        /// Somewhere in this range: a small count has only a bound.
        case bound(ClosedRange<Double>)
        /// Withheld, or not measured.
        case none
    }

    let axis: ClosedRange<Double>
    let bar: Bar
    let marks: [Mark]

    /// Pixels from top to bottom, with room for the labels of the axis.
    var height: Int { labelBaseline + 4 }

    /// The ends and the middle of the axis.
    var ticks: [Double] {
        [axis.lowerBound, (axis.lowerBound + axis.upperBound) / 2, axis.upperBound]
    }

    var labelBaseline: Int { bottom + 16 }

    /// A place on the axis in percent of the width, such as `32.5%`.
    func position(_ value: Double) -> String {
        percent(of: value) + "%"
    }

    /// SVG elements, made of numbers and class names only. The whisker lies over the lines to the marks,
    /// so that none of them hides its ends.
    var shapes: String {
        let placed = Array(zip(marks, markRows))
        let lines = placed.map(markLine) + (interval.map(whisker) ?? [])
        return (track + barShapes + lines + placed.map(markShape)).joined()
    }

    // MARK: Lanes, from the top: the bar, its interval, and a row or more of marks

    private var interval: ClosedRange<Double>? {
        if case .value(_, let interval) = bar { return interval }
        return nil
    }

    private var intervalLane: Int { 38 }

    private func markLane(_ row: Int) -> Int { (interval == nil ? 40 : 58) + row * 18 }

    private var bottom: Int {
        guard let lowest = markRows.max() else { return interval == nil ? 28 : 46 }
        return markLane(lowest) + 10
    }

    /// The row of each mark: the first where no mark before it is so near that their shapes would touch
    /// on a narrow screen.
    private var markRows: [Int] {
        let nearest = (axis.upperBound - axis.lowerBound) * 0.055
        var rows: [[Double]] = []
        return marks.map { mark in
            let free = rows.firstIndex { row in
                row.allSatisfy { abs($0 - mark.value) >= nearest }
            }
            let row = free ?? rows.count
            if row == rows.count { rows.append([]) }
            rows[row].append(mark.value)
            return row
        }
    }

    // MARK: Shapes

    private var track: [String] {
        let lines = ticks.map { tick in
            let x = position(tick)
            return
                #"<line class="chart-tick" x1="\#(x)" x2="\#(x)" y1="0" y2="\#(bottom)" "#
                + #"stroke="currentColor" stroke-opacity="0.35"/>"#
        }
        let ground = #"<rect class="chart-track" x="0" y="4" width="100%" height="22" "#
        return [ground + #"fill="currentColor" fill-opacity="0.12"/>"#] + lines
    }

    private var barShapes: [String] {
        switch bar {
        case .value(let value, _):
            let start = axis.lowerBound < 0 ? position(min(value, 0)) : "0"
            let width = percent(of: max(value, origin), from: min(value, origin)) + "%"
            return [
                #"<rect class="chart-value" x="\#(start)" y="4" width="\#(width)" height="22" "#
                    + #"fill="currentColor"/>"#
            ]
        case .bound(let range):
            let width = percent(of: range.upperBound, from: range.lowerBound)
            return [
                #"<rect class="chart-bound" x="\#(position(range.lowerBound))" y="4" width="\#(width)%" "#
                    + #"height="22" fill="none" stroke="currentColor" stroke-width="2" "#
                    + #"stroke-dasharray="5 4"/>"#
            ]
        case .none:
            return []
        }
    }

    /// A line with end caps in a lane under the bar, where no colour but the ground's is behind it.
    private func whisker(_ interval: ClosedRange<Double>) -> [String] {
        let (low, high) = (position(interval.lowerBound), position(interval.upperBound))
        let (top, middle, bottom) = (intervalLane - 6, intervalLane, intervalLane + 6)
        let lines = [
            (low, high, middle, middle), (low, low, top, bottom), (high, high, top, bottom),
        ]
        return lines.map { x1, x2, y1, y2 in
            #"<line class="chart-whisker" x1="\#(x1)" x2="\#(x2)" y1="\#(y1)" y2="\#(y2)" "#
                + #"stroke="currentColor" stroke-width="3"/>"#
        }
    }

    /// A dotted line up through the bar, where a pale halo under it keeps it visible.
    private func markLine(to mark: Mark, inRow row: Int) -> String {
        let x = position(mark.value)
        let start = #"x1="\#(x)" x2="\#(x)" y1="4" stroke="currentColor" "#
        return
            #"<line class="chart-halo" \#(start)y2="26" stroke-width="4"/>"#
            + #"<line class="chart-mark" \#(start)y2="\#(markLane(row))" stroke-width="2" "#
            + #"stroke-dasharray="2 2"/>"#
    }

    private func markShape(of mark: Mark, inRow row: Int) -> String {
        #"<svg x="\#(position(mark.value))" y="\#(markLane(row))" overflow="visible">"#
            + mark.shape.path + "</svg>"
    }

    /// Where a bar begins: at zero where the axis has both sides of it.
    private var origin: Double { max(axis.lowerBound, min(0, axis.upperBound)) }

    private func percent(of value: Double, from start: Double? = nil) -> String {
        let (length, origin) = (axis.upperBound - axis.lowerBound, start ?? axis.lowerBound)
        let percent = min(max((value - origin) / length * 100, 0), 100)
        return ((percent * 100).rounded() / 100).plainDigits
    }
}

/// What marks a published value, 12 pixels wide around the origin.
enum MarkShape: CaseIterable {
    case circle, diamond, square, triangle, cross, lowTriangle

    var path: String {
        let outline =
            switch self {
            case .circle: "M-6 0A6 6 0 1 0 6 0A6 6 0 1 0 -6 0Z"
            case .diamond: "M0 -7L7 0L0 7L-7 0Z"
            case .square: "M-5 -5H5V5H-5Z"
            case .triangle: "M0 -6L6 5H-6Z"
            case .cross: "M-2 -6H2V-2H6V2H2V6H-2V2H-6V-2H-2Z"
            case .lowTriangle: "M0 6L6 -5H-6Z"
            }
        return #"<path class="chart-mark" d="\#(outline)" fill="currentColor"/>"#
    }
}
