import Diagnostics

/// An indicator's coding with what could be read of it, and where it stands.
struct CodingReading {
    let node: DocumentNode
    /// The indicator that it names, known or not.
    let indicator: IndicatorID?
    /// `nil` when something that it needs is missing.
    let coding: IndicatorCoding?
}

/// The measures as files name them.
private enum MeasureName: String, CaseIterable {
    case share, mean, index
}

/// Reads one element of a survey's `indicators`.
func readCoding(_ node: DocumentNode) -> CodingReading {
    node.allowOnly(["id", "question", "measure", "positive", "valid", "dontKnow", "comparability"])
    let indicator: IndicatorID? = node.required("id")?.identifier()
    let question: QuestionID? = node.required("question")?.identifier()
    let measure = readMeasure(node)
    let valid: [Code] = node.required("valid")?.identifiers() ?? []
    let dontKnow: [Code] = node.optional("dontKnow")?.identifiers() ?? []
    let comparability: Comparability? = node.required("comparability")?.word()
    guard let indicator, let question, let measure, let comparability else {
        return CodingReading(node: node, indicator: indicator, coding: nil)
    }
    return CodingReading(
        node: node, indicator: indicator,
        coding: IndicatorCoding(
            indicator: indicator, question: question, measure: measure, valid: Set(valid),
            dontKnow: Set(dontKnow), comparability: comparability))
}

private func readMeasure(_ node: DocumentNode) -> Measure? {
    let name: MeasureName? = node.required("measure")?.word()
    let positive = node.optional("positive")
    let codes: [Code] = positive?.identifiers() ?? []
    switch name {
    case .share:
        if codes.isEmpty {
            node.report(
                "The share counts no answer.", remedy: "Name the counted codes under positive.")
        }
        return .share(positive: Set(codes))
    case .mean, .index:
        positive?.report(
            "Only a share has positive answers.", remedy: "Remove it, or write measure: share.")
        return name == .mean ? .mean : .index
    case nil:
        return nil
    }
}
