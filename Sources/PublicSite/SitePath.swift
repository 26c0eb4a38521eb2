import Answering
import Dialogues
import Localization
import SurveyDefinition

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

    static func answer(
        _ round: RoundID, _ language: LanguageTag, site: Code? = nil, code: InvitationCode? = nil
    ) -> String {
        "/\(language)/d/\(round)/svara" + query(site, code)
    }

    /// What an invitation letter has, in no language: the site chooses one that the browser asks for.
    static func invitation(_ code: InvitationCode, to round: RoundID) -> String {
        "/d/\(round)" + query(nil, code)
    }

    /// The names of the parts of a query.
    static let siteParameter = "site"
    static let codeParameter = "kod"

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

    static func script(_ name: String, _ digest: String) -> String {
        "/script-\(digest)/\(name).js"
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
