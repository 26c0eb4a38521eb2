public import Indicators
public import SurveyDefinition

/// The weights behind a release's figures, as they are told with it.
public struct AppliedWeights: Sendable, Equatable, Codable {
    /// How answers were brought to the margins.
    public enum Method: String, Sendable, Codable {
        case raked, poststratified
    }

    public let method: Method
    /// Whose margins in the population the answers were brought to.
    public let variables: [BackgroundVariable]
    public let population: PopulationReference
    /// Kish's design effect, n·Σw²/(Σw)², with two decimals.
    public let designEffect: Double
    /// Kish's effective number of responses, rounded down.
    public let effectiveBase: Int
    /// The smallest and the largest weight against the mean, with two decimals.
    public let smallest: Double
    public let largest: Double
    /// The bounds that weights were trimmed to; `nil` when they were not.
    public let trimmedTo: [Double]?

    /// Which population the weights are from.
    public struct PopulationReference: Sendable, Equatable, Codable {
        public let id: String
        public let source: String
        /// `YYYY-MM-DD`.
        public let date: String
        public let regionVersion: String
        /// Whether its figures are made up as examples. Then no result is official.
        public let isExample: Bool
    }
}

extension AppliedWeights {
    /// Whether few answers carry much of the figures, so that a reader should be warned
    /// (statistics.md 1.3.5).
    public var areUneven: Bool { designEffect > 2 || largest > 5 }

    /// - Returns: `nil` when everyone weighs the same.
    public init?(_ weighting: Weighting) {
        guard case .applied(let applied) = weighting else { return nil }
        let hundredths = Rounding(steps: 100, decimals: 2)
        method = applied.plan.method == .raked ? .raked : .poststratified
        variables = applied.plan.variables
        population = PopulationReference(
            id: applied.population.id.value, source: applied.population.source,
            date: applied.population.date, regionVersion: applied.population.regionVersion,
            isExample: applied.population.isExample)
        designEffect = hundredths.nearest(applied.designEffect)
        effectiveBase = Rounding.base(Int(applied.effectiveSize.rounded()))
        smallest = hundredths.nearest(applied.relativeWeights.lowerBound)
        largest = hundredths.nearest(applied.relativeWeights.upperBound)
        trimmedTo =
            applied.isTrimmed
            ? applied.plan.trim.map { [$0.lowerBound, $0.upperBound] } : nil
    }
}

extension Weighting {
    /// Why the weights that the survey asks for could not be computed, as a name for programs.
    public var failure: String? {
        guard case .failed(let error) = self else { return nil }
        return switch error {
        case .nobody: "nobody"
        case .noPopulation: "no-population"
        case .impossiblePopulation: "impossible-population"
        case .emptyLevel: "empty-level"
        case .levelWithoutPopulation: "level-without-population"
        case .notConverged: "not-converged"
        case .trimInfeasible: "trim-infeasible"
        }
    }
}
