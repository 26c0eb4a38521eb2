import Answering
import Dialogues
import HTTPTypes
import Hummingbird
import Localization
import NIOCore
import Pages
import Pipeline
import Staff
import SurveyDefinition

/// A dialogue's questions on paper: the form to print, and the page where what was written on it is typed in.
struct PaperController: Sendable {
    let workspace: Workspace

    @Sendable func form(_ visit: StaffVisit) async throws -> Response {
        let reached = try await workspace.reached(visit)
        let tag = visit.visit.query(WorkspacePath.languageParameter).flatMap { LanguageTag($0) }
        guard let tag, workspace.locales.language(tag) != nil else {
            throw WorkspaceProblem.unknownPage
        }
        let form = PaperForm(
            reached: reached, text: PageText(localizer: workspace.locales.localizer(for: tag)),
            municipality: workspace.identity.municipality)
        let html = workspace.templates.render(
            "paperform", form.values(stylesheet: workspace.stylesheetPath, for: visit.text))
        return personal(ByteBuffer(string: html), in: form.text)
    }

    @Sendable func entryPage(_ visit: StaffVisit) async throws -> Response {
        var page = try await entry(visit)
        page.isSaved = visit.visit.query(WorkspacePath.doneParameter) == "papper"
        page.language =
            visit.visit.query(WorkspacePath.languageParameter).flatMap { LanguageTag($0) }
            ?? Locales.source
        return show(page, visit)
    }

    /// Takes one paper. What can't be read is shown again as it was typed, and nothing is stored then.
    @Sendable func enter(_ visit: StaffVisit) async throws -> Response {
        var page = try await entry(visit)
        let survey = page.reached.survey
        page.typed = Dictionary(
            uniqueKeysWithValues: survey.questions.map {
                ($0.id, visit.field(PaperEntryPage.prefix + $0.id.value))
            })
        page.code = visit.field(PaperEntryPage.codeField)
        let languages = page.reached.languages(among: workspace.locales)
        let language = LanguageTag(visit.field(PaperEntryPage.languageField))
        page.language = languages.map(\.tag).first { $0 == language } ?? Locales.source
        let answers = PaperAnswers(page.typed, to: survey)
        page.faults = answers.faults
        guard page.faults.isEmpty else {
            return show(page, visit, status: .unprocessableContent)
        }
        do {
            var generator = SystemRandomNumberGenerator()
            let response = try answers.completed(survey, as: SubmissionKey(using: &generator))
            try await workspace.verbs.reach.enter(
                response, page.reached.followed.dialogue.id, InvitationCode(typed: page.code),
                page.language, visit.signedIn)
        } catch let incomplete as IncompleteJourney {
            for question in incomplete.missing { page.faults[question] = .missing }
            return show(page, visit, status: .unprocessableContent)
        } catch DialogueRefusal.codeNotValid {
            page.isCodeRefused = true
            return show(page, visit, status: .unprocessableContent)
        } catch DialogueRefusal.wrongStage {
            page.isClosed = true
            return show(page, visit, status: .conflict)
        }
        return redirect(
            to: WorkspacePath.paperEntry(of: page.reached.followed.dialogue.id)
                + "?\(WorkspacePath.doneParameter)=papper&\(WorkspacePath.languageParameter)=\(page.language)"
        )
    }

    private func entry(_ visit: StaffVisit) async throws -> PaperEntryPage {
        PaperEntryPage(reached: try await workspace.reached(visit), locales: workspace.locales)
    }

    private func show(
        _ page: PaperEntryPage, _ visit: StaffVisit, status: HTTPResponse.Status = .ok
    ) -> Response {
        workspace.respond(
            "paperentry", page.values(for: visit.person, in: visit.text), visit,
            title: "paper.entry-title", name: page.reached.title, status: status)
    }
}
