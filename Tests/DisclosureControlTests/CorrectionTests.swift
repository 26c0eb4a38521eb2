import Indicators
import SurveyDefinition
import TestSupport
import Testing

@testable import DisclosureControl

/// Which figures a closed round may have besides those that stand: rule R3.
struct CorrectionTests {
    private func districts(_ rows: String, _ measure: Measure = .share(positive: ["good"]))
        -> IndicatorTable
    {
        CountedTable("district bad good\n" + rows, measure: measure).table
    }

    /// The last of the releases that follow each other, one for each table.
    private func release(_ tables: [IndicatorTable]) throws -> [Release] {
        try tables.reduce(into: []) { ledger, table in
            let next = try nextRelease(
                after: ledger, candidate: .of(table), of: table, policy: Policy())
            if next.number != ledger.last?.number { ledger.append(next) }
        }
    }

    private let refused = ReleaseError.wouldChangeFrozenRound("safety-2026", latest: 1)

    @Test("the same answers with other weights are release number 2")
    func newWeights() throws {
        func table(populationOfB: Int) -> IndicatorTable {
            CountedTable(
                """
                district  bad  good  population
                A          40    60        5000
                B          60    40        \(populationOfB)
                """
            ).table
        }

        let ledger = try release([table(populationOfB: 5000), table(populationOfB: 8000)])

        #expect(ledger.map(\.number) == [1, 2])
        let shares = ledger.map { $0.table.indicators[0].tables[0].rows[0].figures?.value }
        #expect(shares == [0.5, 0.48])
    }

    /// With weights of 10 and 100 only 13 good answers of D fit both sums, which A, shown at first,
    /// no longer hides.
    @Test("other weights are refused where somebody is withheld")
    func newWeightsThatDisclose() throws {
        func table(populationOfA: Int, ofD: Int) -> IndicatorTable {
            CountedTable(
                """
                district  bad  good  population
                A         100   100        \(populationOfA)
                B         100   100        2000
                C          14    14         280
                D          13    13        \(ofD)
                """
            ).table
        }
        let light = table(populationOfA: 2000, ofD: 260)
        let heavy = table(populationOfA: 6000, ofD: 2600)

        #expect(try release([heavy]).map(\.number) == [1])
        #expect(throws: refused) { try release([light, heavy]) }
    }

    @Test(
        "one answer that changes a figure is refused",
        arguments: ["A 61 39\nB 50 50", "A 60 41\nB 50 50"])
    func oneAnswer(rows: String) {
        #expect(throws: refused) {
            try release([districts("A 60 40\nB 50 50"), districts(rows)])
        }
    }

    /// Base, share and *don't know* are rounded to the same; one end of an interval is not.
    @Test("one answer that changes nothing but the end of an interval is refused")
    func oneAnswerInAnInterval() throws {
        let (before, after) = (districts("A 60 40\nB 50 50"), districts("A 59 40\nB 50 50"))
        let figures = [before, after].map { table in
            protect(table, policy: Policy()).indicators[0].tables[1].rows[0].figures
        }

        #expect(figures[0]?.n == figures[1]?.n && figures[0]?.value == figures[1]?.value)
        #expect(figures[0]?.low != figures[1]?.low)
        #expect(throws: refused) { try release([before, after]) }
    }

    @Test("answers that change only how options are spread are refused")
    func spread() {
        func table(_ row: String) -> IndicatorTable {
            CountedTable(
                "district 1 2 3 4\nA \(row)\nB 50 50 50 50",
                measure: .share(positive: ["3", "4"])
            ).table
        }

        #expect(throws: refused) { try release([table("40 40 40 40"), table("40 40 38 42")]) }
    }

    /// A gains at least (280 − 2) − (200 + 2) = 76 answers, 36 of each kind.
    @Test("an addition that could be shown by itself is release number 2")
    func largeAddition() throws {
        let ledger = try release([
            districts("A 100 100\nB 100 100"), districts("A 140 140\nB 100 100"),
        ])

        #expect(ledger.map(\.number) == [1, 2])
    }

    @Test(
        "an addition that could not is refused: too small, or alike",
        arguments: ["A 116 116\nB 100 100", "A 140 105\nB 100 100", "A 102 180\nB 100 100"])
    func smallAddition(rows: String) {
        #expect(throws: refused) {
            try release([districts("A 100 100\nB 100 100"), districts(rows)])
        }
    }

    @Test("an addition after which other groups are withheld is refused")
    func otherGroupsWithheld() {
        #expect(throws: refused) {
            try release([
                districts("A 100 100\nB 100 100\nC 12 12\nD 12 12"),
                districts("A 100 100\nB 100 100\nC 60 60\nD 60 60"),
            ])
        }
    }

    /// The four of C are what B has in the second release, less what it had before.
    @Test("groups that are divided in another way are refused")
    func otherPartition() {
        #expect(throws: refused) {
            try release([
                districts("A 100 100\nB 100 100\nC 2 2\nD 40 40"),
                districts("A 100 100\nB 102 102\nD 40 40"),
            ])
        }
    }

    @Test("an addition is compared with every release, not only with the last")
    func wholeLedger() throws {
        let ledger = try release([
            districts("A 100 100\nB 100 100"), districts("A 140 140\nB 100 100"),
        ])
        let third = districts("A 180 180\nB 100 100")
        let backAgain = districts("A 102 100\nB 100 100")

        let next = try nextRelease(
            after: ledger, candidate: .of(third), of: third, policy: Policy())
        #expect(next.number == 3)
        #expect(throws: ReleaseError.wouldChangeFrozenRound("safety-2026", latest: 2)) {
            try nextRelease(
                after: ledger, candidate: .of(backAgain), of: backAgain, policy: Policy())
        }
        #expect(throws: ReleaseError.wouldChangeFrozenRound("safety-2026", latest: 3)) {
            try nextRelease(
                after: ledger + [next], candidate: .of(backAgain), of: backAgain,
                policy: Policy())
        }
    }

    @Test("points that change are refused, since nothing tells how many answers moved them")
    func points() throws {
        let before = districts("A 100 100\nB 100 100", .index)

        #expect(throws: refused) {
            try release([before, districts("A 180 140\nB 100 100", .index)])
        }
        #expect(try release([before, before]).map(\.number) == [1])
    }
}
