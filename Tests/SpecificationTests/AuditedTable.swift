@testable import DisclosureControl

/// Counts as a statistician writes them, with what is hidden in parentheses, and what can be worked
/// out of it all the same.
///
/// ```
/// area   all  good  bad  dont-know
/// B       71    33   29          9
/// C       16    12  (3)        (1)
/// total   87    45   32         10
/// ```
///
/// The first column of counts is everybody of the row, the others are answers, and everybody gave
/// one. The last row is the total.
struct AuditedTable {
    private let rows: [(name: String, words: [String])]
    private let columns: [String]

    init(_ text: String) {
        let lines = text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        columns = Array(lines[0].dropFirst())
        rows = lines.dropFirst().map { ($0[0], Array($0.dropFirst())) }
    }

    private func isHidden(_ word: String) -> Bool { word.hasPrefix("(") }

    private func count(_ word: String) -> Int { Int(word.filter(\.isNumber)) ?? 0 }

    /// The words in the order of a tree of single answers: everybody last.
    private func inTreeOrder(_ words: [String]) -> [String] {
        Array(words.dropFirst() + words.prefix(1))
    }

    private var table: AuditTable? {
        ColumnTree(leaves: columns.count - 1).map { tree in
            AuditTable(
                columns: tree,
                counts: rows.dropLast().map { $0.words.dropFirst().map(count) },
                known: rows.map { row in
                    inTreeOrder(row.words).map {
                        isHidden($0) ? AuditTable.unknown : count($0)...count($0)
                    }
                })
        }
    }

    /// What an attacker concludes of every hidden count, one per line: `C bad 3`, `C bad 0–4`.
    var conclusions: String {
        rows.enumerated().flatMap { row, entry in
            zip(inTreeOrder(columns), inTreeOrder(entry.words)).enumerated()
                .filter { isHidden($1.1) }
                .compactMap { column, word in
                    table.map { "\(entry.name) \(word.0) \(text($0, row: row, column: column))" }
                }
        }
        .joined(separator: "\n")
    }

    private func text(_ table: AuditTable, row: Int, column: Int) -> String {
        let range = table.range(of: AuditTable.Cell(row: row, column: column))
        return range.width == 0 ? "\(range.lowerBound)" : "\(range.lowerBound)–\(range.upperBound)"
    }
}
