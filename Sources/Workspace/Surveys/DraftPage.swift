import Dialogues
import Localization
import Pages
import Pipeline
import Staff
import SurveyDefinition
import SurveyDrafts

/// A survey that is being composed at a glance: every question in its order, with what is wrong at each.
struct DraftPage {
    let followed: FollowedDraft
    let requiredLanguages: [LanguageTag]
    /// The dialogues that can still choose what they ask.
    let prepared: [PreparedDialogue]
    /// `nil` when nobody can be told apart, or when the draft can't be read.
    let advice: ClassAdvice?
    /// What was just done: the end of a key.
    var done: String?
    /// The button that the keyboard was at.
    var focus: String?
    /// Why something wasn't done, as HTML.
    var refusal: String?

    private var checked: CheckedDraft { followed.checked }
    private var id: SurveyID { checked.draft.id }
    private var document: DraftDocument { checked.document }

    /// What a page can say that has just been done.
    static let told: Set<String> = [
        "begun", "saved", "changed", "taken", "published", "chosen",
    ]

    /// Its Swedish title: what staff call it.
    var title: String {
        checked.locales.catalogue(of: Locales.source).message("title", in: id.value)?
            .forms[.other] ?? id.value
    }

    func values(for person: Person, in text: PageText) -> [String: Any] {
        let words = PageText(localizer: checked.locales.localizer(for: text.language.tag))
        let mayEdit = person.signedIn.mayDo(.editRounds)
        var values: [String: Any] = [
            "backPath": WorkspacePath.surveys, "back": text.compose("composer.back"),
            "title": title, "token": person.token.formToken,
            "orderPath": WorkspacePath.draft(id, .order),
            "facts": facts(in: text).map { ["text": $0] },
            "faults": messages(at: .survey, mayEdit, in: text),
            "sections": document.sections.enumerated().map { index, section in
                self.values(of: section, at: index, mayEdit: mayEdit, words, in: text)
            },
            "mayEdit": mayEdit,
            "tasksLabel": text.compose("composer.tasks"), "tasks": tasks(mayEdit, in: text),
            "addSection": text.compose("composer.add-section"),
            "sectionTitleLabel": text.compose("composer.section-title"),
            "addSectionButton": text.compose("composer.add-section-button"),
        ]
        if let done, Self.told.contains(done) {
            values["done"] = text.compose("composer-done.\(done)")
        }
        if let refusal { values["refused"] = refusal }
        let changes = followed.changes
        if !changes.isEmpty {
            values["meaning"] = [
                "heading": text.compose("composer.meaning"),
                "text": text.compose("composer.meaning-text"),
                "list": changes.map { change in
                    [
                        "path": WorkspacePath.question(change.question.value, of: id),
                        "text": words.html("question.\(change.question).text", in: id.value),
                        "what": text.compose("composer-change.\(change.what.rawValue)"),
                    ]
                },
            ]
        }
        if mayEdit { addPublishing(to: &values, words, in: text) }
        return values
    }

    // MARK: Where it is

    private func facts(in text: PageText) -> [String] {
        var facts: [String] = []
        if let published = followed.published {
            facts.append(
                text.compose(
                    "composer.version", ["version": text.localizer.number(published.version)]))
            if published.edition > 1 {
                facts.append(
                    text.compose(
                        "composer.edition",
                        ["edition": text.localizer.number(published.edition)]))
            }
        } else {
            facts.append(text.compose("composer.unpublished"))
        }
        let count = document.questions.count
        facts.append(
            text.compose(
                "composer.questions", count: count, ["count": text.localizer.number(count)]))
        return facts
    }

    private func addPublishing(
        to values: inout [String: Any], _ words: PageText, in text: PageText
    ) {
        let faults = checked.faults.count { $0.diagnostic.consequence == .unusable }
        let next: String
        switch followed.next {
        case .nothing: next = text.compose("composer.next-nothing")
        case .texts(let edition):
            next = text.compose(
                "composer.next-texts", ["version": text.localizer.number(edition.version)])
        case .version(let version):
            next = text.compose(
                "composer.next-version", ["version": text.localizer.number(version)])
        }
        var publishing: [String: Any] = [
            "heading": text.compose("composer.publish-heading"), "next": next,
            "path": WorkspacePath.draft(id, .publish), "revision": followed.revision,
            "button": text.compose("composer.publish"), "token": values["token"] ?? "",
        ]
        if let advice { publishing["advice"] = advice.values(naming: words.localizer, in: text) }
        let lacking = requiredLanguages.filter { !checked.gaps(in: $0).isEmpty }
        if faults > 0 {
            publishing["blocked"] = text.compose(
                "composer.faults", count: faults, ["count": text.localizer.number(faults)])
        } else if let tag = lacking.first {
            let name = checked.locales.language(tag)?.name ?? tag.value
            publishing["blocked"] = text.compose("composer.lacks", ["language": name])
        } else if followed.changes.isEmpty, followed.next != .nothing {
            publishing["isReady"] = true
        }
        values["publishing"] = publishing
        guard followed.published != nil, !prepared.isEmpty else { return }
        values["choosing"] = [
            "heading": text.compose("composer.choose-heading"),
            "lead": text.compose("composer.choose-lead"),
            "label": text.compose("composer.choose-dialogue"),
            "path": WorkspacePath.draft(id, .choose), "token": values["token"] ?? "",
            "button": text.compose("composer.choose"),
            "dialogues": prepared.map { dialogue in
                [
                    "id": dialogue.id.value, "title": dialogue.title,
                    "asks": "\(dialogue.survey) \(dialogue.version)",
                ]
            },
        ]
    }

