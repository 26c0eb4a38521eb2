/// A JSON value whose objects keep the order of their keys.
enum JSONValue {
    case integer(Int)
    case number(Double)
    case text(String)
    case list([JSONValue])
    case object([(key: String, value: JSONValue)])

    /// An object of the keys that have a value.
    static func object(leavingOutNil entries: [(key: String, value: JSONValue?)]) -> JSONValue {
        .object(entries.compactMap { entry in entry.value.map { (entry.key, $0) } })
    }

    /// A number; `nil` for what JSON can't write and nobody can use.
    static func finite(_ number: Double?) -> JSONValue? {
        number.flatMap { $0.isFinite ? .number($0) : nil }
    }

    /// The two bounds in a list.
    static func bounds(_ interval: ClosedRange<Double>?) -> JSONValue? {
        guard let interval, interval.lowerBound.isFinite, interval.upperBound.isFinite else {
            return nil
        }
        return .list([.number(interval.lowerBound), .number(interval.upperBound)])
    }

    /// On one line; numbers with the digits that read back as the same number.
    var rendered: String {
        var text = ""
        append(to: &text)
        return text
    }

    private func append(to text: inout String) {
        switch self {
        case .integer(let number): text += "\(number)"
        case .number(let number): text += "\(number)"
        case .text(let content): Self.append(content, to: &text)
        case .list(let values):
            text += "["
            for (place, value) in values.enumerated() {
                if place > 0 { text += "," }
                value.append(to: &text)
            }
            text += "]"
        case .object(let entries):
            text += "{"
            for (place, entry) in entries.enumerated() {
                if place > 0 { text += "," }
                Self.append(entry.key, to: &text)
                text += ":"
                entry.value.append(to: &text)
            }
            text += "}"
        }
    }

    /// In quotes, with what RFC 8259 wants escaped.
    private static func append(_ content: String, to text: inout String) {
        text += "\""
        for scalar in content.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\u{0}"..<" ":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
