import Diagnostics
public import Foundation

extension EstimatePlan {
    /// Reads a plan, and the files of margins that it names, which are looked for beside it.
    ///
    /// - Throws: `unusablePlan` with all faults of the plan, or what is wrong with its margins' file.
    public static func read(_ url: URL) throws(CodedAnswersError) -> EstimatePlan {
        let faults = FaultCollector()
        let file = url.lastPathComponent
        let document = DocumentNode.read(url, named: file, reportingTo: faults)
        let folder = url.deletingLastPathComponent()
        let plan = try document.map { (node) throws(CodedAnswersError) in
            try EstimatePlan(node, file: file, besideIn: folder)
        }
        guard let plan, faults.diagnostics.isEmpty else {
            throw .unusablePlan(faults.diagnostics)
        }
        return plan
    }

    /// Reports every fault to the document's collector; with one, the result is good for nothing.
    private init(
        _ node: DocumentNode, file: String, besideIn folder: URL
    ) throws(CodedAnswersError) {
        node.allowOnly([
            "round", "background", "margins", "marginsOfRound", "sample", "weighting",
            "indicators", "breakdowns", "published", "breaks",
        ])
        self.file = file
        round = node.optional("round")?.string
        background = node.optional("background").map(BackgroundColumn.read) ?? []
        sample = node.optional("sample").map(SampleDesign.init) ?? .simple
        weighting = try WeightingChoice(node, of: background, besideIn: folder)
        indicators = node.required("indicators")?.elements.compactMap(PlannedIndicator.init) ?? []
        breakdowns =
            node.optional("breakdowns")?.elements.compactMap { [background] element in
                PlannedBreakdown(element, of: background)
            } ?? []
        published = node.optional("published")?.elements.compactMap(PublishedFigure.init) ?? []
        breaks = node.optional("breaks")?.strings ?? []
        reportRepetitions(in: node)
        reportUnfitComparisons(in: node)
    }

    private func reportRepetitions(in node: DocumentNode) {
        for (key, names) in [
            ("indicators", indicators.map(\.id)), ("breakdowns", breakdowns.map(\.name)),
            ("published", published.map(\.name)),
        ] {
            for name in repeated(names) {
                node.optional(key)?.report(
                    "There are two with the name '\(name)'.", remedy: "Rename or remove one.")
            }
        }
    }

    private func reportUnfitComparisons(in node: DocumentNode) {
        let known = indicators.map(\.id)
        for element in node.optional("published")?.elements ?? [] {
            guard let id = element.optional("indicator"), let name = id.string else { continue }
            guard let indicator = indicators.first(where: { $0.id == name }) else {
                id.report(
                    "There is no indicator '\(name)'.",
                    remedy: "Use one of: \(known.joined(separator: ", ")).")
                continue
            }
            if indicator.isShare, let value = element.optional("value"), let number = value.number,
                !(0...1).contains(number)
            {
                value.report("A share is in 0–1.", remedy: "Write 0.32 for 32 percent.")
            }
        }
    }
}

/// The names that occur again, in order.
func repeated(_ names: [String]) -> [String] {
    var met: Set<String> = []
    return names.filter { !met.insert($0).inserted }
}

extension BackgroundColumn {
    /// A list of columns, or a mapping from each column to its levels.
    fileprivate static func read(_ node: DocumentNode) -> [BackgroundColumn] {
        if node.isList {
            return node.strings.map { BackgroundColumn(name: $0, levels: nil, unknown: []) }
        }
        return node.entries.map { name, value in
            if value.isMapping { value.allowOnly(["levels", "unknown"]) }
            let levels = value.isMapping ? value.optional("levels") : value.isList ? value : nil
            let isLeftOut = value.isMapping || value.isList || value.string?.isEmpty == true
            if !isLeftOut {
                value.report(
                    "Levels are expected here.",
                    remedy: "Write a list of codes, or nothing for those of the file.")
            }
            let codes = levels?.strings
            for code in repeated(codes ?? []) {
                levels?.report("The level '\(code)' is there twice.", remedy: "Remove one.")
            }
            return BackgroundColumn(
                name: name, levels: codes, unknown: Set(value.optional("unknown")?.strings ?? []))
        }
    }
}

