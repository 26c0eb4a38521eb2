public import Answering
import FreeText
public import SurveyDefinition

/// What may be kept of a response: a class, answers by block, and detached answers and texts.
///
/// A gate: only `anonymize` makes one, and `ResponseSeal.open` restores what `anonymize` once made.
public struct AnonymousResponse: Sendable, Equatable {
    let respondentClass: RespondentClass
    /// By block, in the order of the survey's blocks; each with an answer per question, in order.
    let blocks: [BlockID: [KeptAnswer]]
    /// Sensitive answers, and under `Survey.languageQuestion` and `.modeQuestion` the language version and the mode of
    /// the response.
    let detachedAnswers: [QuestionID: KeptAnswer]
    /// Normalised, and without what looks like personal data.
    let texts: [QuestionID: String]

    init(
        respondentClass: RespondentClass, blocks: [BlockID: [KeptAnswer]],
        detachedAnswers: [QuestionID: KeptAnswer], texts: [QuestionID: String]
    ) {
        self.respondentClass = respondentClass
        self.blocks = blocks
        self.detachedAnswers = detachedAnswers
        self.texts = texts
    }
}

extension AnonymousResponse: CustomStringConvertible, CustomReflectable {
    public var description: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Keeps of a response only what the survey says is kept.
///
/// Numbers become bands, background answers become the class, sensitive answers and texts are set apart.
/// Of a text only what `mask` leaves is kept, so that no later step meets what was written.
/// *Prefer not to say* in a background question is as good as no answer. The language version is kept
/// where the survey counts languages, and then detached like a sensitive answer: it may tell where
/// somebody comes from. The mode of collection is kept in the same way where the survey counts modes.
///
/// - Parameters:
///   - language: the tag of the language version that the response was sent in; `nil` when
///     it isn't known. It must be one of the service's own tags, never what a client wrote.
///   - mode: how it came in; `nil` when it isn't known.
public func anonymize(
    _ response: CompletedResponse, sentIn language: Code? = nil, by mode: CollectionMode? = nil
) -> AnonymousResponse {
    let survey = response.survey
    func kept(_ question: Question) -> KeptAnswer {
        guard response.asked.contains(question.id) else { return .notAsked }
        guard let answer = response.answers[question.id] else { return .blank }
        return .chosen(answer.codes(for: question))
    }

    var respondentClass = RespondentClass()
    for variable in survey.backgroundVariables {
        guard let question = survey.question(for: variable), !question.isSensitive else { continue }
        respondentClass[variable] = kept(question).codes.first { !Option(code: $0).isSpecial }
    }
    var detached: [QuestionID: KeptAnswer] = [:]
    var texts: [QuestionID: String] = [:]
    for question in survey.questions where question.isDetached {
        if case .text(let text) = response.answers[question.id] {
            texts[question.id] = mask(text).text
        } else if response.answers[question.id] != nil {
            detached[question.id] = kept(question)
        }
    }
    if survey.countsLanguages, let language {
        detached[Survey.languageQuestion] = .chosen([language])
    }
    if survey.countsModes, let mode {
        detached[Survey.modeQuestion] = .chosen([Code(mode.rawValue)])
    }
    let blocks = survey.blocks.map { block in
        (block.id, survey.keptQuestions(in: block.id).map(kept))
    }
    return AnonymousResponse(
        respondentClass: respondentClass,
        blocks: Dictionary(uniqueKeysWithValues: blocks),
        detachedAnswers: detached,
        texts: texts)
}
