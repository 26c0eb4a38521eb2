import Dialogues
import Localization
import Pages
import Pipeline
import SurveyDefinition

/// A dialogue's questions as a form to print, in one language, with the key of each answer beside its box.
struct PaperForm {
    let reached: ReachedDialogue
    /// Of the language that it is printed in.
    let text: PageText
    let municipality: String

    private var survey: Survey { reached.survey }

    /// - Parameter own: of who prints it.
    func values(stylesheet: String, for own: PageText) -> [String: Any] {
        let dialogue = reached.followed.dialogue
        var values: [String: Any] = [
            "language": text.language.tag.value, "direction": text.language.direction.rawValue,
            "stylesheet": stylesheet, "municipality": municipality,
            "ownTag": own.language.tag.value, "ownDirection": own.language.direction.rawValue,
            "backPath": WorkspacePath.reaching(of: dialogue.id),
            "back": own.work("reaching.heading"), "printHint": own.work("paper.print"),
            "title": dialogue.texts.text(.title, for: text.language)?.text ?? "",
            "question": dialogue.texts.text(.question, for: text.language)?.text ?? "",
            "how": text.work("paper.how"),
            "privacy": text.work("paper.privacy"),
            "sections": survey.sections.map(section),
            "contacts": [dialogue.contact].filter { !$0.isEmpty },
        ]
        if reached.followed.round.anonymity == .code {
            values["code"] = text.html("code.label")
        }
        return values
    }

    private func section(_ section: Section) -> [String: Any] {
        [
            "title": text.html("section.\(section.id).title", in: survey.textFile),
            "questions": section.questions.map(question),
        ]
    }

    private func question(_ question: Question) -> [String: Any] {
        let keys = PaperKeys(of: question, in: survey)
        var values: [String: Any] = [
            "number": text.localizer.number(number(of: question)),
            "text": text.html("question.\(question.id).text", in: survey.textFile),
            "options": keys.keys.map { key, code in
                [
                    "key": key,
                    "label": key == code.value
                        ? "" : text.markup(text.localizer.label(of: code, to: question, in: survey))
                        ,
                ]
            },
        ]
        if let hint = hint(of: question) { values["hint"] = hint }
        if let condition = condition(of: question) { values["condition"] = condition }
        switch question.kind {
        case .freeText: values["isText"] = true
        case .number: values["isNumber"] = true
        case .scale(let range, _):
            values["isScale"] = true
            values["ends"] = [
                "lowest": "\(range.lowerBound) = "
                    + text.html("question.\(question.id).lowest", in: survey.textFile),
                "highest": "\(range.upperBound) = "
                    + text.html("question.\(question.id).highest", in: survey.textFile),
            ]
        default: break
        }
        return values
    }

    private func number(of question: Question) -> Int {
        (survey.questions.firstIndex { $0.id == question.id } ?? 0) + 1
    }

    private func hint(of question: Question) -> String? {
        switch question.kind {
        case .multipleChoice(let options, let most):
            text.html(
                "section.multiple-most", ["most": String(most ?? options.count)])
        case .ranking(_, let most): text.work("paper.ranking", ["most": String(most)])
        case .number(let range, _):
            text.html(
                "section.number-hint",
                ["from": String(range.lowerBound), "to": String(range.upperBound)])
        case .freeText: text.work("paper.no-names")
        case .singleChoice, .scale, .district: nil
        }
    }

    /// Whom a question is for, by the numbers that are on the paper.
    private func condition(of question: Question) -> String? {
        let parts = question.shownWhen.compactMap { condition -> String? in
            guard let earlier = survey.question(condition.question) else { return nil }
            let keys = PaperKeys(of: earlier, in: survey).keys
                .filter { condition.isAnyOf.contains($0.code) }.map(\.key)
            return text.plain(
                "paper.only-if",
                [
                    "question": text.localizer.number(number(of: earlier)),
                    "keys": keys.joined(separator: ", "),
                ])
        }
        return parts.isEmpty ? nil : escaped(parts.joined(separator: " "))
    }
}
