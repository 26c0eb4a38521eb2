import Dialogues
import Localization
import Pages

/// A field of a longer form, for the template `entry`: its label, what stands in it, and what is wrong with it.
struct FormEntry {
    /// How it is filled in.
    enum Kind {
        case line
        case date
        case time
        case area(rows: Int)
        /// One of some.
        case choice([Choice])
        /// Some of some.
        case choices([Choice])
    }

    struct Choice {
        let value: String
        /// HTML.
        let name: String
    }

    let name: String
    /// HTML.
    let label: String
    var hint: String?
    let kind: Kind
    var value = ""
    /// The language of what is written; `nil` for what has none, such as a date.
    var language: Language?
    var isRequired = false
    /// What the Swedish says, beside a translation.
    var source: String?
    /// Shown beside the label, such as that the Swedish has changed.
    var mark: String?
    /// The name of a field by which a text is said to be right as it stands, and its label.
    var confirmation: (name: String, label: String)?

    /// Values for the template.
    ///
    /// - Parameters:
    ///   - fault: what is wrong with it, as HTML.
    ///   - saved: what somebody else has saved in it meanwhile.
    func values(
        fault: String? = nil, saved: String? = nil, in text: PageText
    ) -> [String: Any] {
        var values: [String: Any] = [
            "id": id, "name": name, "label": label, "value": value, "required": isRequired,
        ]
        var described: [String] = []
        func describe(_ part: String, _ html: String?) {
            guard let html else { return }
            values[part] = html
            described.append("\(part)-\(id)")
        }
        describe("hint", hint)
        describe("mark", mark)
        describe("error", fault)
        if let saved {
            values["saved"] = ["text": saved, "heading": text.work("form.saved")]
            described.append("saved-\(id)")
        }
        if let source {
            values["source"] = ["text": source, "heading": text.work("form.swedish")]
            described.append("source-\(id)")
        }
        if let confirmation {
            values["confirmation"] = ["name": confirmation.name, "label": confirmation.label]
        }
        values["describedBy"] = described.joined(separator: " ")
        values["isDescribed"] = !described.isEmpty
        if let language {
            values["language"] = [
                "tag": language.tag.value, "direction": language.direction.rawValue,
            ]
        }
        switch kind {
        case .line: values["isLine"] = ["type": "text"]
        case .date: values["isLine"] = ["type": "date"]
        case .time: values["isLine"] = ["type": "time"]
        case .area(let rows): values["isArea"] = ["rows": rows]
        case .choice(let choices):
            values["isChoice"] = ["options": shown(choices, chosen: [value])]
        case .choices(let choices):
            let chosen = Set(value.split(separator: " ").map(String.init))
            values["isChoices"] = ["list": name, "options": shown(choices, chosen: chosen)]
        }
        return values
    }

    /// Names have points, which ids in style sheets and links had better not.
    private var id: String { Self.anchor(of: name) }

    static func anchor(of name: String) -> String { "f-" + name.replacing(".", with: "-") }

    /// A link to it, for the list of what is wrong.
    var anchor: String { id }

    private func shown(_ choices: [Choice], chosen: Set<String>) -> [[String: Any]] {
        choices.map {
            ["code": $0.value, "text": $0.name, "chosen": chosen.contains($0.value)]
        }
    }
}

/// A longer form: its fields, with what is wrong with what was sent.
struct StaffForm {
    let entries: [FormEntry]
    var faults: [String: DialogueFault] = [:]
    /// What somebody else has saved in fields that were changed here too.
    var saved: [String: String] = [:]
    /// What is wrong with what is saved, as HTML: told at the field, and not above the form.
    var told: [String: String] = [:]

    var isFaulty: Bool { !faults.isEmpty || !saved.isEmpty }

    /// Values for the template `entries`, and the list of what is wrong for `faults`.
    func values(in text: PageText) -> [String: Any] {
        var values: [String: Any] = [
            "entries": entries.map { entry in
                entry.values(
                    fault: faults[entry.name].map { message($0, in: text) } ?? told[entry.name],
                    saved: saved[entry.name], in: text)
            }
        ]
        if isFaulty {
            let wrong = entries.compactMap { entry -> [String: Any]? in
                let message =
                    faults[entry.name].map { self.message($0, in: text) }
                    ?? saved[entry.name].map { _ in text.work("fault.changed-meanwhile") }
                return message.map {
                    ["field": entry.anchor, "label": entry.label, "message": $0]
                }
            }
            values["faults"] = ["heading": text.work("form.problem"), "list": wrong]
        }
        return values
    }

    private func message(_ fault: DialogueFault, in text: PageText) -> String {
        text.work("fault.\(fault.rawValue)")
    }
}
