public import Answering
public import SurveyDefinition
public import Tickets

/// What the public site may ask of the issuer of tickets. Whoever serves these verbs knows codes, and has no
/// verb that takes an answer.
public struct TicketVerbs: Sendable {
    /// The round's key and rule; `nil` when no tickets are given for it.
    public var terms: @Sendable (RoundID) async throws -> TicketTerms?
    /// Signs a blinded message for whoever holds a code.
    public var sign:
        @Sendable (_ blinded: [UInt8], InvitationCode, RoundID) async throws -> [UInt8]
    /// A ticket for whoever can't blind, the same one for the same code.
    public var plainTicket: @Sendable (InvitationCode, RoundID) async throws -> Ticket

    public init(
        terms: @escaping @Sendable (RoundID) async throws -> TicketTerms?,
        sign:
            @escaping @Sendable (_ blinded: [UInt8], InvitationCode, RoundID) async throws ->
            [UInt8],
        plainTicket: @escaping @Sendable (InvitationCode, RoundID) async throws -> Ticket
    ) {
        self.terms = terms
        self.sign = sign
        self.plainTicket = plainTicket
    }
}

/// Why no ticket was given.
public enum TicketRefusal: Error, Equatable, Sendable {
    case unknownRound
    /// The code is unknown, or a ticket was given for it before: which of these isn't known here.
    case codeNotValid
    case plainNotAllowed
    case notBlinded
}
