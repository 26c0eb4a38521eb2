import Dialogues
import Localization
import Pages
import Pipeline
import Staff
import SurveyDefinition

/// One form of a dialogue: its facts, its texts, its meetings, its answer to residents, or a translation.
struct DialogueForm {
    enum Task {
        case part(DialogueTask)
        case translation(Language)
        /// An observation, by its number.
        case observation(Int)
    }

    let followed: FollowedDialogue
    let task: Task
    let definitions: Definitions
    let languages: [Language]
    /// What was typed and couldn't be kept.
    var typed: [String: String]?
    var revision: Int
    var faults: [String: DialogueFault] = [:]
    var saved: [String: String] = [:]
    /// Why a native reader's sign-off wasn't taken: a key.
    var reviewRefusal: String?

    init(
        followed: FollowedDialogue, task: Task, definitions: Definitions, languages: [Language]
    ) {
        self.followed = followed
        self.task = task
        self.definitions = definitions
        self.languages = languages
        revision = followed.revision
    }

    private var dialogue: Dialogue { followed.dialogue }

    var part: DialoguePart {
        switch task {
        case .part(let task): task.part ?? .facts
        case .translation(let language): .translation(language.tag)
        case .observation(let number): .observation(number)
        }
    }

    /// Where it leads when it is kept.
    var pathAfter: String {
        if case .observation = task {
            return WorkspacePath.observations(of: dialogue.id, done: "changed")
        }
        return WorkspacePath.dialogue(dialogue.id, done: "saved")
    }

    var titleKey: String {
        switch part {
        case .facts: "task.facts"
        case .texts: "task.texts"
        case .meetings: "task.meetings"
        case .outcome: "task.outcome"
        case .translation: "translation.title"
        case .observation: "observation.title"
        }
    }

    // MARK: What was sent

    /// The fields of the part as they were sent; several of one name are one list.
    func fields(of form: FormFields) -> [String: String] {
        var fields: [String: String] = [:]
        for name in names {
            guard let values = form.all(name) else { continue }
            fields[name] =
                values.count == 1
                ? values[0] : values.filter { !$0.isEmpty }.joined(separator: " ")
        }
        return fields
    }

    /// Every field that the form may have, with those of one thing more than there is.
    private var names: [String] {
        func numbered(_ kind: String, _ numbers: [Int], _ ends: [String]) -> [String] {
            (numbers + [next(after: numbers)]).flatMap { number in
                ends.map { "\(kind).\(number)\($0)" }
            }
        }
        let known = Array(dialogue.fields(of: part).keys)
        switch part {
        case .facts, .texts: return known
        case .translation, .observation: return known + known.map { "\($0).confirmed" }
        case .meetings:
            return numbered(
                "meeting", dialogue.meetings.map(\.number), ["", ".date", ".time", ".place"])
        case .outcome:
            return known
                + numbered("promise", dialogue.promises.map(\.number), ["", ".date", ".status"])
        }
    }

    private func next(after numbers: [Int]) -> Int { (numbers.max() ?? 0) + 1 }

    // MARK: What is shown

    func values(for person: Person, in text: PageText) -> [String: Any] {
        var values = StaffForm(entries: entries(in: text), faults: faults, saved: saved)
            .values(in: text)
        let id = dialogue.id
        values["lead"] = escaped(dialogue.texts.text(.title, in: Locales.source) ?? id.value)
        values["backPath"] = WorkspacePath.dialogue(id)
        values["back"] = text.work("dialogue.back-to")
        values["token"] = person.token.formToken
        values["revision"] = revision
        values["button"] = text.work("dialogue.save")
        switch task {
        case .part(let task):
            values["title"] = text.work(titleKey)
            values["action"] = WorkspacePath.dialogue(id, task)
        case .translation(let language):
            values["title"] = text.work("task.translation", ["language": language.name])
            values["action"] = WorkspacePath.translation(of: id, to: language.tag)
            values["wide"] = true
            values["exchange"] = ExchangeForm(
                workbook: WorkspacePath.workbook(of: id),
                xliff: WorkspacePath.xliff(of: id, to: language.tag),
                action: WorkspacePath.exchange(of: id)
            ).values(for: person, in: text)
            values["review"] = review(of: language, in: text)
        case .observation(let number):
            values["title"] = text.work(
                "observation.number", ["number": text.localizer.number(number)])
            values["action"] = WorkspacePath.observation(number, of: id)
            values["backPath"] = WorkspacePath.observations(of: id)
            values["back"] = text.work("observation.back")
            values["lead"] = seen(number)
        }
        return values
    }

    /// Whether a native reader has read the texts, and the form that says so.
    private func review(of language: Language, in text: PageText) -> [String: Any] {
        var values: [String: Any] = ["heading": text.work("review.heading")]
        if let reviewRefusal { values["refused"] = text.work(reviewRefusal) }
        if dialogue.isReviewed(in: language.tag) {
            values["state"] = text.work("review.done")
        } else if dialogue.isReviewable(in: language.tag) {
            values["state"] = text.work("review.needed")
            values["sign"] = [
                "path": WorkspacePath.review(of: dialogue.id, in: language.tag),
                "revision": followed.revision,
                "confirm": text.work("review.confirm", ["language": language.name]),
                "label": text.work("review.button"),
            ]
        } else {
            values["state"] = text.work("review.not-yet")
        }
        return values
    }

