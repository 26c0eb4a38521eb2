import Dialogues
import Foundation
import Localization
import Pages
import Pipeline
import Staff
import SurveyDefinition

/// A dialogue at a glance: where it is, what it lacks, the next step, and all that can be done with it.
struct DialoguePage {
    let followed: FollowedDialogue
    let templates: DialogueTemplates
    let languages: [Language]
    /// The survey version that it asks.
    let asked: Survey
    let advice: ClassAdvice?
    /// What was just done: the end of a key.
    var done: String?
    /// Why a step wasn't taken: a key.
    var refusal: String?

    private var dialogue: Dialogue { followed.dialogue }
    private var id: RoundID { dialogue.id }

    /// Its Swedish title: what staff call it.
    var title: String { dialogue.texts.text(.title, in: Locales.source) ?? id.value }

    func values(for person: Person, in text: PageText) -> [String: Any] {
        var values: [String: Any] = [
            "title": title, "stepsLabel": text.plain("dialogue.steps"),
            "steps": steps(in: text), "facts": facts(in: text).map { ["text": $0] },
            "token": person.token.formToken, "tasksLabel": text.plain("dialogue.tasks"),
            "tasks": tasks(for: person, in: text),
        ]
        if let done, DialoguePage.told.contains(done) {
            values["done"] = text.work("dialogue-done.\(done)")
        }
        if let refusal { values["refused"] = text.work(refusal) }
        values["asked"] = askedSurvey(for: person, in: text)
        let readiness = readiness
        if let readiness {
            if !readiness.isReady {
                values["blocking"] = gaps(readiness.blocking, "dialogue.missing", in: text)
            }
            if !readiness.advisory.isEmpty {
                values["advisory"] = gaps(readiness.advisory, "dialogue.advisory", in: text)
            }
        }
        if let step = nextStep(for: person), readiness?.isReady ?? true {
            values["step"] = self.values(of: step, in: text)
        }
        if isToPublish(person) {
            values["publishing"] = [
                "path": WorkspacePath.preview(of: id),
                "about": text.work(
                    followed.isReleaseAsked ? "step.publish-asked" : "step.publish-about"),
                "label": text.work("step.publish"),
            ]
        }
        return values
    }

    /// What a page can say that has just been done.
    static let told: Set<String> = [
        "started", "saved", "reviewed", "step-open", "step-close", "step-answer",
    ]

    // MARK: Where it is

    private func steps(in text: PageText) -> [[String: Any]] {
        let all = DialogueStage.allCases
        let now = all.firstIndex(of: followed.stage) ?? 0
        return all.enumerated().map { place, stage in
            [
                "label": text.work("dialogue-stage.\(stage.rawValue)"), "current": place == now,
                "passed": place < now,
            ]
        }
    }

    private func facts(in text: PageText) -> [String] {
        var facts: [String] = []
        if !dialogue.closesOn.isEmpty {
            facts.append(text.work("start.closes", ["date": dialogue.closesOn]))
        }
        let overdue = dialogue.overduePromises(on: "\(CalendarDay(of: .now))").count
        if overdue > 0 {
            facts.append(
                text.work("dialogue.overdue", count: overdue, ["count": String(overdue)]))
        }
        if let waiting = text.waitingObservations(of: dialogue) { facts.append(waiting) }
        return facts
    }

    private func askedSurvey(for person: Person, in text: PageText) -> [String: Any] {
        var values = AskedSurvey(asked, in: id).values(in: text)
        if let warning = advice?.warning(in: text) { values["warning"] = warning }
        if followed.stage == .prepared, person.signedIn.mayDo(.editRounds, in: .round(id)) {
            values["choose"] = [
                "path": WorkspacePath.asked(in: id), "label": text.compose("asked.choose"),
            ]
        }
        return values
    }

    // MARK: What it lacks

    /// What the next step takes; `nil` when it takes no texts.
    private var readiness: DialogueReadiness? {
        switch followed.stage {
        case .prepared: dialogue.readinessToOpen(requiring: templates.requiredLanguages)
        case .closed where followed.latestRelease != nil:
            dialogue.readinessToAnswer(requiring: templates.requiredLanguages)
        case .open, .closed, .answered: nil
        }
    }

    private func gaps(
        _ gaps: [DialogueReadiness.Gap], _ heading: String, in text: PageText
    ) -> [String: Any] {
        [
            "heading": text.work(heading),
            "gaps": gaps.map { gap in
                let name = languages.first { $0.tag == gap.language }?.name ?? gap.language.value
                return [
                    "path": path(to: gap),
                    "text": text.work(
                        gap.state == .stale ? "dialogue.gap-stale" : "dialogue.gap-missing",
                        [
                            "text": text.plain(gap.key.labelKey, gap.key.labelValues(in: text)),
                            "language": name,
                        ]),
                ]
            },
        ]
    }

    private func path(to gap: DialogueReadiness.Gap) -> String {
        guard gap.language == Locales.source else {
            return WorkspacePath.translation(of: id, to: gap.language)
        }
        switch gap.key {
        case .title, .question, .background: return WorkspacePath.dialogue(id, .texts)
        case .meeting: return WorkspacePath.dialogue(id, .meetings)
        case .said, .decided, .promise: return WorkspacePath.dialogue(id, .outcome)
        case .observation, .measure: return WorkspacePath.observations(of: id)
        }
    }

