/// A file of texts as it is written: lines of `key: text`, comments and blank lines, so that a text can be changed while
/// everything else stays as somebody wrote it.
///
/// It knows of YAML only what our files of texts have: keys at the beginning of a line, what belongs to them on the same
/// line or indented below. Whoever writes such a file reads it once more (`rewrittenTexts`).
struct TextFile {
    /// A key with its lines, or lines that belong to no key.
    private struct Part {
        let key: String?
        var lines: [String]
    }

    private var parts: [Part] = []

    init(_ yaml: String) {
        for line in yaml.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map({ String(Substring($0)) })
        {
            if let key = Self.key(of: line) {
                parts.append(Part(key: key, lines: [line]))
            } else if Self.continues(line), parts.last?.key != nil {
                parts[parts.count - 1].lines.append(line)
            } else {
                parts.append(Part(key: nil, lines: [line]))
            }
        }
    }

    var yaml: String { parts.flatMap(\.lines).joined(separator: "\n") }

    /// In the order of the file.
    var keys: [String] { parts.compactMap(\.key) }

    /// By key: the last comment above it, which says what the texts below are for.
    var headings: [String: String] {
        var heading = ""
        var headings: [String: String] = [:]
        for part in parts {
            if let key = part.key {
                headings[key] = heading
            } else if let line = part.lines.first, line.hasPrefix("#") {
                heading = String(line.drop { $0 == "#" || $0.isWhitespace })
            }
        }
        return headings
    }

    /// Writes a text in the place of the one that the key has, or behind the key that comes before it in `order`.
    mutating func set(_ key: String, to message: Message, order: [String]) {
        let line = Self.line(key, message)
        if let index = parts.firstIndex(where: { $0.key == key }) {
            parts[index].lines = [line]
            return
        }
        let index =
            place(behind: order.prefix { $0 != key }) ?? parts.firstIndex { $0.key != nil }
            ?? endOfText
        parts.insert(Part(key: key, lines: [line]), at: index)
    }

    /// Behind the last of these keys that the file has.
    private func place(behind keys: some BidirectionalCollection<String>) -> Int? {
        for key in keys.reversed() {
            if let index = parts.lastIndex(where: { $0.key == key }) { return index + 1 }
        }
        return nil
    }

    /// Takes out the keys that aren't among these.
    mutating func keepOnly(_ keys: Set<String>) {
        parts.removeAll { part in part.key.map { !keys.contains($0) } ?? false }
    }

    /// Before what follows the last line end.
    private var endOfText: Int {
        parts.last?.lines == [""] ? parts.count - 1 : parts.count
    }

    private static func continues(_ line: String) -> Bool {
        line.hasPrefix(" ") || line.hasPrefix("\t")
    }

    private static func key(of line: String) -> String? {
        guard let first = line.utf8.first, !" \t#-%\r.".utf8.contains(first) else { return nil }
        if let quoted = line.prefixMatch(of: /"([^"\\]*)":(?=\s|$)/) { return String(quoted.1) }
        return line.prefixMatch(of: /([^"\s]+?):(?=\s|$)/).map { String($0.1) }
    }

    private static func line(_ key: String, _ message: Message) -> String {
        let name = key.wholeMatch(of: /[A-Za-z][A-Za-z0-9._-]*/) != nil ? key : quoted(key)
        guard message.isPlural else { return "\(name): \(quoted(message.forms[.other] ?? ""))" }
        let forms = PluralCategory.allCases.compactMap { form in
            message.forms[form].map { "\(form.rawValue): \(quoted($0))" }
        }
        return "\(name): {\(forms.joined(separator: ", "))}"
    }

    /// Source: YAML 1.2, 5.1 (printable characters) and 7.3.1 (double-quoted style).
    private static func quoted(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case "\n": "\\n"
            case "\t": "\\t"
            case "\r": "\\r"
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": "\\x" + hexadecimal(scalar, 2)
            case "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{FFFE}", "\u{FFFF}":
                "\\u" + hexadecimal(scalar, 4)
            default: String(scalar)
            }
        }
        return "\"" + scalars.joined() + "\""
    }

    private static func hexadecimal(_ scalar: Unicode.Scalar, _ digits: Int) -> String {
        let number = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, digits - number.count)) + number
    }
}
