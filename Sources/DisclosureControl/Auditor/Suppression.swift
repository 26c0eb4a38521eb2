/// Which cells of a full distribution are left out, so that no small one can be worked out.
///
/// **Which are sensitive.** A count of an answer below the smallest cell, none included: in a row
/// that is to be published, in the total, and in what subtraction gives of the withheld groups
/// together, which is a row like another. An attacker's range of it must be as wide as the policy
/// asks. Where what is published elsewhere leaves less already, as a share does of which only a
/// bound is shown, the distribution may not narrow it further.
///
/// **How they are protected.**
///
/// ```
/// leave out the sensitive cells of the rows
/// for each sensitive cell: while its range is too narrow, leave out its cheapest detour as well
/// repeat while that leaves out more:
///     for each cell of one respondent whose count cannot be worked out: publish it;
///         for each other that becomes exact by that: leave out its cheapest detour
/// ```
///
/// A detour is a cycle of cells through the sensitive one: raising it by one is paid for by the
/// others, so that every sum stays. See `FlowNetwork.detour`. The second loop is for the respondent
/// who is alone in a cell and knows it.
///
/// **Why it ends in something safe.** Every step leaves out at least one cell more, and leaving out
/// can only widen. When all are left out, the attacker's table is the one without a distribution,
/// in which nothing is narrowed: the last resort is no distribution for that variable.
///
/// Source: Cox (1995), "Network models for complementary cell suppression", JASA 90:1453–1462.
package struct Suppression: Sendable {
    /// What an attacker knows when the distribution is published.
    package private(set) var table: AuditTable
    /// The answers' cells of the rows that are published; the others are left out.
    package private(set) var published: Set<AuditTable.Cell>

    /// What an attacker knows when no distribution is.
    private let unpublished: AuditTable

    /// - Parameters:
    ///   - rows: groups, or the total's row, whose distribution should be published.
    ///   - unpublished: the table without it: all that is published otherwise. Of withheld groups
    ///     nothing is known, so that they are protected as one row and how they differ decides
    ///     nothing.
    ///   - smallestCell: the least count that may be shown.
    ///   - width: how wide the range of a sensitive cell must be, upper end less lower end.
    /// - Returns: `nil` when no cell is left to publish.
    package init?(
        of rows: [Int], in unpublished: AuditTable, smallestCell: Int, width: Int
    ) {
        self.unpublished = unpublished.gatheringUnknownGroups(besides: rows)
        published = Set(
            rows.flatMap { row in
                (0..<unpublished.columns.leaves).map { AuditTable.Cell(row: row, column: $0) }
            }
            .filter { unpublished.count(of: $0) >= smallestCell })
        table = self.unpublished.publishing(published)

        protectSmallCells(smallestCell: smallestCell, width: width)
        protectFromLoneRespondents()
        if published.isEmpty { return nil }
    }

    private mutating func protectSmallCells(smallestCell: Int, width: Int) {
        for cell in answers where unpublished.count(of: cell) < smallestCell {
            widen(cell, to: width)
        }
    }

    /// Publishes every cell of one respondent in turn, and looks for others that become exact;
    /// again while that leaves out more, which could become exact too.
    private mutating func protectFromLoneRespondents() {
        var before: Set<AuditTable.Cell>
        repeat {
            before = published
            for lone in answers where unpublished.count(of: lone) == 1 && !table.isExact(lone) {
                for cell in answers where cell != lone && !table.isExact(cell) {
                    widen(cell, to: 1, whenKnown: [lone])
                }
            }
        } while published != before
    }

    /// Leaves out detours until a range is wide enough, or as wide as without a distribution.
    ///
    /// - Parameter others: cells that the attacker knows besides.
    private mutating func widen(
        _ cell: AuditTable.Cell, to width: Int, whenKnown others: [AuditTable.Cell] = []
    ) {
        while true {
            let seen = table.publishing(others)
            if seen.range(of: cell).width >= width { return }
            let detour = seen.detour(widening: cell, hiding: unpublished.publishing(others))
            if detour.isEmpty { return }
            published.subtract(detour)
            table = unpublished.publishing(published)
        }
    }

    /// All answers' cells, row after row.
    private var answers: [AuditTable.Cell] {
        (0...unpublished.total).flatMap { row in
            (0..<unpublished.columns.leaves).map { AuditTable.Cell(row: row, column: $0) }
        }
    }
}

extension AuditTable {
    /// The published cells to leave out so that the range of a cell widens; see
    /// `FlowNetwork.detour`.
    fileprivate func detour(widening cell: Cell, hiding hidden: AuditTable) -> [Cell] {
        network.detour(widening: arc(of: cell), hiding: hidden.network)
            .map { Cell(row: $0 / columns.count, column: $0 % columns.count) }
    }
}

extension ClosedRange<Int> {
    /// The upper end less the lower; zero for an exact count.
    package var width: Int { upperBound - lowerBound }
}
