import Dialogues
import Foundation
import Localization
import Pages
import Pipeline
import Staff
import SurveyDefinition

/// What a dialogue can be started from.
struct TemplatesPage {
    let templates: [DialogueTemplate]

    func values(in text: PageText) -> [String: Any] {
        [
            "title": text.work("dialogue.start"), "lead": text.work("dialogue.start-lead"),
            "backPath": WorkspacePath.start, "back": text.work("dialogue.back"),
            "templates": templates.map { template in
                [
                    "path": WorkspacePath.newDialogue(from: template.id),
                    "name": text.template("name", of: template.id),
                    "about": text.template("about", of: template.id),
                ]
            },
        ]
    }
}

/// The few fields that start a dialogue from a template.
struct StartForm {
    let template: DialogueTemplate
    let districts: Districts
    /// The dialogue that it follows.
    let after: FollowedDialogue?
    var typed: FormFields?
    var faults: [String: DialogueFault] = [:]

    init(template: DialogueTemplate, districts: Districts, after: FollowedDialogue?) {
        self.template = template
        self.districts = districts
        self.after = after
    }

    /// What was typed, as the desk takes it.
    var start: DialogueStart {
        DialogueStart(
            template: template.id,
            district: template.place == .district ? value("district") : nil,
            place: template.place == .place ? value("place") : "", period: value("period"),
            closesOn: value("closes-on"), background: value("background"),
            follows: after?.dialogue.id)
    }

    func values(for person: Person, in text: PageText) -> [String: Any] {
        var values = StaffForm(entries: entries(in: text), faults: faults).values(in: text)
        values["title"] = text.template("name", of: template.id)
        values["lead"] = text.template("about", of: template.id)
        values["backPath"] = WorkspacePath.newDialogue
        values["back"] = text.work("dialogue.start")
        values["action"] = WorkspacePath.newDialogue
        values["token"] = person.token.formToken
        values["hidden"] = [
            ["name": "template", "value": template.id.value],
            ["name": "after", "value": after?.dialogue.id.value ?? ""],
        ]
        values["button"] = text.work("dialogue.start-button")
        return values
    }

    private func entries(in text: PageText) -> [FormEntry] {
        var entries: [FormEntry] = []
        switch template.place {
        case .district:
            let choices = districts.list.map {
                FormEntry.Choice(value: $0.id.value, name: escaped($0.name))
            }
            entries.append(
                FormEntry(
                    name: "district", label: text.work("dialogue.district"), kind: .choice(choices),
                    value: value("district")))
        case .place:
            entries.append(
                FormEntry(
                    name: "place", label: text.work("dialogue.place"),
                    hint: text.work("dialogue.place-hint"), kind: .line, value: value("place"),
                    isRequired: true))
        case .everywhere: break
        }
        entries += [
            FormEntry(
                name: "period", label: text.work("dialogue.period"),
                hint: text.work("dialogue.period-hint"), kind: .line, value: value("period"),
                isRequired: true),
            FormEntry(
                name: "closes-on", label: text.work("dialogue.closes-on"), kind: .date,
                value: value("closes-on"), isRequired: true),
            FormEntry(
                name: "background", label: text.work("dialogue.background"),
                hint: text.work("dialogue.background-hint"), kind: .area(rows: 5),
                value: value("background"), isRequired: true),
        ]
        return entries
    }

    /// What was typed; else what the dialogue before suggests.
    private func value(_ name: String) -> String {
        if let typed { return typed[name] ?? "" }
        switch name {
        case "district": return after?.dialogue.districts.first?.value ?? ""
        case "place": return after?.dialogue.place ?? ""
        case "period": return following(after?.round.period)
        case "background":
            return after?.dialogue.texts.text(.background, in: Locales.source) ?? ""
        default: return ""
        }
    }

    /// The period after a year; this year for the first of a series.
    private func following(_ period: String?) -> String {
        guard let period else { return String("\(CalendarDay(of: .now))".prefix(4)) }
        return Int(period).map { String($0 + 1) } ?? period
    }
}

extension PageText {
    /// A text of a template, as HTML.
    func template(_ name: String, of template: DialogueTemplateID) -> String {
        html(
            DialogueTemplates.textKey(name, of: template), in: DialogueTemplates.textFile)
    }
}
