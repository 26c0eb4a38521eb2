import HTTPTypes
import Hummingbird
import Localization
import Pages
import Pipeline
import Staff
import SurveyDefinition
import SurveyDrafts

/// The forms of a draft: the survey itself, a page, a question, a translation. Whatever is typed is kept at once, right or
/// wrong; what is wrong is told at its field.
struct DraftFormController: Sendable {
    let workspace: Workspace

    private var verbs: SurveyVerbs { workspace.verbs.surveys }

    @Sendable func facts(_ visit: StaffVisit) async throws -> Response {
        show(try await form(.facts, visit), visit)
    }

    @Sendable func saveFacts(_ visit: StaffVisit) async throws -> Response {
        try await save(try await form(.facts, visit), visit)
    }

    @Sendable func section(_ visit: StaffVisit) async throws -> Response {
        show(try await sectionForm(visit), visit)
    }

    @Sendable func saveSection(_ visit: StaffVisit) async throws -> Response {
        try await save(try await sectionForm(visit), visit)
    }

    @Sendable func question(_ visit: StaffVisit) async throws -> Response {
        var form = try await questionForm(visit)
        form.focus = visit.visit.query(WorkspacePath.focusParameter)
        return show(form, visit)
    }

    @Sendable func saveQuestion(_ visit: StaffVisit) async throws -> Response {
        try await save(try await questionForm(visit), visit)
    }

    @Sendable func translation(_ visit: StaffVisit) async throws -> Response {
        show(try await translationForm(visit), visit)
    }

    @Sendable func saveTranslation(_ visit: StaffVisit) async throws -> Response {
        try await save(try await translationForm(visit), visit)
    }

    // MARK: Forms

    private func form(_ part: DraftPart, _ visit: StaffVisit) async throws -> DraftForm {
        DraftForm(
            followed: try await workspace.followedDraft(visit), part: part,
            districts: verbs.definitions.districts)
    }

    private func sectionForm(_ visit: StaffVisit) async throws -> DraftForm {
        let id = try visit.parameter("section")
        let form = try await form(.section(SectionID(id)), visit)
        guard form.document.sections.contains(where: { $0.id == id }) else {
            throw WorkspaceProblem.unknownPage
        }
        return form
    }

    private func questionForm(_ visit: StaffVisit) async throws -> DraftForm {
        let id = try visit.parameter("question")
        let form = try await form(.question(QuestionID(id)), visit)
        guard form.document.question(id) != nil else { throw WorkspaceProblem.unknownPage }
        return form
    }

    private func translationForm(_ visit: StaffVisit) async throws -> DraftForm {
        guard let tag = LanguageTag(try visit.parameter("language")), tag != Locales.source,
            workspace.locales.language(tag) != nil
        else { throw WorkspaceProblem.unknownPage }
        return try await form(.translation(tag), visit)
    }

    // MARK: Keeping

    private func save(_ form: DraftForm, _ visit: StaffVisit) async throws -> Response {
        guard let revision = Int(visit.field("revision")) else { throw WorkspaceProblem.badForm }
        let id = form.id
        var form = form
        let typed = form.fields(of: visit.visit.form)
        do {
            try await verbs.change(id, form.part, typed, revision, visit.signedIn)
        } catch SurveyRefusal.changedMeanwhile(let merged, let now) {
            // Sent again, it takes the place of what is saved now: both were on the page to see.
            form.typed = merged.fields
            form.saved = merged.conflicts
            form.revision = now
            return show(form, visit, status: .conflict)
        } catch let refusal as DraftRefusal {
            form.typed = typed
            form.revision = revision
            form.refusal = refusal.textKey
            return show(form, visit, status: .unprocessableContent)
        } catch is SurveyRefusal {
            throw WorkspaceProblem.badForm
        }
        // A question is shown again while something is wrong with it: there it says what.
        if case .question(let question) = form.part {
            let checked = try await workspace.followedDraft(visit).checked
            if checked.faults.contains(where: {
                $0.place == .question(question) && $0.diagnostic.consequence == .unusable
            }) {
                return redirect(
                    to: WorkspacePath.question(question.value, of: id)
                        + "?\(WorkspacePath.doneParameter)=saved")
            }
        }
        return redirect(to: WorkspacePath.draft(id, done: "saved"))
    }

    private func show(
        _ form: DraftForm, _ visit: StaffVisit, status: HTTPResponse.Status = .ok
    ) -> Response {
        var form = form
        form.done = visit.visit.query(WorkspacePath.doneParameter)
        return workspace.response(
            "draftform", form.values(for: visit.person, in: visit.text), visit,
            title: form.titleKey, ["language": form.languageName], status: status)
    }
}
