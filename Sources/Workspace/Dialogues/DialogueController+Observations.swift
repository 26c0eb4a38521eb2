import Dialogues
import Hummingbird
import Localization
import Pages
import Pipeline
import SurveyDefinition

/// What is seen on a dialogue's walks: noted with a phone in one hand, moved on at a desk.
extension DialogueController {
    @Sendable func observationsPage(_ visit: StaffVisit) async throws -> Response {
        var page = ObservationsPage(followed: try await dialogue(visit), languages: languages)
        page.typed["spot"] = visit.visit.query(WorkspacePath.placeParameter)
        page.done = visit.visit.query(WorkspacePath.doneParameter)
        return show(page, visit)
    }

    /// Notes an observation, and comes back ready for the next one at the same spot.
    @Sendable func note(_ visit: StaffVisit) async throws -> Response {
        var page = ObservationsPage(followed: try await dialogue(visit), languages: languages)
        page.typed = page.fields(of: visit.visit.form)
        let id = page.followed.dialogue.id
        do {
            try await verbs.note(id, page.typed, visit.signedIn)
        } catch let faults as DialogueFaults {
            page.faults = faults.byField
            return show(page, visit, status: .unprocessableContent)
        }
        return redirect(
            to: WorkspacePath.observations(of: id, spot: page.typed["spot"], done: "noted"))
    }

    /// The observations as a file, for the office that mends what was seen.
    @Sendable func observationsFile(_ visit: StaffVisit) async throws -> Response {
        let dialogue = try await dialogue(visit).dialogue
        return workspace.file(
            Array(observationsCSV(of: dialogue, in: visit.text).utf8),
            type: "text/csv; charset=utf-8", named: "\(dialogue.id)-observationer.csv")
    }

    @Sendable func observationPage(_ visit: StaffVisit) async throws -> Response {
        let form = try await observationForm(visit)
        guard case .observation(let number) = form.part,
            form.followed.dialogue.observations[number] != nil
        else { throw WorkspaceProblem.unknownPage }
        return show(form, visit)
    }

    @Sendable func saveObservation(_ visit: StaffVisit) async throws -> Response {
        try await save(try await observationForm(visit), visit)
    }

    /// The form of an observation, also of one that was removed while somebody wrote in it.
    private func observationForm(_ visit: StaffVisit) async throws -> DialogueForm {
        let followed = try await dialogue(visit)
        guard let number = Int(try visit.parameter("number")),
            followed.dialogue.observations.hasGiven(number)
        else { throw WorkspaceProblem.unknownPage }
        return DialogueForm(
            followed: followed, task: .observation(number), definitions: verbs.definitions,
            languages: languages)
    }

    private func show(
        _ page: ObservationsPage, _ visit: StaffVisit, status: HTTPResponse.Status = .ok
    ) -> Response {
        workspace.respond(
            "observations", page.values(for: visit.person, in: visit.text), visit,
            title: "observation.title", status: status)
    }

    private var languages: [Language] { workspace.locales.languages }
}
