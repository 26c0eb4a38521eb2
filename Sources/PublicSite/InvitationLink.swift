public import Answering
public import SurveyDefinition
public import Tickets

/// The link that an invitation letter has, and its QR code: it brings the code along.
///
/// - Parameter base: where residents reach the site, such as `https://radslag.example.se`.
public func invitationLink(
    with code: InvitationCode, to round: RoundID, at base: String
) -> String {
    origin(of: base) + SitePath.invitation(code, to: round)
}

/// The link that an invitation letter to a round of level `blind` has: it leads to the issuer, and tells the
/// browser the code and which key is the round's, without telling any server.
///
/// - Parameter base: where residents reach the issuer.
public func ticketLink(
    with code: InvitationCode, to round: RoundID, under key: TicketKey, at base: String
) -> String {
    origin(of: base) + SitePath.ticketInvitation(code, to: round, under: key)
}

func origin(of base: String) -> String {
    base.hasSuffix("/") ? String(base.dropLast()) : base
}
