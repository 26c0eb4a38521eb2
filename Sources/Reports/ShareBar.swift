/// A share as a bar in a table's row, 20 pixels high, on a track as long as the whole.
enum ShareBar {
    /// SVG elements.
    static func shapes(_ share: Double) -> String {
        let width = ((min(max(share, 0), 1) * 1000).rounded() / 10).plainDigits
        return #"<rect class="chart-track" x="0" y="6" width="100%" height="8" "#
            + #"fill="currentColor" fill-opacity="0.12"/>"#
            + #"<rect class="chart-value" x="0" y="6" width="\#(width)%" height="8" "#
            + #"fill="currentColor"/>"#
    }
}
