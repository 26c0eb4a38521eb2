import Diagnostics
import Estimation
import Foundation

extension WeightingChoice {
    /// Reads `weighting`, `margins` and `marginsOfRound` of a plan.
    ///
    /// - Throws: what is wrong with a file of margins; faults of the plan are reported.
    init(
        _ plan: DocumentNode, of background: [BackgroundColumn], besideIn folder: URL
    ) throws(CodedAnswersError) {
        let reader = MarginReader(background: background, folder: folder)
        var margins: [PlannedMargin] = []
        if let node = plan.optional("margins") { margins = try reader.read(node) }
        var ofRound: [String: [PlannedMargin]] = [:]
        for (round, node) in plan.optional("marginsOfRound")?.entries ?? [] {
            ofRound[round] = try reader.read(node)
        }
        let node = plan.optional("weighting")
        let settings = node.flatMap { $0.isMapping ? $0 : nil }
        settings?.allowOnly(["method", "variables", "trim", "smallestCell"])
        method = Self.method(of: settings?.required("method") ?? (settings == nil ? node : nil))
        trim = settings?.optional("trim").flatMap(Self.bounds)
        smallestCell = settings?.optional("smallestCell")?.integer ?? 0
        if let names = settings?.optional("variables") {
            self.margins = Self.chosen(names, of: margins, isRequired: ofRound.isEmpty)
            marginsOfRound = ofRound.mapValues { Self.chosen(names, of: $0, isRequired: true) }
        } else {
            (self.margins, marginsOfRound) = (margins, ofRound)
        }
        if let node { reportUnfitSettings(at: node) }
    }

    private static func method(of node: DocumentNode?) -> WeightingPlan.Method {
        guard let node, let name = node.string else { return .none }
        guard let method = WeightingPlan.Method(rawValue: name) else {
            node.report(
                "There is no weighting '\(name)'.",
                remedy: "Use one of: none, poststratified, raked.")
            return .none
        }
        return method
    }

    private static func bounds(_ node: DocumentNode) -> ClosedRange<Double>? {
        let ends = node.elements.compactMap(\.number)
        guard ends.count == 2, ends[0] >= 0, ends[0] < 1, ends[1] > 1, ends[1].isFinite else {
            node.report(
                "Bounds are two ratios of the mean weight, below and above 1.",
                remedy: "Write trim: [0.2, 5].")
            return nil
        }
        return ends[0]...ends[1]
    }

    /// The margins that `variables` names, in its order.
    private static func chosen(
        _ names: DocumentNode, of margins: [PlannedMargin], isRequired: Bool
    ) -> [PlannedMargin] {
        names.elements.compactMap { element in
            guard let text = element.string else { return nil }
            let margin = margins.first { $0.variables == parts(of: text) }
            if margin == nil, isRequired {
                element.report(
                    "There is no margin '\(text)'.",
                    remedy: "Add it to margins, or use one of: "
                        + margins.map(\.name).joined(separator: ", ") + ".")
            }
            return margin
        }
    }

    private func reportUnfitSettings(at node: DocumentNode) {
        let counts =
            marginsOfRound.values.map(\.count)
            + (marginsOfRound.isEmpty || !margins.isEmpty ? [margins.count] : [])
        if smallestCell > 0, method != .poststratified {
            node.report(
                "Only post-stratification joins small cells.",
                remedy: "Remove smallestCell, or write method: poststratified.")
        }
        switch method {
        case .none:
            if trim != nil {
                node.report(
                    "There are bounds, and nothing to weigh by.",
                    remedy: "Remove trim, or write method: raked.")
            }
        case .raked:
            if counts.contains(0) {
                node.report("Raking needs a margin.", remedy: "Write margins: beside weighting.")
            }
        case .poststratified:
            if counts.contains(where: { $0 != 1 }) {
                node.report(
                    "Post-stratification has exactly one margin.",
                    remedy: "Choose it with variables: [gender], or cross several: gender*age.")
            }
        }
    }
}

/// Reads margins from the plan or from a file beside it, and checks them against the background.
private struct MarginReader {
    let background: [BackgroundColumn]
    let folder: URL

    /// One population figure: of the level of a variable, both as they are written.
    private struct Row {
        let variable: String
        let level: String
        let population: Double?
    }

    /// `file: NAME`, or per variable its levels and their populations.
    func read(_ node: DocumentNode) throws(CodedAnswersError) -> [PlannedMargin] {
        guard let file = node.optional("file"), !file.isMapping else {
            return node.entries.compactMap { variable, levels in
                margin(variable, levels.entries.compactMap { row(variable, $0, $1) }, at: levels)
            }
        }
        guard let name = file.string else { return [] }
        let rows = try rows(ofFile: name)
        var variables: [String] = []
        for row in rows where !variables.contains(row.variable) { variables.append(row.variable) }
        return variables.compactMap { variable in
            margin(variable, rows.filter { $0.variable == variable }, at: file)
        }
    }

    private func row(_ variable: String, _ level: String, _ node: DocumentNode) -> Row? {
        guard let text = node.string else { return nil }
        if text == "unknown" { return Row(variable: variable, level: level, population: nil) }
        guard let number = Double(text), number >= 0, number.isFinite else {
            node.report(
                "A number of persons is expected here.", remedy: "Write digits, or: unknown.")
            return nil
        }
        return Row(variable: variable, level: level, population: number)
    }

    private func rows(ofFile name: String) throws(CodedAnswersError) -> [Row] {
        let table = try CodedTable.read(
            URL(filePath: name, relativeTo: folder), named: name,
            columns: ["variable", "level", "population"])
        var rows: [Row] = []
        for row in 0..<table.rows {
            let text = table.code("population", inRow: row)
            let number = table.number(text)
            guard text == "unknown" || number.map({ $0 >= 0 }) == true else {
                throw .notAPopulation(
                    .init(file: name, row: row + 2, column: "population"), text: text)
            }
            rows.append(
                Row(
                    variable: table.code("variable", inRow: row),
                    level: table.code("level", inRow: row),
                    population: number))
        }
        return rows
    }

    /// - Returns: `nil` after reporting that the variable isn't a background column.
    private func margin(_ variable: String, _ rows: [Row], at node: DocumentNode) -> PlannedMargin?
    {
        guard let variables = columns(crossedIn: variable, at: node, of: background) else {
            return nil
        }
        for level in repeated(rows.map(\.level)) {
            node.report("\(variable) has the level '\(level)' twice.", remedy: "Remove one.")
        }
        for row in rows where !isKnown(parts(of: row.level), of: variables) {
            node.report(
                "\(variable) has no level '\(row.level)' in background.",
                remedy: "Correct it here, or add it there.")
        }
        return PlannedMargin(
            variables: variables,
            levels: rows.map { .init(codes: parts(of: $0.level), population: $0.population) })
    }

    /// Whether each code is a level of its column, as far as the plan says what those are.
    private func isKnown(_ codes: [String], of variables: [String]) -> Bool {
        codes.count == variables.count
            && zip(codes, variables).allSatisfy { code, variable in
                let levels = background.first { $0.name == variable }?.levels
                return levels?.contains(code) ?? true
            }
    }
}
