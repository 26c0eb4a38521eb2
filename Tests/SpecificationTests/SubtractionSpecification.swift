import SurveyDefinition
import TestSupport
import Testing

@testable import DisclosureControl

/// What subtraction leaves of withheld groups: with rounding a range, with weights two equations.
struct SubtractionSpecification {
    /// Every base within two of the published one, and every count that gives the published share and
    /// interval, found by trying all of them in Python. The whole round is known exactly.
    ///
    /// ```
    ///        published            good      bad
    /// all                          888      918
    /// woman  960  48 % (45–52 %)  462–466  494–498
    /// man    840  50 % (46–54 %)  416–424  416–424
    /// left                          0–10     0–8
    /// ```
    @Test("rounding hides three of another gender and three who gave none beside women and men")
    func fewAreRoundedAway() throws {
        let table = CountedTable(
            """
            gender      bad  good
            woman       495   465
            man         420   420
            other         2     1
            not-stated    1     2
            """)

        let left = try #require(rounded(table, withheld: [2, 3]))

        #expect(left.positive == 0...10)
        #expect(left.other == 0...8)
        #expect(left.tellsNothing)
        #expect(
            table.published() == """
                all 1805 49.2% (46.8–51.5%)
                woman 960 48.0% (45.0–52.0%)
                man 840 50.0% (46.0–54.0%)
                other ..
                not-stated ..
                """)
    }

    /// ```
    ///        published            good      bad
    /// all                          113      114
    /// woman  120  48 % (39–58 %)   57–59    61–63
    /// man    105  52 % (42–62 %)   54–56    49–51
    /// left                          0–2      0–4
    /// ```
    @Test("in a small round rounding leaves too little, so that one gender is withheld with them")
    func fewAreNotRoundedAway() throws {
        let table = CountedTable(
            """
            gender      bad  good
            woman        62    58
            man          50    54
            other         2     1
            not-stated    0     0
            """)

        let left = try #require(rounded(table, withheld: [2, 3]))

        #expect(left.positive == 0...2)
        #expect(left.other == 0...4)
        #expect(!left.tellsNothing)
        #expect(
            table.published() == """
                all 225 50.0% (43.0–57.0%)
                woman 120 48.0% (39.0–58.0%)
                man ..
                other ..
                not-stated ..
                """)
    }

    @Test("of points and their groups rounding hides nothing")
    func points() {
        let table = CountedTable("group 1 2 3\nA 50 50 50\nB 1 1 1", measure: .index)

        #expect(rounded(table, withheld: [1, 2]) == nil)
    }

    private func rounded(_ table: CountedTable, withheld: Set<Int>) -> RoundedSubtraction? {
        let rows = Withholding(of: table.table.indicators, isWeighted: false, policy: Policy())
            .tables[1]
        return RoundedSubtraction(
            total: rows.total[0], column: rows.columns[0], withheld: withheld, isWeighted: false,
            policy: Policy())
    }

    /// C and D are 27 good and 27 bad together, which is a union. But a tenth of D's residents
    /// answered as often as C's: whoever knows the weights 10 and 100 reads from the weighted figures
    /// 14 · 10 + 13 · 100 = 1 440, give or take 27, and only 13 of D make both sums.
    @Test("two groups of different weights are no union, three are")
    func weights() {
        func table(populationOfA: Int, ofD: Int) -> CountedTable {
            CountedTable(
                """
                district  bad  good  population
                A         100   100        \(populationOfA)
                B         100   100        2000
                C          14    14         280
                D          13    13        \(ofD)
                """)
        }

        #expect(
            table(populationOfA: 2000, ofD: 260).published() == """
                all 455 50.0% (45.0–55.0%)
                A 200 50.0% (43.0–57.0%)
                B 200 50.0% (43.0–57.0%)
                C ..
                D ..
                """)
        #expect(
            table(populationOfA: 6000, ofD: 2600).published() == """
                all 455 50.0% (43.0–57.0%)
                A ..
                B 200 50.0% (43.0–57.0%)
                C ..
                D ..
                """)
    }

    /// With A as heavy as C, three groups have two weights, and D is read as before.
    @Test("a third group of a weight that is there already is no help")
    func twoWeightsOfThree() {
        let table = CountedTable(
            """
            district  bad  good  population
            A         100   100        2000
            B         100   100        2000
            C          14    14         280
            D          13    13        2600
            """)

        #expect(table.published().hasSuffix("A ..\nB ..\nC ..\nD .."))
    }
}
