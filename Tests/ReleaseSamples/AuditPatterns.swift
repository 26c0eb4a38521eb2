import DisclosureControl
import Foundation
import TestSupport

/// Writes random tables with what the auditor says of them, so that linear programming can be asked
/// the same.
///
/// Every second table of which somebody knows an answer is written as that respondent sees it.
@Sendable
func writeAuditPatterns(_ arguments: Arguments) throws {
    let patterns = (0..<arguments.count).map { place in
        AuditPattern(seed: arguments.seed &* 1_000_003 &+ UInt64(place))
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    try encoder.encode(patterns).write(to: arguments.destination)
}

/// One table as it is written: what the attacker knows, and what the auditor says follows.
private struct AuditPattern: Encodable {
    /// A range of whole numbers; an upper end that is not there is left out.
    struct Bounds: Encodable {
        let low: Int
        let high: Int?

        init(_ range: ClosedRange<Int>) {
            low = range.lowerBound
            high = range.upperBound == Int.max ? nil : range.upperBound
        }
    }

    /// What the auditor says of the sum of several groups in a column.
    struct Union: Encodable {
        let rows: [Int]
        let column: Int
        let range: Bounds
    }

    let seed: UInt64
    /// Per column the one above it; `null` for the root.
    let parents: [Int?]
    /// One row per group and last the total, one entry per column.
    let known: [[Bounds]]
    let ranges: [[Bounds]]
    let unions: [Union]

    init(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let table = AuditPattern.table(seed: seed, using: &generator)
        let rows = (0..<table.groups).filter { _ in Bool.random(using: &generator) }
        self.seed = seed
        parents = table.columns.parents
        known = AuditPattern.everyCell(of: table) { table.known(of: $0) }
        ranges = AuditPattern.everyCell(of: table) { table.range(of: $0) }
        unions =
            rows.count < 2
            ? []
            : (0..<table.columns.count).map { column in
                Union(
                    rows: rows, column: column,
                    range: Bounds(table.range(ofUnionOf: Set(rows), column: column)))
            }
    }

    private static func table(
        seed: UInt64, using generator: inout SeededGenerator
    ) -> AuditTable {
        let table = RandomAuditTable(seed: seed, largestCount: 30, unknown: .unbounded).table
        let inhabited = (0..<table.groups).flatMap { row in
            (0..<table.columns.leaves).map { AuditTable.Cell(row: row, column: $0) }
        }
        .filter { table.count(of: $0) > 0 }
        guard Bool.random(using: &generator), let own = inhabited.randomElement(using: &generator)
        else { return table }
        return table.seen(byRespondentIn: own)
    }

    private static func everyCell(
        of table: AuditTable, _ range: (AuditTable.Cell) -> ClosedRange<Int>
    ) -> [[Bounds]] {
        (0...table.total).map { row in
            (0..<table.columns.count).map { Bounds(range(AuditTable.Cell(row: row, column: $0))) }
        }
    }
}