    private func entries(in text: PageText) -> [FormEntry] {
        switch part {
        case .facts: factEntries(in: text)
        case .texts:
            [.title, .question, .background].map { entry($0, in: text) }
        case .meetings: meetingEntries(in: text)
        case .outcome: outcomeEntries(in: text)
        case .translation(let language): translationEntries(into: language, in: text)
        case .observation(let number): observationEntries(number, in: text)
        }
    }

    func value(_ name: String) -> String {
        typed?[name] ?? dialogue.fields(of: part)[name] ?? ""
    }

    private func factEntries(in text: PageText) -> [FormEntry] {
        func choices(_ pairs: [(String, String)]) -> FormEntry.Kind {
            .choices(pairs.map { .init(value: $0.0, name: escaped($0.1)) })
        }
        func entry(_ name: String, _ key: String, _ kind: FormEntry.Kind) -> FormEntry {
            FormEntry(name: name, label: text.work(key), kind: kind, value: value(name))
        }
        return [
            entry("opens-on", "dialogue.opens-on", .date),
            entry("closes-on", "dialogue.closes-on", .date),
            entry(
                "districts", "dialogue.districts",
                choices(definitions.districts.list.map { ($0.id.value, $0.name) })),
            entry("place", "dialogue.place", .line),
            entry("contact", "dialogue.contact", .line),
            entry(
                "languages", "dialogue.languages",
                choices(
                    languages.filter { $0.tag != Locales.source }.map { ($0.tag.value, $0.name) })),
            entry(
                "methods", "dialogue.methods",
                choices(
                    DialogueMethod.allCases.map {
                        ($0.rawValue, text.plain("method.\($0.rawValue)"))
                    })),
            entry(
                "goals", "dialogue.goals",
                choices(
                    definitions.goals.goals.map { goal in
                        (
                            goal.id.value,
                            text.localizer.string("goal.\(goal.id)", in: Goals.textFile)
                        )
                    })),
            entry("action", "dialogue.action", .line),
        ]
    }

    /// A Swedish text.
    private func entry(_ key: DialogueTextKey, in text: PageText) -> FormEntry {
        FormEntry(
            name: "\(key)", label: text.work(key.labelKey),
            kind: key == .title ? .line : .area(rows: 6), value: value("\(key)"),
            language: language(Locales.source), isRequired: key == .title)
    }

    private func meetingEntries(in text: PageText) -> [FormEntry] {
        let numbers = dialogue.meetings.map(\.number)
        return (numbers + [next(after: numbers)]).flatMap { number -> [FormEntry] in
            let key = DialogueTextKey.meeting(number)
            let which = ["number": text.localizer.number(number)]
            return [
                FormEntry(
                    name: "\(key).date", label: text.work("meeting.date", which), kind: .date,
                    value: value("\(key).date")),
                FormEntry(
                    name: "\(key).time", label: text.work("meeting.time", which), kind: .time,
                    value: value("\(key).time")),
                FormEntry(
                    name: "\(key).place", label: text.work("meeting.place", which), kind: .line,
                    value: value("\(key).place")),
                FormEntry(
                    name: "\(key)", label: text.work("meeting.about", which),
                    hint: text.work("meeting.about-hint"), kind: .area(rows: 3),
                    value: value("\(key)"), language: language(Locales.source)),
            ]
        }
    }

    private func outcomeEntries(in text: PageText) -> [FormEntry] {
        let numbers = dialogue.promises.map(\.number)
        let statuses = Promise.Status.allCases.map {
            FormEntry.Choice(value: $0.rawValue, name: text.work("promise-status.\($0.rawValue)"))
        }
        return [entry(.said, in: text), entry(.decided, in: text)]
            + (numbers + [next(after: numbers)]).flatMap { number -> [FormEntry] in
                let key = DialogueTextKey.promise(number)
                let which = ["number": text.localizer.number(number)]
                return [
                    FormEntry(
                        name: "\(key)", label: text.work("promise.text", which),
                        kind: .area(rows: 3), value: value("\(key)"),
                        language: language(Locales.source)),
                    FormEntry(
                        name: "\(key).date", label: text.work("promise.date", which), kind: .date,
                        value: value("\(key).date")),
                    FormEntry(
                        name: "\(key).status", label: text.work("promise.status", which),
                        kind: .choice(statuses), value: value("\(key).status")),
                ]
            }
    }

    /// Every Swedish text with its translation beside it.
    private func translationEntries(into tag: LanguageTag, in text: PageText) -> [FormEntry] {
        dialogue.textKeys.compactMap { key in
            guard let source = dialogue.texts.text(key, in: Locales.source) else { return nil }
            var entry = FormEntry(
                name: "\(key)", label: text.work(key.labelKey, key.labelValues(in: text)),
                kind: key == .title ? .line : .area(rows: max(4, source.count / 50)),
                value: value("\(key)"), language: language(tag), source: source)
            switch dialogue.texts.state(of: key, in: tag) {
            case .current: break
            case .missing: entry.mark = text.work("translation.missing")
            case .stale:
                entry.mark = text.work("translation.stale")
                entry.confirmation = ("\(key).confirmed", text.work("translation.confirm"))
            }
            return entry
        }
    }

    func language(_ tag: LanguageTag) -> Language? { languages.first { $0.tag == tag } }
}
