/// What the weights in each category of one margin are to add up to.
///
/// The categories are the margin's levels, and after them one for respondents whose level is
/// unknown or none of these, so that nobody is thrown away.
struct MarginTarget: Sendable, Equatable {
    let margin: Margin
    /// The category of each class.
    let category: [Int]
    /// Persons per category; zero only for one without respondents.
    let population: [Double]

    /// Unknown levels keep their base-weighted share of the population, and the others share the
    /// rest in the margin's proportions.
    ///
    /// - Parameters:
    ///   - levels: the level of each class; `nil` for unknown.
    ///   - size: persons in the population, whom every margin is scaled to.
    init(
        _ margin: Margin, levels: [Int?], of classes: [SampleClass], size: Double
    ) throws(WeightingError) {
        try margin.checkPopulation()
        let unknown = margin.levels.count
        let category = levels.map { $0 ?? unknown }
        let base = categorySums(
            of: classes.map(\.baseWeight), among: classes, category, count: unknown + 1)
        let unknownShare = base[unknown] / base.reduce(0, +)
        let scale = size / margin.population * (1 - unknownShare)

        self.margin = margin
        self.category = category
        population = margin.levels.map { $0.population * scale } + [unknownShare * size]

        for (place, level) in margin.levels.enumerated() {
            let isEmpty = base[place] == 0
            if isEmpty, population[place] > 0 {
                throw .emptyLevel(margin: margin.name, level: level.name)
            }
            if !isEmpty, population[place] == 0 {
                throw .levelWithoutPopulation(margin: margin.name, level: level.name)
            }
        }
    }

    /// What the weights in each category add up to.
    func sums(of weights: [Double], among classes: [SampleClass]) -> [Double] {
        categorySums(of: weights, among: classes, category, count: population.count)
    }

    /// How far the weights are off each category's population, as a share of it. Weights that
    /// overflowed are infinitely far off.
    func deviations(of weights: [Double], among classes: [SampleClass]) -> [Double] {
        zip(sums(of: weights, among: classes), population).map { sum, population in
            guard population > 0 else { return 0 }
            return sum.isFinite ? abs(sum / population - 1) : .infinity
        }
    }

    /// The name of a category in an error.
    func name(of category: Int) -> String {
        category < margin.levels.count ? margin.levels[category].name : "unknown"
    }
}

/// One target per margin that the plan's method adjusts to.
///
/// - Parameter cells: the post-strata; `nil` where levels are not joined.
func marginTargets(
    for classes: [SampleClass], by plan: WeightingPlan, cells: [ClosedRange<Int>]?
) throws(WeightingError) -> [MarginTarget] {
    guard plan.method != .none else { return [] }
    precondition(
        classes.allSatisfy { $0.levels.count == plan.margins.count },
        "Every class has one level per margin.")

    let size = plan.margins[0].population
    var targets: [MarginTarget] = []
    for (place, margin) in plan.margins.enumerated() {
        let levels = classes.map { $0.levels[place] }
        if let cells {
            let joined = levels.map { level in
                level.flatMap { level in cells.firstIndex { $0.contains(level) } }
            }
            try targets.append(
                MarginTarget(margin.joining(cells), levels: joined, of: classes, size: size))
        } else {
            try targets.append(MarginTarget(margin, levels: levels, of: classes, size: size))
        }
    }
    return targets
}

/// What the weights of each category's respondents add up to.
private func categorySums(
    of weights: [Double], among classes: [SampleClass], _ category: [Int], count: Int
) -> [Double] {
    var sums = Array(repeating: 0.0, count: count)
    for (place, category) in category.enumerated() {
        sums[category] += weights[place] * Double(classes[place].respondents)
    }
    return sums
}

extension Margin {
    fileprivate func checkPopulation() throws(WeightingError) {
        for level in levels where !(level.population >= 0 && level.population.isFinite) {
            throw .impossiblePopulation(margin: name, level: level.name)
        }
        guard population > 0 else { throw .noPopulation(margin: name) }
    }
}
