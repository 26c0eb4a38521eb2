import Diagnostics

extension PlannedIndicator {
    /// How the valid codes of an indicator become one figure.
    private enum Measure: String, CaseIterable {
        case share
        case mean
        case index
        case balance
    }

    /// - Returns: `nil` after reporting what is wrong.
    init?(_ node: DocumentNode) {
        node.allowOnly([
            "id", "column", "measure", "positive", "negative", "valid", "range", "dontKnow",
            "blank", "breaks",
        ])
        let (id, column) = (node.required("id")?.string, node.required("column")?.string)
        let dontKnow = node.optional("dontKnow")?.strings ?? []
        let blank = node.optional("blank")?.strings ?? []
        let breaks = node.optional("breaks")?.strings ?? []
        guard let measure = Self.measure(of: node), let valid = Self.validCodes(of: node),
            let scores = Self.scores(of: valid, as: measure, in: node),
            let id, let column
        else { return nil }
        for code in repeated(valid + dontKnow + blank) {
            node.report(
                "The code '\(code)' is there twice.",
                remedy: "Leave it in one of valid, dontKnow and blank.")
        }
        self.init(
            id: id, column: column, isShare: measure == .share, scores: scores,
            dontKnow: Set(dontKnow), blank: Set(blank), breaks: breaks)
    }

    private static func measure(of node: DocumentNode) -> Measure? {
        guard let named = node.optional("measure") else { return .share }
        guard let name = named.string else { return nil }
        guard let measure = Measure(rawValue: name) else {
            let known = Measure.allCases.map(\.rawValue).joined(separator: ", ")
            named.report("There is no measure '\(name)'.", remedy: "Use one of: \(known).")
            return nil
        }
        return measure
    }

    /// The codes of `valid`, or the whole numbers of `range`.
    private static func validCodes(of node: DocumentNode) -> [String]? {
        guard let range = node.optional("range") else {
            guard let valid = node.required("valid") else { return nil }
            let codes = valid.strings
            if codes.isEmpty {
                valid.report("No code is valid.", remedy: "List the codes of an opinion.")
            }
            return codes.isEmpty ? nil : codes
        }
        let ends = range.elements.compactMap(\.integer)
        guard ends.count == 2, ends[0] < ends[1], ends[1] - ends[0] <= 100 else {
            range.report(
                "A range has a lowest and a highest whole number, at most 100 apart.",
                remedy: "Write range: [0, 10].")
            return nil
        }
        if let valid = node.optional("valid") {
            valid.report("The range says already what is valid.", remedy: "Remove one of them.")
        }
        return (ends[0]...ends[1]).map(String.init)
    }

    /// What each valid code stands for, by the definitions of the measures.
    private static func scores(
        of valid: [String], as measure: Measure, in node: DocumentNode
    ) -> [String: Double]? {
        switch measure {
        case .share:
            guard let positive = codes("positive", among: valid, of: node) else { return nil }
            return scores(valid) { positive.contains($0) ? 1 : 0 }
        case .balance:
            guard let positive = codes("positive", among: valid, of: node),
                let negative = codes("negative", among: valid, of: node)
            else { return nil }
            for code in positive.intersection(negative).sorted() {
                node.report(
                    "The code '\(code)' is positive and negative.", remedy: "Leave it in one.")
            }
            return scores(valid) { positive.contains($0) ? 100 : negative.contains($0) ? -100 : 0 }
        case .mean:
            guard let numbers = numbers(valid, of: node) else { return nil }
            return numbers
        case .index:
            guard let numbers = numbers(valid, of: node), let lowest = numbers.values.min(),
                let highest = numbers.values.max()
            else { return nil }
            guard lowest < highest else {
                node.report("An index needs two different codes.", remedy: "Add one to valid.")
                return nil
            }
            return numbers.mapValues { 100 * ($0 - lowest) / (highest - lowest) }
        }
    }

    private static func scores(
        _ codes: [String], _ score: (String) -> Double
    ) -> [String: Double] {
        Dictionary(codes.map { ($0, score($0)) }, uniquingKeysWith: { first, _ in first })
    }

    /// A required list of codes, each of which is valid.
    private static func codes(
        _ key: String, among valid: [String], of node: DocumentNode
    ) -> Set<String>? {
        guard let list = node.required(key) else { return nil }
        let codes = list.strings
        for code in codes where !valid.contains(code) {
            list.report("The code '\(code)' is not valid.", remedy: "Add it to valid as well.")
        }
        return Set(codes)
    }

    private static func numbers(_ codes: [String], of node: DocumentNode) -> [String: Double]? {
        var numbers: [String: Double] = [:]
        for code in codes {
            guard let number = Double(code), number.isFinite else {
                node.report(
                    "The code '\(code)' is not a number, and this measure computes with codes.",
                    remedy: "Use codes that are numbers, or measure: share.")
                return nil
            }
            numbers[code] = number
        }
        return numbers
    }
}
