import Dialogues
import DisclosureControl
import Foundation
import Localization
import Pipeline
public import Staff
public import SurveyDefinition

/// Builds every address of the workspace; nothing else writes one.
enum WorkspacePath {
    /// Everything is below it, and the cookies reach no further.
    static let prefix = "/arbete"

    static let start = prefix
    static let signInPage = prefix + "/logga-in"
    static let code = prefix + "/logga-in/kod"
    static let provider = prefix + "/oidc"
    static let providerReturn = prefix + "/oidc/tillbaka"
    static let signOut = prefix + "/logga-ut"
    static let account = prefix + "/konto"
    static let password = prefix + "/konto/losenord"
    static let oneTimeCode = prefix + "/konto/engangskod"
    static let oneTimeCodeOff = prefix + "/konto/engangskod/av"
    static let signOutEverywhere = prefix + "/konto/logga-ut-overallt"
    static let language = prefix + "/konto/sprak"
    static let accessKeys = prefix + "/konto/nycklar"
    static let colleagues = prefix + "/kollegor"
    static let invite = prefix + "/kollegor/bjud-in"
    static let auditLog = prefix + "/logg"
    static let auditExport = prefix + "/logg/exportera"

    /// Everything that programs ask for.
    static let api = prefix + "/api/v1"
    static let apiDescription = api + "/openapi.yaml"

    static func removeAccessKey(_ key: AccessKey) -> String {
        accessKeys + "/\(key.shortName)/ta-bort"
    }

    /// The sign-in page, from which it goes on to another page of ours.
    static func signIn(beforeGoingTo next: String) -> String {
        next == start ? signInPage : "\(signInPage)?\(nextParameter)=\(next)"
    }

    /// The way to the provider, from which it goes on to another page of ours.
    ///
    /// - Parameter next: one of our own addresses.
    static func provider(_ language: LanguageTag, beforeGoingTo next: String?) -> String {
        "\(provider)?\(languageParameter)=\(language)"
            + (next.map { "&\(nextParameter)=\($0)" } ?? "")
    }

    static func link(_ token: LinkToken) -> String { prefix + "/lank/" + token.text }

    static func colleague(_ id: AccountID) -> String { colleagues + "/" + id.value }

    static func grant(_ id: AccountID) -> String { colleague(id) + "/ge-roll" }

    static func revoke(_ id: AccountID) -> String { colleague(id) + "/ta-roll" }

    static func close(_ id: AccountID) -> String { colleague(id) + "/avsluta" }

    static func withdraw(_ link: StaffLink) -> String {
        prefix + "/inbjudningar/\(link.shortName)/ta-bort"
    }

    static let newDialogue = prefix + "/dialoger/ny"

    /// The form that starts a dialogue from a template, maybe after another.
    static func newDialogue(
        from template: DialogueTemplateID, after earlier: RoundID? = nil
    ) -> String {
        "\(newDialogue)?\(templateParameter)=\(template)"
            + (earlier.map { "&\(afterParameter)=\($0)" } ?? "")
    }

    static func dialogue(_ id: RoundID, done: String? = nil) -> String {
        prefix + "/dialoger/\(id)" + (done.map { "?\(doneParameter)=\($0)" } ?? "")
    }

    static func dialogue(_ id: RoundID, _ page: DialogueTask) -> String {
        dialogue(id) + "/" + page.rawValue
    }

    static func translation(of id: RoundID, to language: LanguageTag) -> String {
        dialogue(id) + "/oversattning/\(language)"
    }

    /// Where a native reader signs a language off.
    static func review(of id: RoundID, in language: LanguageTag) -> String {
        translation(of: id, to: language) + "/granskad"
    }

    static func workbook(of id: RoundID) -> String { dialogue(id) + "/oversattning.xlsx" }

    static func xliff(of id: RoundID, to language: LanguageTag) -> String {
        translation(of: id, to: language) + "/xliff"
    }

    /// Where files come back.
    static func exchange(of id: RoundID) -> String { dialogue(id) + "/oversattning" }

    /// What was seen on a dialogue's walks.
    ///
    /// - Parameters:
    ///   - spot: where somebody stands, for the next observation.
    ///   - done: what was just done, told above the form for the next one.
    static func observations(
        of id: RoundID, spot: String? = nil, done: String? = nil
    ) -> String {
        let query = [
            spot.flatMap { $0.addingPercentEncoding(withAllowedCharacters: .alphanumerics) }.map {
                "\(placeParameter)=\($0)"
            },
            done.map { "\(doneParameter)=\($0)" },
        ]
        .compactMap { $0 }.joined(separator: "&")
        return dialogue(id, .observations) + (query.isEmpty ? "" : "?\(query)#\(noteAnchor)")
    }

