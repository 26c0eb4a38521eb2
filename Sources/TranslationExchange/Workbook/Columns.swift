import Localization

/// What a column of the workbook holds. Its heading ends in a code in brackets, by which the column is known again
/// wherever it was moved to, whatever the words before it say.
enum Column: Hashable {
    case file
    case key
    case form
    case digest
    case note
    case source
    case text(LanguageTag)
    case state(LanguageTag)

    var code: String {
        switch self {
        case .file: "file"
        case .key: "key"
        case .form: "form"
        case .digest: "digest"
        case .note: "note"
        case .source: Locales.source.value
        case .text(let tag): tag.value
        case .state(let tag): "\(tag) state"
        }
    }

    /// - Returns: `nil` for a heading without a code, of a column that isn't ours.
    init?(heading: String) {
        guard let match = heading.wholeMatch(of: /(?s).*\[([A-Za-z0-9 -]+)\]\s*/) else {
            return nil
        }
        let code = String(match.1)
        let fixed: [Column] = [.file, .key, .form, .digest, .note, .source]
        if let column = fixed.first(where: { $0.code == code }) {
            self = column
        } else if let tag = LanguageTag(code) {
            self = .text(tag)
        } else if code.hasSuffix(" state"), let tag = LanguageTag(String(code.dropLast(6))) {
            self = .state(tag)
        } else {
            return nil
        }
    }

    /// The letters of a column, counted from 0: `A`, `B`, … `Z`, `AA`.
    static func letters(_ index: Int) -> String {
        let last = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(index % 26)))
        return index < 26 ? last : letters(index / 26 - 1) + last
    }

    /// The column of a cell's address such as `AB12`, counted from 0; `nil` for another text, or beyond any sheet.
    static func index(ofCell address: String) -> Int? {
        let letters = address.utf8.prefix {
            (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
        }
        guard (1...3).contains(letters.count) else { return nil }
        return letters.reduce(0) { $0 * 26 + Int($1 - UInt8(ascii: "A")) + 1 } - 1
    }
}

/// The mark with which a cell says how its neighbour stands. It is known by its first character, in any language; a cell
/// that was emptied, or says anything else, says that the text is right.
enum StateMark {
    static let missing: Character = "○"
    static let stale: Character = "△"
    static let current: Character = "✓"
    /// The language doesn't have the plural form.
    static let formless: Character = "–"

    static func character(of state: TranslationState) -> Character {
        switch state {
        case .missing: missing
        case .stale: stale
        case .current: current
        }
    }
}
