public import SurveyDefinition

/// The weights behind a release's figures, as they are told with it.
public struct AppliedWeights: Sendable, Equatable, Codable {
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
