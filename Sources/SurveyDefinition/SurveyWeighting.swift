/// How a survey's answers are weighted to the population.
public struct SurveyWeighting: Sendable, Hashable {
    /// How weights are made to agree with the margins.
    public enum Method: String, Sendable, Hashable, Codable, CaseIterable {
        /// To several margins at once, by iterative proportional fitting.
        case raked
        /// To the one margin, exactly.
        case poststratified
    }

    public let method: Method
    /// The variables whose margins are met, in the order of the file: margins are scaled to the
    /// total of the first. One for post-stratification.
    public let variables: [BackgroundVariable]
    public let population: PopulationID
    /// The lowest and the highest weight, as a multiple of the mean weight; `nil` for no bounds.
    public let trim: ClosedRange<Double>?
    /// The variable by whose values the sample was drawn, a fixed number of each: an answer's base
    /// weight is the residents of its value over the respondents of its value. `nil` when it wasn't
    /// stratified, and every base weight is the same.
    public let strata: BackgroundVariable?

    public init(
        method: Method, variables: [BackgroundVariable], population: PopulationID,
        trim: ClosedRange<Double>? = nil, strata: BackgroundVariable? = nil
    ) {
        self.method = method
        self.variables = variables
        self.population = population
        self.trim = trim
        self.strata = strata
    }
}
