import Dialogues
import Foundation
import Hummingbird
import Localization
import Pages
import Pipeline
import Staff
import SurveyDefinition

/// The first page: the rounds, and how far each has come.
struct StartController: Sendable {
    let workspace: Workspace

    @Sendable func page(_ visit: StaffVisit) async throws -> Response {
        let text = visit.text
        let dialogues = try await workspace.verbs.dialogues.all(visit.signedIn)
        let ofDialogues = Set(dialogues.map(\.dialogue.id))
        let all = try await workspace.verbs.rounds().filter {
            visit.signedIn.mayDo(.seeRounds, in: .round($0.round.id))
        }
        let participation = Dictionary(
            uniqueKeysWithValues: all.map { ($0.round.id, $0.participation) })
        let rounds = all.filter { !ofDialogues.contains($0.round.id) }
        let groups = [RoundStage.open, .prepared, .closed].compactMap { stage in
            group(
                stage, rounds.filter { $0.round.stage == stage }, visit.signedIn, in: text)
        }
        var values: [String: Any] = [
            "title": text.work("start.title"), "lead": text.work("start.lead"),
            "groups": groups, "none": text.work("start.none"),
            "any": !groups.isEmpty || !dialogues.isEmpty,
            "dialoguesHeading": text.work("start.dialogues"), "anyDialogues": !dialogues.isEmpty,
            "dialogues": dialogues.sorted(by: nextFirst).map {
                card($0, participation[$0.dialogue.id] ?? 0, in: text)
            },
        ]
        if visit.signedIn.mayDo(.editRounds) {
            values["begin"] = [
                "path": WorkspacePath.newDialogue, "label": text.work("dialogue.start"),
            ]
        }
        let content = workspace.templates.render("start", values)
        let page = StaffPage(
            title: "start.title", path: WorkspacePath.start, text: text, person: visit.person)
        return workspace.response(page, content: content)
    }

    /// Open ones first, then prepared, closed and answered ones; of a stage, by id.
    private func nextFirst(_ left: FollowedDialogue, _ right: FollowedDialogue) -> Bool {
        let order: [DialogueStage] = [.open, .prepared, .closed, .answered]
        let places = [left, right].map { order.firstIndex(of: $0.stage) ?? 0 }
        return places[0] == places[1]
            ? left.dialogue.id < right.dialogue.id : places[0] < places[1]
    }

    private func card(
        _ each: FollowedDialogue, _ participation: Int, in text: PageText
    ) -> [String: Any] {
        var facts = [text.work("dialogue-stage.\(each.stage.rawValue)")]
        if each.stage != .prepared {
            facts.append(
                text.work(
                    "start.participation", count: participation,
                    ["count": text.localizer.number(participation)]))
        }
        if !each.dialogue.closesOn.isEmpty, each.stage == .prepared || each.stage == .open {
            facts.append(text.work("start.closes", ["date": each.dialogue.closesOn]))
        }
        var values: [String: Any] = [
            "path": WorkspacePath.dialogue(each.dialogue.id),
            "title": each.dialogue.texts.text(.title, in: Locales.source) ?? "",
            "facts": facts.map { ["text": $0] },
        ]
        if each.isReleaseAsked { values["asked"] = text.work("start.release-asked") }
        let overdue = each.dialogue.overduePromises(on: "\(CalendarDay(of: .now))").count
        if overdue > 0 {
            values["overdue"] = text.work(
                "dialogue.overdue", count: overdue, ["count": String(overdue)])
        }
        if let waiting = text.waitingObservations(of: each.dialogue) { values["waiting"] = waiting }
        return values
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
        let title = each.title(in: text)
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
        if each.round.stage == .closed, signedIn.mayDo(.prepareReleases, in: .round(each.round.id))
        {
            values["publishing"] = [
                "path": WorkspacePath.preview(of: each.round.id),
                "label": text.work("start.publishing"),
            ]
        }
        let hasTexts = each.survey.questions.contains(where: \.isFreeText)
        if hasTexts, signedIn.mayDo(.moderateTexts, in: .round(each.round.id)) {
            values["texts"] = [
                "path": WorkspacePath.texts(of: each.round.id), "label": text.work("texts.read"),
            ]
        }
        return values
    }
}

extension StaffRound {
    /// The survey's title with the round's period, not escaped.
    func title(in text: PageText) -> String {
        text.localizer.string(
            "round.title-period",
            [
                "title": text.localizer.string("title", in: survey.textFile),
                "period": round.period,
            ])
    }
}
