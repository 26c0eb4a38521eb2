/// A sample whose classes have weights: what every estimate is computed from.
public struct WeightedSample: Sendable, Equatable {
    /// In the order that they were given to `weigh`.
    public let classes: [SampleClass]
    /// The weight of each respondent of a class, above zero: one per class.
    public let weights: [Double]
    /// The plan's margins. Weights are adjusted to them unless the plan's method is `none`.
    public let margins: [Margin]
    /// The levels of the only margin that share an adjustment, in order; `nil` unless the sample is
    /// post-stratified.
    public let postStrata: [ClosedRange<Int>]?
    /// `nil` when the plan has no bounds.
    public let trimming: Trimming?

    /// Everyone in the sample.
    public let respondents: Int
    /// Kish's design effect from unequal weights, n · Σw² / (Σw)²: 1 when all are equal.
    ///
    /// Source: Kish (1992), Journal of Official Statistics 8:183–200.
    public let designEffect: Double
    /// The smallest and the largest weight as ratios of the mean weight.
    public let relativeWeights: ClosedRange<Double>

    /// Kish's effective number of respondents, (Σw)² / Σw².
    public var effectiveSize: Double { Double(respondents) / designEffect }

    /// Persons per stratum, by the stratum's place; zero for a place that nobody has.
    let stratumSizes: [Int]
    /// What the weights were adjusted to.
    let targets: [MarginTarget]

    init(
        _ classes: [SampleClass], weights: [Double], plan: WeightingPlan,
        postStrata: [ClosedRange<Int>]?, targets: [MarginTarget], trimming: Trimming?
    ) {
        self.classes = classes
        self.weights = weights
        self.margins = plan.margins
        self.postStrata = postStrata
        self.trimming = trimming
        self.targets = targets
        respondents = classes.reduce(0) { $0 + $1.respondents }
        designEffect =
            Double(respondents) / effectiveNumber(of: weights, counts: classes.map(\.respondents))
        relativeWeights = spread(of: weights, among: classes)

        var sizes = Array(repeating: 0, count: (classes.map(\.stratum).max() ?? 0) + 1)
        for each in classes { sizes[each.stratum] += each.respondents }
        stratumSizes = sizes
    }
}

/// Kish's effective number, (Σw)² / Σw², of persons who are counted per weight.
func effectiveNumber(of weights: [Double], counts: [Int]) -> Double {
    var sum = 0.0
    var squares = 0.0
    for (weight, count) in zip(weights, counts) {
        sum += weight * Double(count)
        squares += weight * weight * Double(count)
    }
    return sum * sum / squares
}

/// The sum of the weights of all respondents.
func total(of weights: [Double], among classes: [SampleClass]) -> Double {
    zip(weights, classes).reduce(0) { $0 + $1.0 * Double($1.1.respondents) }
}

/// The smallest and the largest weight as ratios of the mean weight.
///
/// - Precondition: there is a class.
func spread(of weights: [Double], among classes: [SampleClass]) -> ClosedRange<Double> {
    let respondents = classes.reduce(0) { $0 + $1.respondents }
    let mean = total(of: weights, among: classes) / Double(respondents)
    guard let smallest = weights.min(), let largest = weights.max() else {
        preconditionFailure("Weights belong to somebody.")
    }
    return (smallest / mean)...(largest / mean)
}
