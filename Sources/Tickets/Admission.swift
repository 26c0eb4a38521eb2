public import Answering

/// What lets a resident answer a round that isn't open to everybody.
public enum Admission: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    /// In a round of level `code`.
    case code(InvitationCode)
    /// In a round of level `blind`.
    case ticket(Ticket)

    /// Never what it holds.
    public var description: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
