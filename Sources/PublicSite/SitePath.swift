import Answering
import Dialogues
import Localization
import SurveyDefinition
import Tickets

/// Builds every address of the public site; nothing else writes one.
enum SitePath {
    static func start(_ language: LanguageTag) -> String { "/\(language)/" }

    /// - Parameters:
    ///   - site: the place that a link or QR code names.
    ///   - code: the invitation code that a printed link has.
    static func round(
        _ round: RoundID, _ language: LanguageTag, site: Code? = nil, code: InvitationCode? = nil
    ) -> String {
        "/\(language)/d/\(round)" + query(site, code)
    }

    /// A dialogue: what it is about, when people meet, and what came of it.
    static func dialogue(_ id: RoundID, _ language: LanguageTag) -> String {
        "/\(language)/dialog/\(id)"
    }

    static func answer(
        _ round: RoundID, _ language: LanguageTag, site: Code? = nil, code: InvitationCode? = nil
    ) -> String {
        "/\(language)/d/\(round)/svara" + query(site, code)
    }

    /// What an invitation letter has, in no language: the site chooses one that the browser asks for.
    static func invitation(_ code: InvitationCode, to round: RoundID) -> String {
        "/d/\(round)" + query(nil, code)
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

    /// How a round's answers are protected.
    static func privacy(_ round: RoundID, _ language: LanguageTag) -> String {
        "/\(language)/d/\(round)/integritet"
    }

    static func thanks(_ round: RoundID, _ language: LanguageTag) -> String {
        "/\(language)/d/\(round)/tack"
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

    private static func query(_ site: Code?, _ code: InvitationCode?) -> String {
        let parts = [
            site.map { "\(siteParameter)=\($0)" }, code.map { "\(codeParameter)=\($0.printed)" },
        ]
        .compactMap { $0 }
        return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
    }
}
