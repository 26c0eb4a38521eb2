import TestSupport

@testable import DisclosureControl

/// The answers to a question by group at random: the bases of the shown groups are published and of
/// some a share, two or three groups may be withheld, and the total's answers may be published.
struct RandomDistribution {
    let columns: ColumnTree
    /// One row per group, one count per answer.
    var counts: [[Int]]
    /// The groups of which nothing is published.
    let withheld: [Int]
    private let hasShare: Bool
    private let isTotalPublished: Bool

    init(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let leaves = Int.random(in: 3...6, using: &generator)
        let positive = Set(0..<Int.random(in: 1..<leaves, using: &generator))
        guard let columns = ColumnTree(leaves: leaves, sets: [positive]) else {
            preconditionFailure("One set crosses none.")
        }
        self.columns = columns
        counts = (0..<Int.random(in: 3...8, using: &generator)).map { _ in
            (0..<leaves).map { leaf in
                // The last answer is rare in every group, as blank is.
                let sizes = leaf == leaves - 1 ? [0...3] : [0...4, 0...12, 5...40, 20...120]
                return Int.random(
                    in: sizes.randomElement(using: &generator) ?? 0...0, using: &generator)
            }
        }
        withheld = Bool.random(using: &generator) ? [0, counts.count - 1] : []
        hasShare = Bool.random(using: &generator)
        isTotalPublished = Bool.random(using: &generator)
    }

    private var total: [Int] {
        (0..<columns.leaves).map { leaf in counts.reduce(0) { $0 + $1[leaf] } }
    }

    /// The rows whose distribution is to be published.
    var rows: [Int] {
        counts.indices.filter { !withheld.contains($0) } + (isTotalPublished ? [counts.count] : [])
    }

    /// The cells of those rows.
    var cells: [AuditTable.Cell] { unpublished.answers.filter { rows.contains($0.row) } }

    /// What is published without the distribution.
    var unpublished: AuditTable {
        let known = (counts + [total]).enumerated().map { row, leaves in
            (0..<columns.count).map { column in
                withheld.contains(row)
                    ? AuditTable.unknown
                    : range(of: leaves, column: column, isTotal: row == counts.count)
            }
        }
        return AuditTable(columns: columns, counts: counts, known: known)
    }

    /// A base is exact and a share is in whole percent of it. A total of five and more is published
    /// already, unless it belongs to the rows.
    private func range(of leaves: [Int], column: Int, isTotal: Bool) -> ClosedRange<Int> {
        let count = columns.answers(in: column).reduce(0) { $0 + leaves[$1] }
        let base = leaves.reduce(0, +)
        if column == columns.root { return base...base }
        if isTotal, column < columns.leaves, !isTotalPublished, count >= 5 { return count...count }
        guard hasShare, column >= columns.leaves, base > 0 else { return AuditTable.unknown }
        let percent = (200 * count + base) / (2 * base)
        let possible = (0...base).filter { (200 * $0 + base) / (2 * base) == percent }
        return (possible.first ?? count)...(possible.last ?? count)
    }

    var suppression: Suppression? {
        Suppression(of: rows, in: unpublished, smallestCell: 5, width: 5)
    }

    /// The small counts of the shown groups and of the total.
    var sensitive: [AuditTable.Cell] {
        unpublished.answers.filter { cell in
            !withheld.contains(cell.row) && count(of: cell) < 5
        }
    }

    func count(of cell: AuditTable.Cell) -> Int {
        cell.row < counts.count ? counts[cell.row][cell.column] : total[cell.column]
    }
}
