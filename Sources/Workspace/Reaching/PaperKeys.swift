import Answering
import SurveyDefinition

/// What stands beside each answer on paper, and is typed in for it: 1, 2, 3 for options, the number itself on a scale,
/// letters for what stands beside the scale.
struct PaperKeys {
    let question: Question
    /// In the order in which they are printed; empty for a number or a text, which are written out.
    let keys: [(key: String, code: Code)]

    init(of question: Question, in survey: Survey) {
        self.question = question
        let codes = survey.codes(of: question)
        switch question.kind {
        case .number, .freeText: keys = []
        case .scale(let range, _):
            var letters = (UInt8(ascii: "A")...UInt8(ascii: "Z")).makeIterator()
            keys = codes.map { code in
                if let number = Int(code.value), range.contains(number) {
                    return (code.value, code)
                }
                return (letters.next().map { String(UnicodeScalar($0)) } ?? code.value, code)
            }
        case .singleChoice, .multipleChoice, .ranking, .district:
            keys = codes.enumerated().map { (String($0 + 1), $1) }
        }
    }

    /// Reads what was typed: one key, or several with a space or a comma between them.
    ///
    /// - Throws: `AnswerError.unknownCode` for what is no key of the question's, and whatever else is no answer to it.
    func answer(to typed: String, in survey: Survey) throws(AnswerError) -> Answer? {
        let typed = typed.trimmingWhitespace()
        guard !typed.isEmpty else { return nil }
        switch question.kind {
        case .number, .freeText: return try readAnswer(.text(typed), to: question, in: survey)
        case .singleChoice, .scale, .district:
            return try readAnswer(.text(try code(of: typed).value), to: question, in: survey)
        case .multipleChoice, .ranking:
            var codes: [String] = []
            for part in typed.split(whereSeparator: { $0 == "," || $0 == "." || $0.isWhitespace }) {
                codes.append(try code(of: String(part)).value)
            }
            return try readAnswer(.texts(codes), to: question, in: survey)
        }
    }

    private func code(of key: String) throws(AnswerError) -> Code {
        let key = key.uppercased()
        guard let code = keys.first(where: { $0.key == key })?.code else { throw .unknownCode }
        return code
    }
}

extension String {
    fileprivate func trimmingWhitespace() -> String {
        let start = drop { $0.isWhitespace }
        let end = start.reversed().drop { $0.isWhitespace }.reversed()
        return String(end)
    }
}

/// The answers on one paper, as they were typed in.
struct PaperAnswers {
    /// By question; what is no answer stays out.
    private(set) var answers: [QuestionID: Answer] = [:]
    private(set) var faults: [QuestionID: AnswerError] = [:]

    /// - Parameter typed: by question.
    init(_ typed: [QuestionID: String], to survey: Survey) {
        for question in survey.questions {
            do {
                answers[question.id] = try PaperKeys(of: question, in: survey)
                    .answer(to: typed[question.id] ?? "", in: survey)
            } catch {
                faults[question.id] = error
            }
        }
    }

    /// The response, of what the answers lead to; what was written beside the path is left out.
    ///
    /// - Throws: `IncompleteJourney` while a required question has no answer.
    func completed(_ survey: Survey, as key: SubmissionKey) throws(IncompleteJourney)
        -> CompletedResponse
    {
        try Journey(through: survey, submissionKey: key, answers: answers).completed()
    }
}
