import Answering
import Dialogues
import Localization
import Pages
import Pipeline
import SurveyDefinition

/// One paper, typed in: a short field per question, in the order of the paper, for the keys that were ticked.
struct PaperEntryPage {
    let reached: ReachedDialogue
    let locales: Locales
    var language = Locales.source
    var typed: [QuestionID: String] = [:]
    var code = ""
    var faults: [QuestionID: AnswerError] = [:]
    var isCodeRefused = false
    var isClosed = false
    var isSaved = false

    static let prefix = "q-"
    static let codeField = "code"
    static let languageField = "language"

    private var survey: Survey { reached.survey }

    func values(for person: Person, in text: PageText) -> [String: Any] {
        let id = reached.followed.dialogue.id
        var values: [String: Any] = [
            "backPath": WorkspacePath.reaching(of: id), "back": text.work("reaching.heading"),
            "title": text.work("paper.entry-heading"), "lead": text.work("paper.entry-lead"),
            "action": WorkspacePath.paperEntry(of: id), "token": person.token.formToken,
            "languageField": Self.languageField, "languageLabel": text.work("paper.language"),
            "languages": reached.languages(among: locales).map {
                [
                    "value": $0.tag.value, "label": $0.name, "selected": $0.tag == language,
                ] as [String: Any]
            },
            "questions": survey.questions.enumerated().map { question($1, at: $0, in: text) },
            "save": text.work("paper.save"),
        ]
        if isSaved { values["saved"] = text.work("paper.saved") }
        if reached.followed.round.anonymity == .code {
            var field: [String: Any] = [
                "id": Self.codeField, "label": text.work("paper.code"), "value": code,
            ]
            if isCodeRefused { field["error"] = text.work("paper.code-not-valid") }
            values["code"] = field
        }
        if let problems = problems(in: text) { values["problems"] = problems }
        return values
    }

    private func problems(in text: PageText) -> [String: Any]? {
        if isClosed { return ["heading": text.work("paper.closed"), "list": []] }
        var list = survey.questions.enumerated().compactMap { place, question in
            faults[question.id].map { fault in
                [
                    "field": Self.prefix + question.id.value,
                    "label": text.work("paper.question", ["number": String(place + 1)]),
                    "message": message(of: fault, in: text),
                ]
            }
        }
        if isCodeRefused {
            list.append(
                [
                    "field": Self.codeField, "label": text.work("paper.code"),
                    "message": text.work("paper.code-not-valid"),
                ])
        }
        guard !list.isEmpty else { return nil }
        return ["heading": text.work("form.problem"), "list": list]
    }

    private func question(_ question: Question, at place: Int, in text: PageText) -> [String: Any] {
        let keys = PaperKeys(of: question, in: survey).keys
        var values: [String: Any] = [
            "id": Self.prefix + question.id.value, "number": String(place + 1),
            "text": text.html("question.\(question.id).text", in: survey.textFile),
            "value": typed[question.id] ?? "", "isText": question.isFreeText,
            "first": place == 0 && faults.isEmpty,
            "keys": keys.map { key, code in
                "\(key) = " + text.localizer.label(of: code, to: question, in: survey).string
            }.joined(separator: " · "),
        ]
        if let fault = faults[question.id] { values["error"] = message(of: fault, in: text) }
        return values
    }

    private func message(of fault: AnswerError, in text: PageText) -> String {
        text.html("error.\(fault.name)", fault.values)
    }
}
