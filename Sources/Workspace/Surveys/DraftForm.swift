import Localization
import Pages
import Pipeline
import Staff
import SurveyDefinition
import SurveyDrafts

/// One form of a draft.
struct DraftForm {
    let followed: FollowedDraft
    let part: DraftPart
    let districts: Districts
    /// What was typed and couldn't be kept.
    var typed: [String: String]?
    var revision: Int
    var saved: [String: String] = [:]
    /// Why nothing was kept: a key.
    var refusal: String?
    var done: String?
    /// The button that the keyboard was at.
    var focus: String?
    private let fields: [String: String]

    init(followed: FollowedDraft, part: DraftPart, districts: Districts) {
        self.followed = followed
        self.part = part
        self.districts = districts
        revision = followed.revision
        fields = followed.draft.fields(of: part, in: followed.checked.locales.languages)
    }

    var id: SurveyID { followed.draft.id }
    var document: DraftDocument { followed.checked.document }
    var checked: CheckedDraft { followed.checked }
    var languages: [Language] { checked.locales.languages }

    var titleKey: String {
        switch part {
        case .facts: "composer.facts"
        case .section: "composer.section"
        case .question: "composer.question"
        case .translation: "composer.translation"
        }
    }

    var languageName: String {
        guard case .translation(let tag) = part else { return "" }
        return checked.locales.language(tag)?.name ?? tag.value
    }

    // MARK: What was sent

    /// The fields of the part as they were sent; several of one name are one list.
    func fields(of form: FormFields) -> [String: String] {
        var sent: [String: String] = [:]
        for name in names {
            guard let values = form.all(name) else { continue }
            // Browsers send line ends as two characters: what nobody touched must be what it was.
            sent[name] =
                values.count == 1
                ? values[0].replacing("\r\n", with: "\n")
                : values.filter { !$0.isEmpty }.joined(separator: " ")
        }
        return sent
    }

    private var names: [String] {
        let known = Array(fields.keys)
        switch part {
        case .facts, .section: return known
        case .translation: return known + known.map { "\($0).confirmed" }
        case .question(let id):
            let next = (document.question(id.value)?.conditions.count ?? 0) + 1
            let new = (1...SurveyDraft.newRows).flatMap {
                ["option.new.\($0)", "band.new.\($0)", "band.new.\($0).from", "band.new.\($0).to"]
            }
            return known + new + ["condition.\(next).question", "condition.\(next).codes"]
        }
    }

    // MARK: What is shown

    func values(for person: Person, in text: PageText) -> [String: Any] {
        var form = StaffForm(entries: entries(in: text), saved: saved)
        form.told = told(in: text)
        var values = form.values(in: text)
        let shown = Set(form.entries.map(\.name))
        let rest = faults.filter { !shown.contains($0.field ?? "") || $0.field == nil }
        values["title"] = text.compose(titleKey, ["language": languageName])
        values["lead"] = lead(in: text)
        values["backPath"] = WorkspacePath.draft(id)
        values["back"] = text.compose("composer.back-to-draft")
        values["token"] = person.token.formToken
        values["revision"] = revision
        values["button"] = text.work("dialogue.save")
        values["action"] = action
        if !isTranslation { values["rest"] = rest.map { ["text": text.message(of: $0)] } }
        values["wide"] = isTranslation
        if case .translation(let tag) = part {
            values["exchange"] = ExchangeForm(
                workbook: WorkspacePath.workbook(of: id),
                xliff: WorkspacePath.xliff(of: id, to: tag),
                action: WorkspacePath.exchange(of: id)
            ).values(for: person, in: text)
        }
        if let refusal { values["refused"] = text.compose(refusal) }
        if done == "saved" { values["done"] = text.compose("composer.saved-with-faults") }
        if case .question(let question) = part, let written = document.question(question.value) {
            if checked.fixed.contains(question) {
                values["notice"] = text.compose("composer.fixed-about")
            } else {
                values["ordering"] = ordering(of: written, person, in: text)
            }
        }
        return values
    }

    private var isTranslation: Bool { if case .translation = part { true } else { false } }

    private var action: String {
        switch part {
        case .facts: WorkspacePath.draft(id, .facts)
        case .section(let section): WorkspacePath.section(section.value, of: id)
        case .question(let question): WorkspacePath.question(question.value, of: id)
        case .translation(let tag): WorkspacePath.translation(of: id, to: tag)
        }
    }

    private func lead(in text: PageText) -> String {
        let words = PageText(localizer: checked.locales.localizer(for: text.language.tag))
        switch part {
        case .question(let question):
            return words.html("question.\(question).text", in: id.value)
        case .section(let section):
            return words.html("section.\(section).title", in: id.value)
        case .facts, .translation: return words.html("title", in: id.value)
        }
    }

