import Localization
import Pages
import Pipeline
import Staff
import SurveyDefinition
import SurveyDrafts

/// The fields of one question: what is asked, its options, and who is asked.
extension DraftForm {
    func questionEntries(
        _ question: DraftDocument.Question, in text: PageText
    ) -> [FormEntry] {
        let isFixed = checked.fixed.contains(QuestionID(question.id))
        guard !isFixed else { return conditionEntries(question, in: text) }
        let kind = DraftKind(rawValue: question.kind)
        var entries = [
            written("text", in: text, rows: 2), written("hint", in: text, rows: 2),
        ]
        switch kind {
        case .singleChoice, .multipleChoice, .ranking:
            entries += optionEntries(question, in: text)
        case .scale:
            entries += [plain("from", in: text), written("lowest", in: text)]
            entries += [plain("to", in: text), written("highest", in: text)]
        case .number:
            entries += [plain("from", in: text), plain("to", in: text)]
            entries += bandEntries(question, in: text)
        case .freeText: entries.append(plain("longest", in: text))
        case nil: break
        }
        if kind == .multipleChoice || kind == .ranking {
            entries.append(plain("most", in: text, hint: text.compose("composer.most-hint")))
        }
        if kind == .multipleChoice { entries.append(exclusive(question, in: text)) }
        if kind == .singleChoice || kind == .scale {
            entries.append(
                FormEntry(
                    name: "also", label: text.label(ofField: "also") ?? "",
                    kind: .choices(
                        [Code.dontKnow, .preferNotToSay].map {
                            .init(value: $0.value, name: text.html("answer.\($0)"))
                        }), value: value("also")))
        }
        if kind != .freeText {
            entries.append(yes("required", in: text))
            if question.tree["background"] == nil {
                entries.append(yes("sensitive", in: text))
                if document.blocks.count > 1 || value("block").isEmpty {
                    entries.append(block(in: text))
                }
            }
        }
        return entries + conditionEntries(question, in: text)
    }

    private func optionEntries(
        _ question: DraftDocument.Question, in text: PageText
    ) -> [FormEntry] {
        guard question.scale == nil else { return [] }
        let count = question.options.count
        let there = question.options.enumerated().map { index, code in
            written(
                "option.\(code)", in: text,
                label: text.compose(
                    "composer.option", ["number": text.localizer.number(index + 1)]))
        }
        let new = (1...SurveyDraft.newRows).map { number in
            written(
                "option.new.\(number)", in: text,
                label: text.compose(
                    "composer.option-new", ["number": text.localizer.number(count + number)]))
        }
        return there + new
    }

    private func bandEntries(
        _ question: DraftDocument.Question, in text: PageText
    ) -> [FormEntry] {
        let names =
            question.bands.map { "band.\($0.id)" }
            + (1...SurveyDraft.newRows).map { "band.new.\($0)" }
        return names.enumerated().flatMap { index, name in
            let which = ["number": text.localizer.number(index + 1)]
            return [
                written(name, in: text, label: text.compose("composer.band", which)),
                plain(
                    "\(name).from", in: text, label: text.compose("composer.band-from", which)),
                plain("\(name).to", in: text, label: text.compose("composer.band-to", which)),
            ]
        }
    }

    private func exclusive(_ question: DraftDocument.Question, in text: PageText) -> FormEntry {
        let words = PageText(localizer: checked.locales.localizer(for: Locales.source))
        let none = FormEntry.Choice(value: "", name: text.compose("composer.none"))
        return FormEntry(
            name: "exclusive", label: text.label(ofField: "exclusive") ?? "",
            kind: .choice(
                [none]
                    + question.options.map {
                        .init(
                            value: $0,
                            name: words.html(
                                document.textKey(of: $0, in: question), in: id.value))
                    }), value: value("exclusive"))
    }

    private func block(in text: PageText) -> FormEntry {
        FormEntry(
            name: "block", label: text.label(ofField: "block") ?? "",
            hint: text.compose("composer.block-hint"),
            kind: .choice(
                [.init(value: "", name: text.compose("composer.none"))]
                    + (document.tree["blocks"]?.elements ?? []).map { block in
                        let goals = (block["goals"]?.strings ?? []).map {
                            text.html("goal.\($0).short", in: Goals.textFile)
                        }
                        let id = block["id"]?.string ?? ""
                        return .init(
                            value: id,
                            name: ([escaped(id)] + goals).joined(separator: " · "))
                    }), value: value("block"))
    }

    /// After which answers the question is asked: a question, and when that is chosen, its answers.
    private func conditionEntries(
        _ question: DraftDocument.Question, in text: PageText
    ) -> [FormEntry] {
        let words = PageText(localizer: checked.locales.localizer(for: text.language.tag))
        let earlier = document.questions.prefix { $0.id != question.id }
            .filter { $0.kind != "free-text" }
        let always = FormEntry.Choice(value: "", name: text.compose("composer.always"))
        let choices =
            [always]
            + earlier.map {
                .init(value: $0.id, name: words.html("question.\($0.id).text", in: id.value))
            }
        let count = question.conditions.count
        return (1...(count + 1)).flatMap { number -> [FormEntry] in
            let name = "condition.\(number)"
            let asked = value("\(name).question")
            var options = choices
            if !asked.isEmpty, !options.contains(where: { $0.value == asked }) {
                // One that comes later, or is gone: the fault beside it says so.
                options.append(.init(value: asked, name: escaped(asked)))
            }
            let condition = FormEntry(
                name: "\(name).question",
                label: text.compose(
                    number == 1 ? "composer.condition" : "composer.condition-more"),
                hint: number == 1 ? text.compose("composer.condition-hint") : nil,
                kind: .choice(options), value: asked)
            guard number <= count, let other = document.question(asked) else {
                return [condition]
            }
            return [
                condition,
                FormEntry(
                    name: "\(name).codes", label: text.compose("composer.condition-codes"),
                    kind: .choices(
                        codes(of: other).map {
                            .init(value: $0, name: label(of: $0, to: other, words))
                        }), value: value("\(name).codes")),
            ]
        }
    }

    private func codes(of question: DraftDocument.Question) -> [String] {
        (question.kind == "district" ? districts.list.map(\.id.value) : [])
            + document.codes(of: question)
    }

    private func label(
        of code: String, to question: DraftDocument.Question, _ words: PageText
    ) -> String {
        if code == Code.dontKnow.value || code == Code.preferNotToSay.value {
            return words.html("answer.\(code)")
        }
        if question.kind == "district" {
            return escaped(districts.district(DistrictID(code))?.name ?? code)
        }
        if question.kind == "scale" { return escaped(code) }
        return words.html(document.textKey(of: code, in: question), in: id.value)
    }

    /// The options with buttons that move them.
    func ordering(
        of question: DraftDocument.Question, _ person: Person, in text: PageText
    ) -> [String: Any] {
        let words = PageText(localizer: checked.locales.localizer(for: Locales.source))
        return [
            "isThere": question.options.count > 1, "heading": text.compose("composer.order"),
            "path": WorkspacePath.draft(id, .order), "token": person.token.formToken,
            "question": question.id,
            "options": question.options.map { code in
                [
                    "code": code,
                    "text": words.html(document.textKey(of: code, in: question), in: id.value),
                    "buttons": ["up", "down"].map { step in
                        [
                            "do": "option-\(step)", "label": text.compose("composer.\(step)"),
                            "focused": focus == "option-\(step).\(code)",
                        ]
                    },
                ]
            },
        ]
    }
}
