import TestSupport

@testable import DisclosureControl

/// All tables of whole numbers that agree with what is known, by listing them.
struct PossibleTables {
    /// Per table: one row per group and last the total, one count per column.
    private let tables: [[[Int]]]

    private init(tables: [[[Int]]]) { self.tables = tables }

    /// - Returns: `nil` when there are too many to list.
    init?(of random: RandomAuditTable, atMost limit: Int = 3000) {
        let rows = random.known.dropLast().map { known in
            PossibleTables.rows(of: random.columns, known: known)
        }
        let combinations = rows.reduce(1.0) { $0 * Double($1.count) }
        if combinations > Double(limit) { return nil }

        var tables: [[[Int]]] = [[]]
        for choices in rows {
            tables = tables.flatMap { table in choices.map { table + [$0] } }
        }
        self.tables =
            tables
            .map { table in
                table + [
                    (0..<random.columns.count).map { column in table.reduce(0) { $0 + $1[column] } }
                ]
            }
            .filter { table in
                zip(random.known[table.count - 1], table[table.count - 1])
                    .allSatisfy { $0.contains($1) }
            }
    }

    /// The rows within what is known of one group.
    private static func rows(of columns: ColumnTree, known: [ClosedRange<Int>]) -> [[Int]] {
        var rows: [[Int]] = [[]]
        for leaf in 0..<columns.leaves {
            rows = rows.flatMap { row in known[leaf].map { row + [$0] } }
        }
        return
            rows
            .map { row in
                (0..<columns.count).map { column in
                    columns.answers(in: column).reduce(0) { $0 + row[$1] }
                }
            }
            .filter { row in zip(known, row).allSatisfy { $0.contains($1) } }
    }

    /// The least and the greatest of what is counted in each; `nil` when there is no table.
    func range(of count: ([[Int]]) -> Int) -> ClosedRange<Int>? {
        let counts = tables.map(count)
        guard let least = counts.min(), let greatest = counts.max() else { return nil }
        return least...greatest
    }

    /// The tables of which something holds.
    func `where`(_ holds: ([[Int]]) -> Bool) -> PossibleTables {
        PossibleTables(tables: tables.filter(holds))
    }
}
