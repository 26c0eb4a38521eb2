import Dialogues
import Localization
import SurveyDefinition

/// Builds every address of the public site; nothing else writes one.
enum SitePath {
    static func start(_ language: LanguageTag) -> String { "/\(language)/" }

    /// - Parameter site: the place that a link or QR code names.
    static func round(_ round: RoundID, _ language: LanguageTag, site: Code? = nil) -> String {
        "/\(language)/d/\(round)" + query(site)
    }

    static func answer(_ round: RoundID, _ language: LanguageTag, site: Code? = nil) -> String {
        "/\(language)/d/\(round)/svara" + query(site)
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

    private static func query(_ site: Code?) -> String { site.map { "?site=\($0)" } ?? "" }
}
