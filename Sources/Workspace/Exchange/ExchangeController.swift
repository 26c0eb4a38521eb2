import Foundation
import HTTPTypes
import Hummingbird
import Localization
import NIOCore
import Pages
import TranslationExchange

/// Texts to translators and back: a workbook with every language, or XLIFF for one.
struct ExchangeController: Sendable {
    let workspace: Workspace
    let things: any ExchangedThings

    @Sendable func workbook(_ visit: StaffVisit) async throws -> Response {
        let texts = try await things.texts(visit)
        let data = texts.sheet.xlsx(
            WorkbookWords(visit.text.localizer), languages: texts.languages)
        return workspace.file(
            Array(data),
            type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            named: "\(texts.name).xlsx")
    }

    @Sendable func xliff(_ visit: StaffVisit) async throws -> Response {
        let texts = try await things.texts(visit)
        let name = try visit.parameter("language")
        guard let language = texts.languages.first(where: { $0.tag.value == name }) else {
            throw WorkspaceProblem.unknownPage
        }
        return workspace.file(
            Array(texts.sheet.xliff(into: language.tag)), type: "application/xliff+xml",
            named: "\(texts.name)-\(language.tag).xlf")
    }

    /// Takes a file back. Good rows are kept at once, in every language of it; the page says what wasn't taken.
    @Sendable func take(_ visit: StaffVisit) async throws -> Response {
        // Who sends a file for what isn't there is told so, whatever the file is.
        _ = try await things.texts(visit)
        guard let content = visit.visit.file, !content.isEmpty else {
            return try show(
                ExchangePage(problem: "exchange.no-file"), visit, status: .unprocessableContent)
        }
        let sheet: TranslationSheet
        do {
            sheet = try readTranslations(Data(content))
        } catch {
            return try show(
                ExchangePage(problem: "exchange.unreadable", detail: "\(error)"), visit,
                status: .unprocessableContent)
        }
        var page = ExchangePage()
        for language in sheet.languages {
            // Read anew for each, because the language before has made a new revision.
            let texts = try await things.texts(visit)
            guard let known = texts.languages.first(where: { $0.tag == language }) else {
                continue
            }
            let changes = texts.changes(of: sheet, in: known)
            page.faults += changes.faults
            if !changes.fields.isEmpty {
                try await things.keep(changes.fields, in: language, since: texts, visit)
            }
            page.taken.append((known, changes.count))
        }
        return try show(page, visit)
    }

    private func show(
        _ page: ExchangePage, _ visit: StaffVisit, status: HTTPResponse.Status = .ok
    ) throws -> Response {
        let back = try things.back(visit)
        let frame = StaffPage(
            title: "exchange.title", path: back.path, text: visit.text,
            person: visit.person, hasErrors: status != .ok)
        return workspace.response(
            frame,
            content: workspace.templates.render(
                "exchange", page.values(leadingTo: back, in: visit.text)),
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

    func values(
        leadingTo back: (path: String, label: String), in text: PageText
    ) -> [String: Any] {
        var values: [String: Any] = [
            "title": text.work("exchange.title"), "backPath": back.path, "back": back.label,
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
