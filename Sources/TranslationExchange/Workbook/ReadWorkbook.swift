public import Foundation
import Localization

/// The sheet that a workbook holds, as `TranslationSheet.xlsx` wrote it or a spreadsheet program saved it afterwards.
///
/// Columns are known by the codes in their headings, wherever they stand; other columns, rows without a key or a text,
/// and sheets without the headings are left out. Numbers and truth values that somebody typed are taken as texts. Without
/// a column for the state, every text counts as stale, so that only what was changed is taken.
public func readXLSX(_ data: Data) throws(ExchangeError) -> TranslationSheet {
    let workbook = try WorkbookFile(data)
    var languages: [LanguageTag] = []
    var rows: [TranslationRow] = []
    var hasHeadings = false
    for sheet in workbook.sheets {
        guard let table = try Table(sheet, in: workbook) else { continue }
        hasHeadings = true
        languages += table.languages.filter { !languages.contains($0) }
        rows += try table.rows()
    }
    guard hasHeadings else { throw .noHeadings }
    return TranslationSheet(languages: languages, rows: rows)
}

/// A sheet with our headings.
private struct Table {
    private let name: String
    private let workbook: WorkbookFile
    private let columns: [Column: Int]
    private let content: ArraySlice<WorkbookFile.Row>
    /// In the order of their columns.
    let languages: [LanguageTag]

    /// - Returns: `nil` for a sheet without our headings.
    init?(_ sheet: WorkbookFile.Sheet, in workbook: WorkbookFile) throws(ExchangeError) {
        name = sheet.name
        self.workbook = workbook
        for (place, row) in sheet.rows.enumerated() {
            let headings = row.cells.sorted { $0.key < $1.key }.compactMap { index, cell in
                workbook.text(of: cell).flatMap(Column.init(heading:)).map { ($0, index) }
            }
            let found = Set(headings.map(\.0))
            guard found.isSuperset(of: [.file, .key, .source]) else { continue }
            for heading in found where headings.count(where: { $0.0 == heading }) > 1 {
                throw .repeatedHeading(sheet: sheet.name, heading: heading.code)
            }
            columns = Dictionary(uniqueKeysWithValues: headings)
            languages = headings.compactMap { if case .text(let tag) = $0.0 { tag } else { nil } }
            content = sheet.rows[(place + 1)...]
            return
        }
        return nil
    }

    func rows() throws(ExchangeError) -> [TranslationRow] {
        var rows: [TranslationRow] = []
        for row in content {
            let translations = try translations(in: row)
            let file = try text(.file, in: row).trimmed
            let key = try text(.key, in: row).trimmed
            let isBlank = file.isEmpty && key.isEmpty
            guard !isBlank || translations.contains(where: { $0.value.text != nil }) else {
                continue
            }
            let digest = try text(.digest, in: row).trimmed
            rows.append(
                TranslationRow(
                    id: TextID(file: file, key: key, form: try form(in: row)),
                    source: try text(.source, in: row), digest: digest.isEmpty ? nil : digest,
                    note: try text(.note, in: row), translations: translations,
                    place: "\(name), row \(row.number)"))
        }
        return rows
    }

    private func text(_ column: Column, in row: WorkbookFile.Row) throws(ExchangeError) -> String {
        guard let index = columns[column], let cell = row.cells[index] else { return "" }
        guard let text = workbook.text(of: cell) else { throw unreadable(index, row) }
        return text
    }

    private func form(in row: WorkbookFile.Row) throws(ExchangeError) -> PluralCategory? {
        let word = try text(.form, in: row).trimmed
        guard !word.isEmpty else { return nil }
        guard let form = PluralCategory(rawValue: word) else {
            throw unreadable(columns[.form] ?? 0, row)
        }
        return form
    }

    private func translations(
        in row: WorkbookFile.Row
    ) throws(ExchangeError) -> [LanguageTag: Translation] {
        var translations: [LanguageTag: Translation] = [:]
        for language in languages {
            let text = try self.text(.text(language), in: row)
            let mark = try self.text(.state(language), in: row).trimmed.first
            if text.isEmpty, mark == StateMark.formless { continue }
            translations[language] = Translation(
                text: text.isEmpty ? nil : text,
                state: text.isEmpty
                    ? .missing : state(mark, isStated: columns[.state(language)] != nil))
        }
        return translations
    }

    private func state(_ mark: Character?, isStated: Bool) -> TranslationState {
        switch mark {
        case StateMark.stale, StateMark.missing: .stale
        default: isStated ? .current : .stale
        }
    }

    private func unreadable(_ column: Int, _ row: WorkbookFile.Row) -> ExchangeError {
        .unreadableCell(sheet: name, row: row.number, column: Column.letters(column))
    }
}
