public import SurveyDefinition

/// Why something that was sent to a round wasn't taken, as staff see it: a number for each.
public enum RefusalReason: String, Sendable, Hashable, CaseIterable {
    /// More answers from one network, or more codes that begin alike, than the limits let in.
    case tooMany = "too-many"
    /// Sent a moment after the first page was opened.
    case tooQuick = "too-quick"
    /// Sent without the work that a guarded round asks for, when the few that are taken without had come.
    case noWork = "no-work"
    /// A missing, unknown or used invitation code.
    case codeNotValid = "code-not-valid"
    /// A missing or used ticket, or one that the round's issuer hasn't signed.
    case ticketNotValid = "ticket-not-valid"
}

/// How much was refused, by round and reason.
public typealias RefusalCounts = [RoundID: [RefusalReason: Int]]
