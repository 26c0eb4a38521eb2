import Dialogues
import HTTPTypes
import Hummingbird
import Pages
import Pipeline
import Reports
import Staff
import SurveyDefinition

/// Who may answer a dialogue: whoever has the link, or whoever has a code; and the codes, for letters or a class.
struct RespondentsController: Sendable {
    let workspace: Workspace

    private var verbs: ReachVerbs { workspace.verbs.reach }

    @Sendable func page(_ visit: StaffVisit) async throws -> Response {
        var page = try await respondentsPage(visit)
        page.isDone = visit.visit.query(WorkspacePath.doneParameter) == "saved"
        return show(page, visit)
    }

    @Sendable func choose(_ visit: StaffVisit) async throws -> Response {
        guard let respondents = Respondents(rawValue: visit.field("respondents")) else {
            throw WorkspaceProblem.badForm
        }
        var page = try await respondentsPage(visit)
        let id = page.reached.followed.dialogue.id
        do {
            try await verbs.choose(respondents, id, visit.signedIn)
        } catch DialogueRefusal.codesIssued {
            page.refusal = "respondents.codes-issued"
            return show(page, visit, status: .conflict)
        } catch DialogueRefusal.wrongStage {
            page.refusal = "step.not-now"
            return show(page, visit, status: .conflict)
        }
        return redirect(to: WorkspacePath.respondents(of: id, done: "saved"))
    }

    /// Makes codes, as a file that is nowhere else.
    @Sendable func issueCodes(_ visit: StaffVisit) async throws -> Response {
        var page = try await respondentsPage(visit)
        let typed = visit.field("count").filter { !$0.isWhitespace }
        guard let count = Int(typed), (1...RespondentsPage.mostCodes).contains(count) else {
            page.isCountWrong = true
            return show(page, visit, status: .unprocessableContent)
        }
        let id = page.reached.followed.dialogue.id
        do {
            let codes = try await verbs.issueCodes(count, id, visit.signedIn)
            let base = workspace.answersBase(of: visit.visit.request)
            let text = visit.text
            let file = csvForPeople(
                header: [text.plain("respondents.code"), text.plain("respondents.link")],
                rows: codes.map { [$0.printed, verbs.codeLink($0, id, base)] })
            return workspace.file(
                Array(file.utf8), type: "text/csv; charset=utf-8", named: "\(id)-koder.csv")
        } catch DialogueRefusal.wrongStage {
            page.refusal = "step.not-now"
            return show(page, visit, status: .conflict)
        }
    }

    // MARK: Parts

    private func respondentsPage(_ visit: StaffVisit) async throws -> RespondentsPage {
        let reached = try await workspace.reached(visit)
        return RespondentsPage(
            reached: reached,
            codes: try await verbs.codes(reached.followed.dialogue.id, visit.signedIn))
    }

    private func show(
        _ page: RespondentsPage, _ visit: StaffVisit, status: HTTPResponse.Status = .ok
    ) -> Response {
        workspace.respond(
            "respondents", page.values(for: visit.person, in: visit.text), visit,
            title: "respondents.title", name: page.reached.title, status: status)
    }
}

/// The choice, as long as the dialogue is prepared, and the codes that are issued.
struct RespondentsPage {
    let reached: ReachedDialogue
    /// `nil` where none are taken.
    let codes: IssuedCodes?
    var isDone = false
    /// Why something wasn't done: a key.
    var refusal: String?
    var isCountWrong = false

    /// In one file of the workspace; a sample of a whole town is drawn at the terminal.
    static let mostCodes = 10_000

    func values(for person: Person, in text: PageText) -> [String: Any] {
        let round = reached.followed.round
        let id = round.id
        let now = Respondents(of: round)
        let base = text.localizer.number(reached.survey.policy.smallestBase)
        var values: [String: Any] = [
            "backPath": WorkspacePath.dialogue(id), "back": text.work("dialogue.back-to"),
            "title": text.work("respondents.heading"), "name": reached.title,
        ]
        if isDone { values["done"] = text.work("dialogue-done.saved") }
        if let refusal { values["refused"] = text.work(refusal) }
        if round.stage == .prepared, now != nil, codes?.issued ?? 0 == 0 {
            values["choosing"] =
                [
                    "action": WorkspacePath.respondents(of: id), "token": person.token.formToken,
                    "legend": text.work("respondents.who"),
                    "button": text.work("dialogue.save"),
                    "choices": Respondents.allCases.map { choice in
                        [
                            "value": choice.rawValue, "chosen": choice == now,
                            "label": text.work("respondents.\(choice.rawValue)"),
                            "about": text.work(
                                "respondents.\(choice.rawValue)-about", ["base": base]),
                        ] as [String: Any]
                    },
                ] as [String: Any]
        } else {
            values["isFixed"] = text.work("respondents.\(now?.rawValue ?? "other")")
        }
        if let codes {
            var form: [String: Any] = [
                "heading": text.work("respondents.codes"),
                "counts": text.work(
                    "respondents.counts",
                    [
                        "issued": text.localizer.number(codes.issued),
                        "used": text.localizer.number(codes.used),
                    ]),
                "lead": text.work("respondents.codes-lead"),
                "action": WorkspacePath.codes(of: id), "token": person.token.formToken,
                "label": text.work("respondents.count"), "button": text.work("respondents.make"),
            ]
            if isCountWrong {
                form["fault"] = text.work(
                    "respondents.count-wrong", ["most": text.localizer.number(Self.mostCodes)])
            }
            values["codes"] = form
        }
        return values
    }
}
