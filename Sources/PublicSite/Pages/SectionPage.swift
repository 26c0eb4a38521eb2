import Pages
import SurveyDefinition

/// Renders one section of a survey as a template with slots.
struct SectionPage {
    let survey: Survey
    let section: Section
    let text: PageText
    let path: String

    /// The main part of the page as HTML with marks.
    func html(by templates: Templates, marks: inout Marks) -> String {
        let shown = section.questions.filter { !$0.isGivenByLink }
        var values: [String: Any] = [
            "action": path,
            "section": section.id.value,
            "journey": marks.slot(.journey),
            "problemsStart": marks.group(.problems),
            "problemsHeading": marks.slot(.problemsHeading),
            "problemList": marks.slot(.problemList),
            "end": Marks.close,
            "progress": text.html(
                "section.progress", ["step": marks.slot(.step), "steps": marks.slot(.steps)]),
            "title": text.html("section.\(section.id).title", in: survey.textFile),
            "questions": shown.map { question($0, marks: &marks) },
            "next": text.html("section.next"),
            "previousStart": marks.group(.previous),
            "back": text.html("section.back"),
            "calm": text.html("section.calm"),
        ]
        values["intro"] = text.optional("section.\(section.id).intro", in: survey.textFile)
        return templates.render("section", values)
    }

    private func question(_ question: Question, marks: inout Marks) -> [String: Any] {
        let hint = hint(of: question)
        var values: [String: Any] = [
            "id": question.id.value,
            "kind": question.kind.name,
            "shown": marks.group(.question(question.id)),
            "describedBy": marks.slot(.describedBy(question.id, hasHint: hint != nil)),
            "text": text.html("question.\(question.id).text", in: survey.textFile),
            "errorStart": marks.group(.error(question.id)),
            "error": marks.slot(.errorText(question.id)),
            "end": Marks.close,
            "inputID": FieldName.firstInput(of: question.id),
        ]
        values["hint"] = hint
        if question.isRequired { values["required"] = text.html("section.required") }
        switch question.kind {
        case .singleChoice, .district, .scale:
            values["anyChoices"] = true
            values["choices"] = choices(of: question, type: "radio", marks: &marks)
        case .multipleChoice:
            values["anyChoices"] = true
            values["choices"] = choices(of: question, type: "checkbox", marks: &marks)
        case .ranking(let options, let most):
            values["ranks"] = ranks(of: question, among: options, most: most, marks: &marks)
        case .number(let range, _):
            values["number"] = [
                "value": marks.slot(.value(question.id)),
                "invalid": marks.slot(.invalid(question.id)),
                "unit": text.html("section.number-unit", Self.ends(of: range)),
                "inputID": FieldName.firstInput(of: question.id),
                "id": question.id.value,
            ]
        case .freeText:
            values["freeText"] = [
                "value": marks.slot(.value(question.id)),
                "invalid": marks.slot(.invalid(question.id)),
                "label": text.html("section.text-label"),
                "warning": text.html("section.text-warning"),
                "inputID": FieldName.firstInput(of: question.id),
                "id": question.id.value,
            ]
        }
        if case .scale(let range, _) = question.kind {
            values["ends"] = [
                "lowest": scaleEnd(question, "lowest", range.lowerBound),
                "highest": scaleEnd(question, "highest", range.upperBound),
            ]
        }
        return values
    }

    private func choices(of question: Question, type: String, marks: inout Marks) -> [[String: Any]]
    {
        survey.codes(of: question).enumerated().map { index, code in
            [
                "type": type,
                "id": question.id.value,
                "inputID": FieldName.input(index, of: question.id),
                "code": code.value,
                "special": Option(code: code).isSpecial,
                "checked": marks.slot(.checked(question.id, code)),
                "invalid": marks.slot(.invalid(question.id)),
                "label": text.label(of: code, to: question, in: survey),
            ]
        }
    }

    private func ranks(
        of question: Question, among options: [Option], most: Int, marks: inout Marks
    ) -> [[String: Any]] {
        (0..<most).map { rank in
            [
                "id": question.id.value,
                "inputID": FieldName.input(rank, of: question.id),
                "label": text.html("section.rank", ["number": String(rank + 1)]),
                "none": text.html("section.rank-none"),
                "invalid": marks.slot(.invalid(question.id)),
                "choices": options.map { option in
                    [
                        "code": option.code.value,
                        "selected": marks.slot(.selected(question.id, rank: rank, option.code)),
                        "label": text.label(of: option.code, to: question, in: survey),
                    ]
                },
            ]
        }
    }

    /// The question's own hint, or what its kind needs said; a free text always says what not to write.
    private func hint(of question: Question) -> String? {
        let own = text.optional("question.\(question.id).hint", in: survey.textFile)
        let parts =
            question.isFreeText ? [own, kindHint(of: question)] : [own ?? kindHint(of: question)]
        let hint = parts.compactMap { $0 }.joined(separator: " ")
        return hint.isEmpty ? nil : hint
    }

    private func kindHint(of question: Question) -> String? {
        switch question.kind {
        case .multipleChoice(let options, let most):
            let choosable = options.filter { !$0.isExclusive && !$0.isSpecial }.count
            guard let most, most < choosable else { return text.html("section.multiple-hint") }
            return text.html("section.multiple-most", ["most": String(most)])
        case .ranking(_, let most):
            return text.html("section.ranking-hint", ["most": String(most)])
        case .number(let range, _):
            return text.html("section.number-hint", Self.ends(of: range))
        case .freeText(let longest):
            return text.html("section.text-hint", ["longest": text.localizer.number(longest)])
        case .singleChoice, .scale, .district:
            return nil
        }
    }

    private func scaleEnd(_ question: Question, _ end: String, _ number: Int) -> String {
        text.html(
            "section.lowest",
            [
                "number": String(number),
                "text": text.localizer.string(
                    "question.\(question.id).\(end)", in: survey.textFile),
            ])
    }

    private static func ends(of range: ClosedRange<Int>) -> [String: String] {
        ["from": String(range.lowerBound), "to": String(range.upperBound)]
    }
}

/// The names and ids of a question's fields.
enum FieldName {
    static let prefix = "q-"

    static func input(_ index: Int, of question: QuestionID) -> String {
        index == 0 ? firstInput(of: question) : "i-\(question)-\(index)"
    }

    /// Where a link from the error summary leads.
    static func firstInput(of question: QuestionID) -> String { "i-\(question)" }
}

extension Question.Kind {
    /// The kind as in `survey.yaml`.
    var name: String {
        switch self {
        case .singleChoice: "single-choice"
        case .multipleChoice: "multiple-choice"
        case .scale: "scale"
        case .ranking: "ranking"
        case .number: "number"
        case .district: "district"
        case .freeText: "free-text"
        }
    }
}