    /// Where the form for the next observation is on its page.
    static let noteAnchor = "nasta"

    static func observation(_ number: Int, of id: RoundID) -> String {
        observations(of: id) + "/\(number)"
    }

    static func observationsFile(of id: RoundID) -> String { observations(of: id) + ".csv" }

    /// What a dialogue asks, and what it could ask instead.
    static func asked(in id: RoundID, done: String? = nil) -> String {
        dialogue(id) + "/fragor" + (done.map { "?\(doneParameter)=\($0)" } ?? "")
    }

    /// Where questions of a dialogue's own begin.
    static func ownQuestions(of id: RoundID) -> String { asked(in: id) + "/egna" }

    static func preview(
        ofQuestionsIn id: RoundID, _ section: String, in language: LanguageTag
    ) -> String {
        asked(in: id) + "/\(language)/\(section)"
    }

    static let surveys = prefix + "/fragor"

    /// The list of surveys, which says what was just done.
    static func surveys(done: String) -> String { "\(surveys)?\(doneParameter)=\(done)" }

    static let surveyImport = surveys + "/las-in"

    /// A survey that is being composed.
    ///
    /// - Parameters:
    ///   - focus: the button that the keyboard was at, such as `up.safe-at-night`.
    ///   - done: what was just done.
    static func draft(_ id: SurveyID, focus: String? = nil, done: String? = nil) -> String {
        let query = [
            focus.map { "\(focusParameter)=\($0)" }, done.map { "\(doneParameter)=\($0)" },
        ]
        .compactMap { $0 }.joined(separator: "&")
        return surveys + "/\(id)" + (query.isEmpty ? "" : "?" + query)
    }

    static func draft(_ id: SurveyID, _ page: DraftTask) -> String {
        draft(id) + "/" + page.rawValue
    }

    static func question(_ question: String, of id: SurveyID) -> String {
        draft(id) + "/fraga/\(question)"
    }

    static func section(_ section: String, of id: SurveyID) -> String {
        draft(id) + "/sida/\(section)"
    }

    static func translation(of id: SurveyID, to language: LanguageTag) -> String {
        draft(id) + "/oversattning/\(language)"
    }

    static func workbook(of id: SurveyID) -> String { exchange(of: id) + ".xlsx" }

    static func xliff(of id: SurveyID, to language: LanguageTag) -> String {
        translation(of: id, to: language) + "/xliff"
    }

    /// Where files come back.
    static func exchange(of id: SurveyID) -> String { draft(id) + "/oversattning" }

    static func bank(of id: SurveyID, to section: String) -> String {
        draft(id, .bank) + "?\(sectionParameter)=\(section)"
    }

    static func preview(of id: SurveyID, _ section: String, in language: LanguageTag) -> String {
        draft(id) + "/forhandsvisning/\(language)/\(section)"
    }

    /// What a preview's frame shows.
    static func previewed(at preview: String) -> String { preview + "/sidan" }

    /// The release before it is published.
    static func preview(of id: RoundID) -> String { dialogue(id) + "/" + previewPage }

    /// The same without some of its parts, in one of residents' languages.
    static func preview(
        of id: RoundID, leavingOut parts: Set<ReleasePart>, in language: LanguageTag? = nil
    ) -> String {
        "\(preview(of: id))?\(chosenParameter)=ja"
            + (language.map { "&\(shownParameter)=\($0)" } ?? "")
            + parts.map(\.name).sorted().map { "&\(leftOutParameter)=\($0)" }.joined()
    }

    static let previewPage = "forhandsvisning"
    static let publishPage = "publicera"
    static let askPage = "publicera/be-om"
    static let approvePage = "publicera/godkann"
    static let withdrawPage = "publicera/ta-tillbaka"

    static func publish(_ id: RoundID) -> String { dialogue(id) + "/" + publishPage }

    static func askForRelease(_ id: RoundID) -> String { dialogue(id) + "/" + askPage }

    static func approveRelease(_ id: RoundID) -> String { dialogue(id) + "/" + approvePage }