extension PlannedBreakdown {
    /// One column, or several with `*` between them.
    fileprivate init?(_ node: DocumentNode, of background: [BackgroundColumn]) {
        guard let text = node.string,
            let variables = columns(crossedIn: text, at: node, of: background)
        else { return nil }
        self.variables = variables
    }
}

/// The background columns that a text such as `age*district` names; `nil` after reporting others.
func columns(
    crossedIn text: String, at node: DocumentNode, of background: [BackgroundColumn]
) -> [String]? {
    let names = parts(of: text)
    let known = background.map(\.name)
    for name in names where !known.contains(name) {
        node.report(
            "'\(name)' is not a background column.",
            remedy: "Add it to background, or use one of: \(known.joined(separator: ", ")).")
        return nil
    }
    guard repeated(names).isEmpty else {
        node.report("A column is crossed with itself.", remedy: "Name it once.")
        return nil
    }
    return names
}

/// The parts of a text such as `age*district`.
func parts(of text: String) -> [String] {
    text.split(separator: "*", omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces) }
}

extension SampleDesign {
    /// Everyone has the base weight 1, there are no strata, and the population is taken as endless.
    fileprivate static let simple = SampleDesign(
        baseWeight: nil, stratum: nil, population: .unknown, isFinite: false)

    fileprivate init(_ node: DocumentNode) {
        node.allowOnly(["baseWeight", "stratum", "population", "populations", "finitePopulation"])
        baseWeight = node.optional("baseWeight")?.string
        stratum = node.optional("stratum")?.string
        isFinite = node.optional("finitePopulation")?.boolean ?? false
        if let whole = node.optional("population"), let size = whole.persons {
            population = .whole(size)
            if stratum != nil {
                whole.report(
                    "A stratified sample needs the population of each stratum.",
                    remedy: "Write populations: with one figure per stratum.")
            }
        } else if let perStratum = node.optional("populations") {
            population = .perStratum(
                Dictionary(
                    perStratum.entries.map { ($0.key, $0.value.persons ?? 1) },
                    uniquingKeysWith: { first, _ in first }))
            if stratum == nil {
                perStratum.report(
                    "There is no column of strata.", remedy: "Name it with stratum: beside this.")
            }
        } else {
            population = .unknown
            if isFinite {
                node.report(
                    "A finite population needs its size.",
                    remedy: "Write population:, or populations: with one figure per stratum.")
            }
        }
    }
}

extension DocumentNode {
    /// A number above zero; anything else is a fault.
    fileprivate var persons: Double? {
        guard let number else { return nil }
        guard number > 0, number.isFinite else {
            report("A number above zero is expected here.", remedy: "Write how many persons.")
            return nil
        }
        return number
    }
}

extension PublishedFigure {
    fileprivate init?(_ node: DocumentNode) {
        node.allowOnly([
            "name", "indicator", "group", "round", "value", "uncertainty", "roundingStep",
        ])
        let (name, indicator) = (node.required("name")?.string, node.required("indicator")?.string)
        let value = node.required("value")?.number
        let uncertainty = node.optional("uncertainty")?.zeroOrMore ?? 0
        let roundingStep = node.optional("roundingStep")?.zeroOrMore ?? 0
        let (group, round) = (node.optional("group")?.string, node.optional("round")?.string)
        guard let name, let indicator, let value else { return nil }
        self.init(
            name: name, indicator: indicator, group: group ?? "total", round: round, value: value,
            uncertainty: uncertainty, roundingStep: roundingStep)
    }
}

extension DocumentNode {
    fileprivate var zeroOrMore: Double? {
        guard let number else { return nil }
        guard number >= 0, number.isFinite else {
            report(
                "A number that is zero or more is expected here.", remedy: "Write 0 for unknown.")
            return nil
        }
        return number
    }
}
