/// How the respondents of a sample are weighted to stand for its population.
public struct WeightingPlan: Sendable, Equatable {
    /// What base weights are adjusted to.
    public enum Method: String, Sendable {
        /// To nothing: base weights stay as they are.
        case none
        /// To each level of the plan's only margin.
        case poststratified
        /// To every margin at the same time, by iterative proportional fitting.
        case raked
    }

    public let method: Method
    /// What the population looks like. The first one's total is the size that weights add up to.
    public let margins: [Margin]
    /// Bounds of a weight as a ratio of the mean weight, such as `0.2...5`; `nil` for no bounds.
    public let trim: ClosedRange<Double>?
    /// Levels with fewer respondents are joined with a neighbour before post-stratification.
    public let smallestCell: Int

    /// - Precondition: a post-stratified plan has one margin, and a raked one has at least one.
    public init(
        method: Method, margins: [Margin] = [], trim: ClosedRange<Double>? = nil,
        smallestCell: Int = 0
    ) {
        switch method {
        case .none: break
        case .poststratified:
            precondition(margins.count == 1, "Post-stratification uses exactly one margin.")
        case .raked:
            precondition(!margins.isEmpty, "Raking needs a margin.")
        }
        self.method = method
        self.margins = margins
        self.trim = trim
        self.smallestCell = smallestCell
    }
}
