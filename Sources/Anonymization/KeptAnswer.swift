public import SurveyDefinition

/// What is kept of one answer: codes only, free text apart.
public enum KeptAnswer: Hashable, Sendable {
    /// Not on the respondent's path.
    case notAsked
    /// Seen and not answered.
    case blank
    /// The chosen codes: one, or some in the order of the options, or a ranking in the order of rank.
    case chosen([Code])

    /// The answer as it is stored in counts: `_`, an empty text, or codes joined by `+`.
    public var key: String {
        switch self {
        case .notAsked: "_"
        case .blank: ""
        case .chosen(let codes): codes.map(\.value).joined(separator: "+")
        }
    }

    public init(key: String) {
        switch key {
        case "_": self = .notAsked
        case "": self = .blank
        default: self = .chosen(key.split(separator: "+").map { Code(String($0)) })
        }
    }

    public var codes: [Code] {
        if case .chosen(let codes) = self { codes } else { [] }
    }
}

extension KeptAnswer: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Never the answer itself: descriptions end up in logs.
    public var description: String { "•••" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
