import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Pages
import Pipeline
import Staff
import SurveyDefinition
import SurveyDrafts

/// Every survey: those that are published, and those that are being composed.
struct SurveyController: Sendable {
    let workspace: Workspace

    private var verbs: SurveyVerbs { workspace.verbs.surveys }

    @Sendable func page(_ visit: StaffVisit) async throws -> Response {
        var page = SurveysPage(surveys: try await verbs.all(visit.signedIn))
        page.isDeleted = visit.visit.query(WorkspacePath.doneParameter) == "deleted"
        return try await show(page, visit)
    }

    /// Begins a draft: a new survey, the next version of one, or another with its questions.
    @Sendable func begin(_ visit: StaffVisit) async throws -> Response {
        let title = visit.field("title")
        let source = SurveyID(visit.field("from"))
        let beginning: DraftBeginning =
            switch visit.field("how") {
            case "next": .next(of: source)
            default: source.value.isEmpty ? .blank(title: title) : .copy(of: source, title: title)
            }
        do {
            return led(to: try await verbs.begin(beginning, visit.signedIn))
        } catch SurveyRefusal.draftExists(let id) {
            return led(to: id)
        } catch SurveyRefusal.unknownDraft {
            throw WorkspaceProblem.unknownPage
        } catch let refusal as DraftRefusal {
            return try await show(
                SurveysPage(
                    surveys: try await verbs.all(visit.signedIn), problem: refusal.textKey), visit,
                status: .unprocessableContent)
        }
    }

    /// Takes a zip archive as a draft.
    @Sendable func read(_ visit: StaffVisit) async throws -> Response {
        var page = SurveysPage(surveys: try await verbs.all(visit.signedIn))
        guard let content = visit.visit.file, !content.isEmpty else {
            page.problem = "composer.archive-missing"
            return try await show(page, visit, status: .unprocessableContent)
        }
        do {
            return led(
                to: try await verbs.begin(
                    .archive(Data(content), isReplacing: visit.field("replace") == "yes"),
                    visit.signedIn))
        } catch let fault as ArchiveFault {
            page.problem = fault.textKey
            page.problemName = fault.name
            return try await show(page, visit, status: .unprocessableContent)
        } catch SurveyRefusal.draftExists(let id) {
            page.problem = "composer.archive-exists"
            page.problemName = id.value
            return try await show(page, visit, status: .conflict)
        }
    }

    private func led(to id: SurveyID) -> Response {
        redirect(to: WorkspacePath.draft(id, done: "begun"))
    }

    private func show(
        _ page: SurveysPage, _ visit: StaffVisit, status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        workspace.response(
            "surveys", page.values(for: visit.person, in: visit.text), visit,
            title: "composer.title", status: status)
    }

    /// The files of a survey, as they lie in a checkout.
    @Sendable func files(_ visit: StaffVisit) async throws -> Response {
        let id = SurveyID(try visit.parameter("survey"))
        do {
            let archive = try await verbs.archive(id, visit.signedIn)
            var headers = SecurityHeaders.fields
            headers[.contentType] = "application/zip"
            headers[.contentDisposition] = "attachment; filename=\"\(id).zip\""
            headers[.cacheControl] = "no-store"
            return Response(
                status: .ok, headers: headers,
                body: .init(byteBuffer: ByteBuffer(bytes: archive)))
        } catch SurveyRefusal.unknownDraft {
            throw WorkspaceProblem.unknownPage
        }
    }
}

extension Workspace {
    /// A page of the composer.
    ///
    /// - Parameters:
    ///   - title: the key of its title.
    ///   - area: the part of the menu that it belongs to.
    func response(
        _ template: String, _ values: [String: Any], _ visit: StaffVisit, title: String,
        _ titleValues: [String: String] = [:], area: String = WorkspacePath.surveys,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        let text = visit.text
        let frame = StaffPage(
            title: title,
            titleText: text.localizer.string(
                title, in: "composer", titleValues.mapValues(text.isolated)),
            path: area, text: text, person: visit.person,
            hasErrors: status != .ok)
        return response(frame, content: templates.render(template, values), status: status)
    }
}