    /// What is wrong with what this form changes.
    private var faults: [PlacedFault] {
        checked.faults.filter { fault in
            switch part {
            case .facts:
                fault.place == .survey
                    && (fault.language == nil || fault.language == Locales.source)
            case .section(let id):
                fault.place == .section(id)
                    && (fault.language == nil || fault.language == Locales.source)
            case .question(let id):
                fault.place == .question(id)
                    && (fault.language == nil || fault.language == Locales.source)
            case .translation(let tag): fault.language == tag
            }
        }
    }

    private func told(in text: PageText) -> [String: String] {
        var told: [String: String] = [:]
        for fault in faults {
            let field = isTranslation ? fault.diagnostic.path : fault.field
            if let field, told[field] == nil { told[field] = text.message(of: fault) }
        }
        return told
    }

    func value(_ name: String) -> String { typed?[name] ?? fields[name] ?? "" }

    var swedish: Language? { checked.locales.language(Locales.source) }

    private func entries(in text: PageText) -> [FormEntry] {
        switch part {
        case .facts: factEntries(in: text)
        case .section:
            [
                written("title", in: text),
                written("intro", in: text, rows: 3),
            ]
        case .question(let id):
            document.question(id.value).map { questionEntries($0, in: text) } ?? []
        case .translation(let tag): translationEntries(into: tag, in: text)
        }
    }

    /// A Swedish text.
    func written(
        _ name: String, in text: PageText, rows: Int? = nil, label: String? = nil,
        hint: String? = nil
    ) -> FormEntry {
        FormEntry(
            name: name, label: label ?? text.label(ofField: name) ?? escaped(name), hint: hint,
            kind: rows.map { .area(rows: $0) } ?? .line, value: value(name), language: swedish)
    }

    func plain(
        _ name: String, in text: PageText, label: String? = nil, hint: String? = nil
    ) -> FormEntry {
        FormEntry(
            name: name, label: label ?? text.label(ofField: name) ?? escaped(name), hint: hint,
            kind: .line, value: value(name))
    }

    func yes(_ name: String, in text: PageText) -> FormEntry {
        FormEntry(
            name: name, label: text.label(ofField: name) ?? escaped(name),
            kind: .choices([.init(value: "true", name: text.compose("composer.yes-\(name)"))]),
            value: value(name))
    }

    // MARK: The survey itself

    private func factEntries(in text: PageText) -> [FormEntry] {
        var entries = [
            written("title", in: text),
            plain("minutes", in: text),
            written("who-asks", in: text, rows: 2), written("why", in: text, rows: 3),
            written("use", in: text, rows: 3), written("result", in: text, rows: 2),
            yes("countsLanguages", in: text), yes("helpLines", in: text),
        ]
        if value("helpLines") == "true" {
            let lines = fields.keys.filter { $0.hasPrefix("help.") && $0 != "help.intro" }
                .sorted { $0.count == $1.count ? $0 < $1 : $0.count < $1.count }
            entries.append(
                written(
                    "help.intro", in: text, label: text.compose("composer-field.help-intro")))
            entries += lines.map {
                written(
                    $0, in: text,
                    label: text.compose(
                        "composer-field.help-line", ["number": String($0.dropFirst(5))]))
            }
        }
        return entries
    }

    // MARK: A translation

    /// Every Swedish text with its translation beside it, in the order in which residents meet them.
    private func translationEntries(into tag: LanguageTag, in text: PageText) -> [FormEntry] {
        let swedish = checked.locales.catalogue(of: Locales.source).files[id.value] ?? [:]
        let ordered = document.orderedTextKeys
        let keys =
            ordered.filter { swedish[$0] != nil }
            + swedish.keys.filter { !ordered.contains($0) }.sorted()
        let fixed = checked.fixedKeys
        let gaps = Set(checked.gaps(in: tag))
        return keys.filter { !fixed.contains($0) || gaps.contains($0) }.compactMap { key in
            guard let source = swedish[key]?.forms[.other] else { return nil }
            var entry = FormEntry(
                name: key, label: label(ofText: key, in: text),
                kind: source.count > 60 ? .area(rows: max(3, source.count / 50)) : .line,
                value: value(key), language: checked.locales.language(tag), source: source)
            if gaps.contains(key), !value(key).isEmpty {
                entry.confirmation = ("\(key).confirmed", text.work("translation.confirm"))
            }
            return entry
        }
    }

    /// What a text is, in words: a question's number, or what the survey calls it.
    func label(ofText key: String, in text: PageText) -> String {
        let parts = key.split(separator: ".", maxSplits: 2).map(String.init)
        guard parts.count == 3 else { return text.label(ofField: key) ?? escaped(key) }
        let name = text.label(ofField: parts[2]) ?? escaped(parts[2])
        guard let index = document.questions.firstIndex(where: { $0.id == parts[1] }) else {
            return name
        }
        return text.compose(
            "composer.of-question",
            ["number": text.localizer.number(index + 1), "what": plainText(name)])
    }

    /// Labels have no markup but in a fallback language.
    private func plainText(_ html: String) -> String {
        html.replacing(/<[^>]*>/, with: "").replacing("&#39;", with: "'")
            .replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
    }
}
