/// How a population is divided by one variable: what weights are adjusted to.
public struct Margin: Sendable, Equatable {
    /// The variable, such as `gender`: it names the margin in errors.
    public let name: String
    /// In order, where the variable has one: only neighbours are ever joined.
    public let levels: [Level]

    public init(name: String, levels: [Level]) {
        self.name = name
        self.levels = levels
    }

    /// One value of the variable, and how many have it.
    public struct Level: Sendable, Equatable {
        public let name: String
        /// Persons in the population, zero or more. Another margin of the same population may add
        /// up to another total, as perturbed official tables do.
        public let population: Double

        public init(name: String, population: Double) {
            self.name = name
            self.population = population
        }
    }

    /// Persons in all levels together.
    var population: Double { levels.reduce(0) { $0 + $1.population } }
}
