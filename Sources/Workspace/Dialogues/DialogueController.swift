import Dialogues
import HTTPTypes
import Hummingbird
import Localization
import Pages
import Pipeline
import Staff
import SurveyDefinition

/// A dialogue before those who work with it: started from a template, filled in and translated, opened, closed,
/// published and answered.
struct DialogueController: Sendable {
    let workspace: Workspace

    var verbs: DialogueVerbs { workspace.verbs.dialogues }

    // MARK: Starting

    /// The templates to choose from, or the form of the one that was chosen.
    @Sendable func startPage(_ visit: StaffVisit) async throws -> Response {
        guard let name = visit.visit.query(WorkspacePath.templateParameter) else {
            let page = TemplatesPage(templates: verbs.templates.list)
            return workspace.respond(
                "templates", page.values(in: visit.text), visit, title: "dialogue.start")
        }
        guard let template = verbs.templates.template(DialogueTemplateID(name)) else {
            throw WorkspaceProblem.unknownPage
        }
        let earlier = try await earlier(visit.visit.query(WorkspacePath.afterParameter), visit)
        return show(
            StartForm(template: template, districts: verbs.definitions.districts, after: earlier),
            visit)
    }

    @Sendable func start(_ visit: StaffVisit) async throws -> Response {
        guard let template = verbs.templates.template(DialogueTemplateID(visit.field("template")))
        else { throw WorkspaceProblem.badForm }
        let earlier = try await earlier(visit.visit.form["after"], visit)
        var form = StartForm(
            template: template, districts: verbs.definitions.districts, after: earlier)
        form.typed = visit.visit.form
        do {
            let id = try await verbs.start(form.start, visit.signedIn)
            return redirect(to: WorkspacePath.dialogue(id, done: "started"))
        } catch let faults as DialogueFaults {
            form.faults = faults.byField
            return show(form, visit, status: .unprocessableContent)
        }
    }

    private func earlier(_ name: String?, _ visit: StaffVisit) async throws -> FollowedDialogue? {
        guard let name, !name.isEmpty else { return nil }
        return try await workspace.followedDialogue(RoundID(name), for: visit)
    }

    private func show(
        _ form: StartForm, _ visit: StaffVisit, status: HTTPResponse.Status = .ok
    ) -> Response {
        workspace.respond(
            "dialogueform", form.values(for: visit.person, in: visit.text), visit,
            title: "dialogue.start", status: status)
    }

    // MARK: One dialogue

    @Sendable func page(_ visit: StaffVisit) async throws -> Response {
        var page = try await page(of: try await dialogue(visit), visit)
        page.done = visit.visit.query(WorkspacePath.doneParameter)
        return show(page, visit)
    }

    /// Takes a step of the dialogue's life. What can't be undone is asked about once more, on the same page.
    func take(_ step: DialogueStep) -> @Sendable (StaffVisit) async throws -> Response {
        { visit in
            let followed = try await dialogue(visit)
            var page = try await page(of: followed, visit)
            if step.isFinal, visit.field("confirmed") != "yes" {
                page.refusal = "step.confirm-first"
                return show(page, visit, status: .unprocessableContent)
            }
            do {
                try await verbs.take(step, followed.dialogue.id, visit.signedIn)
            } catch let refusal as DialogueRefusal {
                page.refusal = try refusal.textKey
                return show(page, visit, status: .conflict)
            }
            return redirect(
                to: WorkspacePath.dialogue(followed.dialogue.id, done: "step-\(step.rawValue)"))
        }
    }

    private func page(
        of followed: FollowedDialogue, _ visit: StaffVisit
    ) async throws -> DialoguePage {
        let asked = try await workspace.verbs.surveys.asked(followed.dialogue.id, visit.signedIn)
        return DialoguePage(
            followed: followed, templates: verbs.templates, languages: workspace.locales.languages,
            asked: asked, advice: workspace.advice(on: asked, in: followed.round))
    }

    private func show(
        _ page: DialoguePage, _ visit: StaffVisit, status: HTTPResponse.Status = .ok
    ) -> Response {
        workspace.respond(
            "dialogue", page.values(for: visit.person, in: visit.text), visit,
            title: "dialogue.title", name: page.title, status: status)
    }

    // MARK: Its forms

    func formPage(_ task: DialogueTask) -> @Sendable (StaffVisit) async throws -> Response {
        { visit in
            show(
                DialogueForm(
                    followed: try await dialogue(visit), task: .part(task),
                    definitions: verbs.definitions, languages: workspace.locales.languages),
                visit)
        }
    }

    func save(_ task: DialogueTask) -> @Sendable (StaffVisit) async throws -> Response {
        { visit in
            try await save(
                DialogueForm(
                    followed: try await dialogue(visit), task: .part(task),
                    definitions: verbs.definitions, languages: workspace.locales.languages),
                visit)
        }
    }

    @Sendable func translationPage(_ visit: StaffVisit) async throws -> Response {
        show(try await translationForm(visit), visit)
    }

