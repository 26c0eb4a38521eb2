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

    public init(
        through survey: Survey, submissionKey: SubmissionKey, answers: [QuestionID: Answer] = [:]
    ) {
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
    public var path: [Question] { survey.questions.filter(isAsked) }

    /// Whether the answers so far lead to the question: every condition holds, on a question that is asked
    /// itself. Conditions name earlier questions only, so that this ends.
    private func isAsked(_ question: Question) -> Bool {
        question.shownWhen.allSatisfy { condition in
            guard let earlier = survey.question(condition.question), isAsked(earlier) else {
                return false
            }
            return answers[earlier.id]?.codes(for: earlier).contains(
                where: condition.isAnyOf.contains)
                ?? false
        }
    }

    /// The sections that have something to show, each with its questions on the path.
    public var pages: [(section: Section, questions: [Question])] {
        survey.sections.compactMap { section in
            let shown = questions(shownIn: section)
            return shown.isEmpty ? nil : (section, shown)
        }
    }

    /// The section's questions on the path, without those that the link answers.
    public func questions(shownIn section: Section) -> [Question] {
        section.questions.filter { !$0.isGivenByLink && isAsked($0) }
    }

    /// What is wrong or missing among the questions on the path, in their order.
    public var faults: [(question: Question, error: AnswerError)] {
        path.filter { $0.isRequired && answers[$0.id] == nil }.map { ($0, .missing) }
    }

    /// Ends the journey: the answers on its path and nothing else.
    public func completed() throws(IncompleteJourney) -> CompletedResponse {
        let faults = faults
        guard faults.isEmpty else { throw IncompleteJourney(missing: faults.map(\.question.id)) }
        let asked = Set(path.map(\.id))
        return CompletedResponse(
            survey: survey, asked: asked, answers: answers.filter { asked.contains($0.key) })
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
