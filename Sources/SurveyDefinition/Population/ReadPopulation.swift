package import Diagnostics
import Foundation

/// The population tables as read, with the ids of those that have faults, so that a reference to
/// one of them isn't called unknown as well.
struct PopulationReadings {
    let tables: [PopulationTable]
    /// The ids of every file, those with faults included.
    let named: Set<PopulationID>

    /// The table with the id, when it was read without a fault.
    func table(_ id: PopulationID) -> PopulationTable? { tables.first { $0.id == id } }
}

/// Reads the files of the folder `population`.
///
/// - Parameter texts: by the files' names in `Surveys/`, such as `population/sodertalje-2025.yaml`.
/// - Parameter districts: what a margin by district must count; `nil` when the list has faults of
///   its own.
func readPopulations(
    _ texts: [String: String], districts: Districts?, reportingTo faults: FaultCollector
) -> PopulationReadings {
    let files = texts.keys.sorted()
    let tables = files.compactMap { file in
        readPopulation(
            texts[file, default: ""], named: file, districts: districts, reportingTo: faults)
    }
    return PopulationReadings(tables: tables, named: Set(files.map(populationID)))
}

/// Reads one population table, whose id is its file's name.
///
/// - Parameter districts: what a margin by district must count; `nil` when that isn't known.
/// - Returns: `nil` with faults.
package func readPopulation(
    _ text: String, named file: String, districts: Districts?, reportingTo faults: FaultCollector
) -> PopulationTable? {
    let faultsBefore = faults.diagnostics.count
    guard let document = DocumentNode.parse(text, named: file, reportingTo: faults) else {
        return nil
    }
    let table = PopulationReader(document: document, id: populationID(of: file))
        .read(districts: districts)
    return faults.diagnostics.count == faultsBefore ? table : nil
}

/// The file's name without what is before and after it.
private func populationID(of file: String) -> PopulationID {
    PopulationID(String((file.split(separator: "/").last ?? "").dropLast(".yaml".count)))
}

/// One population table, on its own and against the districts.
private struct PopulationReader {
    let document: DocumentNode
    let id: PopulationID

    /// - Returns: `nil` when something that it needs is missing; with faults it isn't for use.
    func read(districts: Districts?) -> PopulationTable? {
        document.allowOnly(["source", "date", "regionVersion", "example", "margins"])
        if !PopulationID.isWellFormed(id.value) {
            document.report(
                "The file's name, '\(id)', is no id.",
                remedy: "Use letters, digits and single hyphens, as in sodertalje-2025.yaml.")
        }
        let source = document.required("source")?.string
        let date = document.required("date")?.date
        let regionVersion = document.required("regionVersion")?.string
        let isExample = document.required("example")?.boolean
        let margins = readMargins(document.required("margins"), districts: districts)
        if let districts, let regionVersion, regionVersion != districts.regionVersion {
            document.optional("regionVersion")?.report(
                "The figures count the districts of '\(regionVersion)', and districts.yaml has "
                    + "those of '\(districts.regionVersion)'.",
                remedy: "Import figures of today's districts.")
        }
        guard let source, let date, let regionVersion, let isExample else { return nil }
        return PopulationTable(
            id: id, source: source, date: date, regionVersion: regionVersion, isExample: isExample,
            margins: margins)
    }

    private func readMargins(_ mapping: DocumentNode?, districts: Districts?)
        -> [BackgroundVariable: [Code: Int]]
    {
        var margins: [BackgroundVariable: [Code: Int]] = [:]
        var first: (variable: BackgroundVariable, total: Int)?
        let entries = mapping?.entries ?? []
        if let mapping, entries.isEmpty {
            mapping.report(
                "The file counts nobody.",
                remedy: "Write a margin by one of \(PopulationTable.countableNames).")
        }
        for (name, node) in entries {
            guard let variable = countable(name, at: node) else { continue }
            let margin = readMargin(node)
            margins[variable] = margin
            if variable == .district, let districts { checkDistricts(districts, of: node) }
            let total = margin.values.reduce(0, +)
            guard total > 0 else { continue }
            if let first {
                check(total, of: variable, against: first, at: node)
            } else {
                first = (variable, total)
            }
        }
        return margins
    }

    private func countable(_ name: String, at node: DocumentNode) -> BackgroundVariable? {
        let variable = BackgroundVariable(rawValue: name)
        if let variable, PopulationTable.countable.contains(variable) { return variable }
        node.report(
            "Residents aren't counted by '\(name)'.",
            remedy: "Use one of \(PopulationTable.countableNames).")
        return nil
    }

    private func readMargin(_ node: DocumentNode) -> [Code: Int] {
        let entries = node.entries
        if node.isMapping, entries.isEmpty {
            node.report("The margin counts nobody.", remedy: "Write code: persons lines.")
        }
        var margin: [Code: Int] = [:]
        for (name, place) in entries {
            let code = Code(name)
            if !Code.isWellFormed(name) {
                place.report(
                    "'\(name)' is no id.",
                    remedy: "Use the code of an option, as in 16-29.")
            } else if Option(code: code).isSpecial {
                place.report(
                    "No resident is counted as '\(name)'.",
                    remedy: "Remove the line: such answers are weighted as unknown.")
            }
            guard let persons = place.integer else { continue }
            if persons > 0 {
                margin[code] = persons
            } else {
                place.report(
                    "\(persons) is no number of residents.",
                    remedy: "Write a whole number above 0.")
            }
        }
        return margin
    }

    private func checkDistricts(_ districts: Districts, of node: DocumentNode) {
        let counted = node.entries.map(\.key)
        for (name, place) in node.entries where districts.district(DistrictID(name)) == nil {
            place.report(
                "There is no district '\(name)'.", remedy: "Use the ids of districts.yaml.")
        }
        let missing = districts.list.map(\.id.value).filter { !counted.contains($0) }
        if !missing.isEmpty {
            node.report(
                "Nobody is counted in \(missing.joined(separator: ", ")).",
                remedy: "Write the residents of every district of districts.yaml.")
        }
    }

    private func check(
        _ total: Int, of variable: BackgroundVariable,
        against first: (variable: BackgroundVariable, total: Int), at node: DocumentNode
    ) {
        let difference = abs(total - first.total)
        guard Double(difference) > PopulationTable.largestDifference * Double(first.total) else {
            return
        }
        node.report(
            "By \(variable.rawValue) there are \(total) residents, and by "
                + "\(first.variable.rawValue) \(first.total): they differ by more than "
                + "\(Int(PopulationTable.largestDifference * 100)) %.",
            remedy: "Count the same people in both, such as those aged 16 and over.")
    }
}

extension PopulationTable {
    /// The variables that residents are counted by, for a sentence.
    fileprivate static var countableNames: String {
        countable.map(\.rawValue).joined(separator: ", ")
    }
}

extension DocumentNode {
    /// The day that stands here as `YYYY-MM-DD`; anything else is reported.
    fileprivate var date: String? {
        guard let text = string else { return nil }
        if isDate(text) { return text }
        report("'\(text)' is no date.", remedy: "Write it as 2025-12-31.")
        return nil
    }
}

/// Whether the text is a day of the calendar, written `YYYY-MM-DD`.
private func isDate(_ text: String) -> Bool {
    let style = Date.ISO8601FormatStyle().year().month().day()
    return (try? style.parse(text)).map { style.format($0) == text } ?? false
}