    @Sendable func saveTranslation(_ visit: StaffVisit) async throws -> Response {
        try await save(try await translationForm(visit), visit)
    }

    /// A native reader says that the texts are read as they stood on the page.
    @Sendable func signOff(_ visit: StaffVisit) async throws -> Response {
        var form = try await translationForm(visit)
        guard case .translation(let language) = form.part,
            let revision = Int(visit.field("revision"))
        else { throw WorkspaceProblem.badForm }
        let id = form.followed.dialogue.id
        guard visit.field("native") == "yes" else {
            form.reviewRefusal = "step.confirm-first"
            return show(form, visit, status: .unprocessableContent)
        }
        do {
            try await verbs.signOff(id, language, revision, visit.signedIn)
        } catch DialogueRefusal.otherTexts {
            form.reviewRefusal = "review.changed"
            return show(form, visit, status: .conflict)
        } catch DialogueRefusal.notReviewable {
            return show(form, visit, status: .conflict)
        } catch is DialogueRefusal {
            throw WorkspaceProblem.badForm
        }
        return redirect(to: WorkspacePath.dialogue(id, done: "reviewed"))
    }

    private func translationForm(_ visit: StaffVisit) async throws -> DialogueForm {
        let followed = try await dialogue(visit)
        guard let tag = LanguageTag(try visit.parameter("language")),
            let language = workspace.locales.language(tag), tag != Locales.source,
            verbs.templates.languages(of: followed.dialogue).contains(tag)
        else { throw WorkspaceProblem.unknownPage }
        return DialogueForm(
            followed: followed, task: .translation(language), definitions: verbs.definitions,
            languages: workspace.locales.languages)
    }

    /// Keeps a form, or shows it again with what was typed.
    func save(_ form: DialogueForm, _ visit: StaffVisit) async throws -> Response {
        guard let revision = Int(visit.field("revision")) else { throw WorkspaceProblem.badForm }
        let id = form.followed.dialogue.id
        var form = form
        let typed = form.fields(of: visit.visit.form)
        do {
            try await verbs.change(id, form.part, typed, revision, visit.signedIn)
            return redirect(to: form.pathAfter)
        } catch let faults as DialogueFaults {
            form.faults = faults.byField
            form.revision = revision
            form.typed = typed
        } catch DialogueRefusal.changedMeanwhile(let merged, let now) {
            // Sent again, it takes the place of what is saved now: both were on the page to see.
            form.typed = merged.fields
            form.saved = merged.conflicts
            form.revision = now
        } catch is DialogueRefusal {
            throw WorkspaceProblem.badForm
        }
        return show(form, visit, status: form.saved.isEmpty ? .unprocessableContent : .conflict)
    }

    func show(
        _ form: DialogueForm, _ visit: StaffVisit, status: HTTPResponse.Status = .ok
    ) -> Response {
        workspace.respond(
            "dialogueform", form.values(for: visit.person, in: visit.text), visit,
            title: form.titleKey, status: status)
    }

    // MARK: Parts

    func dialogue(_ visit: StaffVisit) async throws -> FollowedDialogue {
        try await workspace.followedDialogue(visit)
    }
}

extension Workspace {
    /// The dialogue that the address names.
    func followedDialogue(_ visit: StaffVisit) async throws -> FollowedDialogue {
        try await followedDialogue(RoundID(try visit.parameter("round")), for: visit)
    }

    /// - Throws: `WorkspaceProblem.unknownPage`; `.notPermitted`.
    func followedDialogue(
        _ id: RoundID, for visit: StaffVisit
    ) async throws -> FollowedDialogue {
        do {
            return try await verbs.dialogues.one(id, visit.signedIn)
        } catch DialogueRefusal.unknownDialogue {
            throw WorkspaceProblem.unknownPage
        } catch StaffError.notPermitted {
            throw WorkspaceProblem.notPermitted
        }
    }

    /// One of the pages about a dialogue.
    func respond(
        _ template: String, _ values: [String: Any], _ visit: StaffVisit, title: String,
        name: String = "", status: HTTPResponse.Status = .ok
    ) -> Response {
        let frame = StaffPage(
            title: title, titleValues: ["name": name], path: WorkspacePath.start,
            text: visit.text, person: visit.person, hasErrors: status != .ok)
        return response(frame, content: templates.render(template, values), status: status)
    }
}

extension DialogueStep {
    /// Whether it can't be undone.
    var isFinal: Bool { self == .close || self == .answer }
}

extension DialogueRefusal {
    /// The key of its text.
    ///
    /// - Throws: `WorkspaceProblem` for what concerns no dialogue that is there.
    fileprivate var textKey: String {
        get throws {
            switch self {
            case .incomplete: "step.incomplete"
            case .wrongStage: "step.not-now"
            case .changedMeanwhile, .otherTexts: "fault.changed-meanwhile"
            case .notReviewable: "review.not-yet"
            case .codeNotValid: "paper.code-not-valid"
            case .codesIssued: "respondents.codes-issued"
            case .unknownDialogue, .unknownTemplate: throw WorkspaceProblem.unknownPage
            }
        }
    }
}
