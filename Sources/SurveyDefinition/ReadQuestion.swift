import Diagnostics

/// A question with what could be read of it, and where it stands.
struct QuestionReading {
    let node: DocumentNode
    /// `nil` when the file gives none.
    let id: QuestionID?
    /// `nil` without an id or a kind.
    let question: Question?
    /// The lines of `shownWhen`, each with its place.
    let conditions: [(condition: Condition, node: DocumentNode)]
    /// Whether it was read without a fault; if not, its options are uncertain and references aren't
    /// judged.
    let isIntact: Bool
}

/// Reads what all questions have in common; `KindReader` reads the rest.
struct QuestionReader {
    let scales: [String: [Code]]
    let faults: FaultCollector

    func read(_ node: DocumentNode, id: QuestionID?) -> QuestionReading {
        let faultsBefore = faults.diagnostics.count
        let kindName: KindName? = node.required("kind")?.word()
        node.allowOnly(commonKeys.union(kindName?.keys ?? KindName.allKeys))
        let scale = node.optional("scale")?.string
        let kind = kindName.flatMap {
            KindReader(node: node, scales: scales, scale: scale).read($0)
        }
        let conditions = (node.optional("shownWhen")?.elements ?? []).compactMap { line in
            readCondition(line).map { (condition: $0, node: line) }
        }
        let question = makeQuestion(
            node, id: id, kind: kind, scale: scale, shownWhen: conditions.map(\.condition))
        return QuestionReading(
            node: node, id: id, question: question, conditions: conditions,
            isIntact: faults.diagnostics.count == faultsBefore)
    }

    private let commonKeys: Set<String> = [
        "id", "kind", "block", "background", "required", "sensitive", "givenBy", "coarse",
        "shownWhen",
    ]

    private func makeQuestion(
        _ node: DocumentNode, id: QuestionID?, kind: Question.Kind?, scale: String?,
        shownWhen conditions: [Condition]
    ) -> Question? {
        let givenBy: GivenBy? = node.optional("givenBy")?.word()
        let isRequired = node.optional("required")?.boolean ?? false
        let isSensitive = node.optional("sensitive")?.boolean ?? false
        let block: BlockID? = node.optional("block")?.identifier()
        let background: BackgroundVariable? = node.optional("background")?.word()
        let coarse = readCoarseBands(node.optional("coarse"))
        guard let id, let kind else { return nil }
        return Question(
            id: id, kind: kind, isRequired: isRequired, isSensitive: isSensitive,
            isGivenByLink: givenBy == .link, block: block, background: background,
            coarseBands: coarse,
            optionTextPrefix: optionTextPrefix(id: id, kind: kind, scale: scale),
            shownWhen: conditions)
    }

    private func optionTextPrefix(id: QuestionID, kind: Question.Kind, scale: String?) -> String {
        switch kind {
        case .number: "question.\(id).band"
        case .singleChoice: scale.map { "scale.\($0)" } ?? "question.\(id).option"
        default: "question.\(id).option"
        }
    }

    private func readCoarseBands(_ mapping: DocumentNode?) -> [CoarseBand] {
        (mapping?.entries ?? []).map { name, list in
            if !Code.isWellFormed(name) {
                list.report(
                    "'\(name)' is no id.",
                    remedy: "Use letters, digits and single hyphens, as in 16-49.")
            }
            return CoarseBand(id: Code(name), bands: list.identifiers())
        }
    }

    private func readCondition(_ node: DocumentNode) -> Condition? {
        node.allowOnly(["question", "isAnyOf"])
        let question: QuestionID? = node.required("question")?.identifier()
        let list = node.required("isAnyOf")
        let codes: [Code] = list?.identifiers() ?? []
        if let list, codes.isEmpty {
            list.report("The condition names no answer.", remedy: "Name at least one code.")
        }
        return question.map { Condition(question: $0, isAnyOf: Set(codes)) }
    }
}

/// Who gives the answer, when it isn't the resident.
private enum GivenBy: String, CaseIterable {
    case link
}

/// The codes of a list of options; the special codes are reported, because they come from `also`.
func readCodes(_ list: DocumentNode) -> [Code] {
    let codes: [Code] = list.identifiers()
    for code in codes where Option(code: code).isSpecial {
        list.report("'\(code)' isn't written among the options.", remedy: "Write it under also.")
    }
    if codes.count < 2 {
        list.report("There is nothing to choose between.", remedy: "Write at least two options.")
    }
    return codes
}
