import Dialogues
import Foundation
import Localization
import Pages
import Pipeline
import Reports
import Staff
import SurveyDefinition

/// What was seen on a dialogue's walks: one short form for the next observation, and below it what there is, by how far
/// it has come.
struct ObservationsPage {
    let followed: FollowedDialogue
    let languages: [Language]
    /// What stands in the form.
    var typed: [String: String] = [:]
    var faults: [String: DialogueFault] = [:]
    /// What was just done: the end of a key.
    var done: String?

    init(followed: FollowedDialogue, languages: [Language]) {
        self.followed = followed
        self.languages = languages
    }

    private var dialogue: Dialogue { followed.dialogue }

    /// What a page can say that has just been done.
    static let told: Set<String> = ["noted", "changed"]

    /// The fields of the short form as they were sent.
    func fields(of form: FormFields) -> [String: String] {
        let names = ["spot", "kind", "what"]
        return (names + names.map { "\($0).confirmed" }).reduce(into: [:]) { $0[$1] = form[$1] }
    }

    func values(for person: Person, in text: PageText) -> [String: Any] {
        let id = dialogue.id
        let mayEdit = person.signedIn.mayDo(.editRounds, in: .round(id))
        let groups = dialogue.observations.groups
        var values: [String: Any] = [
            "title": text.work("observation.title"),
            "dialogue": dialogue.texts.text(.title, in: Locales.source) ?? id.value,
            "backPath": WorkspacePath.dialogue(id), "back": text.work("dialogue.back-to"),
            "none": text.work("observation.none"), "any": !groups.isEmpty,
            "groups": groups.map { group, observations in
                [
                    "id": group.rawValue,
                    "heading": text.html("observation-group.\(group.rawValue)"),
                    "list": observations.map { shown($0, mayEdit: mayEdit, in: text) },
                ] as [String: Any]
            },
        ]
        if !groups.isEmpty {
            values["file"] = [
                "path": WorkspacePath.observationsFile(of: id),
                "label": text.work("observation.file"),
            ]
        }
        if mayEdit {
            let form = StaffForm(entries: entries(in: text), faults: faults).values(in: text)
            values["faults"] = form["faults"]
            values["form"] = [
                "anchor": WorkspacePath.noteAnchor, "entries": form["entries"] ?? [],
                "heading": text.work("observation.note"),
                "action": WorkspacePath.observations(of: id), "token": person.token.formToken,
                "button": text.work("observation.note-button"),
            ]
        }
        if let done, Self.told.contains(done) {
            values["done"] = text.work("observation-done.\(done)")
        }
        return values
    }

    private func entries(in text: PageText) -> [FormEntry] {
        var spot = FormEntry(
            name: "spot", label: text.work("observation.spot"),
            hint: text.work("observation.spot-hint"), kind: .line, value: typed["spot"] ?? "",
            language: language(Locales.source), isRequired: true)
        let kind = FormEntry(
            name: "kind", label: text.work("observation.kind"),
            kind: .choice(
                [.init(value: "", name: text.work("observation.choose"))]
                    + Observation.Kind.choices(in: text)), value: typed["kind"] ?? "",
            isRequired: true)
        var what = FormEntry(
            name: "what", label: text.work("observation.what"),
            hint: text.work("observation.what-hint"), kind: .area(rows: 3),
            value: typed["what"] ?? "", language: language(Locales.source), isRequired: true)
        spot.askAboutPersonalData(faults, in: text)
        what.askAboutPersonalData(faults, in: text)
        return [spot, kind, what]
    }

    private func shown(
        _ observation: Observation, mayEdit: Bool, in text: PageText
    ) -> [String: Any] {
        func words(_ key: DialogueTextKey) -> String? {
            dialogue.texts.text(key, in: Locales.source)
        }
        var values: [String: Any] = [
            "spot": observation.spot,
            "what": words(.observation(observation.number)) ?? "",
            "days": observation.days.map { event, day in
                ["text": text.html("observation-event.\(event.rawValue)", ["date": day])]
            },
        ]
        if let measure = words(.measure(observation.number)) {
            values["measure"] = ["heading": text.work("observation.measure"), "text": measure]
        }
        // The heading says it of what feels safe.
        if observation.group != .good {
            values["kind"] = text.html("observation-kind.\(observation.kind.rawValue)")
        }
        if mayEdit {
            values["open"] = WorkspacePath.observation(observation.number, of: dialogue.id)
        }
        return values
    }

    private func language(_ tag: LanguageTag) -> Language? { languages.first { $0.tag == tag } }
}

/// The observations as a file for a spreadsheet, in the order of the page.
func observationsCSV(of dialogue: Dialogue, in text: PageText) -> String {
    let columns = [
        "number-column", "spot", "kind", "what-column", "seen-on", "status", "measure",
        "decided-on",
        "done-on",
    ]
    let rows = dialogue.observations.groups.flatMap(\.observations).map { observation in
        [
            String(observation.number), observation.spot,
            text.localizer.string("observation-kind.\(observation.kind.rawValue)"),
            dialogue.texts.text(.observation(observation.number), in: Locales.source) ?? "",
            observation.seenOn,
            text.localizer.string("observation-group.\(observation.status.rawValue)"),
            dialogue.texts.text(.measure(observation.number), in: Locales.source) ?? "",
            observation.decidedOn, observation.doneOn,
        ]
    }
    return csvForPeople(header: columns.map { text.plain("observation.\($0)") }, rows: rows)
}

extension Observation.Kind {
    /// To choose one from, in the language of the page.
    static func choices(in text: PageText) -> [FormEntry.Choice] {
        allCases.map {
            FormEntry.Choice(value: $0.rawValue, name: text.html("observation-kind.\($0.rawValue)"))
        }
    }
}

extension FormEntry {
    /// Below a text that looks like personal data: a box for whoever knows that it is none.
    mutating func askAboutPersonalData(_ faults: [String: DialogueFault], in text: PageText) {
        guard faults[name] == .looksPersonal else { return }
        confirmation = ("\(name).confirmed", text.work("observation.not-personal"))
    }
}

extension PageText {
    /// How many observations nobody has decided about for long; `nil` for none.
    func waitingObservations(of dialogue: Dialogue) -> String? {
        let day = CalendarDay(Observation.patience, daysBefore: .now)
        let count = dialogue.observations.waiting(seenBy: "\(day)").count
        guard count > 0 else { return nil }
        return work(
            "dialogue.waiting-observations", count: count, ["count": localizer.number(count)])
    }
}
