import Zip

/// Why a translator's file can't be read at all. What is wrong with single texts is a `TranslationFault`.
public enum ExchangeError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file, or something in it, is larger than any that we write, or was made to grow without end.
    case tooLarge
    /// A workbook that is no zip archive, or a damaged, encrypted or unusual one.
    case notAWorkbook
    /// A part of the workbook, or the XLIFF file itself, isn't XML; the line is counted from 1.
    case notXML(part: String, line: Int)
    /// The XML has a document type, which no program of translators writes.
    case documentType(part: String)
    /// A workbook without a row of headings with `[file]`, `[key]` and `[sv]`.
    case noHeadings
    /// Two columns have the same heading.
    case repeatedHeading(sheet: String, heading: String)
    /// A cell's text can't be had: it has a formula, an error, a shared text that isn't there, or no plural form where
    /// one belongs.
    case unreadableCell(sheet: String, row: Int, column: String)
    /// The file is XML, and not XLIFF 2.
    case notXLIFF
    /// The XLIFF file doesn't say into which language, or from another one than Swedish.
    case wrongLanguages
    /// A placeholder or another element of a text can't be understood; the line is counted from 1.
    case unreadableText(unit: String, line: Int)

    public var description: String {
        switch self {
        case .tooLarge: "The file is too large, or was made to grow without end."
        case .notAWorkbook:
            "The file is no workbook (.xlsx), or damaged. Save it once more, without a password."
        case .notXML(let part, let line): "\(part) isn't valid XML, at line \(line)."
        case .documentType(let part):
            "\(part) has a document type (DOCTYPE), which isn't read. Save the file without it."
        case .noHeadings:
            "No sheet has a row of headings with [file], [key] and [sv]. Send the exported workbook back."
        case .repeatedHeading(let sheet, let heading):
            "\(sheet): two columns have the heading [\(heading)]. Remove the one that isn't meant."
        case .unreadableCell(let sheet, let row, let column):
            "\(sheet), row \(row), column \(column): the cell can't be read. Write a text there, no formula."
        case .notXLIFF: "The file isn't XLIFF 2."
        case .wrongLanguages: "The file must say srcLang=\"sv\" and trgLang with the language."
        case .unreadableText(let unit, let line):
            "Line \(line): the text '\(unit)' has an element that can't be understood. Take it from the exported file."
        }
    }
}

extension ExchangeError {
    init(_ fault: XMLFault, in part: String) {
        switch fault {
        case .malformed(let line): self = .notXML(part: part, line: line)
        case .documentType: self = .documentType(part: part)
        case .tooLarge: self = .tooLarge
        }
    }

    init(_ error: ZipError) {
        self = error == .tooLarge ? .tooLarge : .notAWorkbook
    }
}
