import Diagnostics

/// For how long a round's texts and answers are kept after it has closed: the survey's rule for disposal
/// (*gallringsregel*).
public struct Retention: Sendable, Hashable {
    /// Months after closing; `nil` when the survey sets no limit.
    public let texts: Int?
    /// Months after closing; `nil` when the survey sets no limit.
    public let answers: Int?

    public init(texts: Int? = nil, answers: Int? = nil) {
        self.texts = texts
        self.answers = answers
    }
}

/// Reads a survey's `retention`. What can't be read is reported and sets no limit.
func readRetention(_ node: DocumentNode) -> Retention {
    node.allowOnly(["texts", "answers"])
    return Retention(
        texts: node.optional("texts").flatMap(readMonths),
        answers: node.optional("answers").flatMap(readMonths))
}

/// Months as ISO 8601 writes a duration of them, such as `P24M`: from 1 to 1200.
private func readMonths(_ node: DocumentNode) -> Int? {
    guard let text = node.string else { return nil }
    guard let digits = text.wholeMatch(of: /P([1-9][0-9]{0,3})M/)?.1, let months = Int(digits),
        months <= 1200
    else {
        node.report(
            "'\(text)' is no number of months.",
            remedy: "Write 1 to 1200 months as ISO 8601 has them, such as P24M.")
        return nil
    }
    return months
}

/// Reports a limit for texts that the survey doesn't ask for.
func check(_ retention: DocumentNode, of survey: Survey) {
    guard !survey.questions.contains(where: \.isFreeText) else { return }
    retention.optional("texts")?.report(
        "The survey asks for no free text.", remedy: "Remove the line.")
}
