import HTTPTypes
import Hummingbird
import Localization
import NIOCore
import Pages
import Pipeline
import Staff
import SurveyDefinition
import SurveyDrafts

/// One survey that is being composed: its questions in their order, the bank, the preview and the publishing.
struct DraftController: Sendable {
    let workspace: Workspace

    private var verbs: SurveyVerbs { workspace.verbs.surveys }

    @Sendable func page(_ visit: StaffVisit) async throws -> Response {
        var page = try await draftPage(visit)
        page.done = visit.visit.query(WorkspacePath.doneParameter)
        page.focus = visit.visit.query(WorkspacePath.focusParameter)
        return show(page, visit)
    }

    private func draftPage(_ visit: StaffVisit) async throws -> DraftPage {
        let followed = try await workspace.followedDraft(visit)
        return DraftPage(
            followed: followed, requiredLanguages: verbs.requiredLanguages,
            prepared: visit.signedIn.mayDo(.editRounds)
                ? try await verbs.preparedDialogues(visit.signedIn) : [],
            advice: followed.checked.survey.flatMap {
                ClassAdvice(on: $0, among: workspace.verbs.dialogues.definitions)
            })
    }

    private func show(
        _ page: DraftPage, _ visit: StaffVisit, status: HTTPResponse.Status = .ok
    ) -> Response {
        workspace.response(
            "draft", page.values(for: visit.person, in: visit.text), visit,
            title: "composer.draft-title", ["name": page.title], status: status)
    }

    // MARK: What is asked, and in which order

    @Sendable func order(_ visit: StaffVisit) async throws -> Response {
        let id = SurveyID(try visit.parameter("survey"))
        let of = visit.field("of")
        let name = visit.field("do")
        guard let operation = operation(name, of: of, visit) else {
            throw WorkspaceProblem.badForm
        }
        do {
            try await verbs.apply(operation, id, visit.signedIn)
        } catch let refusal as DraftRefusal {
            return try await refuse(refusal.textKey, visit)
        } catch SurveyRefusal.unknownDraft {
            throw WorkspaceProblem.unknownPage
        }
        if case .moveOption(_, let question, _) = operation {
            return redirect(
                to: WorkspacePath.question(question.value, of: id)
                    + "?\(WorkspacePath.focusParameter)=\(name).\(visit.field("code"))")
        }
        let isMove = name.hasSuffix("up") || name.hasSuffix("down")
        return redirect(
            to: WorkspacePath.draft(
                id, focus: isMove && QuestionID.isWellFormed(of) ? "\(name).\(of)" : nil,
                done: isMove ? nil : "changed"))
    }

    private func operation(_ name: String, of id: String, _ visit: StaffVisit) -> DraftOperation? {
        switch name {
        case "question-up": .moveQuestion(QuestionID(id), .up)
        case "question-down": .moveQuestion(QuestionID(id), .down)
        case "question-remove": .removeQuestion(QuestionID(id))
        case "section-up": .moveSection(SectionID(id), .up)
        case "section-down": .moveSection(SectionID(id), .down)
        case "section-remove": .removeSection(SectionID(id))
        case "section-add": .addSection(title: visit.field("text"))
        case "option-up": .moveOption(Code(visit.field("code")), of: QuestionID(id), .up)
        case "option-down": .moveOption(Code(visit.field("code")), of: QuestionID(id), .down)
        case "question-add":
            DraftKind(rawValue: visit.field("kind")).map {
                .addQuestion($0, text: visit.field("text"), to: SectionID(id))
            }
        default: nil
        }
    }

    private func refuse(
        _ key: String, _ visit: StaffVisit, _ values: [String: String] = [:],
        status: HTTPResponse.Status = .unprocessableContent
    ) async throws -> Response {
        var page = try await draftPage(visit)
        page.refusal = visit.text.compose(key, values)
        return show(page, visit, status: status)
    }

    // MARK: The bank

    @Sendable func bank(_ visit: StaffVisit) async throws -> Response {
        let followed = try await workspace.followedDraft(visit)
        let asked = visit.visit.query(WorkspacePath.sectionParameter)
        guard let section = followed.checked.document.sections.first(where: { $0.id == asked })
        else { throw WorkspaceProblem.unknownPage }
        let page = BankPage(
            followed: followed, bank: verbs.bank, goals: verbs.definitions.goals,
            section: section.id)
        return workspace.response(
            "bank", page.values(for: visit.person, in: visit.text), visit,
            title: "composer.bank-title")
    }

