/// How many residents there are of each gender, age and district together, as far as the population
/// table tells: whether a survey's background questions ask so much that people can be picked out.
///
/// The table counts each variable by itself. The classes are reckoned as if age were spread alike in
/// every district; the real ones are more uneven, and the rarest rarer.
public struct ExpectedClasses: Sendable, Equatable {
    /// Residents who answer the background questions alike.
    public struct Group: Sendable, Equatable {
        /// One of each variable.
        public let levels: [BackgroundVariable: Code]
        /// Their share of all residents, in `0...1`.
        public let share: Double
        public let residents: Double
    }

    /// The variables that are asked for and counted, in their fixed order.
    public let variables: [BackgroundVariable]
    /// The rarest first.
    public let groups: [Group]

    /// - Returns: `nil` when the table counts none of the survey's background variables.
    public init?(of survey: Survey, in population: PopulationTable) {
        variables = population.variables.filter(survey.backgroundVariables.contains)
        guard let first = variables.first else { return nil }
        var groups = [Group(levels: [:], share: 1, residents: Double(population.total(of: first)))]
        for variable in variables {
            let margin = population.margins[variable, default: [:]].sorted { $0.key < $1.key }
            let total = Double(population.total(of: variable))
            groups = groups.flatMap { group in
                margin.map { code, count in
                    let share = Double(count) / total
                    return Group(
                        levels: group.levels.merging([variable: code]) { $1 },
                        share: group.share * share, residents: group.residents * share)
                }
            }
        }
        self.groups = groups.sorted { $0.residents < $1.residents }
    }

    /// How many residents a group should have, so that `smallest` answers can be expected of it when one in ten answers.
    public static func fewestResidents(behind smallest: Int) -> Int { smallest * 10 }

    /// The share of residents who are in a class of which fewer than `smallest` answers can be
    /// expected, so that it will be made coarser when it is mixed.
    ///
    /// - Parameter responses: how many answers the round gets.
    public func shareMadeCoarser(smallest: Int, among responses: Int) -> Double {
        groups.filter { $0.share * Double(responses) < Double(smallest) }
            .reduce(0) { $0 + $1.share }
    }
}
