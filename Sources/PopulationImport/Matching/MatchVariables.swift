import Diagnostics
import SurveyDefinition

/// A variable of ours and the dimension of a table that counts it.
struct MatchedVariable {
    let variable: BackgroundVariable
    let dimension: Int
}

/// Finds which dimensions of a table are variables of ours, by their names.
///
/// A dimension with a single value restricts the table, as a year or a municipality does, and may
/// be anything. Any other must be a variable of ours: its values can't be told from parts, totals or
/// years, and summing them could count people twice.
struct VariableMatching {
    let file: String
    let names: ColumnNames
    let faults: FaultCollector

    /// - Returns: at most one dimension per variable; it may have a single value.
    func match(_ table: PublishedTable) -> [MatchedVariable] {
        for dimension in table.dimensions where dimension.levels.count > 1 {
            let isKnown = PopulationTable.countable.contains {
                names.isName(dimension.name, of: $0)
            }
            if !isKnown { reportUnknown(dimension.name) }
        }
        return PopulationTable.countable.compactMap { variable in
            let named = table.dimensions.indices.filter {
                names.isName(table.dimensions[$0].name, of: variable)
            }
            let varied = named.filter { table.dimensions[$0].levels.count > 1 }
            if varied.count > 1 {
                reportSeveral(varied.map { table.dimensions[$0].name }, variable)
            }
            return (varied.first ?? named.first).map {
                MatchedVariable(variable: variable, dimension: $0)
            }
        }
    }

    /// Reports each name that was given for a variable and that no table has.
    func checkNames(in tables: [PublishedTable]) {
        let present = tables.flatMap(\.dimensions).map(\.name)
        for (variable, name) in names.variables.sorted(by: { $0.value < $1.value })
        where !present.contains(name) {
            report(
                name, "The file has no variable '\(name)' that could be \(variable.rawValue).",
                "Use one of: \(present.joined(separator: ", ")).")
        }
    }

    private func reportSeveral(_ found: [String], _ variable: BackgroundVariable) {
        report(
            found.joined(separator: ", "), "Each of them could be \(variable.rawValue).",
            "Save the table with one of them, or say which with --variable "
                + "\(variable.rawValue)=NAME.")
    }

    private func reportUnknown(_ name: String) {
        report(
            name, "It is no variable of ours, and it has several values.",
            "Save the table with one value of it, such as its total, or say what it is with "
                + "--variable age=\"\(name)\".")
    }

    private func report(_ place: String, _ problem: String, _ remedy: String) {
        faults.report(Diagnostic(file: file, path: place, problem: problem, remedy: remedy))
    }
}
