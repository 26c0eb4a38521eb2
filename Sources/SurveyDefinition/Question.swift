/// One question, in no language.
public struct Question: Sendable {
    /// What an answer is.
    public enum Kind: Sendable, Hashable {
        case singleChoice([Option])
        /// - Parameter most: the most options that may be chosen; `nil` for all.
        case multipleChoice([Option], most: Int?)
        case scale(ClosedRange<Int>, special: [Option])
        case ranking([Option], most: Int)
        /// Of the number only its band is kept.
        case number(ClosedRange<Int>, bands: [NumberBand])
        case district(special: [Option])
        case freeText(longest: Int)
    }

    public let id: QuestionID
    public let kind: Kind
    public let isRequired: Bool
    /// Sensitive answers are kept with round and question only.
    public let isSensitive: Bool
    /// The address answers it; it is never shown.
    public let isGivenByLink: Bool
    public let block: BlockID?
    public let background: BackgroundVariable?
    /// For an age question: the merged bands of a class that is too small, each with the bands that
    /// it holds.
    public let coarseBands: [CoarseBand]
    /// What the keys of the options' texts begin with: `question.<id>.option`, `question.<id>.band`
    /// or `scale.<id>`.
    public let optionTextPrefix: String
    /// Every line must hold for the question to be asked.
    public let shownWhen: [Condition]

    /// The options in order, special codes last; a number's are its bands. Districts aren't among
    /// them (`Survey.codes(of:)` has them), and a text has none.
    public var options: [Option] {
        switch kind {
        case .singleChoice(let options), .multipleChoice(let options, _), .ranking(let options, _):
            options
        case .scale(let range, let special): range.map { Option(code: Code(String($0))) } + special
        case .number(_, let bands): bands.map { Option(code: $0.id) }
        case .district(let special): special
        case .freeText: []
        }
    }

    /// Whether the answer is a text of the respondent's own.
    public var isFreeText: Bool {
        if case .freeText = kind { true } else { false }
    }

    /// Whether the answer stays out of every block: it is kept with round and question only.
    public var isDetached: Bool { isFreeText || isSensitive }

    /// The key of an option's text, and the file it is in: the survey's, or `interface` for special
    /// codes. Districts and a scale's numbers are their own names and have no text.
    public func textKey(of code: Code) -> (key: String, isInterface: Bool) {
        if code == .dontKnow || code == .preferNotToSay { return ("answer.\(code)", true) }
        return ("\(optionTextPrefix).\(code)", false)
    }
}

/// One of the answers to choose from.
public struct Option: Sendable, Hashable {
    public let code: Code
    /// In a multiple choice: excludes the other options, as *none of these* does.
    public let isExclusive: Bool

    public init(code: Code, isExclusive: Bool = false) {
        self.code = code
        self.isExclusive = isExclusive
    }

    /// *Don't know* and *prefer not to say*.
    public var isSpecial: Bool { code == .dontKnow || code == .preferNotToSay }
}

/// A range of whole numbers that is kept as one code.
public struct NumberBand: Sendable, Hashable {
    public let id: Code
    public let range: ClosedRange<Int>
}

/// Age bands merged into one.
public struct CoarseBand: Sendable, Hashable {
    public let id: Code
    public let bands: [Code]
}

/// Holds when the question was answered with one of the codes.
public struct Condition: Sendable, Hashable {
    public let question: QuestionID
    public let isAnyOf: Set<Code>
}