    private func tasks(_ mayEdit: Bool, in text: PageText) -> [[String: Any]] {
        var tasks: [[String: Any]] = []
        func add(_ path: String, _ label: String, _ about: String) {
            tasks.append(["path": path, "label": label, "about": about])
        }
        if mayEdit {
            add(
                WorkspacePath.draft(id, .facts), text.compose("composer.facts"),
                text.compose("composer.facts-about"))
        }
        let all = checked.locales.catalogue(of: Locales.source).files[id.value]?.count ?? 0
        for language in checked.locales.languages where language.tag != Locales.source {
            let current = all - checked.gaps(in: language.tag).count
            add(
                WorkspacePath.translation(of: id, to: language.tag),
                text.compose("composer.translation", ["language": language.name]),
                text.compose(
                    "composer.translation-about",
                    [
                        "current": text.localizer.number(current),
                        "all": text.localizer.number(all),
                    ]))
        }
        if let first = document.sections.first, checked.survey != nil {
            add(
                WorkspacePath.preview(of: id, first.id, in: text.language.tag),
                text.compose("composer.preview"), text.compose("composer.preview-about"))
        }
        add(
            WorkspacePath.draft(id, .files), text.compose("composer.files"),
            text.compose("composer.files-about"))
        if mayEdit {
            add(
                WorkspacePath.draft(id, .delete), text.compose("composer.delete"),
                text.compose("composer.delete-about"))
        }
        return tasks
    }

    // MARK: What is asked

    private func values(
        of section: DraftDocument.Section, at index: Int, mayEdit: Bool, _ words: PageText,
        in text: PageText
    ) -> [String: Any] {
        let place = SectionID(section.id)
        let title = words.html("section.\(section.id).title", in: id.value)
        return [
            "id": section.id, "title": title,
            "faults": messages(at: .section(place), mayEdit, in: text),
            "mayEdit": mayEdit,
            "edit": WorkspacePath.section(section.id, of: id),
            "editLabel": text.compose("composer.edit"),
            "buttons": buttons("section", of: section.id, in: text),
            "questions": section.questions.map {
                values(of: $0, mayEdit: mayEdit, words, in: text)
            },
            "bankPath": WorkspacePath.bank(of: id, to: section.id),
            "bank": text.compose("composer.from-bank"),
            "own": text.compose("composer.add-own"),
            "textLabel": text.compose("composer.question-text"),
            "kindLabel": text.compose("composer.kind"),
            "kinds": DraftKind.allCases.map {
                ["value": $0.rawValue, "name": text.compose("composer-kind.\($0.rawValue)")]
            },
            "addButton": text.compose("composer.add-own-button"),
        ]
    }

    private func values(
        of question: DraftDocument.Question, mayEdit: Bool, _ words: PageText, in text: PageText
    ) -> [String: Any] {
        let questionID = QuestionID(question.id)
        var facts = [kindName(question.kind, in: text)]
        if question.tree["required"]?.string == "true" {
            facts.append(text.compose("composer.required"))
        }
        if !question.conditions.isEmpty { facts.append(text.compose("composer.conditional")) }
        var values: [String: Any] = [
            "id": question.id,
            "text": words.html("question.\(question.id).text", in: id.value),
            "facts": facts.map { ["text": $0] },
            "faults": messages(at: .question(questionID), mayEdit, in: text),
            "edit": WorkspacePath.question(question.id, of: id),
            "editLabel": text.compose("composer.edit"), "mayEdit": mayEdit,
            "buttons": buttons("question", of: question.id, in: text),
        ]
        if checked.fixed.contains(questionID) {
            values["fixed"] = text.compose("composer.fixed")
        }
        return values
    }

    private func kindName(_ kind: String, in text: PageText) -> String {
        if let kind = DraftKind(rawValue: kind) {
            return text.compose("composer-kind.\(kind.rawValue)")
        }
        return kind == "district" ? text.compose("composer-kind.district") : escaped(kind)
    }

    private func buttons(_ what: String, of id: String, in text: PageText) -> [[String: Any]] {
        ["up", "down", "remove"].map { step in
            [
                "do": "\(what)-\(step)", "label": text.compose("composer.\(step)"),
                "focused": focus == "\(what)-\(step).\(id)",
            ]
        }
    }

    /// What is wrong at a place. Of translations the list of languages tells how many are left, and their own pages which.
    private func messages(
        at place: PlacedFault.Place, _ mayEdit: Bool, in text: PageText
    ) -> [[String: Any]] {
        let form =
            switch place {
            case .survey: WorkspacePath.draft(id, .facts)
            case .section(let section): WorkspacePath.section(section.value, of: id)
            case .question(let question): WorkspacePath.question(question.value, of: id)
            }
        return checked.faults
            .filter {
                $0.place == place
                    && ($0.language == nil || $0.language == Locales.source
                        || $0.diagnostic.consequence == .unusable)
            }
            .map { fault in
                var values: [String: Any] = ["text": text.message(of: fault)]
                if let field = fault.field, let label = text.label(ofField: field) {
                    values["label"] = label
                    if mayEdit {
                        values["path"] = form + "#" + FormEntry.anchor(of: field)
                    }
                }
                return values
            }
    }
}

extension PageText {
    /// What a field of the composer's forms is called.
    func label(ofField field: String) -> String? {
        let name = field.split(separator: ".").first.map(String.init) ?? field
        let key: String
        switch name {
        case "option", "band": key = "composer-field.option"
        case "condition": key = "composer-field.condition"
        default: key = "composer-field.\(name)"
        }
        return localizer.find(key, in: "composer").map(markup)
    }
}
