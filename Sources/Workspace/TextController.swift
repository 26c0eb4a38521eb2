import HTTPTypes
import Hummingbird
import Pages
import Pipeline
import Staff
import SurveyDefinition

/// Free texts before a moderator: how far the reading has come, and the texts of a question, to be coded to themes
/// and approved or refused.
struct TextController: Sendable {
    let workspace: Workspace

    private static let perPage = 10

    @Sendable func progressPage(_ visit: StaffVisit) async throws -> Response {
        let listing = try await listing(visit)
        let progress = try await workspace.verbs.texts.progress(listing.round.id, visit.signedIn)
        let page = TextProgressPage(listing: listing, progress: progress)
        return respond(
            "textprogress", page.values(in: visit.text), visit, at: WorkspacePath.start)
    }

    @Sendable func page(_ visit: StaffVisit) async throws -> Response {
        let listing = try await listing(visit)
        let question = try question(visit, of: listing)
        let which =
            visit.visit.query(WorkspacePath.whichParameter)
            .flatMap(TextSelection.Which.init) ?? .unread
        let after = visit.visit.query(WorkspacePath.afterParameter).flatMap { TextID($0) }
        let texts = try await workspace.verbs.texts.read(
            TextSelection(
                of: question.id, which: which, after: after, limit: Self.perPage),
            listing.round.id, visit.signedIn)
        return try await show(
            TextsPage(
                listing: listing, question: question, which: which, texts: texts,
                isLast: texts.count < Self.perPage,
                isDone: visit.visit.query(WorkspacePath.doneParameter) != nil),
            visit)
    }

    /// Takes a verdict. When somebody else has said something of the text meanwhile, it is shown as it is now,
    /// with what was typed.
    @Sendable func judge(_ visit: StaffVisit) async throws -> Response {
        let listing = try await listing(visit)
        let question = try question(visit, of: listing)
        guard let id = TextID(visit.field("text")), let revision = Int(visit.field("revision")),
            let which = TextSelection.Which(rawValue: visit.field("which")),
            let action = TextAction(rawValue: visit.field("action"))
        else { throw WorkspaceProblem.badForm }
        let wording = visit.field("wording")
        let chosen = Set((visit.visit.form.all("theme") ?? []).map { ThemeID($0) })
        let progress = try await workspace.verbs.texts.progress(listing.round.id, visit.signedIn)
            .first { $0.question == question.id }
        let isCoding = progress.map { !$0.themes.isEmpty && !$0.isPublished } ?? false
        do {
            try await workspace.verbs.texts.judge(
                TextVerdict(
                    of: TextReference(id, revision: revision), themes: isCoding ? chosen : nil,
                    decision: action.decision(wording: wording)),
                listing.round.id, visit.signedIn)
        } catch let error as ModerationError {
            let problem = try TextProblem(error)
            let text = try await workspace.verbs.texts.readOne(
                id, listing.round.id, visit.signedIn)
            var page = TextsPage(
                listing: listing, question: question, which: which, texts: [text], isLast: true,
                isDone: false)
            page.typed = (wording, chosen)
            page.problem = problem
            return try await show(page, visit)
        }
        return redirect(
            to: WorkspacePath.texts(
                to: question.id, of: listing.round.id, which: which.rawValue, done: true))
    }

    private func show(_ page: TextsPage, _ visit: StaffVisit) async throws -> Response {
        let progress = try await workspace.verbs.texts.progress(
            page.listing.round.id, visit.signedIn)
        let values = page.values(
            of: progress.first { $0.question == page.question.id }, for: visit.person,
            in: visit.text)
        return respond(
            "texts", values, visit, at: WorkspacePath.texts(of: page.listing.round.id),
            status: page.problem == nil ? .ok : .conflict)
    }

    // MARK: Parts

    private func listing(_ visit: StaffVisit) async throws -> StaffRound {
        let id = RoundID(try visit.parameter("round"))
        guard let listing = try await workspace.verbs.rounds().first(where: { $0.round.id == id })
        else { throw WorkspaceProblem.unknownPage }
        return listing
    }

    /// A free-text question of the round whose texts are there.
    private func question(_ visit: StaffVisit, of listing: StaffRound) throws -> Question {
        let id = QuestionID(try visit.parameter("question"))
        guard let question = listing.survey.question(id), question.isFreeText,
            listing.round.textsDisposedOn == nil
        else { throw WorkspaceProblem.unknownPage }
        return question
    }

    private func respond(
        _ template: String, _ values: [String: Any], _ visit: StaffVisit, at path: String,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        let frame = StaffPage(
            title: "texts.title", path: path, text: visit.text, person: visit.person,
            hasErrors: status != .ok)
        return workspace.response(
            frame, content: workspace.templates.render(template, values), status: status)
    }
}

/// The three buttons below a text.
enum TextAction: String {
    case code, approve, reject

    func decision(wording: String) -> TextVerdict.Decision? {
        switch self {
        case .code: nil
        case .approve: .approve(wording: wording)
        case .reject: .reject
        }
    }
}
