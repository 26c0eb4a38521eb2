import TestSupport
import Testing

@testable import DisclosureControl

/// Attacks on random distributions, in which some groups are withheld and shares are published.
struct SuppressionTests {
    static let seeds: Range<UInt64> = 0..<100

    @Test("no small count can be worked out closer than by five, or than without the distribution")
    func smallCountsAreWide() {
        var (small, leaksOfTheNaiveRule, withDistribution) = (0, 0, 0)
        for seed in Self.seeds {
            let random = RandomDistribution(seed: seed)
            let unpublished = random.unpublished
            let naive = unpublished.publishing(random.cells.filter { random.count(of: $0) >= 5 })
            let suppression = random.suppression
            let table = suppression?.table ?? unpublished
            withDistribution += suppression == nil ? 0 : 1

            for cell in random.sensitive {
                let needed = min(5, unpublished.range(of: cell).width)

                small += 1
                #expect(table.range(of: cell).width >= needed, "seed \(seed)")
                leaksOfTheNaiveRule += naive.range(of: cell).width < needed ? 1 : 0
            }
        }
        #expect(small > 700 && leaksOfTheNaiveRule > 400 && withDistribution > 80)
    }

    @Test("what subtraction gives of the withheld groups is protected like a row")
    func withheldUnion() {
        var (small, leaksOfTheNaiveRule) = (0, 0)
        for seed in Self.seeds {
            let random = RandomDistribution(seed: seed)
            guard let suppression = random.suppression, !random.withheld.isEmpty else { continue }
            let union = Set(random.withheld)
            let unpublished = random.unpublished
            let naive = unpublished.publishing(random.cells.filter { random.count(of: $0) >= 5 })
            let published = unpublished.publishing(suppression.published)
            for leaf in 0..<random.columns.leaves {
                let count = union.reduce(0) { $0 + random.counts[$1][leaf] }
                if count >= 5 { continue }
                let needed = min(5, unpublished.range(ofUnionOf: union, column: leaf).width)

                small += 1
                #expect(published.range(ofUnionOf: union, column: leaf).width >= needed)
                leaksOfTheNaiveRule +=
                    naive.range(ofUnionOf: union, column: leaf).width < needed ? 1 : 0
            }
        }
        #expect(small > 25 && leaksOfTheNaiveRule > 5)
    }

    @Test("only counts of five and more are published, in the rows that were asked for")
    func publishedCells() {
        var (published, leftOut) = (0, 0)
        for seed in Self.seeds {
            let random = RandomDistribution(seed: seed)
            guard let suppression = random.suppression else { continue }

            let large = random.cells.filter { random.count(of: $0) >= 5 }
            #expect(suppression.published.isSubset(of: large))
            #expect(!suppression.published.isEmpty)
            published += suppression.published.count
            leftOut += large.count - suppression.published.count
        }
        #expect(published > 600 && leftOut > 300)
    }

    @Test("whoever is alone in a hidden cell and tells so makes no other count exact")
    func loneRespondents() {
        var (views, exact) = (0, 0)
        for seed in Self.seeds {
            let random = RandomDistribution(seed: seed)
            guard let suppression = random.suppression else { continue }
            let unpublished = random.unpublished.gatheringUnknownGroups(besides: random.rows)
            let hidden = suppression.table.answers.filter { !suppression.table.isExact($0) }
            for lone in hidden where suppression.table.count(of: lone) == 1 {
                let seen = suppression.table.publishing([lone])
                let without = unpublished.publishing([lone])
                for cell in hidden where cell != lone {
                    views += 1
                    let isExact = seen.isExact(cell)
                    if isExact { exact += 1 }
                    #expect(!isExact || without.isExact(cell), "seed \(seed)")
                }
            }
        }
        #expect(views > 2000 && exact < views / 10)
    }

    @Test("how withheld groups differ from each other decides nothing")
    func exchangeOfWithheldGroups() {
        var exchanges = 0
        for seed in Self.seeds {
            var random = RandomDistribution(seed: seed)
            guard random.withheld.count >= 2 else { continue }
            let before = random.suppression?.published
            exchanges += 1

            random.counts.swapAt(random.withheld[0], random.withheld[1])

            #expect(random.suppression?.published == before)
        }
        #expect(exchanges > 40)
    }

    @Test("a suppressed total stays hidden under the groups that add up to it")
    func suppressedTotal() throws {
        let tree = try #require(ColumnTree(leaves: 3))
        let counts = [[20, 22, 1], [31, 18, 2], [25, 30, 0]]
        let hidden = [AuditTable.unknown, AuditTable.unknown, AuditTable.unknown]
        let unpublished = AuditTable(
            columns: tree, counts: counts,
            known: (counts + [[76, 70, 3]]).map { row in
                let base = row.reduce(0, +)
                return hidden + [base...base]
            })
        let total = try #require(
            Suppression(of: [3], in: unpublished, smallestCell: 5, width: 5))
        #expect(total.published == [AuditTable.Cell(row: 3, column: 0)])

        let groups = try #require(
            Suppression(of: [0, 1, 2], in: total.table, smallestCell: 5, width: 5))

        for column in 1...2 {
            let range = groups.table.range(of: AuditTable.Cell(row: 3, column: column))
            #expect(range.width >= 5)
        }
    }

    @Test("the cheapest cells are left out")
    func cheapest() throws {
        let tree = try #require(ColumnTree(leaves: 3))
        let counts = [[41, 38, 12], [29, 33, 9], [12, 3, 14], [22, 17, 8]]
        let sums = counts + [[104, 91, 43]]
        let unpublished = AuditTable(
            columns: tree, counts: counts,
            known: sums.enumerated().map { row, leaves in
                let base = leaves.reduce(0, +)
                return leaves.map { row == 4 ? $0...$0 : AuditTable.unknown } + [base...base]
            })

        let suppression = try #require(
            Suppression(of: [0, 1, 2, 3], in: unpublished, smallestCell: 5, width: 5))

        let leftOut = unpublished.answers.filter { $0.row < 4 }
            .filter { !suppression.published.contains($0) }
        #expect(
            leftOut == [
                AuditTable.Cell(row: 2, column: 1), AuditTable.Cell(row: 2, column: 2),
                AuditTable.Cell(row: 3, column: 1), AuditTable.Cell(row: 3, column: 2),
            ])
    }

    @Test("no distribution is left where nothing can be shown safely")
    func nothingLeft() throws {
        let tree = try #require(ColumnTree(leaves: 2))
        let unpublished = AuditTable(
            columns: tree, counts: [[40, 2], [30, 3]],
            known: [
                [AuditTable.unknown, AuditTable.unknown, 42...42],
                [AuditTable.unknown, AuditTable.unknown, 33...33],
                [70...70, 5...5, 75...75],
            ])

        #expect(Suppression(of: [0, 1], in: unpublished, smallestCell: 5, width: 5) == nil)
    }
}

extension AuditTable {
    /// The cells of single answers, row after row.
    var answers: [Cell] { allCells.filter { $0.column < columns.leaves } }
}
