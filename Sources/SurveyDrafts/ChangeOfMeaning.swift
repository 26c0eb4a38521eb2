public import SurveyDefinition

/// A question whose answers mean something else than they did under the same id: figures of both would be taken for one
/// series.
public struct ChangeOfMeaning: Sendable, Hashable {
    /// What has changed.
    public enum What: String, Sendable, Hashable, CaseIterable {
        /// What an answer is: one option, several, a number.
        case kind
        /// The answers to choose from, or their order.
        case options
        /// How answers become an indicator.
        case coding
        /// Whether it is part of the respondent's class.
        case background
    }

    public let question: QuestionID
    public let what: What
}

/// Every question that has another meaning than in an earlier version, in the order in which they are asked.
///
/// A question that is new or gone changes nothing, and neither does what holds for it alone: whether it must be answered,
/// after which answers it is asked, how long a text may be.
public func changesOfMeaning(of survey: Survey, since earlier: [Survey]) -> [ChangeOfMeaning] {
    survey.questions.compactMap { question in
        for before in earlier {
            guard let old = before.question(question.id) else { continue }
            if let what = change(from: old, of: before, to: question, of: survey) {
                return ChangeOfMeaning(question: question.id, what: what)
            }
        }
        return nil
    }
}

private func change(
    from old: Question, of before: Survey, to new: Question, of survey: Survey
) -> ChangeOfMeaning.What? {
    guard old.kind.name == new.kind.name else { return .kind }
    guard old.kind.meaning == new.kind.meaning else { return .options }
    guard old.background == new.background else { return .background }
    let codings = survey.codings
    for coding in before.codings where coding.question == old.id {
        let now = codings.filter { $0.indicator == coding.indicator }
        guard !now.isEmpty else { continue }
        let isSame = now.contains {
            $0.question == coding.question && $0.measure == coding.measure
                && $0.valid == coding.valid && $0.dontKnow == coding.dontKnow
        }
        if !isSame { return .coding }
    }
    return nil
}

extension Question.Kind {
    fileprivate var name: String {
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

    /// The kind without what may change.
    fileprivate var meaning: Question.Kind {
        if case .freeText = self { .freeText(longest: 1) } else { self }
    }
}
