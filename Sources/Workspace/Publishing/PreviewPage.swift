import DisclosureControl
import Localization
import Pages
import Pipeline
import Reports
import Staff
import SurveyDefinition

/// A release before it is published: what is kept back and why, what can be left out, and who may publish it, beside
/// the page that residents will see.
struct PreviewPage {
    let preview: ReleasePreview
    /// `nil` for a round without one.
    let dialogue: FollowedDialogue?
    /// The page that residents will see, as HTML.
    let results: String
    let languages: [Language]
    /// The language that it is shown in.
    let shown: LanguageTag
    /// As typed.
    let reason: String
    let problem: ReleaseRefusal?
    /// What was just done: the end of a key.
    let done: String?

    /// What the page can say that has just been done.
    static let told: Set<String> = ["published", "asked", "withdrawn"]

    private var id: RoundID { preview.round.id }

    func values(for person: Person, in text: PageText) -> [String: Any] {
        var values: [String: Any] = [
            "title": text.work("publishing.title"), "about": title(in: text),
            "backPath": dialogue == nil ? WorkspacePath.start : WorkspacePath.dialogue(id),
            "back": text.work(dialogue == nil ? "dialogue.back" : "dialogue.back-to"),
            "state": state(in: text), "hidden": hidden(in: text),
            "residents": residents(in: text), "token": person.token.formToken,
        ]
        if let done, Self.told.contains(done) {
            values["done"] = text.work("publishing-done.\(done)")
        }
        if let problem { values["refused"] = text.work(problem.textKey) }
        let warnings = warnings(in: text)
        if !warnings.isEmpty {
            values["warnings"] = [
                "heading": text.work("publishing.warnings"),
                "list": warnings.map { ["text": $0] },
            ]
        }
        if let asked = preview.asked {
            values["asked"] = self.values(of: asked, for: person, in: text)
        }
        if !preview.parts.isEmpty { values["choice"] = choice(in: text) }
        if let form = form(for: person, in: text) { values["form"] = form }
        return values
    }

    private func title(in text: PageText) -> String {
        if let dialogue {
            return dialogue.dialogue.texts.text(.title, in: Locales.source) ?? id.value
        }
        return text.localizer.string(
            "round.title-period",
            [
                "title": text.localizer.string("title", in: preview.survey.textFile),
                "period": preview.round.period,
            ])
    }

    // MARK: Where it stands

    private func state(in text: PageText) -> String {
        let number = String(preview.release.number)
        guard let latest = preview.latest else { return text.work("publishing.first") }
        return preview.isNew
            ? text.work(
                "publishing.next", ["number": number, "latest": String(latest.number)])
            : text.work("publishing.unchanged", ["number": number])
    }

    // MARK: What is kept back

    private func hidden(in text: PageText) -> [String: Any] {
        let withheld = preview.withheld
        func told(_ key: String, _ count: Int, _ values: [String: String] = [:]) -> [String] {
            count == 0
                ? []
                : [
                    text.work(
                        key, count: count,
                        values.merging(["n": text.localizer.number(count)]) { own, _ in own })
                ]
        }
        let base = text.localizer.number(preview.survey.policy.smallestBase)
        let reasons =
            told("publishing.small-groups", withheld.ofSmallGroups, ["base": base])
            + told("publishing.protecting", withheld.protectingOthers)
            + told("publishing.unreliable", withheld.unreliable)
        let chosen =
            told(
                "publishing.left-out",
                preview.parts.count { preview.leftOut.contains($0) })
        return [
            "heading": text.work("publishing.hidden"),
            "shown": text.work(
                "publishing.shown", count: withheld.shown,
                ["n": text.localizer.number(withheld.shown)]),
            "reasons": (reasons + chosen).map { ["text": $0] }, "any": !reasons.isEmpty,
            "note": text.work("publishing.why-untold"),
        ]
    }

    private func warnings(in text: PageText) -> [String] {
        let method = preview.release.method
        let unread = preview.unfinishedTexts.map { question in
            text.work(
                "publishing.unfinished-texts",
                [
                    "question": names(
                        of: .texts(question), of: preview.survey, in: text.localizer
                    ).question.string
                ])
        }
        return [
            method.isDemonstration ? text.work("publishing.demonstration") : nil,
            method.weights?.population.isExample == true
                ? text.work("publishing.example-population") : nil,
            method.weightingFailure == nil ? nil : text.work("publishing.unweighted"),
            preview.withheld.shown < preview.withheld.withheld
                ? text.work("publishing.mostly-hidden") : nil,
            preview.latest == nil || !preview.isNew ? nil : text.work("publishing.earlier-stay"),
        ].compactMap { $0 } + unread
    }

    // MARK: What is shown

