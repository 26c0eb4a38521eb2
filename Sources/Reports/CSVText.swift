/// Who reads the file.
public enum CSVStyle: Sendable {
    /// For a spreadsheet: UTF-8 with a byte order mark, `;`, the language's decimal mark, headings in words.
    case people
    /// For programs: UTF-8, `,`, decimal point, English column ids, codes.
    case machines
}

/// One cell, before it is written.
enum CSVCell {
    case text(String)
    /// Digits that the file itself has formatted.
    case number(String)
    case empty
}

/// Rows as text after RFC 4180: CRLF after each line, quotes around a cell that needs them.
///
/// For people, a text that a spreadsheet would run as a formula gets an apostrophe before it.
func csvText(header: [String], rows: [[CSVCell]], style: CSVStyle) -> String {
    let separator: Character = style == .people ? ";" : ","
    let lines = ([header.map(CSVCell.text)] + rows).map { cells in
        cells.map { quoted(content(of: $0, style: style), separator: separator) }
            .joined(separator: String(separator)) + "\r\n"
    }
    return (style == .people ? "\u{FEFF}" : "") + lines.joined()
}

/// Rows of texts as a file for a spreadsheet; see `CSVStyle.people`.
///
/// - Parameter header: what the columns are called.
package func csvForPeople(header: [String], rows: [[String]]) -> String {
    csvText(header: header, rows: rows.map { $0.map(CSVCell.text) }, style: .people)
}

private func content(of cell: CSVCell, style: CSVStyle) -> String {
    switch cell {
    case .text(let text): style == .people ? guarded(text) : text
    case .number(let number): number
    case .empty: ""
    }
}

/// Source: OWASP, *CSV Injection*: `=`, `+`, `-`, `@`, tab and carriage return start a formula.
private func guarded(_ text: String) -> String {
    guard let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) else {
        return text
    }
    return "'" + text
}

private func quoted(_ text: String, separator: Character) -> String {
    let special = text.unicodeScalars.contains { scalar in
        scalar == "\"" || scalar == "\r" || scalar == "\n"
            || separator.unicodeScalars.contains(scalar)
    }
    return special ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
}
