import Answering
import SurveyDefinition

/// What one synthetic respondent sends: page by page for the form, or all at once for the API.
struct AnswerScript: Sendable {
    struct Step: Sendable {
        /// The section that is answered, which the page before must have led to.
        let section: String
        /// The answers as form fields.
        let fields: String
    }

    let steps: [Step]
    /// The answers as the API takes them.
    let json: String

    init(of response: CompletedResponse, submissionKey: SubmissionKey) {
        let survey = response.survey
        var journey = Journey(through: survey, submissionKey: submissionKey)
        var steps: [Step] = []
        for section in survey.sections {
            var answered: Set<QuestionID> = []
            while true {
                let page = journey.pages.first { $0.section.id == section.id }
                let questions = page?.questions ?? []
                // A page is shown again when an answer has opened more questions on it.
                guard !Set(questions.map(\.id)).isSubset(of: answered) else { break }
                let fields = questions.flatMap { Self.fields(response.answers[$0.id], to: $0.id) }
                steps.append(Step(section: section.id.value, fields: fields.joined(separator: "&")))
                for question in questions {
                    answered.insert(question.id)
                    journey = journey.answering(question.id, with: response.answers[question.id])
                }
            }
        }
        self.steps = steps
        let members = survey.questions.compactMap { question in
            response.answers[question.id].map { "\"\(question.id)\":\(Self.json($0))" }
        }
        json = "{" + members.joined(separator: ",") + "}"
    }

    /// Codes and numbers need no escaping, and synthetic respondents write no texts.
    private static func fields(_ answer: Answer?, to question: QuestionID) -> [String] {
        let values: [String] =
            switch answer {
            case .code(let code): [code.value]
            case .codes(let codes), .ranking(let codes): codes.map(\.value)
            case .number(let number): [String(number)]
            case .text, nil: []
            }
        return values.map { "q-\(question)=\($0)" }
    }

    private static func json(_ answer: Answer) -> String {
        switch answer {
        case .code(let code): "\"\(code)\""
        case .codes(let codes), .ranking(let codes):
            "[" + codes.map { "\"\($0)\"" }.joined(separator: ",") + "]"
        case .number(let number): String(number)
        case .text: "\"\""
        }
    }
}
