import Diagnostics
import Foundation

/// Reads a PX file: its variables with their values and codes, and its figures.
///
/// Read are `CODEPAGE`, `CHARSET`, `STUB`, `HEADING`, `VALUES`, `CODES`, `SOURCE` and `DATA`, in the
/// file's main language. A file with `KEYS`, which leaves out cells, isn't read. A cell of dots is
/// withheld or unknown and a fault, since it can't be summed; a quoted hyphen is nobody.
///
/// Source: the PX file format, pxtools.github.io, px-2013.
func readPX(
    _ file: Data, named name: String, reportingTo faults: FaultCollector
) -> PublishedFile? {
    guard let text = TextEncoding.ofPX(file)?.text(of: file) else {
        faults.report(
            Diagnostic(
                file: name, path: "CODEPAGE",
                problem: "The file isn't in an encoding that it names.",
                remedy: "Save it with CODEPAGE=\"utf-8\" or CODEPAGE=\"windows-1252\"."))
        return nil
    }
    let (statements, brokenLine) = PXStatement.read(text)
    if let brokenLine {
        faults.report(
            Diagnostic(
                file: name, path: "line \(brokenLine)",
                problem: "The statement has no equals sign or no semicolon.",
                remedy: "Save the table again as PX."))
        return nil
    }
    return PXReader(file: name, statements: statements, faults: faults).read()
}

private struct PXReader {
    let file: String
    let statements: [PXStatement]
    let faults: FaultCollector

    func read() -> PublishedFile? {
        if let keys = statements.first(where: { $0.keyword == "KEYS" }) {
            report(
                "line \(keys.line)", "A PX file with KEYS leaves out cells.",
                "Save the table as PX without keys.")
        }
        let names = texts("STUB") + texts("HEADING")
        if names.isEmpty {
            report("STUB", "The file names no variable.", "Save the table again as PX.")
        }
        let dimensions = names.compactMap(dimension)
        guard let data = statement("DATA") else {
            report("DATA", "The file has no figures.", "Save the table again as PX.")
            return nil
        }
        guard dimensions.count == names.count, !names.isEmpty else { return nil }
        guard let figures = figures(data, dimensions) else { return nil }
        let cells = figures.enumerated().map { place, persons in
            PublishedTable.Cell(levels: levels(at: place, of: dimensions), persons: persons)
        }
        return PublishedFile(
            tables: [PublishedTable(dimensions: dimensions, cells: cells)],
            source: texts("SOURCE").first.map { $0.replacing("#", with: " ") })
    }

    private func statement(_ keyword: String, about subject: String? = nil) -> PXStatement? {
        statements.first { $0.keyword == keyword && $0.subject == subject }
    }

    private func texts(_ keyword: String) -> [String] { statement(keyword)?.texts ?? [] }

    private func dimension(_ name: String) -> PublishedTable.Dimension? {
        guard let labels = statement("VALUES", about: name)?.texts, !labels.isEmpty else {
            report(
                "VALUES(\"\(name)\")", "The values of the variable are missing.",
                "Save the table again as PX.")
            return nil
        }
        let codes = statement("CODES", about: name)?.texts
        if let codes, codes.count != labels.count {
            report(
                "CODES(\"\(name)\")",
                "There are \(codes.count) codes for \(labels.count) values.",
                "Save the table again as PX.")
            return nil
        }
        let levels = labels.indices.map {
            PublishedTable.Level(code: codes?[$0], label: labels[$0])
        }
        return PublishedTable.Dimension(name: name, levels: levels)
    }

    /// The figures, the last variable's values next to one another.
    private func figures(
        _ data: PXStatement, _ dimensions: [PublishedTable.Dimension]
    ) -> [Int]? {
        let cells = data.value.split(whereSeparator: \.isWhitespace)
        let expected = dimensions.reduce(1) { $0 * $1.levels.count }
        guard cells.count == expected else {
            report(
                "DATA", "There are \(cells.count) figures where the variables make \(expected).",
                "Save the table again as PX.")
            return nil
        }
        let figures = cells.map { $0 == "\"-\"" ? 0 : $0.persons }
        let missing = figures.indices.filter { figures[$0] == nil }
        if let first = missing.first {
            report(
                "DATA",
                "\(missing.count) of the figures can't be summed; the first is \(cells[first]), of "
                    + describe(first, dimensions) + ".",
                "Save a table without withheld figures, such as one with fewer variables.")
            return nil
        }
        return figures.compactMap { $0 }
    }

    /// The places of the levels that a figure is of.
    private func levels(at place: Int, of dimensions: [PublishedTable.Dimension]) -> [Int] {
        var rest = place
        return dimensions.reversed().map { dimension in
            defer { rest /= dimension.levels.count }
            return rest % dimension.levels.count
        }
        .reversed()
    }

    private func describe(_ place: Int, _ dimensions: [PublishedTable.Dimension]) -> String {
        zip(dimensions, levels(at: place, of: dimensions)).map { dimension, level in
            "\(dimension.name) \(dimension.levels[level].label)"
        }
        .joined(separator: ", ")
    }

    private func report(_ place: String, _ problem: String, _ remedy: String) {
        faults.report(Diagnostic(file: file, path: place, problem: problem, remedy: remedy))
    }
}
