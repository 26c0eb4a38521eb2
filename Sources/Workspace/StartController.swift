import Dialogues
import Hummingbird
import Pages
import Staff

/// The first page: the rounds, and how far each has come.
struct StartController: Sendable {
    let workspace: Workspace

    @Sendable func page(_ visit: StaffVisit) async throws -> Response {
        let text = visit.text
        let rounds = try await workspace.verbs.rounds().filter {
            visit.signedIn.mayDo(.seeRounds, in: .round($0.round.id))
        }
        let groups = [RoundStage.open, .prepared, .closed].compactMap { stage in
            group(
                stage, rounds.filter { $0.round.stage == stage }, visit.signedIn, in: text)
        }
        let content = workspace.templates.render(
            "start",
            [
                "title": text.work("start.title"), "lead": text.work("start.lead"),
                "groups": groups, "none": text.work("start.none"), "any": !groups.isEmpty,
            ])
        let page = StaffPage(
            title: "start.title", path: WorkspacePath.start, text: text, person: visit.person)
        return workspace.response(page, content: content)
    }

    private func group(
        _ stage: RoundStage, _ rounds: [StaffRound], _ signedIn: SignedIn, in text: PageText
    ) -> [String: Any]? {
        guard !rounds.isEmpty else { return nil }
        return [
            "id": stage.rawValue, "heading": text.work("stage.\(stage.rawValue)"),
            "rounds": rounds.map { card($0, signedIn, in: text) },
        ]
    }

    private func card(
        _ each: StaffRound, _ signedIn: SignedIn, in text: PageText
    ) -> [String: Any] {
        let title = text.localizer.string(
            "round.title-period",
            [
                "title": text.localizer.string("title", in: each.survey.textFile),
                "period": each.round.period,
            ])
        var facts = [
            text.work(
                "start.participation", count: each.participation,
                ["count": text.localizer.number(each.participation)])
        ]
        if let date = each.round.closesOn {
            facts.append(text.work("start.closes", ["date": date]))
        }
        if each.round.isDemonstration { facts.append(text.work("start.demonstration")) }
        if let unread = each.unreadTexts {
            facts.append(
                text.work(
                    "start.unread", count: unread, ["count": text.localizer.number(unread)]))
        }
        var values: [String: Any] = [
            "title": title, "id": each.round.id.value, "facts": facts.map { ["text": $0] },
            "path": "/\(text.language.tag)/d/\(each.round.id)", "see": text.work("start.see"),
            "isSeen": each.round.stage == .open,
        ]
        let hasTexts = each.survey.questions.contains(where: \.isFreeText)
        if hasTexts, signedIn.mayDo(.moderateTexts, in: .round(each.round.id)) {
            values["texts"] = [
                "path": WorkspacePath.texts(of: each.round.id), "label": text.work("texts.read"),
            ]
        }
        return values
    }
}
