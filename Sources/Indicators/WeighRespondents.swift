import Estimation
import SurveyDefinition

/// A round's respondents with a weight for each class.
struct WeightedRespondents {
    let sample: WeightedSample
    let weighting: Weighting
}

extension Respondents {
    /// Weights the classes as the survey says.
    ///
    /// Groups without a target, such as a third gender that the population isn't counted by, are
    /// kept: weighting treats them as unknown. A level that nobody answered from has no weight to
    /// carry its residents, so its target is left out and the rest of its margin stands for it.
    /// Bounds that can't be kept are let go, since broken margins would be worse.
    ///
    /// - Returns: everyone with the same weight when the survey asks for none or these answers allow
    ///   none; `nil` for a round without respondents.
    func weighted(by plan: SurveyWeighting?, to population: PopulationTable?)
        -> WeightedRespondents?
    {
        guard !classes.isEmpty else { return nil }
        guard let plan, let population, population.id == plan.population else {
            return equallyWeighted(.none)
        }
        let margins = plan.variables.map { margin(of: $0, in: population) }
        let sampled = sampleClasses(plan, population, margins)
        do {
            return try weigh(sampled, by: plan, margins, trim: plan.trim, population)
        } catch .trimInfeasible {
            do {
                return try weigh(sampled, by: plan, margins, trim: nil, population)
            } catch {
                return equallyWeighted(.failed(error))
            }
        } catch {
            return equallyWeighted(.failed(error))
        }
    }

    private func weigh(
        _ sampled: [SampleClass], by plan: SurveyWeighting, _ margins: [Margin],
        trim: ClosedRange<Double>?, _ population: PopulationTable
    ) throws(WeightingError) -> WeightedRespondents {
        let method: WeightingPlan.Method = plan.method == .raked ? .raked : .poststratified
        let sample = try Estimation.weigh(
            sampled,
            by: WeightingPlan(
                method: method, margins: margins, trim: trim, smallestCell: smallestPostStratum))
        return WeightedRespondents(
            sample: sample,
            weighting: .applied(
                AppliedWeighting(
                    plan: plan, population: population, designEffect: sample.designEffect,
                    effectiveSize: sample.effectiveSize, relativeWeights: sample.relativeWeights,
                    isTrimmed: trim != nil)))
    }

    private func equallyWeighted(_ weighting: Weighting) -> WeightedRespondents? {
        let sampled = counts.map { SampleClass(respondents: $0) }
        return (try? Estimation.weigh(sampled, by: WeightingPlan(method: .none))).map {
            WeightedRespondents(sample: $0, weighting: weighting)
        }
    }

    /// The levels that the population is counted by and that somebody answered from.
    private func margin(of variable: BackgroundVariable, in population: PopulationTable) -> Margin {
        let targets = population.margins[variable, default: [:]]
        let groups = groupings.first { $0.variable == variable }?.groups ?? []
        return Margin(
            name: variable.rawValue,
            levels: groups.filter { !$0.classes.isEmpty }.compactMap { group in
                targets[group.code].map { .init(name: group.code.value, population: Double($0)) }
            })
    }

    private func sampleClasses(
        _ plan: SurveyWeighting, _ population: PopulationTable, _ margins: [Margin]
    ) -> [SampleClass] {
        let strata = plan.strata.flatMap { variable in
            groupings.first { $0.variable == variable }
                .map { Strata(of: $0, counts: counts, population: population) }
        }
        return classes.indices.map { place in
            let levels = zip(plan.variables, margins).map { variable, margin in
                let value = classes[place][variable]?.value
                return margin.levels.firstIndex { $0.name == value }
            }
            return SampleClass(
                respondents: counts[place], baseWeight: strata?.baseWeights[place] ?? 1,
                stratum: strata?.places[place] ?? 0, levels: levels)
        }
    }
}

/// Fewer respondents than this say too little of their level: statistics, section 1.3.
private let smallestPostStratum = 20

/// The strata of a sample that was drawn with a fixed number of each value of a variable.
private struct Strata {
    /// Per class, the place of its stratum.
    let places: [Int]
    /// Per class: residents of its stratum over respondents of it. Whoever's stratum is unknown or
    /// isn't counted in the population weighs as the average.
    let baseWeights: [Double]

    init(of grouping: Grouping, counts: [Int], population: PopulationTable) {
        let residents = population.margins[grouping.variable, default: [:]]
        let average =
            Double(population.total(of: grouping.variable))
            / Double(max(1, counts.reduce(0, +)))
        var places = [Int](repeating: 0, count: counts.count)
        var weights = [Double](repeating: average, count: counts.count)
        for (stratum, group) in grouping.groups.enumerated() {
            let respondents = group.classes.reduce(0) { $0 + counts[$1] }
            for place in group.classes {
                places[place] = stratum
                if let residents = residents[group.code], residents > 0 {
                    weights[place] = Double(residents) / Double(respondents)
                }
            }
        }
        self.places = places
        baseWeights = weights
    }
}
