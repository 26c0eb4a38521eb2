import SurveyDefinition

/// How rare the groups are that the background questions make, by a table of the population.
struct ClassRarity: Sendable {
    let population: PopulationTable
    let classes: ExpectedClasses
    private let policy: Policy

    /// - Returns: `nil` when the table counts none of the survey's background variables.
    init?(of survey: Survey, in population: PopulationTable) {
        guard let classes = ExpectedClasses(of: survey, in: population) else { return nil }
        self.population = population
        self.classes = classes
        policy = survey.policy
    }

    /// The groups with the fewest residents, the rarest first.
    var rarest: ArraySlice<ExpectedClasses.Group> { classes.groups.prefix(5) }

    /// Numbers of answers to show the effect for.
    static let examples = [250, 1_000, 4_000]

    /// The share of residents whose group is expected to be kept more coarsely.
    func shareMadeCoarser(among responses: Int) -> Double {
        classes.shareMadeCoarser(smallest: policy.smallestClass, among: responses)
    }
}
