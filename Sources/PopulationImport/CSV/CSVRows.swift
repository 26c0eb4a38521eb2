/// The rows of a CSV file (RFC 4180), each with the line that it begins on. Empty lines are left
/// out.
struct CSVRows {
    struct Row: Equatable {
        let line: Int
        let fields: [String]
    }

    private(set) var rows: [Row] = []
    /// The line of a quotation mark that isn't closed.
    private(set) var unclosedQuote: Int?

    /// - Parameter text: with plain line breaks. Fields are separated by what separates the first
    ///   line: a semicolon, a tab or a comma.
    init(_ text: String) {
        let separator = Self.separator(of: text.prefix { $0 != "\n" })
        var reader = Reader(separator: separator)
        for character in text { reader.read(character) }
        reader.endRow()
        rows = reader.rows
        unclosedQuote = reader.isQuoted ? reader.quoteLine : nil
    }

    private static func separator(of header: Substring) -> Character {
        [";", "\t"].first { header.contains($0) } ?? ","
    }

    /// Goes through the text one character at a time.
    private struct Reader {
        let separator: Character
        private(set) var rows: [Row] = []
        private(set) var isQuoted = false
        private(set) var quoteLine = 1
        private var line = 1
        private var firstLine = 1
        private var fields: [String] = []
        private var field = ""
        /// Whether the last character closed a quotation, so that another mark is one of the text.
        private var hasJustClosed = false

        init(separator: Character) { self.separator = separator }

        mutating func read(_ character: Character) {
            let mayContinue = hasJustClosed
            hasJustClosed = false
            switch (character, isQuoted) {
            case ("\"", true):
                isQuoted = false
                hasJustClosed = true
            case ("\"", false) where mayContinue:
                field.append("\"")
                isQuoted = true
            case ("\"", false) where field.isEmpty:
                isQuoted = true
                quoteLine = line
            case (separator, false): endField()
            case ("\n", false): endRow()
            default: field.append(character)
            }
            if character == "\n" {
                line += 1
                if fields.isEmpty, field.isEmpty { firstLine = line }
            }
        }

        mutating func endField() {
            fields.append(field)
            field = ""
        }

        mutating func endRow() {
            endField()
            if fields != [""] { rows.append(Row(line: firstLine, fields: fields)) }
            fields = []
        }
    }
}
