public import SurveyDefinition

/// One answer to one question, in no language. An answer's kind always fits its question.
public enum Answer: Hashable, Sendable {
    /// A single choice, a district, or a special code such as *don't know*.
    case code(Code)
    /// A multiple choice, in the order of the options; never empty.
    case codes([Code])
    /// A ranking, the most important first; never empty.
    case ranking([Code])
    /// A point on a scale, or a number.
    case number(Int)
    /// A free text, trimmed; never empty.
    case text(String)
}

extension Answer: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Never the answer itself: descriptions end up in logs and crash reports.
    public var description: String { "•••" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension Answer {
    /// The codes by which conditions and counts know this answer; none for a free text.
    ///
    /// A point on a scale has its digits as code, a number the code of its band.
    public func codes(for question: Question) -> [Code] {
        switch self {
        case .code(let code): return [code]
        case .codes(let codes), .ranking(let codes): return codes
        case .number(let number):
            guard case .number(_, let bands) = question.kind else { return [Code(String(number))] }
            return bands.filter { $0.range.contains(number) }.map(\.id)
        case .text: return []
        }
    }
}
