/// The fields of a text of separated values, one after the other, as RFC 4180 quotes them.
///
/// Rows end with LF, CR LF or CR. The bytes are read in place: a field that nobody asks for costs
/// no more than finding its end.
struct SeparatedFields {
    /// What comes after a field.
    enum End {
        case field
        case row
        case text
    }

    /// Where a field's content is, without its quotes.
    struct Field {
        let content: Range<Int>
        let hasDoubledQuotes: Bool
        let end: End
    }

    let separator: UInt8
    private let bytes: [UInt8]
    private var position: Int

    /// Begins after the byte order mark, if there is one; finds the separator from the first row.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        separator = Self.separator(of: bytes[position...])
    }

    /// Whether nothing follows but line ends.
    var isAtEnd: Bool { bytes[position...].allSatisfy(\.isLineEnd) }

    /// Reads one field and the separator or line end after it.
    mutating func next() throws(CodedAnswersError.Quotes) -> Field {
        if position < bytes.count, bytes[position] == .quote { return try quoted() }
        let start = position
        while position < bytes.count, bytes[position] != separator, !bytes[position].isLineEnd {
            position += 1
        }
        return Field(content: start..<position, hasDoubledQuotes: false, end: passEnd())
    }

    /// The content as text; `nil` when it isn't UTF-8.
    func text(_ field: Field) -> String? {
        let text = String(validating: bytes[field.content], as: UTF8.self)
        return field.hasDoubledQuotes ? text?.replacing("\"\"", with: "\"") : text
    }

    private mutating func quoted() throws(CodedAnswersError.Quotes) -> Field {
        position += 1
        let start = position
        var hasDoubledQuotes = false
        while position < bytes.count {
            if bytes[position] != .quote {
                position += 1
            } else if position + 1 < bytes.count, bytes[position + 1] == .quote {
                hasDoubledQuotes = true
                position += 2
            } else {
                let content = start..<position
                position += 1
                guard
                    position == bytes.count || bytes[position] == separator
                        || bytes[position].isLineEnd
                else { throw .followedByText }
                return Field(content: content, hasDoubledQuotes: hasDoubledQuotes, end: passEnd())
            }
        }
        throw .notClosed
    }

    /// Moves past a separator or line end.
    private mutating func passEnd() -> End {
        guard position < bytes.count else { return .text }
        let end = bytes[position]
        position += 1
        if end == separator { return .field }
        if end == .carriageReturn, position < bytes.count, bytes[position] == .lineFeed {
            position += 1
        }
        return position < bytes.count ? .row : .text
    }

    /// A semicolon when the first row has more of them than commas outside quotes.
    private static func separator(of bytes: ArraySlice<UInt8>) -> UInt8 {
        var isQuoted = false
        var semicolons = 0
        var commas = 0
        for byte in bytes {
            if byte == .quote { isQuoted.toggle() }
            if isQuoted { continue }
            if byte.isLineEnd { break }
            if byte == .semicolon { semicolons += 1 }
            if byte == .comma { commas += 1 }
        }
        return semicolons > commas ? .semicolon : .comma
    }
}

extension UInt8 {
    static let quote = UInt8(ascii: "\"")
    static let comma = UInt8(ascii: ",")
    static let semicolon = UInt8(ascii: ";")
    fileprivate static let lineFeed = UInt8(ascii: "\n")
    fileprivate static let carriageReturn = UInt8(ascii: "\r")
    fileprivate var isLineEnd: Bool { self == .lineFeed || self == .carriageReturn }
}
