import Dialogues
import HTTPTypes
import Hummingbird
import Localization
import Pages
import Pipeline
import Staff
import SurveyDefinition
import SurveyDrafts

/// What a dialogue asks: looked at by whoever sees the dialogue, chosen by whoever prepares it.
struct AskedController: Sendable {
    let workspace: Workspace

    private var verbs: SurveyVerbs { workspace.verbs.surveys }

    @Sendable func page(_ visit: StaffVisit) async throws -> Response {
        var page = try await askedPage(visit)
        page.isChosen = visit.visit.query(WorkspacePath.doneParameter) == "chosen"
        return show(page, visit)
    }

    /// Lets the dialogue ask another survey.
    @Sendable func choose(_ visit: StaffVisit) async throws -> Response {
        let id = try await workspace.followedDialogue(visit).dialogue.id
        let survey = SurveyID(visit.field("survey"))
        do {
            try await verbs.choose(survey, id, visit.signedIn)
        } catch SurveyRefusal.notPrepared {
            var page = try await askedPage(visit)
            page.refusal = "composer.refused-not-prepared"
            return show(page, visit, status: .conflict)
        } catch is SurveyRefusal {
            throw WorkspaceProblem.badForm
        }
        return redirect(to: WorkspacePath.asked(in: id, done: "chosen"))
    }

    /// Begins a draft with the questions that the dialogue asks, to be changed and then chosen.
    @Sendable func begin(_ visit: StaffVisit) async throws -> Response {
        let followed = try await workspace.followedDialogue(visit)
        do {
            let id = try await verbs.begin(
                .copy(of: followed.round.survey, title: visit.field("title")), visit.signedIn)
            return redirect(to: WorkspacePath.draft(id, done: "begun"))
        } catch let refusal as DraftRefusal {
            var page = try await askedPage(visit)
            page.refusal = refusal.textKey
            return show(page, visit, status: .unprocessableContent)
        } catch is SurveyRefusal {
            throw WorkspaceProblem.badForm
        }
    }

    @Sendable func preview(_ visit: StaffVisit) async throws -> Response {
        try workspace.preview(of: try await previewedSurvey(visit), visit)
    }

    @Sendable func previewed(_ visit: StaffVisit) async throws -> Response {
        try workspace.previewedPage(of: try await previewedSurvey(visit), visit)
    }

    // MARK: Parts

    private func previewedSurvey(_ visit: StaffVisit) async throws -> PreviewedSurvey {
        let id = try await workspace.followedDialogue(visit).dialogue.id
        return PreviewedSurvey(
            try await verbs.asked(id, visit.signedIn), askedIn: id, among: workspace.locales)
    }

    private func askedPage(_ visit: StaffVisit) async throws -> AskedPage {
        let followed = try await workspace.followedDialogue(visit)
        let id = followed.dialogue.id
        let asked = try await verbs.asked(id, visit.signedIn)
        return AskedPage(
            followed: followed, asked: asked,
            choices: followed.round.stage == .prepared
                ? try await verbs.choices(id, visit.signedIn) : [],
            advice: workspace.advice(on: asked, in: followed.round))
    }

    private func show(
        _ page: AskedPage, _ visit: StaffVisit, status: HTTPResponse.Status = .ok
    ) -> Response {
        workspace.response(
            "asked", page.values(for: visit.person, in: visit.text), visit,
            title: "asked.title", ["name": page.title], area: WorkspacePath.start, status: status)
    }
}