    @Sendable func take(_ visit: StaffVisit) async throws -> Response {
        let id = SurveyID(try visit.parameter("survey"))
        let section = visit.field("section")
        do {
            try await verbs.apply(
                .take(
                    QuestionID(visit.field("question")), of: SurveyID(visit.field("of")),
                    to: SectionID(section)),
                id, visit.signedIn)
        } catch let refusal as DraftRefusal {
            return try await refuse(refusal.textKey, visit)
        } catch SurveyRefusal.unknownDraft {
            throw WorkspaceProblem.unknownPage
        }
        return redirect(to: WorkspacePath.draft(id, done: "taken"))
    }

    // MARK: The preview

    @Sendable func preview(_ visit: StaffVisit) async throws -> Response {
        try workspace.preview(
            of: PreviewedSurvey(try await workspace.followedDraft(visit)), visit)
    }

    /// The page itself, as residents would get it, for the frame.
    @Sendable func previewed(_ visit: StaffVisit) async throws -> Response {
        try workspace.previewedPage(
            of: PreviewedSurvey(try await workspace.followedDraft(visit)), visit)
    }

    // MARK: Deleting

    @Sendable func deletionPage(_ visit: StaffVisit) async throws -> Response {
        show(DraftDeletionPage(followed: try await workspace.followedDraft(visit)), visit)
    }

    /// Deletes the draft as it stood on the page. When somebody has changed it since, it has to be looked at first.
    @Sendable func delete(_ visit: StaffVisit) async throws -> Response {
        let followed = try await workspace.followedDraft(visit)
        guard let revision = Int(visit.field("revision")) else { throw WorkspaceProblem.badForm }
        do {
            try await verbs.delete(followed.draft.id, revision, visit.signedIn)
        } catch SurveyRefusal.changedSince {
            let page = DraftDeletionPage(
                followed: try await workspace.followedDraft(visit), isOutdated: true)
            return show(page, visit, status: .conflict)
        } catch SurveyRefusal.unknownDraft {
            throw WorkspaceProblem.unknownPage
        }
        return redirect(to: WorkspacePath.surveys(done: "deleted"))
    }

    private func show(
        _ page: DraftDeletionPage, _ visit: StaffVisit, status: HTTPResponse.Status = .ok
    ) -> Response {
        workspace.response(
            "deletedraft", page.values(for: visit.person, in: visit.text), visit,
            title: "composer.delete-title", ["name": page.title], status: status)
    }

    // MARK: Publishing

    @Sendable func publish(_ visit: StaffVisit) async throws -> Response {
        let id = SurveyID(try visit.parameter("survey"))
        guard let revision = Int(visit.field("revision")) else {
            // Who asks for a draft that isn't there is told so.
            _ = try await workspace.followedDraft(visit)
            throw WorkspaceProblem.badForm
        }
        do {
            try await verbs.publish(id, revision, visit.signedIn)
        } catch let refusal as SurveyRefusal {
            return try await refuse(refusal, visit)
        }
        return redirect(to: WorkspacePath.draft(id, done: "published"))
    }

    /// Lets a dialogue that hasn't opened ask the survey.
    @Sendable func choose(_ visit: StaffVisit) async throws -> Response {
        let id = SurveyID(try visit.parameter("survey"))
        let round = RoundID(visit.field("round"))
        guard RoundID.isWellFormed(round.value) else { throw WorkspaceProblem.badForm }
        do {
            try await verbs.choose(id, round, visit.signedIn)
        } catch StaffError.notPermitted {
            throw WorkspaceProblem.notPermitted
        } catch let refusal as SurveyRefusal {
            return try await refuse(refusal, visit)
        }
        return redirect(to: WorkspacePath.draft(id, done: "chosen"))
    }

    private func refuse(_ refusal: SurveyRefusal, _ visit: StaffVisit) async throws -> Response {
        switch refusal {
        case .unknownDraft, .draftExists: throw WorkspaceProblem.unknownPage
        case .changedMeanwhile, .changedSince:
            return try await refuse("composer.refused-changed", visit, status: .conflict)
        case .faulty: return try await refuse("composer.refused-faulty", visit)
        case .untranslated(let tag):
            let name = workspace.locales.language(tag)?.name ?? tag.value
            return try await refuse(
                "composer.refused-untranslated", visit, ["language": name])
        case .meaningChanged: return try await refuse("composer.refused-meaning", visit)
        case .nothingChanged: return try await refuse("composer.refused-nothing", visit)
        case .notPrepared:
            return try await refuse("composer.refused-not-prepared", visit, status: .conflict)
        }
    }
}

extension Workspace {
    /// The draft that the address names.
    func followedDraft(_ visit: StaffVisit) async throws -> FollowedDraft {
        do {
            return try await verbs.surveys.one(
                SurveyID(try visit.parameter("survey")), visit.signedIn)
        } catch SurveyRefusal.unknownDraft {
            throw WorkspaceProblem.unknownPage
        } catch StaffError.notPermitted {
            throw WorkspaceProblem.notPermitted
        }
    }
}
