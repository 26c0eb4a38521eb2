import Dialogues
import DisclosureControl
import HTTPTypes
import Hummingbird
import Localization
import Pages
import Pipeline
import Reports
import Staff
import SurveyDefinition

/// A closed round's release: seen before it is published, published by one person or by two, and replaced by a new one.
struct PublishingController: Sendable {
    let workspace: Workspace

    private var verbs: PublishingVerbs { workspace.verbs.publishing }

    /// The release as residents will see it, with what is kept back, and what can be done with it.
    @Sendable func page(_ visit: StaffVisit) async throws -> Response {
        try await page(visit, leavingOut: chosen(visit), problem: nil)
    }

    @Sendable func publish(_ visit: StaffVisit) async throws -> Response {
        try await wish(visit, done: "published") { round, wish in
            _ = try await verbs.publish(round, wish, visit.signedIn)
        }
    }

    @Sendable func ask(_ visit: StaffVisit) async throws -> Response {
        try await wish(visit, done: "asked") { round, wish in
            try await verbs.ask(round, wish, visit.signedIn)
        }
    }

    @Sendable func approve(_ visit: StaffVisit) async throws -> Response {
        try await act(visit, done: "published") {
            _ = try await verbs.approve($0, visit.field("request"), visit.signedIn)
        }
    }

    @Sendable func withdraw(_ visit: StaffVisit) async throws -> Response {
        try await act(visit, done: "withdrawn") {
            try await verbs.withdraw($0, visit.field("request"), visit.signedIn)
        }
    }

    // MARK: Parts

    private func wish(
        _ visit: StaffVisit, done: String, _ body: (RoundID, ReleaseWish) async throws -> Void
    ) async throws -> Response {
        let parts = Set(
            visit.field(WorkspacePath.leftOutParameter).split(separator: " ")
                .compactMap { ReleasePart(name: String($0)) })
        let wish = ReleaseWish(
            leavingOut: parts, reason: Self.trimmed(visit.field("reason")),
            seen: visit.field("seen"))
        return try await act(visit, done: done, leavingOut: parts) { try await body($0, wish) }
    }

    /// Does it, or shows the page again with why it wasn't done.
    private func act(
        _ visit: StaffVisit, done: String, leavingOut parts: Set<ReleasePart>? = nil,
        _ body: (RoundID) async throws -> Void
    ) async throws -> Response {
        let round = RoundID(try visit.parameter("round"))
        do {
            try await body(round)
        } catch ReleaseRefusal.unknownRound {
            throw WorkspaceProblem.unknownPage
        } catch StaffError.notPermitted {
            throw WorkspaceProblem.notPermitted
        } catch let refusal as ReleaseRefusal {
            return try await page(visit, leavingOut: parts, problem: refusal)
        }
        return redirect(to: WorkspacePath.preview(of: round), done: done)
    }

    private func page(
        _ visit: StaffVisit, leavingOut parts: Set<ReleasePart>?, problem: ReleaseRefusal?
    ) async throws -> Response {
        let round = RoundID(try visit.parameter("round"))
        let preview: ReleasePreview
        do {
            preview = try await verbs.preview(round, parts, visit.signedIn)
        } catch ReleaseRefusal.unknownRound {
            throw WorkspaceProblem.unknownPage
        } catch StaffError.notPermitted {
            throw WorkspaceProblem.notPermitted
        } catch let refusal as ReleaseRefusal {
            return workspace.respond(
                "message",
                [
                    "title": visit.text.work("publishing.not-possible"),
                    "text": visit.text.work(refusal.textKey),
                    "links": [
                        [
                            "path": WorkspacePath.dialogue(round),
                            "label": visit.text.work("dialogue.back-to"),
                        ]
                    ],
                ], visit, title: "publishing.title", status: .conflict)
        }
        let page = PreviewPage(
            preview: preview,
            dialogue: try? await workspace.verbs.dialogues.one(round, visit.signedIn),
            results: results(preview, visit), languages: workspace.locales.languages,
            shown: shown(visit), reason: visit.field("reason"), problem: problem,
            done: visit.visit.query(WorkspacePath.doneParameter))
        return workspace.respond(
            "preview", page.values(for: visit.person, in: visit.text), visit,
            title: "publishing.title",
            status: problem == nil
                ? .ok : problem?.isOfForm == true ? .unprocessableContent : .conflict)
    }

    /// The page of the results, as residents will have it.
    private func results(_ preview: ReleasePreview, _ visit: StaffVisit) -> String {
        resultsPage(
            preview.release, workspace.context(of: preview.round, asking: preview.survey),
            in: workspace.locales.localizer(for: shown(visit)))
    }

    /// The language that the release is shown in.
    private func shown(_ visit: StaffVisit) -> LanguageTag {
        let asked = visit.visit.query(WorkspacePath.shownParameter).flatMap { LanguageTag($0) }
        return asked.flatMap { workspace.locales.language($0)?.tag } ?? visit.text.language.tag
    }

    /// What the page is asked to leave out; `nil` when it isn't asked.
    private func chosen(_ visit: StaffVisit) -> Set<ReleasePart>? {
        guard visit.visit.query(WorkspacePath.chosenParameter) != nil else { return nil }
        let names = visit.visit.request.uri.queryParameters[
            values: Substring(WorkspacePath.leftOutParameter)]
        return Set(names.compactMap { ReleasePart(name: String($0)) })
    }

    /// Line ends and space around it have no meaning in a sentence.
    private static func trimmed(_ reason: String) -> String {
        reason.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

extension ReleaseRefusal {
    /// The key of its text.
    var textKey: String {
        switch self {
        case .unknownRound, .notClosed: "publishing.not-closed"
        case .answersDisposed: "publishing.answers-disposed"
        case .frozen: "publishing.frozen"
        case .wouldDisclose: "publishing.would-disclose"
        case .themeGone: "publishing.theme-gone"
        case .changedMeanwhile: "publishing.changed-meanwhile"
        case .nothingNew: "publishing.nothing-new"
        case .reasonMissing: "publishing.reason-missing"
        case .reasonTooLong: "publishing.reason-too-long"
        case .needsTwoPersons: "publishing.needs-two"
        case .ownRequest: "publishing.own-request"
        case .notAsked: "publishing.not-asked"
        }
    }

    /// Whether something typed has to be put right.
    var isOfForm: Bool { self == .reasonMissing || self == .reasonTooLong }
}

extension Workspace {
    /// What figures of a round are told with.
    func context(of round: Round, asking survey: Survey) -> ReportContext {
        ReportContext(
            round: round, survey: survey, goals: verbs.dialogues.definitions.goals,
            districts: survey.districts, municipality: identity.municipality,
            languages: locales.languages)
    }
}
