public import Answering
public import SurveyDefinition

/// The link that an invitation letter has, and its QR code: it brings the code along.
///
/// - Parameter base: where residents reach the site, such as `https://radslag.example.se`.
public func invitationLink(
    with code: InvitationCode, to round: RoundID, at base: String
) -> String {
    let origin = base.hasSuffix("/") ? String(base.dropLast()) : base
    return origin + SitePath.invitation(code, to: round)
}