    // MARK: What can be done

    private func nextStep(for person: Person) -> DialogueStep? {
        let step: DialogueStep? =
            switch followed.stage {
            case .prepared: .open
            case .open: .close
            case .closed: followed.latestRelease == nil ? nil : .answer
            case .answered: nil
            }
        return step.flatMap {
            person.signedIn.mayDo($0.permission, in: .round(id)) ? $0 : nil
        }
    }

    /// Whether the first release is next, or somebody has asked for one.
    private func isToPublish(_ person: Person) -> Bool {
        person.signedIn.mayDo(.prepareReleases, in: .round(id)) && followed.round.stage == .closed
            && (followed.latestRelease == nil || followed.isReleaseAsked)
    }

    private func values(of step: DialogueStep, in text: PageText) -> [String: Any] {
        var values: [String: Any] = [
            "action": WorkspacePath.dialogue(id, DialogueTask(step)),
            "about": text.work("step.\(step.rawValue)-about"),
            "button": text.work("step.\(step.rawValue)"),
        ]
        if step.isFinal { values["confirm"] = text.work("step.\(step.rawValue)-confirm") }
        return values
    }

    private func tasks(for person: Person, in text: PageText) -> [[String: Any]] {
        func may(_ permission: Permission) -> Bool {
            person.signedIn.mayDo(permission, in: .round(id))
        }
        func task(_ key: String, _ path: String, about: String? = nil) -> [String: Any] {
            [
                "path": path, "label": text.work("task.\(key)"),
                "about": about ?? text.work("task.\(key)-about"),
            ]
        }
        var tasks: [[String: Any]] = []
        if dialogue.hasWalk {
            tasks.append(
                task(
                    "observations", WorkspacePath.observations(of: id),
                    about: countedObservations(in: text)))
        }
        if may(.editRounds) {
            tasks.append(task("texts", WorkspacePath.dialogue(id, .texts)))
            tasks.append(task("facts", WorkspacePath.dialogue(id, .facts)))
            tasks.append(task("meetings", WorkspacePath.dialogue(id, .meetings)))
            if followed.round.stage != .closed {
                tasks.append(task("respondents", WorkspacePath.respondents(of: id)))
            }
        }
        if may(.translate) {
            tasks += templates.languages(of: dialogue).compactMap { translation(to: $0, in: text) }
        }
        if may(.editRounds) {
            tasks.append(task("outcome", WorkspacePath.dialogue(id, .outcome)))
        }
        if may(.prepareReleases), followed.latestRelease != nil {
            tasks.append(task("publishing", WorkspacePath.preview(of: id)))
        }
        tasks.append(task("reaching", WorkspacePath.reaching(of: id)))
        if followed.stage != .prepared, may(.seeCoverage) {
            tasks.append(task("following", WorkspacePath.following(of: id)))
        }
        if followed.stage != .prepared {
            tasks.append(task("public-page", "/\(text.language.tag)/dialog/\(id)"))
        }
        if person.signedIn.mayDo(.editRounds) {
            tasks.append(
                task("again", WorkspacePath.newDialogue(from: dialogue.template, after: id)))
        }
        return tasks
    }

    /// How many there are of each status; `nil` for none.
    private func countedObservations(in text: PageText) -> String? {
        let counts = dialogue.observations.groups.map { group, observations in
            text.html("observation-group.\(group.rawValue)") + ": "
                + text.localizer.number(observations.count)
        }
        return counts.isEmpty ? nil : counts.joined(separator: " · ")
    }

    private func translation(to tag: LanguageTag, in text: PageText) -> [String: Any]? {
        guard let language = languages.first(where: { $0.tag == tag }) else { return nil }
        let keys = dialogue.textKeys.filter {
            dialogue.texts.text($0, in: Locales.source) != nil
        }
        let current = keys.count { dialogue.texts.state(of: $0, in: tag) == .current }
        return [
            "path": WorkspacePath.translation(of: id, to: tag),
            "label": text.work("task.translation", ["language": language.name]),
            "about": text.work(
                dialogue.isReviewed(in: tag)
                    ? "task.translation-reviewed" : "task.translation-about",
                [
                    "current": text.localizer.number(current),
                    "all": text.localizer.number(keys.count),
                ]),
        ]
    }
}

extension DialogueTextKey {
    /// The key of what staff call it.
    var labelKey: String {
        switch self {
        case .title: "dialogue-text.title"
        case .question: "dialogue-text.question"
        case .background: "dialogue-text.background"
        case .meeting: "dialogue-text.meeting"
        case .said: "dialogue-text.said"
        case .decided: "dialogue-text.decided"
        case .promise: "dialogue-text.promise"
        case .observation: "dialogue-text.observation"
        case .measure: "dialogue-text.measure"
        }
    }

    /// What stands in its text: which of many it is.
    func labelValues(in text: PageText) -> [String: String] {
        switch self {
        case .observation(let number), .measure(let number):
            ["number": text.localizer.number(number)]
        default: [:]
        }
    }
}