    static func withdrawRelease(_ id: RoundID) -> String { dialogue(id) + "/" + withdrawPage }
    /// Links, posters and texts to send.
    static func reaching(of id: RoundID) -> String { dialogue(id) + "/na-ut" }

    /// The QR code of a link as a file.
    static func qrCode(of id: RoundID, at place: Code?) -> String {
        reaching(of: id) + "/qr.svg" + (place.map { "?\(placeParameter)=\($0)" } ?? "")
    }

    /// Who may answer, and their codes.
    static func respondents(of id: RoundID, done: String? = nil) -> String {
        dialogue(id) + "/vilka-far-svara" + (done.map { "?\(doneParameter)=\($0)" } ?? "")
    }

    static func codes(of id: RoundID) -> String { respondents(of: id) + "/koder" }

    static func poster(of id: RoundID) -> String { reaching(of: id) + "/affisch" }

    /// The form to print; where what was written on it is typed in.
    static func paper(of id: RoundID, in language: LanguageTag) -> String {
        dialogue(id) + "/papper?\(languageParameter)=\(language)"
    }

    static func paperEntry(of id: RoundID) -> String { dialogue(id) + "/papper/skriv-in" }

    static func following(of id: RoundID) -> String { dialogue(id) + "/folj" }

    static func texts(of round: RoundID) -> String { prefix + "/omgangar/\(round)/texter" }

    static func texts(to question: QuestionID, of round: RoundID) -> String {
        texts(of: round) + "/\(question)"
    }

    /// - Parameter after: the last text of the page before, as its id is written.
    static func texts(
        to question: QuestionID, of round: RoundID, which: String, after: String? = nil,
        done: Bool = false
    ) -> String {
        texts(to: question, of: round) + "?\(whichParameter)=\(which)"
            + (after.map { "&\(afterParameter)=\($0)" } ?? "")
            + (done ? "&\(doneParameter)=text" : "")
    }

    static func stylesheet(_ digest: String) -> String { prefix + "/stil-\(digest).css" }

    /// The names of the parts of a query.
    static let languageParameter = "sprak"
    static let nextParameter = "vidare"
    static let doneParameter = "gjort"
    static let whichParameter = "vilka"
    static let afterParameter = "efter"
    static let templateParameter = "mall"
    static let focusParameter = "fokus"
    static let sectionParameter = "sida"
    static let shownParameter = "visa"
    static let chosenParameter = "valt"
    static let leftOutParameter = "utan"
    static let placeParameter = "plats"
    static let sizeParameter = "storlek"
}

/// Where the municipality's provider leads back to: it has to be registered there.
///
/// - Parameter base: where staff reach the service, such as `https://radslag.example.se`.
public func providerReturnAddress(at base: String) -> String {
    (base.hasSuffix("/") ? String(base.dropLast()) : base) + WorkspacePath.providerReturn
}

/// Where staff see a round's release before it is published: for the command line, which names it.
public func releasePreviewPath(of round: RoundID) -> String { WorkspacePath.preview(of: round) }

/// The address that lets somebody in once: for the command line, which prints it.
///
/// - Parameter base: where staff reach the service, such as `https://radslag.example.se`.
public func workspaceLink(with token: LinkToken, at base: String) -> String {
    let origin = base.hasSuffix("/") ? String(base.dropLast()) : base
    return origin + WorkspacePath.link(token)
}

/// What is done with one draft, each at an address of its own.
enum DraftTask: String {
    case facts = "uppgifter"
    case order = "ordning"
    case bank = "fragebank"
    case publish = "publicera"
    case choose = "valj"
    case files = "filer.zip"
    case delete = "ta-bort"
}

/// What is done with one dialogue, each at an address of its own.
enum DialogueTask: String, CaseIterable {
    case facts = "uppgifter"
    case texts = "texter"
    case meetings = "moten"
    case outcome = "svar"
    case observations = "observationer"
    case open = "oppna"
    case close = "stang"
    case answer = "besvara"

    /// The part of the dialogue that the task's form changes.
    var part: DialoguePart? {
        switch self {
        case .facts: .facts
        case .texts: .texts
        case .meetings: .meetings
        case .outcome: .outcome
        default: nil
        }
    }

    /// Those that are forms.
    static let forms = allCases.filter { $0.part != nil }

    init(_ step: DialogueStep) {
        switch step {
        case .open: self = .open
        case .close: self = .close
        case .answer: self = .answer
        }
    }
}
