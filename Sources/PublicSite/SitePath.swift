import Answering
import Dialogues
import Localization
import SurveyDefinition
import Tickets

/// Builds every address of the public site; nothing else writes one.
enum SitePath {
    static func start(_ language: LanguageTag) -> String { "/\(language)/" }

    /// - Parameters:
    ///   - arrival: the place and the mode that a link or QR code names.
    ///   - code: the invitation code that a printed link has.
    static func round(
        _ round: RoundID, _ language: LanguageTag, _ arrival: Arrival = Arrival(),
        code: InvitationCode? = nil
    ) -> String {
        "/\(language)/d/\(round)" + query(arrival, code)
    }

    /// A round in no language: the site chooses one that the browser asks for.
    static func negotiatedRound(_ round: RoundID, _ arrival: Arrival = Arrival()) -> String {
        "/d/\(round)" + query(arrival, nil)
    }

    /// A dialogue: what it is about, when people meet, and what came of it.
    static func dialogue(_ id: RoundID, _ language: LanguageTag) -> String {
        "/\(language)/dialog/\(id)"
    }

    static func answer(
        _ round: RoundID, _ language: LanguageTag, _ arrival: Arrival = Arrival(),
        code: InvitationCode? = nil
    ) -> String {
        "/\(language)/d/\(round)/svara" + query(arrival, code)
    }

    /// What an invitation letter has, in no language: the site chooses one that the browser asks for.
    static func invitation(_ code: InvitationCode, to round: RoundID) -> String {
        "/d/\(round)" + query(Arrival(), code)
    }

    /// Where a round's tickets are given.
    static func ticket(_ round: RoundID, _ language: LanguageTag) -> String {
        "/\(language)/d/\(round)/biljett"
    }

    /// What an invitation letter of a round of level `blind` has: the code and the key's digest stand behind a
    /// `#`, which a browser sends to nobody.
    static func ticketInvitation(
        _ code: InvitationCode, to round: RoundID, under key: TicketKey
    ) -> String {
        "/d/\(round)/biljett#\(codeParameter)=\(code.printed)&\(keyParameter)=\(key.printedDigest)"
    }

    static func ticketRequests(_ round: RoundID) -> String { "/api/v1/rounds/\(round)/tickets" }

    static func script(_ name: String, _ digest: String) -> String { "/script-\(digest)/\(name)" }

    /// The names of the parts of a query.
    static let siteParameter = "site"
    static let codeParameter = "kod"
    static let keyParameter = "nyckel"
    static let modeParameter = "satt"

    /// How a round's answers are protected.
    static func privacy(_ round: RoundID, _ language: LanguageTag) -> String {
        "/\(language)/d/\(round)/integritet"
    }

    static func thanks(
        _ round: RoundID, _ language: LanguageTag, _ arrival: Arrival = Arrival()
    ) -> String {
        "/\(language)/d/\(round)/tack" + query(arrival, nil)
    }

    static func results(_ language: LanguageTag) -> String { "/\(language)/resultat" }

    static func results(of round: RoundID, _ language: LanguageTag) -> String {
        "/\(language)/d/\(round)/resultat"
    }

    static func peopleCSV(of round: RoundID, _ language: LanguageTag) -> String {
        "/\(language)/d/\(round)/resultat.csv"
    }

    static func goal(_ goal: GoalID, _ language: LanguageTag) -> String {
        "/\(language)/mal/\(goal)"
    }

    static func release(_ number: Int, of round: RoundID) -> String {
        "/api/v1/rounds/\(round)/releases/\(number)"
    }

    static func stylesheet(_ digest: String) -> String { "/style-\(digest).css" }

    private static func query(_ arrival: Arrival, _ code: InvitationCode?) -> String {
        let parts = arrival.query + (code.map { ["\(codeParameter)=\($0.printed)"] } ?? [])
        return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
    }
}
