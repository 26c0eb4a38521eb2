/// What trimming did to the weights.
public struct Trimming: Sendable, Equatable {
    /// The bounds of a weight as a ratio of the mean weight.
    public let bounds: ClosedRange<Double>
    /// How often weights were clamped and adjusted again; zero when all were inside from the start.
    public let rounds: Int
    /// The smallest and the largest weight before, as ratios of the mean weight.
    public let before: ClosedRange<Double>
}

/// Brings weights into bounds without losing the margins: clamp, adjust again, and look again.
///
/// Clamping alone would break the margins. A weight counts as inside within 1e-6 of a bound.
func trim(
    _ start: [Double], of classes: [SampleClass], into bounds: ClosedRange<Double>,
    targets: [MarginTarget]
) throws(WeightingError) -> (weights: [Double], trimming: Trimming) {
    let sum = total(of: start, among: classes)
    let mean = sum / Double(classes.reduce(0) { $0 + $1.respondents })
    let accepted = (bounds.lowerBound - 1e-6)...(bounds.upperBound + 1e-6)
    let before = spread(of: start, among: classes)

    var weights = start
    for round in 0...mostRounds {
        let relative = spread(of: weights, among: classes)
        if accepted.contains(relative.lowerBound), accepted.contains(relative.upperBound) {
            return (weights, Trimming(bounds: bounds, rounds: round, before: before))
        }
        if round == mostRounds { break }
        let clamped = weights.map { weight in
            min(max(weight, bounds.lowerBound * mean), bounds.upperBound * mean)
        }
        let adjusted = try rake(clamped, of: classes, to: targets)
        let excess = total(of: adjusted, among: classes) / sum
        weights = adjusted.map { $0 / excess }
    }
    throw .trimInfeasible(bounds: bounds)
}
