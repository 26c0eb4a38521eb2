/// The part of an indicator's scale that a series is drawn on: even steps around its figures, so
/// that a change can be seen. The page says so where it is not the whole scale.
struct SeriesScale: Equatable {
    let range: ClosedRange<Double>
    /// Lowest first.
    let ticks: [Double]
    let isWhole: Bool

    /// - Parameters:
    ///   - figures: the values with their intervals and bounds.
    ///   - whole: what the indicator can be.
    init(around figures: [ClosedRange<Double>], of whole: ClosedRange<Double>) {
        let length = whole.upperBound - whole.lowerBound
        let low = figures.map(\.lowerBound).min() ?? whole.lowerBound
        let high = figures.map(\.upperBound).max() ?? whole.upperBound
        let step = Self.evenStep(atLeast: max((high - low) / 3, length / 20))
        // Sums of decimal fractions miss their multiple by a hair.
        let lowest = ((low - whole.lowerBound) / step + 1e-9).rounded(.down)
        let first = min(lowest, (length / step - 1e-9).rounded(.down))
        let last = max(((high - whole.lowerBound) / step - 1e-9).rounded(.up), first + 1)
        let places = stride(from: first, through: last, by: 1)
            .map { whole.lowerBound + $0 * step }
            .filter { $0 <= whole.upperBound + 1e-9 }
        ticks = places.map { min(($0 * 1e6).rounded() / 1e6, whole.upperBound) }
        let end = min(whole.lowerBound + last * step, whole.upperBound)
        range = (ticks.first ?? whole.lowerBound)...max(end, ticks.last ?? whole.upperBound)
        isWhole = range == whole
    }

    /// 1, 2 or 5 times a power of ten.
    private static func evenStep(atLeast least: Double) -> Double {
        var power = 1.0
        while power > least { power /= 10 }
        while power * 10 <= least { power *= 10 }
        return [1, 2, 5, 10].map { $0 * power }.first { $0 >= least * (1 - 1e-9) } ?? 10 * power
    }
}
