public import SurveyDefinition

/// The link to a round that is printed and sent, in no language: the site chooses one that the browser asks for.
///
/// - Parameters:
///   - place: one of the survey's places, for a link or QR code of its own.
///   - mode: `.kiosk` or `.interview` for a screen that many use, and for staff who ask.
///   - base: where residents reach the site, such as `https://radslag.example.se`.
public func roundLink(
    to round: RoundID, place: Code? = nil, mode: CollectionMode = .web, at base: String
) -> String {
    origin(of: base) + SitePath.negotiatedRound(round, Arrival(place: place, mode: mode))
}
