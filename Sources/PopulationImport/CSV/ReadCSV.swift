import Diagnostics
import Foundation
import SurveyDefinition

/// Reads a CSV file of either shape: a row per variable and level (`variable,level,persons`), or a
/// column per variable and one of persons.
///
/// In UTF-8, or else in Windows-1252.
///
/// - Parameter names: what the file calls the variables and its column of persons, where the reader
///   can't tell.
func readCSV(
    _ file: Data, named name: String, names: ColumnNames, reportingTo faults: FaultCollector
) -> PublishedFile? {
    let reader = CSVReader(file: name, names: names, faults: faults)
    guard let text = TextEncoding.utf8.text(of: file) ?? TextEncoding.windows1252.text(of: file)
    else {
        reader.report(
            "", "The file is no text.", "Save it as CSV in UTF-8 or Windows-1252.")
        return nil
    }
    let csv = CSVRows(text)
    if let line = csv.unclosedQuote {
        reader.report("line \(line)", "A quotation mark isn't closed.", "Close it.")
        return nil
    }
    guard let header = csv.rows.first, csv.rows.count > 1 else {
        reader.report("", "The file has no figures.", "Write a header and a row per figure.")
        return nil
    }
    let isLong = header.fields.map(\.folded) == ["variable", "level", "persons"]
    let tables =
        isLong
        ? reader.readLong(csv.rows.dropFirst())
        : reader.readJoint(csv.rows.dropFirst(), columns: header.fields)
    return tables.map { PublishedFile(tables: $0, source: nil) }
}

private struct CSVReader {
    let file: String
    let names: ColumnNames
    let faults: FaultCollector

    func report(_ place: String, _ problem: String, _ remedy: String) {
        faults.report(Diagnostic(file: file, path: place, problem: problem, remedy: remedy))
    }

    /// One table per variable, in the order in which they come.
    func readLong(_ rows: ArraySlice<CSVRows.Row>) -> [PublishedTable]? {
        var order: [String] = []
        var counted: [String: TableInMaking] = [:]
        for row in rows {
            guard let fields = self.fields(of: row, count: 3), let persons = persons(fields[2], row)
            else { continue }
            let variable = fields[0]
            if counted[variable] == nil { order.append(variable) }
            let isNew =
                counted[variable, default: TableInMaking(names: [variable])]
                .add(persons, at: [fields[1]])
            if !isNew { reportRepeated(row) }
        }
        return order.compactMap { counted[$0]?.table }
    }

    /// One table of all variables.
    func readJoint(
        _ rows: ArraySlice<CSVRows.Row>, columns: [String]
    ) -> [PublishedTable]? {
        guard let counts = column(of: columns) else { return nil }
        let variables = columns.indices.filter { $0 != counts }
        var table = TableInMaking(names: variables.map { columns[$0] })
        for row in rows {
            guard let fields = self.fields(of: row, count: columns.count),
                let persons = persons(fields[counts], row)
            else { continue }
            if !table.add(persons, at: variables.map { fields[$0] }) { reportRepeated(row) }
        }
        return [table.table]
    }

    /// The place of the column of persons.
    private func column(of columns: [String]) -> Int? {
        let found = columns.indices.filter { names.isPersons(columns[$0]) }
        if found.count == 1 { return found[0] }
        report(
            "line 1",
            found.isEmpty
                ? "No column is known to count persons."
                : "Several columns count persons: "
                    + found.map { columns[$0] }.joined(separator: ", ") + ".",
            "Say which with --variable persons=NAME; the columns are "
                + columns.joined(separator: ", ") + ".")
        return nil
    }

    private func fields(of row: CSVRows.Row, count: Int) -> [String]? {
        if row.fields.count == count {
            return row.fields.map { $0.trimmingCharacters(in: .whitespaces) }
        }
        report(
            "line \(row.line)", "The row has \(row.fields.count) fields, and the header \(count).",
            "Write as many, and quote a field that has a separator in it.")
        return nil
    }

    private func persons(_ field: String, _ row: CSVRows.Row) -> Int? {
        if let persons = field.persons { return persons }
        report(
            "line \(row.line)", "'\(field)' is no number of persons.",
            "Write a whole number of 0 or more; withheld figures can't be summed.")
        return nil
    }

    private func reportRepeated(_ row: CSVRows.Row) {
        report(
            "line \(row.line)", "The same people are counted in an earlier row.",
            "Remove one of the rows.")
    }
}

/// A table that grows by rows: its levels are those that it meets.
private struct TableInMaking {
    let names: [String]
    private var levels: [[String]]
    private var places: [[String: Int]]
    private var seen: Set<[Int]> = []
    private var cells: [PublishedTable.Cell] = []

    init(names: [String]) {
        self.names = names
        levels = names.map { _ in [] }
        places = names.map { _ in [:] }
    }

    /// - Returns: whether the levels are met together for the first time; if not, nothing is added.
    mutating func add(_ persons: Int, at labels: [String]) -> Bool {
        let cell = labels.enumerated().map { place(of: $1, in: $0) }
        guard seen.insert(cell).inserted else { return false }
        cells.append(PublishedTable.Cell(levels: cell, persons: persons))
        return true
    }

    private mutating func place(of label: String, in dimension: Int) -> Int {
        if let place = places[dimension][label] { return place }
        levels[dimension].append(label)
        places[dimension][label] = levels[dimension].count - 1
        return levels[dimension].count - 1
    }

    var table: PublishedTable {
        PublishedTable(
            dimensions: zip(names, levels).map { name, labels in
                PublishedTable.Dimension(
                    name: name,
                    levels: labels.map { PublishedTable.Level(code: nil, label: $0) })
            },
            cells: cells)
    }
}
