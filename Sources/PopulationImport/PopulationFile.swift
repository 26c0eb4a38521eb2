public import SurveyDefinition

/// A population table as the file that it is read from.
public struct PopulationFile: Sendable, Equatable {
    /// In the folder of surveys, such as `population/sodertalje-2025.yaml`.
    public let name: String
    /// YAML, as `Surveys/README.md` describes it.
    public let text: String
}

/// The file of a table, its levels in the order of their codes.
///
/// - Parameter origin: the name of the file that the figures were imported from.
public func populationFile(
    of table: PopulationTable, importedFrom origin: String
) -> PopulationFile {
    var lines = [
        "# Imported from \(quoted(origin)) by: radslag population import",
        "source: \(quoted(table.source))",
        "date: \(quoted(table.date))",
        "regionVersion: \(quoted(table.regionVersion))",
        "example: \(table.isExample)",
        "margins:",
    ]
    for variable in table.variables {
        lines.append("  \(variable.rawValue):")
        for (code, persons) in table.margins[variable, default: [:]].sorted(by: { $0.key < $1.key })
        {
            lines.append("    \(code): \(persons)")
        }
    }
    return PopulationFile(
        name: "population/\(table.id).yaml", text: lines.joined(separator: "\n") + "\n")
}

/// The text in double quotes, as YAML and a comment's line allow it.
private func quoted(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"" + escaped.split(whereSeparator: \.isNewline).joined(separator: " ") + "\""
}
