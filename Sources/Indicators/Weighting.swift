public import Estimation
public import SurveyDefinition

/// Whether and how a round's respondents are weighted.
public enum Weighting: Sendable, Equatable {
    /// The survey asks for no weights.
    case none
    case applied(AppliedWeighting)
    /// The survey asks for weights that these answers allow none of: everyone weighs the same.
    case failed(WeightingError)
}

/// The weights of a round's respondents, as they turned out.
public struct AppliedWeighting: Sendable, Equatable {
    public let plan: SurveyWeighting
    public let population: PopulationTable
    /// Kish's, n·Σw²/(Σw)².
    public let designEffect: Double
    /// Kish's effective number of respondents.
    public let effectiveSize: Double
    /// The smallest and the largest weight against the mean.
    public let relativeWeights: ClosedRange<Double>
    /// Whether the plan's bounds could be kept; without bounds `false`.
    public let isTrimmed: Bool
}
