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
    /// The first version of the survey whose figures of this indicator may be compared with this
    /// version's; 1 when no break has been declared.
    public let comparableSince: Int
    /// What changed in the version `comparableSince`; `nil` when that is the first.
    public let breakReason: SeriesBreak?

    init(
        indicator: IndicatorID, question: QuestionID, measure: Measure, valid: Set<Code>,
        dontKnow: Set<Code>, comparability: Comparability, comparableSince: Int = 1,
        breakReason: SeriesBreak? = nil
    ) {
        self.indicator = indicator
        self.question = question
        self.measure = measure
        self.valid = valid
        self.dontKnow = dontKnow
        self.comparability = comparability
        self.comparableSince = comparableSince
        self.breakReason = breakReason
    }
}

/// What is computed from the valid answers.
public enum Measure: Sendable, Hashable {
    /// The share whose answer is one of `positive`; for a multiple choice, who chose one of them.
    case share(positive: Set<Code>)
    /// The mean of a scale's numbers.
    case mean
    /// The mean of the ordered options, spread over 0–100 so that the first valid option is 0.
    case index
    /// *Balansmått*: the mean of +100 for a positive, −100 for a negative and 0 for any other valid
    /// answer, so that it lies in −100…100.
    case balance(positive: Set<Code>, negative: Set<Code>)

    public var name: String {
        switch self {
        case .share: "share"
        case .mean: "mean"
        case .index: "index"
        case .balance: "balance"
        }
    }

    /// The sets of codes that the measure itself counts, under the names that files give them.
    var countedSets: [(key: String, codes: Set<Code>)] {
        switch self {
        case .share(let positive): [("positive", positive)]
        case .balance(let positive, let negative):
            [("positive", positive), ("negative", negative)]
        case .mean, .index: []
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
