import TestSupport
import Testing

@testable import DisclosureControl

/// The auditor against a list of all tables that an attacker could not tell from the true one.
struct AuditTableTests {
    static let seeds: Range<UInt64> = 0..<700

    @Test("every range is what the least and the greatest of all possible tables give")
    func ranges() {
        var (tables, narrowed) = (0, 0)
        for seed in Self.seeds {
            let random = RandomAuditTable(seed: seed, largestCount: 3, unknown: .bounded)
            guard let possible = PossibleTables(of: random) else { continue }
            tables += 1
            let table = random.table

            for cell in table.allCells {
                let range = table.range(of: cell)

                #expect(range == possible.range { $0[cell.row][cell.column] }, "seed \(seed)")
                if range != table.known(of: cell) { narrowed += 1 }
            }
        }
        #expect(tables > 400 && narrowed > 1000)
    }

    @Test("every range of a union of groups is what all possible tables give")
    func unions() {
        var (unions, narrower) = (0, 0)
        for seed in Self.seeds {
            let random = RandomAuditTable(seed: seed, largestCount: 3, unknown: .bounded)
            guard random.counts.count > 1, let possible = PossibleTables(of: random) else {
                continue
            }
            var generator = SeededGenerator(seed: seed)
            let rows = Set(
                random.counts.indices.filter { _ in Int.random(in: 0..<3, using: &generator) > 0 })
            let table = random.table

            for column in 0..<random.columns.count {
                let range = table.range(ofUnionOf: rows, column: column)

                unions += 1
                #expect(
                    range == possible.range { table in rows.reduce(0) { $0 + table[$1][column] } },
                    "seed \(seed)")
                let parts = rows.map {
                    table.range(of: AuditTable.Cell(row: $0, column: column)).width
                }
                if range.width < parts.reduce(0, +) { narrower += 1 }
            }
        }
        #expect(unions > 1500 && narrower > 150)
    }

    @Test("a respondent's view is that of the tables in which the cell counts somebody")
    func respondent() {
        var (views, narrower) = (0, 0)
        for seed in Self.seeds.prefix(300) {
            let random = RandomAuditTable(seed: seed, largestCount: 3, unknown: .bounded)
            guard let possible = PossibleTables(of: random) else { continue }
            let table = random.table
            for own in table.allCells
            where own.row < table.groups && own.column < random.columns.leaves
                && table.count(of: own) > 0
            {
                let seen = table.seen(byRespondentIn: own)
                let left = possible.where { $0[own.row][own.column] > 0 }
                for cell in table.allCells {
                    let range = seen.range(of: cell)

                    views += 1
                    #expect(range == left.range { $0[cell.row][cell.column] }, "seed \(seed)")
                    if range != table.range(of: cell) { narrower += 1 }
                }
            }
        }
        #expect(views > 5000 && narrower > 500)
    }

    @Test("gathering the groups of which nothing is known changes no other range")
    func gathering() throws {
        let tree = try #require(ColumnTree(leaves: 3, sets: [[0, 1]]))
        var narrowed = 0
        for seed in Self.seeds {
            var generator = SeededGenerator(seed: seed)
            let counts = (0..<5).map { _ in
                (0..<3).map { _ in Int.random(in: 0...9, using: &generator) }
            }
            let sums = counts + [(0..<3).map { leaf in counts.reduce(0) { $0 + $1[leaf] } }]
            let known = sums.enumerated().map { row, leaves in
                (leaves + [leaves[0] + leaves[1], leaves.reduce(0, +)]).map { count in
                    [1, 3].contains(row) || Int.random(in: 0..<4, using: &generator) == 0
                        ? AuditTable.unknown : count...count
                }
            }
            let table = AuditTable(columns: tree, counts: counts, known: known)

            let gathered = table.gatheringUnknownGroups(besides: [0, 2, 4])

            for cell in table.allCells where ![1, 3].contains(cell.row) {
                #expect(gathered.range(of: cell) == table.range(of: cell))
                if table.range(of: cell) != table.known(of: cell) { narrowed += 1 }
            }
            for column in 0..<tree.count {
                #expect(
                    gathered.range(of: AuditTable.Cell(row: 1, column: column))
                        == table.range(ofUnionOf: [1, 3], column: column))
            }
        }
        #expect(narrowed > 1000)
    }

    @Test("what nothing bounds has no upper end, alone and in a union")
    func unbounded() throws {
        let tree = try #require(ColumnTree(leaves: 2))
        let table = AuditTable(
            columns: tree, counts: [[4, 2], [1, 0]],
            known: [
                [4...4, AuditTable.unknown, 5...Int.max],
                [AuditTable.unknown, 0...0, AuditTable.unknown],
                [AuditTable.unknown, AuditTable.unknown, AuditTable.unknown],
            ])

        #expect(table.range(of: AuditTable.Cell(row: 0, column: 1)) == 1...Int.max)
        #expect(table.range(of: AuditTable.Cell(row: 1, column: 0)) == 0...Int.max)
        #expect(table.range(of: AuditTable.Cell(row: 2, column: 2)) == 5...Int.max)
        #expect(table.range(ofUnionOf: [0, 1], column: 0) == 4...Int.max)
        #expect(table.range(ofUnionOf: [0], column: 0) == 4...4)
    }

    @Test("a percentage of a base is a range, which narrows the single answers")
    func percentage() throws {
        let tree = try #require(ColumnTree(leaves: 3, sets: [[0, 1]]))
        let positives = try #require(tree.column(of: [0, 1]))
        let table = AuditTable(
            columns: tree, counts: [[9, 4, 80], [30, 20, 50]],
            known: [
                [AuditTable.unknown, AuditTable.unknown, AuditTable.unknown, 12...14, 93...93],
                [30...30, 20...20, AuditTable.unknown, 50...50, 100...100],
                [39...39, AuditTable.unknown, AuditTable.unknown, AuditTable.unknown, 193...193],
            ])

        #expect(table.range(of: AuditTable.Cell(row: 0, column: 0)) == 9...9)
        #expect(table.range(of: AuditTable.Cell(row: 0, column: 1)) == 3...5)
        #expect(table.range(of: AuditTable.Cell(row: 0, column: positives)) == 12...14)
        #expect(table.range(of: AuditTable.Cell(row: 0, column: 2)) == 79...81)
    }
}

extension AuditTable {
    /// Every cell, row after row.
    var allCells: [Cell] {
        (0...total).flatMap { row in (0..<columns.count).map { Cell(row: row, column: $0) } }
    }
}
