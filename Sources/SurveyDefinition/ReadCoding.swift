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
    case share, mean, index, balance
}

/// Reads one element of a survey's `indicators`.
func readCoding(_ node: DocumentNode) -> CodingReading {
    node.allowOnly([
        "id", "question", "measure", "positive", "negative", "valid", "dontKnow", "comparability",
        "comparableSince", "breakReason",
    ])
    let indicator: IndicatorID? = node.required("id")?.identifier()
    let question: QuestionID? = node.required("question")?.identifier()
    let measure = readMeasure(node)
    let valid: [Code] = node.required("valid")?.identifiers() ?? []
    let dontKnow: [Code] = node.optional("dontKnow")?.identifiers() ?? []
    let comparability: Comparability? = node.required("comparability")?.word()
    let (comparableSince, breakReason) = readBreak(node)
    guard let indicator, let question, let measure, let comparability else {
        return CodingReading(node: node, indicator: indicator, coding: nil)
    }
    return CodingReading(
        node: node, indicator: indicator,
        coding: IndicatorCoding(
            indicator: indicator, question: question, measure: measure, valid: Set(valid),
            dontKnow: Set(dontKnow), comparability: comparability,
            comparableSince: comparableSince, breakReason: breakReason))
}

/// The sets of codes that a measure counts, which depend on the measure.
private func readMeasure(_ node: DocumentNode) -> Measure? {
    let name: MeasureName? = node.required("measure")?.word()
    let positive = node.optional("positive")
    let negative = node.optional("negative")
    switch name {
    case .share:
        negative?.report(
            "Only a balance has negative answers.",
            remedy: "Remove it, or write measure: balance.")
        return .share(positive: readCounted(positive, under: "positive", by: "share", at: node))
    case .balance:
        return .balance(
            positive: readCounted(positive, under: "positive", by: "balance", at: node),
            negative: readCounted(negative, under: "negative", by: "balance", at: node))
    case .mean, .index:
        positive?.report(
            "Only a share and a balance have positive answers.",
            remedy: "Remove it, or write measure: share.")
        negative?.report(
            "Only a balance has negative answers.",
            remedy: "Remove it, or write measure: balance.")
        return name == .mean ? .mean : .index
    case nil:
        return nil
    }
}

/// The codes under a key that the measure needs; none at all is reported.
private func readCounted(
    _ list: DocumentNode?, under key: String, by measure: String, at node: DocumentNode
) -> Set<Code> {
    let codes: [Code] = list?.identifiers() ?? []
    if codes.isEmpty {
        node.report(
            "The \(measure) counts no answer as \(key).",
            remedy: "Name the counted codes under \(key).")
    }
    return Set(codes)
}

/// Since which version figures compare, and why not before.
private func readBreak(_ node: DocumentNode) -> (comparableSince: Int, reason: SeriesBreak?) {
    let place = node.optional("comparableSince")
    let reason: SeriesBreak? = node.optional("breakReason")?.word()
    guard let since = place.map({ $0.integer(in: 1...1_000_000) }) ?? 1 else { return (1, reason) }
    if since == 1 {
        node.optional("breakReason")?.report(
            "There is no break before the first version.",
            remedy: "Remove it, or write comparableSince: with the version after the break.")
    } else if node.optional("breakReason") == nil {
        place?.report(
            "Nothing says why the figures of version \(since - 1) don't compare.",
            remedy: "Write breakReason: with one of "
                + "\(SeriesBreak.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    return (since, reason)
}
