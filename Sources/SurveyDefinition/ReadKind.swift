import Diagnostics

/// The kinds of questions as files name them, and the keys that only they have.
enum KindName: String, CaseIterable {
    case singleChoice = "single-choice"
    case multipleChoice = "multiple-choice"
    case scale
    case ranking
    case number
    case district
    case freeText = "free-text"

    var keys: Set<String> {
        switch self {
        case .singleChoice: ["options", "scale", "also"]
        case .multipleChoice: ["options", "exclusive", "most"]
        case .scale: ["from", "to", "also"]
        case .ranking: ["options", "most"]
        case .number: ["from", "to", "bands"]
        case .district: ["also"]
        case .freeText: ["longest"]
        }
    }

    /// The keys of every kind, for a question whose kind isn't known.
    static let allKeys = allCases.reduce(into: Set<String>()) { $0.formUnion($1.keys) }
}

/// Reads what a question of a given kind has of its own.
struct KindReader {
    let node: DocumentNode
    let scales: [String: [Code]]
    /// The scale that the question names.
    let scale: String?

    /// - Returns: the kind with what could be read of it; `nil` when a range or a length is
    ///   missing.
    func read(_ name: KindName) -> Question.Kind? {
        switch name {
        case .singleChoice: .singleChoice(singleChoiceOptions() + special())
        case .multipleChoice: multipleChoice()
        case .scale: range(within: 0...100).map { .scale($0, special: special()) }
        case .ranking: ranking()
        case .number: number()
        case .district: .district(special: special())
        case .freeText:
            node.required("longest")?.integer(in: 1...100_000).map { .freeText(longest: $0) }
        }
    }

    /// The special codes in the order in which the file gives them.
    private func special() -> [Option] {
        guard let list = node.optional("also") else { return [] }
        let codes: [Code] = list.identifiers()
        for code in codes where !Option(code: code).isSpecial {
            list.report(
                "'\(code)' can't stand under also.",
                remedy: "Use dont-know and prefer-not-to-say; write the others under options.")
        }
        return codes.map { Option(code: $0) }
    }

    private func ownOptions() -> [Code] {
        node.required("options").map { readCodes($0) } ?? []
    }

    private func singleChoiceOptions() -> [Option] {
        guard let place = node.optional("scale") else {
            return ownOptions().map { Option(code: $0) }
        }
        if let options = node.optional("options") {
            options.report(
                "A question has either options or a scale.", remedy: "Remove one of them.")
        }
        guard let scale else { return [] }
        guard let codes = scales[scale] else {
            place.report(
                "There is no scale '\(scale)'.", remedy: "Add it to scales, or mend its name.")
            return []
        }
        return codes.map { Option(code: $0) }
    }

    private func multipleChoice() -> Question.Kind {
        let codes = ownOptions()
        let exclusive: Code? = node.optional("exclusive")?.identifier()
        if let exclusive, !codes.contains(exclusive) {
            node.optional("exclusive")?.report(
                "'\(exclusive)' is none of the options.", remedy: "Add it to options, or mend it.")
        }
        let options = codes.map { Option(code: $0, isExclusive: $0 == exclusive) }
        let choosable = options.filter { !$0.isExclusive }.count
        return .multipleChoice(
            options, most: node.optional("most")?.integer(in: 1...max(1, choosable)))
    }

    private func ranking() -> Question.Kind {
        let options = ownOptions().map { Option(code: $0) }
        let most = node.required("most")?.integer(in: 1...max(1, options.count))
        return .ranking(options, most: most ?? 1)
    }

    private func range(within limits: ClosedRange<Int>) -> ClosedRange<Int>? {
        let from = node.required("from")?.integer(in: limits)
        let to = node.required("to")?.integer(in: limits)
        guard let from, let to else { return nil }
        guard from < to else {
            node.optional("to")?.report(
                "\(to) isn't above \(from).", remedy: "Write from below to.")
            return nil
        }
        return from...to
    }

    private func number() -> Question.Kind? {
        let bands = node.required("bands")
        let entries = bands?.entries ?? []
        let read = entries.compactMap { readBand($0.key, $0.value) }
        guard let range = range(within: -1_000_000...1_000_000) else { return nil }
        if let bands, read.count == entries.count { reportGaps(in: read, of: range, at: bands) }
        return .number(range, bands: read)
    }

    private func readBand(_ name: String, _ node: DocumentNode) -> NumberBand? {
        if !Code.isWellFormed(name) {
            node.report(
                "'\(name)' is no id.",
                remedy: "Use letters, digits and single hyphens, as in one-to-five.")
        }
        let ends = node.elements.compactMap { $0.integer(in: -1_000_000...1_000_000) }
        guard ends.count == 2, ends[0] <= ends[1] else {
            node.report(
                "A band is its lowest and its highest number.", remedy: "Write it as [1, 5].")
            return nil
        }
        return NumberBand(id: Code(name), range: ends[0]...ends[1])
    }

    /// Reports the first place where the bands don't follow one another from the lowest number to
    /// the highest.
    private func reportGaps(
        in bands: [NumberBand], of range: ClosedRange<Int>, at node: DocumentNode
    ) {
        var next = range.lowerBound
        for band in bands {
            guard band.range.lowerBound == next else {
                node.report(
                    "The band '\(band.id)' begins at \(band.range.lowerBound), not at \(next).",
                    remedy:
                        "Let the bands follow on from \(range.lowerBound) to \(range.upperBound)."
                )
                return
            }
            next = band.range.upperBound + 1
        }
        if next != range.upperBound + 1 {
            node.report(
                "The bands end at \(next - 1), not at \(range.upperBound).",
                remedy: "Let the last band end at \(range.upperBound).")
        }
    }
}
