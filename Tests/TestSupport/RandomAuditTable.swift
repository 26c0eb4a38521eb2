package import DisclosureControl

/// A small table as an attacker might see it: one to four groups, one to four answers with sets of
/// them, and every count known exactly, within bounds or not at all.
package struct RandomAuditTable {
    /// How much is known of counts of which nothing is published.
    package enum Knowledge: Sendable {
        /// Nothing, as in a release.
        case unbounded
        /// A few more than there are, so that all possible tables can be listed.
        case bounded
    }

    package let columns: ColumnTree
    /// One row per group, one count per answer.
    package let counts: [[Int]]
    /// One row per group and last the total, one range per column.
    package let known: [[ClosedRange<Int>]]

    /// - Parameter largestCount: of one group and answer.
    package init(seed: UInt64, largestCount: Int, unknown: Knowledge) {
        var generator = SeededGenerator(seed: seed)
        let columns = RandomAuditTable.tree(using: &generator)
        let counts = (1...Int.random(in: 1...4, using: &generator)).map { _ in
            (0..<columns.leaves).map { _ in
                let most = [0, 1, largestCount, largestCount].randomElement(using: &generator) ?? 0
                return Int.random(in: 0...most, using: &generator)
            }
        }
        let total = (0..<columns.leaves).map { leaf in counts.reduce(0) { $0 + $1[leaf] } }
        let isOpen = Int.random(in: 0...1, using: &generator) == 0
        known = (counts + [total]).map { row in
            (0..<columns.count).map { column in
                let count = columns.answers(in: column).reduce(0) { $0 + row[$1] }
                return RandomAuditTable.range(
                    around: count, isOpen: isOpen, unknown: unknown, using: &generator)
            }
        }
        self.columns = columns
        self.counts = counts
    }

    /// The table with what is known of it.
    package var table: AuditTable { AuditTable(columns: columns, counts: counts, known: known) }

    /// Sets that cross the earlier ones are left out.
    private static func tree(using generator: inout SeededGenerator) -> ColumnTree {
        let leaves = Int.random(in: 1...4, using: &generator)
        var tree = ColumnTree(leaves: leaves)
        var sets: [Set<Int>] = []
        for _ in 0..<3 {
            let set = Set((0..<leaves).filter { _ in Bool.random(using: &generator) })
            if set.isEmpty { continue }
            guard let larger = ColumnTree(leaves: leaves, sets: sets + [set]) else { continue }
            sets.append(set)
            tree = larger
        }
        guard let tree else { preconditionFailure("No set crosses none.") }
        return tree
    }

    /// - Parameter isOpen: whether much of the table is hidden.
    private static func range(
        around count: Int, isOpen: Bool, unknown: Knowledge, using generator: inout SeededGenerator
    ) -> ClosedRange<Int> {
        switch Int.random(in: 0..<(isOpen ? 6 : 10), using: &generator) {
        case 0...2:
            switch unknown {
            case .unbounded: AuditTable.unknown
            case .bounded: 0...count + 2
            }
        case 3:
            max(0, count - Int.random(in: 0...2, using: &generator))...count
                + Int.random(in: 0...2, using: &generator)
        default: count...count
        }
    }
}
