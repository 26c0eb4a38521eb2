import TestSupport
import Testing

@testable import DisclosureControl
@testable import SurveyDefinition

/// How a figure that may be shown is written: rounding, bounds for small counts, uncertainty.
struct FiguresSpecification {
    private func figures(bad: Int, good: Int, dontKnow: Int = 0) throws -> Figures {
        let table = CountedTable("group bad good dont-know\nall \(bad) \(good) \(dontKnow)")
        return try #require(table.publishedTotal())
    }

    @Test("a share is rounded half away from zero, from the exact ratio")
    func halfAwayFromZero() throws {
        #expect(try figures(bad: 171, good: 29).value == 0.15)  // 14.5 %; as a Double below it
        #expect(try figures(bad: 140, good: 20).value == 0.13)  // 12.5 %
        #expect(try figures(bad: 172, good: 28).value == 0.14)
    }

    @Test("below a thousand valid answers a share is in whole percent, from there with one decimal")
    func decimals() throws {
        let below = try figures(bad: 666, good: 333)
        let above = try figures(bad: 667, good: 333)

        #expect(below.decimals == 0 && below.value == 0.33)
        #expect(above.decimals == 1 && above.value == 0.333)
    }

    /// The logit interval of 41 of 79 in a round of these is 40.76–62.85 %, in Python.
    @Test("the interval is rounded outward")
    func outward() throws {
        let figures = try figures(bad: 38, good: 41)

        #expect(figures.low == 0.40)
        #expect(figures.high == 0.63)
    }

    @Test(
        "the number of valid answers is rounded to the nearest five",
        arguments: [(77, 75), (78, 80), (79, 80), (80, 80), (82, 80), (83, 85), (1001, 1000)])
    func base(valid: Int, published: Int) throws {
        #expect(try figures(bad: valid - 40, good: 40).n == published)
    }

    @Test("an index is in points with one decimal, its interval rounded outward")
    func points() throws {
        let table = CountedTable("group 1 2 3 4\nall 20 40 70 40", measure: .index)

        let interval = try #require(table.total.estimate?.interval)
        let figures = try #require(table.publishedTotal())

        #expect(figures.value == 58.8)
        #expect(figures.decimals == 1)
        #expect(try #require(figures.low) == (interval.lowerBound * 10).rounded(.down) / 10)
        #expect(try #require(figures.high) == (interval.upperBound * 10).rounded(.up) / 10)
        #expect(!figures.isUncertain)
    }

    @Test("of none to four counted answers only an upper bound is shown", arguments: 0...4)
    func lessThan(good: Int) throws {
        let figures = try figures(bad: 70 - good, good: good)

        #expect(figures.lessThan == 0.08)  // 5 of 70 is 7.14 %
        #expect(figures.moreThan == nil)
        #expect(figures.value == nil && figures.low == nil && figures.high == nil)
        #expect(!figures.isUncertain)
    }

    @Test("of none to four other answers only a lower bound is shown", arguments: 0...4)
    func moreThan(bad: Int) throws {
        let figures = try figures(bad: bad, good: 70 - bad)

        #expect(figures.moreThan == 0.92)  // 65 of 70 is 92.86 %
        #expect(figures.lessThan == nil)
        #expect(figures.value == nil)
    }

    @Test("a bound that is a whole percentage stays as it is")
    func exactBound() throws {
        #expect(try figures(bad: 47, good: 3).lessThan == 0.1)
    }

    @Test("of five a value is shown")
    func five() throws {
        let figures = try figures(bad: 65, good: 5)

        #expect(figures.value == 0.07)
        #expect(figures.lessThan == nil)
    }

    @Test("a wide interval against a small share is uncertain")
    func uncertain() throws {
        #expect(try figures(bad: 95, good: 5).isUncertain)  // 9.0 points wide
        #expect(try !figures(bad: 38, good: 41).isUncertain)  // 21.5 points on 51.9
        #expect(try !figures(bad: 9900, good: 100).isUncertain)  // 0.4 points on 1.0
    }

    @Test("don't know is a share of those who chose something, and left out below five")
    func dontKnow() throws {
        #expect(try figures(bad: 38, good: 41, dontKnow: 12).dontKnowShare == 0.13)
        #expect(try figures(bad: 38, good: 41, dontKnow: 5).dontKnowShare == 0.06)
        #expect(try figures(bad: 38, good: 41, dontKnow: 4).dontKnowShare == nil)
        #expect(try figures(bad: 38, good: 41, dontKnow: 0).dontKnowShare == nil)
    }

    /// Weights 30, 60 and 20: (30·40 + 60·70 + 20·55) / 11 000 is 59.1 %. The interval is from the
    /// formula of 1.4 and 1.5 in Python: 52.91–64.995 %.
    @Test("weights change the figures of the whole round, not of a group with one weight")
    func weighted() throws {
        let table = CountedTable(
            """
            district  bad  good  population
            A          60    40        3000
            B          30    70        6000
            C          45    55        2000
            """)

        #expect(
            table.published() == """
                all 300 59.0% (52.0–65.0%)
                A 100 40.0% (30.0–51.0%)
                B 100 70.0% (60.0–79.0%)
                C 100 55.0% (45.0–65.0%)
                """)
        #expect(try #require(table.publishedTotal()).unweighted == 0.55)
    }

    @Test("the value without weights stands beside a weighted one, not beside a bound")
    func unweighted() throws {
        let table = CountedTable(
            """
            district  bad  good  population
            A          97     3        5000
            B          90    10        5000
            """)

        let rows = protect(table.table, policy: Policy()).indicators[0].tables[1].rows

        #expect(rows[0].figures?.lessThan == 0.05)
        #expect(rows[0].figures?.unweighted == nil)
        #expect(rows[1].figures?.unweighted == 0.1)
        #expect(try figures(bad: 38, good: 41).unweighted == nil)
    }
}
