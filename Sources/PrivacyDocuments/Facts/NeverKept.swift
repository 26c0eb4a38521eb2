/// What is never kept, as the pages before and after answering say it.
public enum NeverKept: String, CaseIterable, Sendable {
    case identity, device, time, language, code, ticket, unfinished

    /// The key of its text in the file `interface`.
    public var textKey: String { "not-kept.\(rawValue)" }
}

extension PrivacyFacts {
    /// What the round never keeps, in the order in which it is told.
    public var neverKept: [NeverKept] {
        NeverKept.allCases.filter { thing in
            switch thing {
            case .identity, .device, .time, .unfinished: true
            case .language: !survey.countsLanguages
            case .code: level == .code
            case .ticket: level == .blind
            }
        }
    }
}
