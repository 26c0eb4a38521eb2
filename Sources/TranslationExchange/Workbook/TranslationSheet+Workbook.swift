public import Foundation
public import Localization
import Zip

extension TranslationSheet {
    /// The sheet as a workbook (XLSX) that spreadsheet programs open: a row per text, a column per language and, beside
    /// it, one for its state; a second sheet says how to fill it in. The same sheet gives the same bytes.
    ///
    /// Each cell is marked as text, so that nothing is ever taken for a formula, a number or a date, also when it is
    /// edited. What isn't to be changed is grey; what is stale or missing is coloured.
    ///
    /// - Parameter languages: names and directions of the sheet's languages; one that isn't there is taken to be
    ///   written from left to right.
    ///
    /// Source: ECMA-376, parts 1 (SpreadsheetML) and 2 (packages).
    public func xlsx(_ words: WorkbookWords, languages: [Language]) -> Data {
        let known = Dictionary(
            languages.map { ($0.tag, $0) }, uniquingKeysWith: { first, _ in first })
        let texts = TextSheet(sheet: self, words: words, languages: known)
        let package = WorkbookPackage(sheets: [words.sheet, words.howToSheet])
        var archive = ZipArchive()
        for (name, content) in package.parts {
            archive.add(name, Data(content.utf8))
        }
        archive.add(WorkbookPackage.path(ofSheet: 0), Data(texts.xml.utf8))
        archive.add(WorkbookPackage.path(ofSheet: 1), Data(howToXML(words).utf8))
        return archive.bytes
    }

    private func howToXML(_ words: WorkbookWords) -> String {
        let style: CellStyle = words.direction == .rightToLeft ? .rightToLeftText : .text
        let rows = words.howTo.enumerated().map { index, line in
            "<row r=\"\(index + 1)\">\(Cell(line, style).xml(column: 0, row: index + 1))</row>"
        }
        return WorkbookPackage.prolog
            + "<worksheet xmlns=\"\(WorkbookPackage.namespace)\"><cols><col min=\"1\" max=\"1\" width=\"100\" customWidth=\"1\"/></cols>"
            + "<sheetData>\(rows.joined())</sheetData></worksheet>"
    }
}

/// A cell with a text.
private struct Cell {
    let text: String
    let style: CellStyle

    init(_ text: String, _ style: CellStyle) {
        self.text = text
        self.style = style
    }

    /// - Parameters:
    ///   - column: from 0.
    ///   - row: from 1.
    func xml(column: Int, row: Int) -> String {
        let start = "<c r=\"\(Column.letters(column))\(row)\" s=\"\(style.rawValue)\""
        guard !text.isEmpty else { return start + "/>" }
        return start
            + " t=\"inlineStr\"><is><t xml:space=\"preserve\">\(escaped(CellText.encoded(text)))</t></is></c>"
    }
}

/// The sheet of the texts: one row of headings, which stays in sight, and a row per text.
private struct TextSheet {
    let sheet: TranslationSheet
    let words: WorkbookWords
    let languages: [LanguageTag: Language]

    private static let fixed: [Column] = [.file, .key, .form, .digest, .note, .source]

    private var columns: [Column] {
        Self.fixed + sheet.languages.flatMap { [.text($0), .state($0)] }
    }

    var xml: String {
        let last = "\(Column.letters(columns.count - 1))\(sheet.rows.count + 1)"
        var parts = [
            WorkbookPackage.prolog,
            "<worksheet xmlns=\"\(WorkbookPackage.namespace)\"><dimension ref=\"A1:\(last)\"/>",
            "<sheetViews><sheetView tabSelected=\"1\" workbookViewId=\"0\">",
            "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>",
            "</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>",
        ]
        parts += columns.enumerated().map { index, column in
            let hidden = column == .digest ? " hidden=\"1\"" : ""
            return
                "<col min=\"\(index + 1)\" max=\"\(index + 1)\" width=\"\(width(of: column))\" customWidth=\"1\"\(hidden)/>"
        }
        parts.append("</cols><sheetData>")
        parts.append(row(1, columns.map { Cell(heading(of: $0), .heading) }))
        for (index, text) in sheet.rows.enumerated() {
            parts.append(row(index + 2, columns.map { cell($0, of: text) }))
        }
        parts.append("</sheetData><autoFilter ref=\"A1:\(last)\"/></worksheet>")
        return parts.joined()
    }

    private func row(_ number: Int, _ cells: [Cell]) -> String {
        let cells = cells.enumerated().map { $1.xml(column: $0, row: number) }
        return "<row r=\"\(number)\">\(cells.joined())</row>"
    }

    private func width(of column: Column) -> Int {
        switch column {
        case .file: 14
        case .key: 26
        case .form: 9
        case .digest: 10
        case .note: 24
        case .source, .text: 50
        case .state: 18
        }
    }

    private func heading(of column: Column) -> String {
        let name =
            switch column {
            case .file: words.file
            case .key: words.key
            case .form: words.form
            case .digest: words.digest
            case .note: words.note
            case .source: languages[Locales.source]?.name ?? ""
            case .text(let tag): languages[tag]?.name ?? ""
            case .state: words.state
            }
        return "\(name) [\(column.code)]"
    }

    private func cell(_ column: Column, of row: TranslationRow) -> Cell {
        switch column {
        case .file: Cell(row.id.file, .fixed)
        case .key: Cell(row.id.key, .fixed)
        case .form: Cell(row.id.form?.rawValue ?? "", .fixed)
        case .digest: Cell(row.digest ?? "", .fixed)
        case .note: Cell(row.note, .fixed)
        case .source: Cell(row.source, .fixed)
        case .text(let tag): textCell(row.translations[tag], in: tag)
        case .state(let tag): stateCell(row.translations[tag])
        }
    }

    private func textCell(_ translation: Translation?, in tag: LanguageTag) -> Cell {
        guard let translation else { return Cell("", .fixed) }
        let isRightToLeft = languages[tag]?.direction == .rightToLeft
        let isCurrent = translation.state == .current
        let style: CellStyle =
            switch (isRightToLeft, isCurrent) {
            case (false, true): .text
            case (false, false): .openText
            case (true, true): .rightToLeftText
            case (true, false): .openRightToLeftText
            }
        return Cell(translation.text ?? "", style)
    }

    private func stateCell(_ translation: Translation?) -> Cell {
        guard let translation else { return Cell(String(StateMark.formless), .fixed) }
        let mark = StateMark.character(of: translation.state)
        return Cell("\(mark) \(words.states[translation.state] ?? "")", .text)
    }
}
