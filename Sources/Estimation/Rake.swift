/// Iterative proportional fitting: margin by margin, weights are scaled to each category's
/// population, until all margins hold at once.
///
/// With a single margin the first round is exact, and this is post-stratification.
///
/// A deviation of 1e-8 is accepted. Rounds go on while they still bring the weights closer, because
/// the fixed point is the same to ten decimals whoever computes it, and a first hit is not.
func rake(
    _ start: [Double], of classes: [SampleClass], to targets: [MarginTarget]
) throws(WeightingError) -> [Double] {
    var weights = start
    var deviation = Double.infinity
    for _ in 0..<mostRounds {
        for target in targets { adjust(&weights, of: classes, to: target) }
        let previous = deviation
        deviation = largestDeviation(of: weights, among: classes, from: targets)
        if deviation <= 1e-8, deviation >= previous || deviation == 0 { return weights }
    }

    guard deviation <= 1e-8 else { throw notConverged(weights, of: classes, from: targets) }
    return weights
}

private func largestDeviation(
    of weights: [Double], among classes: [SampleClass], from targets: [MarginTarget]
) -> Double {
    targets.flatMap { $0.deviations(of: weights, among: classes) }.max() ?? 0
}

private func adjust(
    _ weights: inout [Double], of classes: [SampleClass], to target: MarginTarget
) {
    let sums = target.sums(of: weights, among: classes)
    let factors = zip(target.population, sums).map { $1 > 0 ? $0 / $1 : 1 }
    for (place, category) in target.category.enumerated() {
        weights[place] *= factors[category]
    }
}

/// The error that names the category furthest off its population.
private func notConverged(
    _ weights: [Double], of classes: [SampleClass], from targets: [MarginTarget]
) -> WeightingError {
    var worst = (margin: "", level: "", deviation: -1.0)
    for target in targets {
        let deviations = target.deviations(of: weights, among: classes)
        for (category, deviation) in deviations.enumerated() where deviation > worst.deviation {
            worst = (target.margin.name, target.name(of: category), deviation)
        }
    }
    return .notConverged(margin: worst.margin, level: worst.level)
}