/// The list of surveys.
struct SurveysPage {
    let surveys: [ListedSurvey]
    /// Whether a draft was just deleted.
    var isDeleted = false
    /// Why something wasn't begun: a key.
    var problem: String?
    /// What it is about, which may come from anybody.
    var problemName = ""

    func values(for person: Person, in text: PageText) -> [String: Any] {
        let mayEdit = person.signedIn.mayDo(.editRounds)
        let drafts = surveys.filter(\.isDrafted)
        let published = surveys.filter { $0.version != nil }
        var values: [String: Any] = [
            "title": text.compose("composer.title"), "lead": text.compose("composer.lead"),
            "token": person.token.formToken,
            "draftsHeading": text.compose("composer.drafts"), "anyDrafts": !drafts.isEmpty,
            "noDrafts": text.compose("composer.no-drafts"),
            "drafts": drafts.map { card($0, in: text) },
            "publishedHeading": text.compose("composer.published"),
            "published": published.map { survey in
                var values = card(survey, in: text)
                values["files"] = WorkspacePath.draft(survey.id, .files)
                values["filesLabel"] = text.compose("composer.files")
                if mayEdit, !survey.isDrafted {
                    values["next"] = text.compose("composer.begin-next")
                }
                return values
            },
            "action": WorkspacePath.surveys,
        ]
        if isDeleted { values["done"] = text.compose("composer.deleted") }
        if let problem {
            values["problem"] = text.compose(problem, ["name": String(problemName.prefix(100))])
        }
        if mayEdit {
            values["begin"] = [
                "heading": text.compose("composer.begin"),
                "titleLabel": text.compose("composer.survey-title"),
                "fromLabel": text.compose("composer.begin-from"),
                "blank": text.compose("composer.begin-blank"),
                "sources": published.map {
                    ["id": $0.id.value, "title": $0.title]
                },
                "button": text.compose("composer.begin-button"),
                "importHeading": text.compose("composer.import"),
                "importLead": text.compose("composer.import-lead"),
                "importPath": WorkspacePath.surveyImport,
                "fileLabel": text.compose("composer.import-file"),
                "replace": text.compose("composer.import-replace"),
                "importButton": text.compose("composer.import-button"),
            ]
        }
        return values
    }

    private func card(_ survey: ListedSurvey, in text: PageText) -> [String: Any] {
        var facts: [String] = []
        if let version = survey.version {
            facts.append(
                text.compose("composer.version", ["version": text.localizer.number(version)]))
        } else {
            facts.append(text.compose("composer.unpublished"))
        }
        if let edition = survey.edition, edition > 1 {
            facts.append(
                text.compose("composer.edition", ["edition": text.localizer.number(edition)]))
        }
        return [
            "id": survey.id.value, "title": survey.title,
            "path": WorkspacePath.draft(survey.id), "isDrafted": survey.isDrafted,
            "facts": facts.map { ["text": $0] },
        ]
    }
}

extension DraftRefusal {
    /// The key of its text.
    var textKey: String {
        switch self {
        case .gone: "composer.refused-gone"
        case .alreadyAsked: "composer.refused-already-asked"
        case .tooLong: "composer.refused-too-long"
        case .tooLarge: "composer.refused-too-large"
        case .unwritable: "composer.refused-unwritable"
        case .emptyTitle: "composer.refused-empty-title"
        }
    }
}

extension ArchiveFault {
    /// The key of its text.
    var textKey: String {
        switch self {
        case .unreadable: "composer.archive-unreadable"
        case .tooLarge: "composer.archive-too-large"
        case .unknownFile: "composer.archive-unknown-file"
        case .noSurvey: "composer.archive-no-survey"
        case .severalSurveys: "composer.archive-several"
        case .unreadableFile: "composer.archive-unreadable-file"
        }
    }

    var name: String {
        switch self {
        case .unknownFile(let name), .unreadableFile(let name): name
        default: ""
        }
    }
}
