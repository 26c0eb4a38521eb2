import Dialogues
import Foundation
import HTTPTypes
import Hummingbird
import Localization
import NIOCore
import Pages
import Pipeline
import Staff
import SurveyDefinition
import TranslationExchange

/// A dialogue's texts to translators and back: a workbook with every language, or XLIFF for one.
struct ExchangeController: Sendable {
    let workspace: Workspace

    private var verbs: DialogueVerbs { workspace.verbs.dialogues }

    @Sendable func workbook(_ visit: StaffVisit) async throws -> Response {
        let translations = try await translations(visit)
        let data = translations.sheet.xlsx(
            WorkbookWords(visit.text.localizer), languages: translations.languages)
        return workspace.file(
            Array(data),
            type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            named: "\(translations.dialogue.id).xlsx")
    }

    @Sendable func xliff(_ visit: StaffVisit) async throws -> Response {
        let translations = try await translations(visit)
        let name = try visit.parameter("language")
        guard let language = translations.languages.first(where: { $0.tag.value == name }) else {
            throw WorkspaceProblem.unknownPage
        }
        return workspace.file(
            Array(translations.sheet.xliff(into: language.tag)), type: "application/xliff+xml",
            named: "\(translations.dialogue.id)-\(language.tag).xlf")
    }

    /// Takes a file back. Good rows are kept at once, in every language of it; the page says what wasn't taken.
    @Sendable func take(_ visit: StaffVisit) async throws -> Response {
        guard let content = visit.visit.file, !content.isEmpty else {
            return show(
                ExchangePage(problem: "exchange.no-file"), visit, status: .unprocessableContent)
        }
        let sheet: TranslationSheet
        do {
            sheet = try readTranslations(Data(content))
        } catch {
            return show(
                ExchangePage(problem: "exchange.unreadable", detail: "\(error)"), visit,
                status: .unprocessableContent)
        }
        var page = ExchangePage()
        for language in sheet.languages {
            // Read anew for each, because the language before has made a new revision.
            let followed = try await followed(visit)
            let translations = translations(of: followed)
            guard let known = translations.languages.first(where: { $0.tag == language }) else {
                continue
            }
            let changes = translations.changes(of: sheet, in: known)
            page.faults += changes.faults
            if !changes.fields.isEmpty {
                try await keep(changes.fields, in: language, of: followed, visit)
            }
            page.taken.append((known, changes.count))
        }
        return show(page, visit)
    }

    private func keep(
        _ fields: [String: String], in language: LanguageTag, of followed: FollowedDialogue,
        _ visit: StaffVisit
    ) async throws {
        do {
            try await verbs.change(
                followed.dialogue.id, .translation(language), fields, followed.revision,
                visit.signedIn)
        } catch is DialogueFaults {
            // A text that is too long for its place; nothing of the language is kept.
            throw WorkspaceProblem.badForm
        } catch is DialogueRefusal {
            throw WorkspaceProblem.unavailable
        }
    }

    // MARK: Parts

    private func followed(_ visit: StaffVisit) async throws -> FollowedDialogue {
        do {
            return try await verbs.one(RoundID(try visit.parameter("round")), visit.signedIn)
        } catch DialogueRefusal.unknownDialogue {
            throw WorkspaceProblem.unknownPage
        } catch StaffError.notPermitted {
            throw WorkspaceProblem.notPermitted
        }
    }

    private func translations(_ visit: StaffVisit) async throws -> DialogueTranslations {
        translations(of: try await followed(visit))
    }

    private func translations(of followed: FollowedDialogue) -> DialogueTranslations {
        DialogueTranslations(
            of: followed.dialogue, into: verbs.templates.languages(of: followed.dialogue),
            among: workspace.locales.languages)
    }

    private func show(
        _ page: ExchangePage, _ visit: StaffVisit, status: HTTPResponse.Status = .ok
    ) -> Response {
        let round = visit.visit.parameters.get("round") ?? ""
        let frame = StaffPage(
            title: "exchange.title", path: WorkspacePath.start, text: visit.text,
            person: visit.person, hasErrors: status != .ok)
        return workspace.response(
            frame,
            content: workspace.templates.render(
                "exchange", page.values(of: RoundID(round), in: visit.text)),
            status: status)
    }
}

/// What came of a file: how many texts were taken, by language, and what wasn't taken and why.
struct ExchangePage {
    var taken: [(language: Language, count: Int)] = []
    var faults: [TranslationFault] = []
    /// Why nothing could be read: a key, and what the reader says.
    var problem: String?
    var detail = ""

    init(problem: String? = nil, detail: String = "") {
        self.problem = problem
        self.detail = detail
    }

    func values(of round: RoundID, in text: PageText) -> [String: Any] {
        var values: [String: Any] = [
            "title": text.work("exchange.title"), "backPath": WorkspacePath.dialogue(round),
            "back": text.work("dialogue.back-to"),
            "taken": taken.map { language, count in
                [
                    "text": text.work(
                        "exchange.taken", count: count,
                        ["count": text.localizer.number(count), "language": language.name])
                ]
            },
        ]
        if let problem {
            values["problem"] = ["text": text.work(problem), "detail": detail]
        }
        if !faults.isEmpty {
            values["faults"] = [
                "heading": text.work("exchange.faults"),
                "list": faults.map { ["text": line($0, in: text)] },
            ]
        }
        return values
    }

    private func line(_ fault: TranslationFault, in text: PageText) -> String {
        text.work(
            "exchange-fault.\(fault.kind.textKey)",
            [
                "language": fault.language.value, "text": fault.text.key,
                "placeholders": fault.kind.placeholders,
            ])
    }
}

extension TranslationFault.Kind {
    /// The end of the key of its text.
    fileprivate var textKey: String {
        switch self {
        case .unknownText: "unknown-text"
        case .repeated: "repeated"
        case .sourceChanged: "source-changed"
        case .sourceEdited: "source-edited"
        case .emptied: "emptied"
        case .placeholders: "placeholders"
        case .formNotUsed, .formsMissing: "forms"
        }
    }

    fileprivate var placeholders: String {
        guard case .placeholders(let missing, let added) = self else { return "" }
        return (missing + added).map { "{\($0)}" }.joined(separator: " ")
    }
}
