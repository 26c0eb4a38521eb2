/// One question by one background variable as an attacker sees it: true counts, and the range in
/// which each is known from everything that is published.
///
/// Rows are the groups, which are a partition, and last the total. Columns are a `ColumnTree`. The
/// attacker knows two kinds of sums:
///
/// - in every row, an inner column is the sum of its children;
/// - in every leaf, the total row is the sum of the groups. The same then holds in inner columns.
///
/// **This is a circulation.** Let every group have a node per inner column and the total row too;
/// let every leaf have one node that all rows share; and let there be one ground. Each group's
/// counts flow from the ground to its root, down its tree and out at the leaves; the total's counts
/// come in at the leaves, flow up its tree to its root, and back to the ground:
///
/// ```
///           ┌─► A: root ─► A: valid ─► good ─┐
/// ground ───┤                  └─────► bad ──┤─► total: valid ─► total: root ─► ground
///           └─► B: root ─► B: valid ─► …   ──┘
/// ```
///
/// Every count is on one arc: from its parent's node (the ground, for the root) to its own (the
/// leaf's, for a leaf), turned round in the total row. What flows into the node of an inner column
/// is its count and what flows out are its children's: the first kind of sum, in the total row with
/// the opposite sign. What flows into a leaf's node is the sum of the groups and what flows out is
/// the total: the second kind. At the ground the roots of the groups leave and that of the total
/// returns: the sum in the root column, which the others imply, since in a circulation one node
/// always follows from the rest. So nothing is said that the attacker does not know, and nothing
/// that he knows is left out; `FlowNetwork` does the rest. A plain two-way table is a root with
/// leaves alone.
package struct AuditTable: Sendable {
    /// The count of one row in one column.
    package struct Cell: Sendable, Hashable {
        package let row: Int
        package let column: Int

        /// - Parameters:
        ///   - row: a group, or the total's row.
        ///   - column: an answer or an inner column.
        package init(row: Int, column: Int) {
            self.row = row
            self.column = column
        }
    }

    /// What is known of a count by its being one.
    package static let unknown = 0...Int.max

    package let columns: ColumnTree
    /// Rows `0..<groups` are the groups.
    package let groups: Int
    private(set) var network: FlowNetwork

    /// - Parameters:
    ///   - columns: the question's answers and the sets of them of which a figure is published.
    ///   - counts: one row per group, one count per answer. The other counts are their sums.
    ///   - known: one row per group and last the total, one range per column of the tree: what is
    ///     published of that count. `unknown` when nothing is; an upper end of `Int.max` when no
    ///     upper bound is.
    /// - Precondition: every true count is within what is known of it.
    package init(columns: ColumnTree, counts: [[Int]], known: [[ClosedRange<Int>]]) {
        precondition(known.count == counts.count + 1, "The total is known or not, like a group.")
        self.columns = columns
        groups = counts.count
        let layout = Layout(columns: columns, groups: counts.count)
        let total = (0..<columns.leaves).map { leaf in counts.reduce(0) { $0 + $1[leaf] } }
        let arcs = zip(counts + [total], known).enumerated().flatMap { row, cells in
            (0..<columns.count).map { column in
                layout.arc(
                    row: row, column: column,
                    value: columns.answers(in: column).reduce(0) { $0 + cells.0[$1] },
                    known: cells.1[column])
            }
        }
        network = FlowNetwork(nodes: layout.nodes, arcs: arcs)
    }

    /// The total's row.
    package var total: Int { groups }

    /// The true count.
    package func count(of cell: Cell) -> Int { network.values[arc(of: cell)] }

    /// What is published of a count by itself.
    package func known(of cell: Cell) -> ClosedRange<Int> { network.known(of: arc(of: cell)) }

    /// What an attacker can conclude of a count from everything that is known.
    ///
    /// - Returns: exact in whole numbers; ends at `Int.max` when nothing bounds it from above.
    package func range(of cell: Cell) -> ClosedRange<Int> { network.range(of: arc(of: cell)) }

    /// Whether an attacker can conclude the count itself. Faster than `range(of:)`.
    package func isExact(_ cell: Cell) -> Bool { network.isExact(arc(of: cell)) }

    /// What an attacker can conclude of the sum of several groups' counts in a column.
    ///
    /// - Parameter rows: groups, not the total.
    /// - Returns: exact in whole numbers; ends at `Int.max` when nothing bounds it from above.
    package func range(ofUnionOf rows: Set<Int>, column: Int) -> ClosedRange<Int> {
        network.range(ofSumOf: rows.sorted().map { arc(of: Cell(row: $0, column: column)) })
    }

    /// The table as a respondent sees it who is in a cell: it counts at least one.
    ///
    /// Only the cell's own bound moves; that the sets around it count at least one follows.
    ///
    /// - Precondition: the cell is an answer in a group, and somebody is in it.
    package func seen(byRespondentIn cell: Cell) -> AuditTable {
        precondition(cell.row < groups && cell.column < columns.leaves && count(of: cell) > 0)
        let known = known(of: cell)
        return knowing(max(known.lowerBound, 1)...known.upperBound, of: cell)
    }

    /// The table as it is when some counts have been published too.
    package func publishing(_ cells: some Sequence<Cell>) -> AuditTable {
        cells.reduce(self) { table, cell in
            table.knowing(table.count(of: cell)...table.count(of: cell), of: cell)
        }
    }

    /// The table with the groups of which nothing is known gathered in the first of them.
    ///
    /// Nothing can be concluded of how their counts are divided between them, so that every other
    /// range stays what it is. What is decided on the gathered table cannot depend on the division
    /// either.
    ///
    /// - Parameter kept: groups that are left as they are.
    /// - Returns: the other gathered groups count nobody, and are known to.
    package func gatheringUnknownGroups(besides kept: some Collection<Int>) -> AuditTable {
        let unknown = (0..<groups).filter { !kept.contains($0) && isUnknown($0) }
        if unknown.count < 2 { return self }
        var counts = (0..<groups).map { row in
            (0..<columns.leaves).map { count(of: Cell(row: row, column: $0)) }
        }
        var known = (0...groups).map { row in
            (0..<columns.count).map { self.known(of: Cell(row: row, column: $0)) }
        }
        for row in unknown.dropFirst() {
            for leaf in 0..<columns.leaves { counts[unknown[0]][leaf] += counts[row][leaf] }
            counts[row] = counts[row].map { _ in 0 }
            known[row] = known[row].map { _ in 0...0 }
        }
        return AuditTable(columns: columns, counts: counts, known: known)
    }

    private func isUnknown(_ row: Int) -> Bool {
        (0..<columns.count).allSatisfy {
            known(of: Cell(row: row, column: $0)) == AuditTable.unknown
        }
    }

    private func knowing(_ known: ClosedRange<Int>, of cell: Cell) -> AuditTable {
        var table = self
        table.network.know(known, of: arc(of: cell))
        return table
    }

    /// The arc of a cell: row after row.
    func arc(of cell: Cell) -> Int { cell.row * columns.count + cell.column }
}

/// The nodes of a table's circulation: per row those of its inner columns, then the leaves', then
/// the ground.
private struct Layout {
    let columns: ColumnTree
    let groups: Int

    private var inner: Int { columns.count - columns.leaves }
    private var ground: Int { (groups + 1) * inner + columns.leaves }
    var nodes: Int { ground + 1 }

    private func node(row: Int, column: Int?) -> Int {
        guard let column else { return ground }
        return column < columns.leaves
            ? (groups + 1) * inner + column : row * inner + column - columns.leaves
    }

    func arc(
        row: Int, column: Int, value: Int, known: ClosedRange<Int>
    ) -> FlowNetwork.Arc {
        let above = node(row: row, column: columns.parents[column])
        let own = node(row: row, column: column)
        return row < groups
            ? FlowNetwork.Arc(tail: above, head: own, value: value, known: known)
            : FlowNetwork.Arc(tail: own, head: above, value: value, known: known)
    }
}
