import Foundation
import Zip

/// A workbook that a spreadsheet program saved, as rows of cells.
struct WorkbookFile {
    /// A sheet with its rows, in the order of the file, without those that are empty.
    struct Sheet {
        let name: String
        let rows: [Row]
    }

    /// A row's cells by column, counted from 0; the row's number is counted from 1.
    struct Row {
        let number: Int
        let cells: [Int: XMLElement]
    }

    let sheets: [Sheet]
    private let sharedTexts: [String]

    /// The most bytes of a file, and of a part of it when expanded.
    static let largestFile = 32 << 20
    static let largestPart = 64 << 20
    private static let mostSheets = 64

    init(_ data: Data) throws(ExchangeError) {
        let parts = try Parts(data)
        guard let workbookPath = try parts.path(ofType: "officeDocument", from: ""),
            let workbook = try parts.xml(workbookPath)
        else { throw .notAWorkbook }
        sharedTexts =
            if let path = try parts.path(ofType: "sharedStrings", from: workbookPath) {
                try parts.xml(path)?.children("si").map(Self.text(ofString:)) ?? []
            } else { [] }
        let listed = workbook.child("sheets")?.children("sheet") ?? []
        guard listed.count <= Self.mostSheets else { throw .tooLarge }
        let targets = try parts.targets(from: workbookPath)
        var sheets: [Sheet] = []
        for sheet in listed {
            let id = sheet.attributes.first { $0.key.hasSuffix("/relationships id") }?.value
            guard let target = targets.first(where: { $0.id == id }),
                // Beside worksheets there are sheets of charts, without cells.
                target.type == "worksheet", let content = try parts.xml(target.path)
            else { continue }
            sheets.append(
                Sheet(name: sheet.attributes["name"] ?? "", rows: Self.rows(of: content)))
        }
        self.sheets = sheets
    }

    /// What a cell shows as text; `nil` when it has a formula, an error, or a shared text that isn't there.
    func text(of cell: XMLElement) -> String? {
        if let formula = cell.child("f")?.text.trimmed {
            // LibreOffice saves a truth value that was typed as a formula.
            return ["TRUE()", "FALSE()"].contains(formula) ? String(formula.dropLast(2)) : nil
        }
        let value = cell.child("v")?.text
        switch cell.attributes["t"] {
        case "s":
            guard let index = value.flatMap({ Int($0.trimmed) }),
                sharedTexts.indices.contains(index)
            else { return nil }
            return sharedTexts[index]
        case "inlineStr": return cell.child("is").map(Self.text(ofString:)) ?? ""
        case "str": return CellText.decoded(value ?? "")
        case "b": return value?.trimmed == "1" ? "TRUE" : "FALSE"
        case "e": return nil
        case nil, "n": return number(value ?? "")
        default: return value
        }
    }

    /// A number as it was typed: `3` and `0.1` instead of `3.0` and `0.10000000000000001`.
    private func number(_ value: String) -> String {
        guard let number = Double(value.trimmed) else { return value }
        return Int(exactly: number).map(String.init) ?? String(number)
    }

    /// The text of a shared or an inline string: whole, or in runs of different looks. How it is pronounced (`rPh`) is
    /// left out.
    private static func text(ofString string: XMLElement) -> String {
        string.children.map { part in
            switch part.name {
            case "t": CellText.decoded(part.text)
            case "r": part.children("t").map { CellText.decoded($0.text) }.joined()
            default: ""
            }
        }
        .joined()
    }

    /// Rows and cells may leave their places out; they follow on those before.
    private static func rows(of sheet: XMLElement) -> [Row] {
        var number = 0
        return (sheet.child("sheetData")?.children("row") ?? []).compactMap { row in
            number = row.attributes["r"].flatMap { Int($0) } ?? number &+ 1
            var column = -1
            var cells: [Int: XMLElement] = [:]
            for cell in row.children("c") {
                column = cell.attributes["r"].flatMap(Column.index(ofCell:)) ?? column + 1
                cells[column] = cell
            }
            return cells.isEmpty ? nil : Row(number: number, cells: cells)
        }
    }
}

/// The parts of the package by name, and how they refer to one another.
private struct Parts {
    private let archive: ZipReader

    init(_ data: Data) throws(ExchangeError) {
        guard data.count <= WorkbookFile.largestFile else { throw .tooLarge }
        do { archive = try ZipReader(data) } catch { throw ExchangeError(error) }
    }

    func xml(_ path: String) throws(ExchangeError) -> XMLElement? {
        let content: Data?
        do {
            content = try archive.content(of: path, atMost: WorkbookFile.largestPart)
        } catch { throw ExchangeError(error) }
        guard let content else { return nil }
        do { return try readXML(content) } catch { throw ExchangeError(error, in: path) }
    }

    /// What a part refers to; the types are the last words of their addresses, which are the same in both flavours of
    /// the format.
    func targets(from path: String) throws(ExchangeError) -> [(
        id: String, type: String, path: String
    )] {
        let split = path.lastIndex(of: "/")
        let folder = split.map { String(path[...$0]) } ?? ""
        let name = split.map { String(path[path.index(after: $0)...]) } ?? path
        let relations = try xml("\(folder)_rels/\(name).rels")?.children("Relationship") ?? []
        return relations.compactMap { relation in
            guard let id = relation.attributes["Id"], let type = relation.attributes["Type"],
                let target = relation.attributes["Target"],
                relation.attributes["TargetMode"] != "External"
            else { return nil }
            let place = target.hasPrefix("/") ? String(target.dropFirst()) : folder + target
            return (id, type.split(separator: "/").last.map(String.init) ?? "", place)
        }
    }

    func path(ofType type: String, from path: String) throws(ExchangeError) -> String? {
        try targets(from: path).first { $0.type == type }?.path
    }
}

extension String {
    /// Without blanks and line ends around it.
    var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
