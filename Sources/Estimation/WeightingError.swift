/// Why a sample can't be weighted as planned. Each describes itself with what to do about it.
public enum WeightingError: Error, Equatable, CustomStringConvertible {
    /// The sample has no respondents.
    case nobody
    /// The levels of the margin hold nobody in the population.
    case noPopulation(margin: String)
    /// The population of a level is negative or not a number.
    case impossiblePopulation(margin: String, level: String)
    /// A level of the population has no respondents to stand for it.
    case emptyLevel(margin: String, level: String)
    /// Respondents are in a level where the population has nobody.
    case levelWithoutPopulation(margin: String, level: String)
    /// After 200 rounds of raking a level is still off its population; it is the one furthest off.
    case notConverged(margin: String, level: String)
    /// After 200 rounds of trimming there are still weights outside the bounds.
    case trimInfeasible(bounds: ClosedRange<Double>)

    public var description: String {
        switch self {
        case .nobody:
            "There are no respondents to weight."
        case .noPopulation(let margin):
            "The population of \(margin) adds up to nobody. Give the number of persons per level."
        case .impossiblePopulation(let margin, let level):
            "The population of \(level) in \(margin) must be a number of persons, zero or more."
        case .emptyLevel(let margin, let level):
            """
            Nobody answered in \(level) of \(margin), which has a population. \
            Join it with another level, or leave \(margin) out.
            """
        case .levelWithoutPopulation(let margin, let level):
            """
            Somebody answered in \(level) of \(margin), where the population has nobody. \
            Correct the population, or count these answers as unknown in \(margin).
            """
        case .notConverged(let margin, let level):
            """
            Raking did not reach the population of \(level) in \(margin) in \(mostRounds) rounds. \
            The margins contradict how the answers are spread: join levels, or leave a margin out.
            """
        case .trimInfeasible(let bounds):
            """
            No weights between \(bounds.lowerBound) and \(bounds.upperBound) times the mean were \
            found that meet the margins in \(mostRounds) rounds. Widen the bounds or join levels.
            """
        }
    }
}

/// How often raking goes through the margins, and how often trimming clamps, before giving up.
let mostRounds = 200
