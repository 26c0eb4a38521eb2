import Estimation

/// The respondents of one round, with their weights and groups.
struct RoundSample: Sendable {
    /// Respondents of a round who have the same level of a column, or of several.
    struct Group: Sendable {
        /// Such as `age=16-29&district=A08`.
        let key: String
        /// Places in the sample's classes, ascending.
        let classes: [Int]
    }

    /// The respondents of a round, divided by a column or by several crossed.
    struct Division: Sendable {
        /// In order of their levels; none of them is empty.
        let groups: [Group]
        /// Those who are in no group, because their level isn't known: places as a group's.
        let ungrouped: [Int]
    }

    let round: String
    let sample: WeightedSample
    /// Persons per stratum, where the standard error is corrected for a finite population.
    let finitePopulation: [Double]?
    /// One per breakdown of the plan.
    let divisions: [Division]
    /// The places of the round's classes among those of the whole file.
    let classes: Range<Int>

    /// All places in the sample's classes.
    var everyone: [Int] { Array(sample.classes.indices) }

    /// - Throws: what the weights or the population lack.
    init(
        _ round: Respondents.Round, of respondents: Respondents, by plan: EstimatePlan,
        file: String
    ) throws(CodedAnswersError) {
        let classes = Array(respondents.classes[round.classes])
        let populations = try Self.populations(
            of: classes, round.name, strata: respondents.strata, by: plan, file: file)
        let choice = plan.weighting
        let margins = choice.method == .none ? [] : choice.margins(of: round.name)
        var levels = classes.map { _ in [Int?]() }
        for margin in margins {
            let places = try margin.places(of: classes, in: respondents, round.name, file: file)
            for (place, level) in places.enumerated() { levels[place].append(level) }
        }
        let sizes = Self.strataSizes(of: classes)
        let sampleClasses = zip(classes, levels).map { each, levels in
            let inverse = populations.map { $0[each.stratum] / Double(sizes[each.stratum]) }
            return SampleClass(
                respondents: each.respondents,
                baseWeight: plan.sample.baseWeight == nil ? inverse ?? 1 : each.baseWeight,
                stratum: each.stratum, levels: levels)
        }
        do {
            sample = try weigh(
                sampleClasses,
                by: WeightingPlan(
                    method: choice.method, margins: margins.map(\.margin), trim: choice.trim,
                    smallestCell: choice.smallestCell))
        } catch {
            throw .weighting(file: file, round: round.name, error)
        }
        self.round = round.name
        self.classes = round.classes
        finitePopulation = plan.sample.isFinite ? populations : nil
        divisions = plan.breakdowns.map { $0.division(of: classes, in: respondents) }
    }

    private static func strataSizes(of classes: [Respondents.Class]) -> [Int] {
        var sizes = Array(repeating: 0, count: (classes.map(\.stratum).max() ?? 0) + 1)
        for each in classes { sizes[each.stratum] += each.respondents }
        return sizes
    }

    /// Persons in the population of each stratum, by its place; `nil` when the plan has none.
    private static func populations(
        of classes: [Respondents.Class], _ round: String, strata: [String],
        by plan: EstimatePlan, file: String
    ) throws(CodedAnswersError) -> [Double]? {
        let sizes = strataSizes(of: classes)
        var populations: [Double] = []
        switch plan.sample.population {
        case .unknown: return nil
        case .whole(let whole): populations = [whole]
        case .perStratum(let known):
            populations = strata.map { known[$0] ?? 0 }
            let first = classes.filter { known[strata[$0.stratum]] == nil }.map(\.firstRow).min()
            if let first, let stranger = classes.first(where: { $0.firstRow == first }) {
                throw .stratumWithoutPopulation(
                    .init(file: file, row: first + 2, column: plan.sample.stratum),
                    stratum: strata[stranger.stratum])
            }
        }
        for (place, size) in sizes.enumerated() where Double(size) > populations[place] {
            throw .populationTooSmall(
                file: file, round: round, stratum: strata.isEmpty ? nil : strata[place],
                population: populations[place], respondents: size)
        }
        return populations
    }
}

extension PlannedMargin {
    /// The levels whose population is known.
    fileprivate var margin: Margin {
        Margin(
            name: name,
            levels: levels.compactMap { level in
                level.population.map { .init(name: crossed(level.codes), population: $0) }
            })
    }

    /// Per class, the place of its level in `margin`; `nil` when the level or its population isn't
    /// known.
    ///
    /// - Throws: `levelWithoutPopulation` when the plan doesn't have the level.
    fileprivate func places(
        of classes: [Respondents.Class], in respondents: Respondents, _ round: String, file: String
    ) throws(CodedAnswersError) -> [Int?] {
        var placeOfLevel: [[String]: Int?] = [:]
        var count = 0
        for level in levels {
            placeOfLevel[level.codes] = .some(level.population == nil ? nil : count)
            if level.population != nil { count += 1 }
        }
        let variables = respondents.places(of: self.variables)
        let codes = classes.map { $0.codes(of: variables, in: respondents) }
        let strangers = zip(classes, codes).compactMap { each, codes in
            codes.flatMap { placeOfLevel[$0] == nil ? (row: each.firstRow, codes: $0) : nil }
        }
        if let first = strangers.min(by: { $0.row < $1.row }) {
            throw .levelWithoutPopulation(
                .init(file: file, row: first.row + 2, column: name), round: round,
                margin: name, level: crossed(first.codes))
        }
        return codes.map { codes in codes.flatMap { placeOfLevel[$0] ?? nil } }
    }
}

extension PlannedBreakdown {
    /// The groups that somebody is in, and whoever is in none.
    fileprivate func division(
        of classes: [Respondents.Class], in respondents: Respondents
    ) -> RoundSample.Division {
        let variables = respondents.places(of: self.variables)
        var members: [[Int]: [Int]] = [:]
        var ungrouped: [Int] = []
        for (place, each) in classes.enumerated() {
            let levels = variables.compactMap { each.levels[$0] }
            if levels.count == variables.count {
                members[levels, default: []].append(place)
            } else {
                ungrouped.append(place)
            }
        }
        let groups = members.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        return .init(
            groups: groups.map { levels, classes in
                let parts = zip(variables, levels).map { variable, level in
                    let axis = respondents.background[variable]
                    return "\(axis.name)=\(axis.levels[level])"
                }
                return .init(key: parts.joined(separator: "&"), classes: classes)
            }, ungrouped: ungrouped)
    }
}

extension Respondents.Class {
    /// Their codes of some background columns; `nil` when one isn't known.
    fileprivate func codes(of variables: [Int], in respondents: Respondents) -> [String]? {
        let codes = variables.compactMap { variable in
            levels[variable].map { respondents.background[variable].levels[$0] }
        }
        return codes.count == variables.count ? codes : nil
    }
}
