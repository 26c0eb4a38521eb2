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

    /// Wilson's interval of 41 of 79 is 41.05–62.57 %.
    @Test("the interval is rounded outward")
    func outward() throws {
        let figures = try figures(bad: 38, good: 41)

        #expect(figures.low == 0.41)
        #expect(figures.high == 0.63)
    }

    @Test("an index is in points with one decimal, its interval rounded outward")
    func points() throws {
        let table = CountedTable("group 1 2 3 4\nall 20 40 70 40", measure: .index)

        let estimate = try #require(table.estimate?.interval)
        let figures = try #require(table.publishedTotal())

        #expect(figures.value == 58.8)
        #expect(figures.decimals == 1)
        #expect(try #require(figures.low) == (estimate.lowerBound * 10).rounded(.down) / 10)
        #expect(try #require(figures.high) == (estimate.upperBound * 10).rounded(.up) / 10)
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
}
