import Answering
import Foundation
import Localization
import SurveyDefinition
import Tickets

/// The body of a submission: `{"submissionKey", "code", "ticket", "work", "language", "answers": {id: code | [codes] | number | text}}`.
struct SubmissionDocument {
    let key: SubmissionKey
    /// The ticket or the invitation code; `nil` when there is none, or something that isn't one.
    let admission: Admission?
    /// The number that shows the work which a guarded round asks for.
    let work: String?
    /// As the client wrote it, which may be anything.
    private let declaredLanguage: String?
    private let answers: [String: GivenAnswer]

    /// Reads the body; the language is checked to be a text.
    init(reading body: [UInt8]) throws(Problem) {
        guard String(validating: body, as: UTF8.self) != nil else { throw .badUTF8 }
        guard let document = try? JSONDecoder().decode(Document.self, from: Data(body)) else {
            throw .badJSON
        }
        guard let key = SubmissionKey(Array(document.submissionKey.utf8)) else {
            throw .badSubmissionKey
        }
        self.key = key
        admission =
            document.ticket.flatMap { Ticket(text: $0) }.map(Admission.ticket)
            ?? document.code.flatMap { InvitationCode(typed: $0) }.map(Admission.code)
        work = document.work
        declaredLanguage = document.language
        answers = document.answers.mapValues(\.given)
    }

    /// The service's language version that the body names; `nil` when it names none of them, and what
    /// it says instead is forgotten. What the request's headers accept says nothing of it: they are
    /// the program's, which may ask in another language than it reads the questions in.
    func language(among locales: Locales) -> LanguageTag? {
        declaredLanguage.flatMap { LanguageTag($0) }.flatMap { locales.language($0)?.tag }
    }

    /// The response, when every answer is one and every required question on its path is answered.
    ///
    /// Throws `rejectedResponse` with all faults, in the order of the survey, those without a question last.
    func completed(through survey: Survey) throws(Problem) -> CompletedResponse {
        var read: [QuestionID: Answer] = [:]
        var errors: [QuestionID: AnswerError] = [:]
        for question in survey.questions {
            guard let given = answers[question.id.value] else { continue }
            do {
                read[question.id] = try readAnswer(given, to: question, in: survey)
            } catch {
                errors[question.id] = error
            }
        }
        let journey = Journey(through: survey, submissionKey: key, answers: read)
        let path = Set(journey.path.map(\.id))
        for question in survey.questions where errors[question.id] == nil {
            let isAnswered = read[question.id] != nil
            if isAnswered, !path.contains(question.id) {
                errors[question.id] = .notOnPath
            } else if !isAnswered, question.isRequired, path.contains(question.id) {
                errors[question.id] = .missing
            }
        }
        var rejected = survey.questions.compactMap { question in
            errors[question.id].map { error in
                Problem.RejectedAnswer(
                    question: question.id.value, error: error.name, values: error.values)
            }
        }
        for id in answers.keys.sorted() where survey.question(QuestionID(id)) == nil {
            // What isn't even an id could be anything, and is not said back.
            let name = id.utf8.count <= 60 && QuestionID.isWellFormed(id) ? id : "?"
            rejected.append(.init(question: name, error: "unknown-question", values: [:]))
        }
        guard rejected.isEmpty, let response = try? journey.completed() else {
            throw .rejectedResponse(rejected)
        }
        return response
    }

    private struct Document: Decodable {
        let submissionKey: String
        let code: String?
        let ticket: String?
        let work: String?
        let language: String?
        let answers: [String: Value]
    }

    /// An answer in JSON; a shape that no question takes is kept as such, to be told by its question.
    private struct Value: Decodable {
        let given: GivenAnswer

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                given = .nothing
            } else if let text = try? container.decode(String.self) {
                given = .text(text)
            } else if (try? container.decode(Bool.self)) != nil {
                given = .other
            } else if let number = try? container.decode(Double.self) {
                given = .number(number)
            } else if let texts = try? container.decode([String].self) {
                given = .texts(texts)
            } else {
                given = .other
            }
        }
    }
}
