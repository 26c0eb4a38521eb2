import Foundation
import TestSupport
import Testing

@testable import DisclosureControl
@testable import SurveyDefinition

/// Which groups are withheld: thin ones, and as many larger as it takes to protect their sum.
///
/// The shown shares and logit intervals were computed in Python and rounded by hand. Whoever named
/// no district is a group too, nobody in most of these tables.
struct WithholdingSpecification {
    /// C alone would be total minus A, B and D: 12 good, 3 bad. D is withheld as well, since its
    /// interval is 31 points wide, and the two are 34 good and 20 bad.
    @Test("a thin group is withheld with an imprecise one: the worked example")
    func workedExample() {
        let table = CountedTable(
            """
            district  bad  good  dont-know
            A          38    41         12
            B          33    29          9
            C           3    12          1
            D          17    22          8
            """)

        #expect(
            table.published() == """
                all 195 53.0% (46.0–61.0%)
                A 80 52.0% (40.0–63.0%)
                B 60 47.0% (34.0–60.0%)
                C ..
                D ..
                """)
    }

    @Test("of equally small groups the first code is withheld")
    func ties() {
        let table = CountedTable(
            """
            district  bad  good
            A          60    60
            C          50    50
            B          50    50
            D          14    14
            """)

        #expect(
            table.published() == """
                all 350 50.0% (44.0–56.0%)
                A 120 50.0% (41.0–59.0%)
                C 100 50.0% (40.0–60.0%)
                B ..
                D ..
                """)
    }

    @Test("thin groups that are enough together are withheld alone")
    func enoughTogether() {
        let table = CountedTable(
            """
            district  bad  good
            A          50    50
            B          10    10
            C           9     9
            """)

        #expect(
            table.published() == """
                all 140 50.0% (41.0–59.0%)
                A 100 50.0% (40.0–60.0%)
                B ..
                C ..
                """)
    }

    @Test("a sum of thin groups in which all answered the same takes a larger group in")
    func oneSidedUnion() {
        let table = CountedTable(
            """
            district  bad  good
            A          50    50
            B          40    40
            C           0    20
            D           2    20
            """)

        #expect(
            table.published() == """
                all 220 59.0% (51.0–65.0%)
                A 100 50.0% (40.0–60.0%)
                B ..
                C ..
                D ..
                """)
    }

    @Test("a sum that is mixed in options but not in the published share takes a larger group in")
    func oneSidedShare() {
        let table = CountedTable(
            """
            district  very-bad  bad  good  very-good
            A               20   20    20         20
            B               20   20    20         21
            C                0    0    10         10
            D                0    0    10         10
            """, measure: .share(positive: ["good", "very-good"]))

        #expect(
            table.published() == """
                all 200 60.0% (53.0–67.0%)
                A ..
                B 80 51.0% (39.0–62.0%)
                C ..
                D ..
                """)
    }

    @Test("a group of nobody needs no company; of one, it takes another group with it")
    func emptyGroup() {
        func table(notStated: Int) -> CountedTable {
            CountedTable(
                """
                district    bad  good
                A           100   100
                B            50    50
                not-stated    0     \(notStated)
                """)
        }

        #expect(
            table(notStated: 0).published() == """
                all 300 50.0% (44.0–56.0%)
                A 200 50.0% (43.0–57.0%)
                B 100 50.0% (40.0–60.0%)
                not-stated ..
                """)
        #expect(
            table(notStated: 1).published() == """
                all 300 50.0% (44.0–56.0%)
                A 200 50.0% (43.0–57.0%)
                B ..
                not-stated ..
                """)
    }

    /// Five on one side of a union are the smallest cell, and four to whoever is one of them.
    @Test(
        "a union needs six answers on either side, so that one who knows her own sees five",
        arguments: [(5, true), (6, false)])
    func oneToSpare(bad: Int, takesAnother: Bool) {
        let table = CountedTable(
            """
            district  bad  good
            A         100   100
            B         100   100
            C           3    15
            D           \(bad - 3)    15
            """)

        #expect(table.published().contains("A ..") == takesAnother)
        #expect(table.published().contains("B 200"))
        #expect(table.published().hasSuffix("C ..\nD .."))
    }

    @Test("a variable without a group that may be shown is withheld as a whole")
    func wholeVariable() {
        let table = CountedTable(
            """
            district  bad  good
            A          30    30
            B          10     9
            """)

        #expect(
            table.published() == """
                all 80 49.0% (38.0–61.0%)
                A ..
                B ..
                """)
    }

    @Test("a round that is too thin is withheld with all its groups, at any policy")
    func thinTotal() {
        let table = CountedTable(
            """
            district  bad  good
            A          30    30
            B          30    30
            """)

        #expect(table.published(policy: Policy(smallestBase: 121)) == "all ..\nA ..\nB ..")
        #expect(table.published(policy: Policy(smallestBase: 60)).contains("B 60"))
    }

    @Test("a round that is too imprecise is withheld with its groups, also with precise ones")
    func impreciseTotal() {
        let table = CountedTable(
            """
            district  bad  good
            A          40     5
            B           5    40
            """)

        #expect(table.published(policy: Policy(widestInterval: 0.20)) == "all ..\nA ..\nB ..")
        #expect(table.published(policy: Policy(widestInterval: 0.21)).contains("B 45"))
    }

    @Test("30 valid answers are a base; 29 are not")
    func base() {
        #expect(CountedTable("group bad good\nall 25 5").publishedTotal()?.n == 30)
        #expect(CountedTable("group bad good\nall 24 5").publishedTotal() == nil)
        #expect(CountedTable("group bad good dont-know\nall 24 5 90").publishedTotal() == nil)
    }

    @Test("a share whose interval is 30 points wide or more is withheld")
    func precision() {
        // In Python 30.16 and 29.82 points.
        #expect(CountedTable("group bad good\nall 22 21").publishedTotal() == nil)
        #expect(CountedTable("group bad good\nall 22 22").publishedTotal()?.n == 45)
    }

    /// C is 18 of 36: enough to be shown, were the interval not 33 points wide. Beside the group of
    /// nobody it makes a union that hides what it has to.
    @Test("a group that is withheld for precision alone needs no larger group as company")
    func impreciseGroup() {
        let table = CountedTable(
            """
            district  bad  good
            A         100   100
            B          50    50
            C          18    18
            """)

        #expect(
            table.published() == """
                all 335 50.0% (44.0–56.0%)
                A 200 50.0% (43.0–57.0%)
                B 100 50.0% (40.0–60.0%)
                C ..
                """)
    }

    @Test("a mean is withheld where all but four gave the same answer")
    func unanimousMean() {
        let four = CountedTable("group 1 2 3\nall 100 2 2", measure: .mean)
        let five = CountedTable("group 1 2 3\nall 100 2 3", measure: .mean)

        #expect(four.publishedTotal() == nil)
        #expect(five.publishedTotal()?.value == 1.1)
    }

    @Test("a withheld row is its group's code and nothing else")
    func withheldRowIsEmpty() throws {
        let row = ProtectedRow(group: "C", figures: nil)

        let json = String(decoding: try JSONEncoder().encode(row), as: UTF8.self)

        #expect(json == #"{"group":"C"}"#)
    }
}
