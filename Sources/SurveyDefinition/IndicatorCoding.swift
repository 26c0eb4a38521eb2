/// How a survey's answers become an indicator.
public struct IndicatorCoding: Sendable, Hashable {
    public let indicator: IndicatorID
    public let question: QuestionID
    public let measure: Measure
    /// The answers in the denominator: those with an opinion.
    public let valid: Set<Code>
    /// The answers counted beside the figure.
    public let dontKnow: Set<Code>
    public let comparability: Comparability
}

/// What is computed from the valid answers.
public enum Measure: Sendable, Hashable {
    /// The share whose answer is one of `positive`; for a multiple choice, who chose one of them.
    case share(positive: Set<Code>)
    /// The mean of a scale's numbers.
    case mean
    /// The mean of the ordered options, spread over 0–100 so that the first valid option is 0.
    case index

    public var name: String {
        switch self {
        case .share: "share"
        case .mean: "mean"
        case .index: "index"
        }
    }
}

/// How far a figure of ours may be compared with the published one.
public enum Comparability: String, Sendable, Hashable, Codable, CaseIterable {
    /// The same construct and base, another method.
    case sameConstruct = "A"
    case indicative = "B"
    /// Shown side by side, never tested.
    case notComparable = "C"
}
