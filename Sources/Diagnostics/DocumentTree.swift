import Yams

/// A YAML document as values that can be changed and written again: what stands in it, without its comments.
///
/// `DocumentNode` reads a file that somebody wrote, and says where its faults are. This is for a file that is edited by
/// forms: every key stays, known or not.
public enum DocumentTree: Sendable, Hashable {
    case scalar(String)
    case list([DocumentTree])
    case mapping([Entry])

    /// A key with its value; keys keep the order of the file.
    public struct Entry: Sendable, Hashable {
        public let key: String
        public var value: DocumentTree

        public init(_ key: String, _ value: DocumentTree) {
            self.key = key
            self.value = value
        }
    }

    /// The most references to an anchor (`*name`) that a document may have: a few that name each other grow beyond
    /// every memory.
    static let mostReferences = 8
    /// The most values of a document, references followed.
    static let mostValues = 50_000

    /// Reads a document that may come from anybody.
    ///
    /// - Returns: `nil`, with a fault, when it is no YAML, or is made to grow.
    public static func parse(
        _ text: String, named file: String, reportingTo faults: FaultCollector
    ) -> DocumentTree? {
        func refuse(_ problem: String, _ remedy: String) -> DocumentTree? {
            faults.report(Diagnostic(file: file, path: "", problem: problem, remedy: remedy))
            return nil
        }
        guard hasFewReferences(text) else {
            return refuse(
                "The file refers to itself too often.", "Write each value where it belongs.")
        }
        do {
            guard let node = try Yams.compose(yaml: text) else { return .mapping([]) }
            var count = 0
            guard let tree = DocumentTree(node, counting: &count) else {
                return refuse("The file is too large.", "Divide the survey.")
            }
            return tree
        } catch {
            return refuse("The file isn't valid YAML: \(error).", "Mend the line that is named.")
        }
    }

    /// Whether the text may be given to a YAML parser. It counts more than there are, in texts with asterisks, so that
    /// none hides in quotation marks.
    public static func hasFewReferences(_ text: String) -> Bool {
        var count = 0
        var before: UInt8 = 0x20
        for byte in text.utf8 {
            if before == UInt8(ascii: "*"), byte > 0x20, !"*,]}".utf8.contains(byte) { count += 1 }
            before = byte
        }
        return count <= mostReferences
    }

    private init?(_ node: Yams.Node, counting count: inout Int) {
        count += 1
        guard count <= Self.mostValues else { return nil }
        switch node {
        case .scalar(let scalar): self = .scalar(scalar.string)
        case .sequence(let sequence):
            var list: [DocumentTree] = []
            for element in sequence {
                guard let tree = DocumentTree(element, counting: &count) else { return nil }
                list.append(tree)
            }
            self = .list(list)
        case .mapping(let mapping):
            var entries: [Entry] = []
            for (key, value) in mapping {
                guard let tree = DocumentTree(value, counting: &count) else { return nil }
                entries.append(Entry(key.string ?? "", tree))
            }
            self = .mapping(entries)
        default: self = .scalar("")
        }
    }
}

/// What stands in a tree.
extension DocumentTree {
    /// The text of a scalar.
    public var string: String? {
        if case .scalar(let text) = self { text } else { nil }
    }

    /// The elements of a list; nothing for what is no list.
    public var elements: [DocumentTree] {
        if case .list(let list) = self { list } else { [] }
    }

    /// The texts of a list of scalars.
    public var strings: [String] { elements.compactMap(\.string) }

    /// The keys and values of a mapping; nothing for what is none.
    public var entries: [Entry] {
        if case .mapping(let entries) = self { entries } else { [] }
    }

    /// The value of a key. A new key comes last; setting `nil` takes the key away.
    public subscript(key: String) -> DocumentTree? {
        get { entries.first { $0.key == key }?.value }
        set {
            var entries = entries
            let place = entries.firstIndex { $0.key == key }
            switch (place, newValue) {
            case (let place?, let value?): entries[place].value = value
            case (let place?, nil): entries.remove(at: place)
            case (nil, let value?): entries.append(Entry(key, value))
            case (nil, nil): break
            }
            self = .mapping(entries)
        }
    }

    /// A list of texts.
    public static func list(of strings: [String]) -> DocumentTree {
        .list(strings.map { .scalar($0) })
    }
}

/// How a tree is written: as our definition files are, short values on one line.
extension DocumentTree {
    /// The document as a file.
    public var yaml: String {
        guard case .mapping(let entries) = self, !entries.isEmpty else { return flow + "\n" }
        var lines: [String] = []
        for entry in entries {
            let isShort = entry.value.fitsOneLine
            if !isShort, !lines.isEmpty { lines.append("") }
            Self.write(entry, at: 0, into: &lines)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static let longestLine = 84

    private var isFlat: Bool {
        switch self {
        case .scalar: true
        case .list(let list): list.allSatisfy { $0.string != nil }
        case .mapping(let entries): entries.isEmpty
        }
    }

    private var fitsOneLine: Bool {
        switch self {
        case .scalar: true
        case .list: isFlat
        case .mapping(let entries):
            entries.count <= 4 && entries.allSatisfy(\.value.isFlat)
                && flow.utf8.count <= Self.longestLine
        }
    }

    private static func write(_ entry: Entry, at depth: Int, into lines: inout [String]) {
        let lead = String(repeating: "  ", count: depth) + written(entry.key) + ":"
        guard !entry.value.fitsOneLine else {
            lines.append(lead + " " + entry.value.flow)
            return
        }
        lines.append(lead)
        switch entry.value {
        case .scalar: break
        case .mapping(let entries):
            for entry in entries { write(entry, at: depth + 1, into: &lines) }
        case .list(let list):
            for element in list { write(element, inListAt: depth + 1, into: &lines) }
        }
    }

    private static func write(
        _ element: DocumentTree, inListAt depth: Int, into lines: inout [String]
    ) {
        let lead = String(repeating: "  ", count: depth) + "- "
        guard !element.fitsOneLine, case .mapping(let entries) = element else {
            lines.append(lead + element.flow)
            return
        }
        var inner: [String] = []
        for entry in entries { write(entry, at: depth + 1, into: &inner) }
        // The first key stands behind the dash, which is as wide as what the others are indented by.
        inner[0] = lead + inner[0].drop { $0 == " " }
        lines += inner
    }

    private var flow: String {
        switch self {
        case .scalar(let text): Self.written(text)
        case .list(let list): "[" + list.map(\.flow).joined(separator: ", ") + "]"
        case .mapping(let entries):
            "{"
                + entries.map { Self.written($0.key) + ": " + $0.value.flow }.joined(
                    separator: ", ")
                + "}"
        }
    }

    /// Words that YAML takes for something else than a text.
    private static let reserved: Set<String> = [
        "yes", "no", "on", "off", "null", "y", "n", "nan", "inf",
    ]

    /// A text as a scalar; in quotes unless it is an id, a word or a number.
    private static func written(_ text: String) -> String {
        let isPlain =
            text.wholeMatch(of: /-?[A-Za-z0-9][A-Za-z0-9._-]*/) != nil
            && !reserved.contains(text.lowercased())
        guard !isPlain else { return text }
        let escaped = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case "\n": "\\n"
            case "\t": "\\t"
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}":
                "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: String(scalar)
            }
        }
        return "\"" + escaped.joined() + "\""
    }
}
