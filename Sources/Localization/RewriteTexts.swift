public import Diagnostics

/// A language's file of texts with some of its texts changed or added. Comments, order and every other line stay as they
/// are; an added text comes where the Swedish file has it.
///
/// - Parameters:
///   - yaml: the file as it is; `nil` when there is none, and then it gets the order and the comments of the Swedish one.
///   - source: the Swedish file.
///   - messages: by key.
/// - Returns: `nil`, with a fault in `faults`, when what was written doesn't read as what was meant.
public func rewrittenTexts(
    _ yaml: String?, source: String, with messages: [String: Message], language: Language,
    named name: String, reportingTo faults: FaultCollector
) -> String? {
    let swedish = TextFile(source)
    var file = TextFile(yaml ?? source)
    if yaml == nil { file.keepOnly(Set(messages.keys)) }
    let order = swedish.keys
    let places = Dictionary(
        order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    for (key, message) in messages.sorted(by: {
        (places[$0.key] ?? .max, $0.key) < (places[$1.key] ?? .max, $1.key)
    }) {
        file.set(key, to: message, order: order)
    }
    var expected = yaml.map { texts(in: $0, language: language) } ?? [:]
    expected.merge(messages) { $1 }
    guard texts(in: file.yaml, language: language) == expected else {
        faults.report(
            Diagnostic(
                file: name, path: "",
                problem: "The file is written in a way that it can't be changed without harm.",
                remedy:
                    "Write each text on a line of its own, as key: \"text\"; or change it by hand.")
        )
        return nil
    }
    return file.yaml
}

/// A file of texts without those that it needs no longer. Comments and every other line stay as they are.
public func texts(_ yaml: String, keepingOnly keys: Set<String>) -> String {
    var file = TextFile(yaml)
    file.keepOnly(keys)
    return file.yaml
}

/// By key: the comment above a text in its file, which says where it is shown.
public func textHeadings(in yaml: String) -> [String: String] {
    TextFile(yaml).headings
}

/// What the texts read as; nothing when the file isn't YAML.
private func texts(in yaml: String, language: Language) -> [String: Message] {
    let ignored = FaultCollector()
    return DocumentNode.parse(yaml, named: "", reportingTo: ignored)
        .map { readMessages($0, language: language) } ?? [:]
}
