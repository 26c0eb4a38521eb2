import Diagnostics

/// Checks every `shownWhen`: that it refers to earlier answers that exist, and that it can hold.
func checkRouting(of readings: [QuestionReading], in survey: Survey) {
    let routing = Routing(
        survey: survey, uncertain: Set(readings.filter { !$0.isIntact }.compactMap(\.id)))
    let declared = Set(readings.compactMap(\.id))
    var earlier: Set<QuestionID> = []
    for reading in readings {
        var areSound = reading.isIntact
        for (condition, node) in reading.conditions {
            let fault =
                reference(condition, from: reading.id, declared: declared, earlier: earlier)
                ?? routing.fault(in: condition, of: reading.question)
            if let fault { node.report(fault.problem, remedy: fault.remedy) }
            areSound = areSound && fault == nil
        }
        if areSound, let question = reading.question,
            let reason = routing.reasonNeverAsked(question)
        {
            reading.node.optional("shownWhen")?.report(
                "The question can never be asked: \(reason).",
                remedy: "Mend or remove its conditions.")
        }
        if let id = reading.id { earlier.insert(id) }
    }
}

/// What is wrong and what to do.
private typealias Fault = (problem: String, remedy: String)

/// What is wrong with the question that a condition refers to.
private func reference(
    _ condition: Condition, from id: QuestionID?, declared: Set<QuestionID>,
    earlier: Set<QuestionID>
) -> Fault? {
    if earlier.contains(condition.question) { return nil }
    if condition.question == id {
        return ("The question depends on its own answer.", "Name an earlier question.")
    }
    if declared.contains(condition.question) {
        return ("The question '\(condition.question)' is asked later.", "Move it before this one.")
    }
    return ("There is no question '\(condition.question)'.", "Mend the id, or add the question.")
}

/// Which questions can be asked, by the conditions that lead to them.
///
/// A question is asked when all its lines hold, and a line holds only if its own question was
/// asked. So the lines behind a question, gathered all the way back, must hold together; answers to
/// different questions don't restrict each other, and each question can be judged by itself.
private struct Routing {
    let survey: Survey
    /// Questions that weren't read well enough to judge their codes.
    let uncertain: Set<QuestionID>

    /// What is wrong with the codes that a condition names.
    func fault(in condition: Condition, of question: Question?) -> Fault? {
        guard let asked = survey.question(condition.question), !uncertain.contains(asked.id) else {
            return nil
        }
        if asked.isFreeText {
            return ("A free text can't be a condition.", "Name a question with options.")
        }
        let unknown = condition.isAnyOf.subtracting(survey.codes(of: asked)).map(\.value).sorted()
        if !unknown.isEmpty {
            let isDistrict = if case .district = asked.kind { true } else { false }
            return (
                "'\(asked.id)' can't be answered with \(unknown.joined(separator: ", ")).",
                isDistrict
                    ? "Use the districts of districts.yaml." : "Use the codes of its options."
            )
        }
        if asked.isSensitive, question?.isDetached == false {
            return (
                "'\(asked.id)' is sensitive, and an answer here would tell its answer.",
                "Make this question sensitive too, or remove the condition."
            )
        }
        return nil
    }

    /// Why no answers lead to the question; `nil` when some do.
    func reasonNeverAsked(_ question: Question) -> String? {
        for condition in question.shownWhen {
            guard let asked = survey.question(condition.question) else { continue }
            if contradiction(before: asked) != nil {
                return "'\(asked.id)' can never be asked either"
            }
        }
        return contradiction(before: question).map {
            "no answer to '\($0)' meets all that leads here"
        }
    }

    /// The question that would have to be answered in two ways at once.
    private func contradiction(before question: Question) -> QuestionID? {
        let lines = Dictionary(grouping: conditions(behind: question), by: \.question)
        return lines.keys.sorted().first { id in
            guard let asked = survey.question(id), !uncertain.contains(id) else { return false }
            let codes = Set(survey.codes(of: asked))
            return !canBeAnswered(
                asked, meeting: lines[id, default: []].map { $0.isAnyOf.intersection(codes) })
        }
    }

    /// The question's lines and those of every question that they refer to.
    private func conditions(behind question: Question) -> [Condition] {
        var seen: Set<QuestionID> = [question.id]
        var waiting = [question]
        var found: [Condition] = []
        while let next = waiting.popLast() {
            for condition in next.shownWhen {
                found.append(condition)
                if let asked = survey.question(condition.question), seen.insert(asked.id).inserted {
                    waiting.append(asked)
                }
            }
        }
        return found
    }

    /// Whether one answer can have a code of each set.
    private func canBeAnswered(_ question: Question, meeting sets: [Set<Code>]) -> Bool {
        switch question.kind {
        case .multipleChoice(let options, let most):
            let exclusive = Set(options.filter(\.isExclusive).map(\.code))
            return exclusive.contains { code in sets.allSatisfy { $0.contains(code) } }
                || canMeet(sets.map { $0.subtracting(exclusive) }, choosing: most ?? options.count)
        case .ranking(_, let most):
            return canMeet(sets, choosing: most)
        case .singleChoice, .scale, .number, .district, .freeText:
            return canMeet(sets, choosing: 1)
        }
    }

    /// Whether `count` codes suffice to have one of each set.
    private func canMeet(_ sets: [Set<Code>], choosing count: Int) -> Bool {
        guard let first = sets.first else { return true }
        guard count > 0 else { return false }
        return first.contains { code in
            canMeet(sets.filter { !$0.contains(code) }, choosing: count - 1)
        }
    }
}