    /// By question, a box to tick for each table that is to be left out.
    private func choice(in text: PageText) -> [String: Any] {
        var questions: [(id: QuestionID, parts: [ReleasePart])] = []
        for part in preview.parts {
            if let place = questions.firstIndex(where: { $0.id == part.question }) {
                questions[place].parts.append(part)
            } else {
                questions.append((part.question, [part]))
            }
        }
        return [
            "heading": text.work("publishing.choose"), "lead": text.work("publishing.choose-lead"),
            "path": WorkspacePath.preview(of: id), "button": text.work("publishing.choose-button"),
            "name": WorkspacePath.leftOutParameter, "shownName": WorkspacePath.shownParameter,
            "shown": shown.value, "chosenName": WorkspacePath.chosenParameter,
            "isOpen": !preview.leftOut.isEmpty,
            "questions": questions.map { question in
                let named = question.parts.map {
                    (part: $0, names: names(of: $0, of: preview.survey, in: text.localizer))
                }
                return [
                    "question": named.first?.names.question.string ?? "",
                    "parts": named.map { part, names in
                        [
                            "value": part.name, "label": names.table.string,
                            "checked": preview.leftOut.contains(part),
                        ] as [String: Any]
                    },
                ] as [String: Any]
            },
        ]
    }

    // MARK: Publishing

    private func mayPublish(_ person: Person) -> Bool {
        person.signedIn.mayDo(.publish, in: .round(id))
    }

    /// The form that publishes what is shown, or asks for it; `nil` when there is nothing to publish, or when
    /// exactly this is asked for.
    private func form(for person: Person, in text: PageText) -> [String: Any]? {
        guard preview.isNew else { return nil }
        if let asked = preview.asked, asked.isCurrent, asked.leftOut == preview.leftOut {
            return nil
        }
        let isDirect = preview.persons == 1 && mayPublish(person)
        let number = ["number": String(preview.release.number)]
        var values: [String: Any] = [
            "action": isDirect ? WorkspacePath.publish(id) : WorkspacePath.askForRelease(id),
            "about": text.work(
                isDirect
                    ? "publishing.publish-about"
                    : preview.persons == 1
                        ? "publishing.ask-about" : "publishing.ask-about-two"),
            "button": text.work(isDirect ? "publishing.publish" : "publishing.ask", number),
            "seen": preview.digest, "name": WorkspacePath.leftOutParameter,
            "leftOut": preview.leftOut.map(\.name).sorted().joined(separator: " "),
        ]
        if preview.latest != nil {
            var field: [String: Any] = [
                "label": text.work("publishing.reason"),
                "hint": text.work("publishing.reason-hint"),
                "value": reason, "longest": String(ReleaseWish.longestReason),
            ]
            if let problem, problem.isOfForm { field["error"] = text.work(problem.textKey) }
            values["reason"] = field
        }
        return values
    }

    private func values(
        of asked: AskedRelease, for person: Person, in text: PageText
    ) -> [String: Any] {
        let isOwn = asked.by?.id == person.account.id
        let isShown = asked.leftOut == preview.leftOut
        let isApprovable = asked.isCurrent && isShown && !isOwn && mayPublish(person)
        var values: [String: Any] = [
            "heading": text.work("publishing.asked"),
            "who": asked.by.map {
                text.work("publishing.asked-by", ["name": $0.name, "date": asked.on])
            } ?? text.work("publishing.asked-at-terminal", ["date": asked.on]),
            "token": person.token.formToken, "request": asked.digest,
            "approvePath": WorkspacePath.approveRelease(id),
            "withdrawPath": WorkspacePath.withdrawRelease(id),
        ]
        if !asked.reason.isEmpty { values["reason"] = asked.reason }
        if !asked.isCurrent {
            values["note"] = text.work("publishing.asked-changed")
        } else if !isShown {
            values["other"] = [
                "path": WorkspacePath.preview(of: id, leavingOut: asked.leftOut),
                "label": text.work("publishing.see-asked"),
            ]
        } else if isOwn {
            values["note"] = text.work("publishing.own-request")
        }
        if isApprovable {
            values["approve"] = text.work(
                "publishing.approve", ["number": String(preview.release.number)])
        }
        if isOwn || mayPublish(person) { values["withdraw"] = text.work("publishing.withdraw") }
        return values
    }

    // MARK: As residents see it

    private func residents(in text: PageText) -> [String: Any] {
        let language = languages.first { $0.tag == shown }
        return [
            "label": text.plain("publishing.as-residents"),
            "heading": text.work("publishing.as-residents"), "html": results,
            "language": shown.value, "direction": (language?.direction ?? .leftToRight).rawValue,
            "languagesLabel": text.plain("publishing.in-language"),
            "languages": languages.map { language in
                [
                    "tag": language.tag.value, "name": language.name,
                    "direction": language.direction.rawValue,
                    "path": WorkspacePath.preview(
                        of: id, leavingOut: preview.leftOut, in: language.tag),
                    "current": language.tag == shown,
                ] as [String: Any]
            },
        ]
    }
}
