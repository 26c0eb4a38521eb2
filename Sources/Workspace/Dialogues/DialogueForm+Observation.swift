import Dialogues
import Localization
import Pages

/// What becomes of an observation: first what is decided and when, then what was seen.
extension DialogueForm {
    /// Where it is and what was seen there, in Swedish, above the form that says what becomes of it.
    func seen(_ number: Int) -> String {
        let dialogue = followed.dialogue
        let words = [
            dialogue.observations[number]?.spot,
            dialogue.texts.text(.observation(number), in: Locales.source),
        ]
        return words.compactMap { $0 }.map {
            "<span lang=\"sv\" dir=\"auto\">\(escaped($0))</span>"
        }
        .joined(separator: "<br>")
    }

    func observationEntries(_ number: Int, in text: PageText) -> [FormEntry] {
        let key = DialogueTextKey.observation(number)
        let swedish = language(Locales.source)
        let statuses = Observation.Status.allCases.map {
            FormEntry.Choice(
                value: $0.rawValue, name: text.html("observation-group.\($0.rawValue)"))
        }
        func entry(
            _ name: String, _ label: String, _ kind: FormEntry.Kind, hint: String? = nil,
            language: Language? = nil
        ) -> FormEntry {
            var entry = FormEntry(
                name: name, label: text.work("observation.\(label)"),
                hint: hint.map { text.work("observation.\($0)") }, kind: kind,
                value: value(name), language: language)
            entry.askAboutPersonalData(faults, in: text)
            return entry
        }
        return [
            entry("\(key).status", "status", .choice(statuses)),
            entry(
                "\(DialogueTextKey.measure(number))", "measure", .area(rows: 3),
                hint: "measure-hint", language: swedish),
            entry("\(key).decided-on", "decided-on", .date),
            entry("\(key).done-on", "done-on", .date),
            entry("\(key).spot", "spot", .line, language: swedish),
            entry("\(key).kind", "kind", .choice(Observation.Kind.choices(in: text))),
            entry("\(key)", "what", .area(rows: 3), hint: "remove-hint", language: swedish),
            entry("\(key).seen-on", "seen-on", .date),
        ]
    }
}
