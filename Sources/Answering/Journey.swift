public import SurveyDefinition

/// One respondent's way through one survey: the answers given so far, and the path that follows from them.
///
/// The path is derived, never stored: an answer may open questions further on or take them away again.
/// Answers that are off the path stay, so that nothing is lost while a resident changes her mind, and are
/// dropped when the journey is completed.
public struct Journey: Sendable {
    public let survey: Survey
    public let submissionKey: SubmissionKey
    public private(set) var answers: [QuestionID: Answer]

    public init(through survey: Survey, submissionKey: SubmissionKey, answers: [QuestionID: Answer] = [:]) {
        self.survey = survey
        self.submissionKey = submissionKey
        self.answers = answers
    }

    /// The journey with another answer; `nil` takes the answer away.
    public func answering(_ question: QuestionID, with answer: Answer?) -> Journey {
        var next = self
        next.answers[question] = answer
        return next
    }

    /// The questions that are asked given the answers so far, in order; those that the link answers included.
    public var path: [Question] {
        var reached: [QuestionID: [Code]] = [:]
        return survey.questions.filter { question in
            let isAsked = question.shownWhen.allSatisfy { condition in
                reached[condition.question]?.contains(where: condition.isAnyOf.contains) ?? false
            }
            if isAsked { reached[question.id] = answers[question.id]?.codes(for: question) ?? [] }
            return isAsked
        }
    }

    /// The sections that have something to show, each with its questions on the path.
    public var pages: [(section: Section, questions: [Question])] {
        let shown = Dictionary(grouping: path.filter { !$0.isGivenByLink }) { survey.section(of: $0.id) }
        return survey.sections.compactMap { section in shown[section.id].map { (section, $0) } }
    }

    /// What is wrong or missing among the questions on the path, in their order.
    public var faults: [(question: Question, error: AnswerError)] {
        path.filter { $0.isRequired && answers[$0.id] == nil }.map { ($0, .missing) }
    }

    /// Ends the journey: the answers on its path and nothing else.
    public func completed() throws(IncompleteJourney) -> CompletedResponse {
        let faults = faults
        guard faults.isEmpty else { throw IncompleteJourney(missing: faults.map(\.question.id)) }
        let path = path
        return CompletedResponse(
            survey: survey,
            asked: Set(path.map(\.id)),
            answers: answers.filter { id, _ in path.contains { $0.id == id } })
    }
}

/// A journey can't end while required questions on its path have no answer.
public struct IncompleteJourney: Error, Equatable {
    /// In the order in which they are asked.
    public let missing: [QuestionID]
}

/// A respondent's whole answer to a survey, complete and valid, still with everything that was said.
///
/// Only `Journey.completed` makes one; `anonymize` decides what is kept of it.
public struct CompletedResponse: Sendable {
    public let survey: Survey
    /// The questions that were on the path.
    public let asked: Set<QuestionID>
    /// Answers to asked questions only.
    public let answers: [QuestionID: Answer]

    init(survey: Survey, asked: Set<QuestionID>, answers: [QuestionID: Answer]) {
        self.survey = survey
        self.asked = asked
        self.answers = answers
    }
}

extension CompletedResponse: CustomStringConvertible, CustomReflectable {
    public var description: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
