import Diagnostics

/// Checks each question against the rest of its survey: block, background, age bands, free text,
/// link.
func checkQuestions(_ readings: [QuestionReading], of survey: Survey, at document: DocumentNode) {
    var asked: Set<BackgroundVariable> = []
    for reading in readings {
        guard let question = reading.question else { continue }
        checkBlock(of: question, in: survey, at: reading.node)
        checkFreeText(question, policy: survey.policy, at: reading.node)
        checkLink(question, at: reading.node)
        checkName(of: question, at: reading.node)
        guard let variable = question.background else {
            reading.node.optional("coarse")?.report(
                "Only an age question has coarse bands.",
                remedy: "Remove it, or write background: age.")
            continue
        }
        if !asked.insert(variable).inserted {
            reading.node.optional("background")?.report(
                "Another question asks for \(variable.rawValue) already.",
                remedy: "Ask for each background variable once.")
        }
        checkBackground(variable, of: reading, question: question)
    }
    let most = survey.policy.mostBackground
    let count = readings.count { $0.question?.background != nil }
    if count > most {
        document.optional("sections")?.report(
            "There are \(count) background questions, more than the policy's \(most).",
            remedy: "Remove some of them.")
    }
}

private func checkName(of question: Question, at node: DocumentNode) {
    if question.id == Survey.languageQuestion {
        node.optional("id")?.report(
            "Language versions are counted under '\(question.id)'.",
            remedy: "Give the question another id.")
    }
    if question.id == Survey.modeQuestion {
        node.optional("id")?.report(
            "Modes of collection are counted under '\(question.id)'.",
            remedy: "Give the question another id.")
    }
}

private func checkBlock(of question: Question, in survey: Survey, at node: DocumentNode) {
    // A background variable that is misspelt is background all the same.
    let isBackground = node.optional("background") != nil
    let isOutside = question.isDetached || isBackground
    if case .district = question.kind, !isBackground, !question.isDetached {
        // The list of districts may change; the options of a block's questions never do.
        node.optional("kind")?.report(
            "A district is part of who answers, not of a block's answers.",
            remedy: "Write background: district, or sensitive: true.")
    }
    guard let block = question.block else {
        if !isOutside {
            node.report(
                "The question belongs to no block.",
                remedy: "Add block: with one of the survey's blocks.")
        }
        return
    }
    if isOutside {
        node.optional("block")?.report(
            "A background, sensitive or free-text question belongs to no block.",
            remedy: "Remove the line.")
    } else if !survey.blocks.contains(where: { $0.id == block }) {
        node.optional("block")?.report(
            "There is no block '\(block)'.", remedy: "Add it to blocks, or mend it.")
    }
}

private func checkFreeText(_ question: Question, policy: Policy, at node: DocumentNode) {
    guard case .freeText(let longest) = question.kind else { return }
    if question.isRequired {
        node.optional("required")?.report("Nobody is forced to write.", remedy: "Remove the line.")
    }
    if longest > policy.longestText {
        node.optional("longest")?.report(
            "The text may be longer than the policy's \(policy.longestText) characters.",
            remedy: "Write at most \(policy.longestText).")
    }
}

private func checkLink(_ question: Question, at node: DocumentNode) {
    guard question.isGivenByLink else { return }
    if question.isRequired {
        node.optional("required")?.report(
            "No page shows the question, so nobody could answer it where the link doesn't.",
            remedy: "Remove the line.")
    }
    if case .singleChoice = question.kind { return }
    node.optional("givenBy")?.report(
        "A link can only answer a single choice.",
        remedy: "Write kind: single-choice, or remove the line.")
}

private func checkBackground(
    _ variable: BackgroundVariable, of reading: QuestionReading, question: Question
) {
    let node = reading.node
    if question.isSensitive {
        node.optional("sensitive")?.report(
            "A background question is kept beside the other answers, so it can't be sensitive.",
            remedy: "Remove sensitive or background.")
    }
    let expected: KindName = variable == .district ? .district : .singleChoice
    let fits =
        switch (variable, question.kind) {
        case (.district, .district), (.age, .number): true
        case (.gender, .singleChoice), (.age, .singleChoice), (.site, .singleChoice): true
        default: false
        }
    if !fits {
        node.optional("kind")?.report(
            "A question of this kind can't ask for \(variable.rawValue).",
            remedy: "Write kind: \(expected.rawValue).")
    } else if variable == .age, reading.isIntact {
        checkCoarseBands(of: question, at: node)
    }
    if variable != .age {
        node.optional("coarse")?.report(
            "Only an age question has coarse bands.", remedy: "Remove it.")
    }
}

/// Reports coarse bands unless every band is in exactly one of them.
private func checkCoarseBands(of question: Question, at node: DocumentNode) {
    guard let mapping = node.required("coarse") else { return }
    let bands = question.options.filter { !$0.isSpecial }.map(\.code)
    let merged = question.coarseBands.flatMap(\.bands)
    let missing = bands.filter { !merged.contains($0) }.map(\.value)
    let unknown = Set(merged).subtracting(bands).map(\.value).sorted()
    let repeated = Set(merged.filter { code in merged.count { $0 == code } > 1 }).map(\.value)
        .sorted()
    for (codes, fault) in [
        (missing, "in none"), (unknown, "no band of the question"), (repeated, "in several"),
    ]
    where !codes.isEmpty {
        mapping.report(
            "The coarse bands don't divide the age bands: "
                + "\(codes.joined(separator: ", ")) is \(fault).",
            remedy: "Put every age band in exactly one coarse band.")
    }
    for band in question.coarseBands where bands.contains(band.id) {
        mapping.report(
            "The coarse band '\(band.id)' has the id of an age band.",
            remedy: "Give it an id of its own.")
    }
}
