import Diagnostics

/// Checks how a survey's answers become indicators: that indicator, question and codes exist and
/// fit.
func checkCodings(
    _ codings: [CodingReading], of questions: [QuestionReading], in survey: Survey,
    towards goals: Goals
) {
    var coded: Set<IndicatorID> = []
    for reading in codings {
        if let id = reading.indicator {
            if !coded.insert(id).inserted {
                reading.node.optional("id")?.report(
                    "The survey codes '\(id)' already.", remedy: "Keep one coding per indicator.")
            }
            checkIndicator(id, measure: reading.coding?.measure, in: goals, at: reading.node)
        }
        guard let coding = reading.coding else { continue }
        guard let asked = questions.first(where: { $0.id == coding.question }) else {
            reading.node.optional("question")?.report(
                "There is no question '\(coding.question)'.",
                remedy: "Mend the id, or add the question.")
            continue
        }
        checkSets(coding, at: reading.node)
        checkBreak(of: coding, in: survey, at: reading.node)
        if asked.isIntact, let question = asked.question {
            CodingCheck(
                coding: coding, question: question, codes: survey.codes(of: question),
                node: reading.node
            )
            .run()
        }
    }
    checkNesting(of: codings)
}

private func checkIndicator(
    _ id: IndicatorID, measure: Measure?, in goals: Goals, at node: DocumentNode
) {
    guard let indicator = goals.indicator(id) else {
        if goals.isComplete {
            node.optional("id")?.report(
                "There is no indicator '\(id)' in goals.yaml.",
                remedy: "Add it there, or mend the id.")
        }
        return
    }
    if indicator.kind == .register {
        node.optional("id")?.report(
            "The indicator '\(id)' comes from a register.",
            remedy: "Remove the coding, or write kind: measured.")
    } else if let measure {
        let unit: Indicator.Unit = if case .share = measure { .percent } else { .points }
        if indicator.unit != unit {
            node.optional("measure")?.report(
                "A \(measure.name) isn't in the indicator's unit, \(indicator.unit.rawValue).",
                remedy: "Change the measure here or the unit in goals.yaml.")
        }
    }
}

/// Reports codes that are counted in two ways.
private func checkSets(_ coding: IndicatorCoding, at node: DocumentNode) {
    if coding.valid.isEmpty {
        node.optional("valid")?.report(
            "No answer is valid.", remedy: "Name the answers of the denominator.")
    }
    let both = coding.dontKnow.intersection(coding.valid)
    if !both.isEmpty {
        node.optional("dontKnow")?.report(
            "\(list(both)) can't be both valid and don't know.",
            remedy: "Remove it from one of them.")
    }
    for (key, counted) in coding.measure.countedSets where !counted.isSubset(of: coding.valid) {
        node.optional(key)?.report(
            "\(list(counted.subtracting(coding.valid))) is counted without being valid.",
            remedy: "Add it to valid, or remove it.")
    }
    if case .balance(let positive, let negative) = coding.measure,
        !positive.isDisjoint(with: negative)
    {
        node.optional("negative")?.report(
            "\(list(positive.intersection(negative))) can't be both positive and negative.",
            remedy: "Remove it from one of them.")
    }
    let opinions = coding.valid.subtracting(coding.dontKnow)
    if opinions.contains(.dontKnow) || coding.valid.union(coding.dontKnow).contains(.preferNotToSay)
    {
        node.report(
            "dont-know is never valid, and prefer-not-to-say is counted nowhere.",
            remedy: "Write dont-know under dontKnow only, and prefer-not-to-say not at all.")
    }
}

/// Reports a break that the survey hasn't come to.
private func checkBreak(of coding: IndicatorCoding, in survey: Survey, at node: DocumentNode) {
    guard survey.isComplete, coding.comparableSince > survey.version else { return }
    node.optional("comparableSince")?.report(
        "The survey has only come to version \(survey.version).",
        remedy: "Write a version from 1 to \(survey.version).")
}

private func list(_ codes: Set<Code>) -> String {
    codes.map(\.value).sorted().joined(separator: ", ")
}

/// One coding against the question that it codes.
private struct CodingCheck {
    let coding: IndicatorCoding
    let question: Question
    let codes: [Code]
    let node: DocumentNode

    func run() {
        if let problem = unsuitable {
            node.optional("question")?.report(problem, remedy: "Code another question.")
            return
        }
        checkCodes(coding.valid, under: "valid")
        checkCodes(coding.dontKnow.subtracting(coding.valid), under: "dontKnow")
        checkMeasure()
    }

    /// Why the question can't become any indicator.
    private var unsuitable: String? {
        if question.background != nil {
            return "Results are broken down by '\(question.id)'; it has none itself."
        }
        switch question.kind {
        case .freeText: return "A free text can't be counted."
        case .ranking: return "There is no measure of a ranking."
        default: return nil
        }
    }

    private func checkCodes(_ named: Set<Code>, under key: String) {
        let unknown = named.subtracting(codes)
        if !unknown.isEmpty {
            node.optional(key)?.report(
                "'\(question.id)' can't be answered with \(list(unknown)).",
                remedy: "Use the codes of its options.")
        }
    }

    private func checkMeasure() {
        switch (coding.measure, question.kind) {
        case (.share, _), (.mean, .scale), (.index, .singleChoice), (.index, .scale),
            (.index, .number), (.balance, .singleChoice), (.balance, .scale), (.balance, .number):
            break
        case (.mean, _):
            node.optional("measure")?.report(
                "Only a scale has a mean.", remedy: "Use index for ordered options, or share.")
        case (.index, _):
            node.optional("measure")?.report(
                "The answers to '\(question.id)' have no order.", remedy: "Use share.")
        case (.balance, _):
            node.optional("measure")?.report(
                "More than one answer to '\(question.id)' can be given.", remedy: "Use share.")
        }
        if coding.measure == .index, coding.valid.count == 1 {
            node.optional("valid")?.report(
                "An index needs two valid answers to lie between.", remedy: "Name at least two.")
        }
    }
}
