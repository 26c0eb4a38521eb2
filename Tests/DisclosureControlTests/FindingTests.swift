import TestSupport
import Testing

@testable import DisclosureControl
@testable import Indicators
@testable import SurveyDefinition

/// Which differences are claimed. p-values are from scipy 1.17.1 by the formulas of 1.4 and 1.6.
struct FindingTests {
    private func protected(
        _ table: CountedTable, comparing comparisons: Comparisons? = Comparisons()
    ) -> ProtectedIndicator {
        protect(table.table, comparing: comparisons, policy: Policy()).indicators[0]
    }

    private func findings(_ table: CountedTable) -> [Finding?] {
        protected(table).tables[1].rows.dropLast().map { $0.figures?.againstRest }
    }

    // MARK: A group against everybody else

    /// A against the others has p = 0.0229: 0.046 as one of two, 0.09 as one of four.
    @Test("only shown groups are tests of the family")
    func shownGroupsOnly() {
        let table = CountedTable(
            """
            district  bad  good
            A         100   150
            B         100   100
            C          15    15
            D          14    14
            """)

        #expect(findings(table) == [.higher, .notFound, nil, nil])
    }

    /// p = 0.0180 by itself, and 0.072 by Holm's method.
    @Test("of four shown groups the smallest p counts fourfold")
    func holm() {
        let table = CountedTable(
            """
            district  bad  good
            A         100   146
            B         100   100
            C          60    60
            D          56    56
            """)

        #expect(findings(table) == [.notFound, .notFound, .notFound, .notFound])
    }

    @Test(
        "a difference below two points is never claimed, however sure it is",
        arguments: [(48_900, [Finding.higher, .lower]), (49_100, [.notFound, .notFound])])
    func twoPoints(bad: Int, expected: [Finding]) {
        let table = CountedTable(
            """
            district  bad              good
            A         \(bad)           \(100_000 - bad)
            B         \(100_000 - bad) \(bad)
            """)

        #expect(findings(table) == expected)
    }

    @Test(
        "of an index two points are two in a hundred",
        arguments: [(49_500, Finding.notFound), (48_900, .higher)])
    func twoPointsOfAnIndex(low: Int, expected: Finding) {
        let rest = 100_000 - low
        let table = CountedTable(
            "district 1 2\nA \(low) \(rest)\nB \(rest) \(low)", measure: .index)

        #expect(findings(table)[0] == expected)
    }

    @Test("a round that anybody could answer claims nothing")
    func selfSelected() {
        let indicator = protected(
            CountedTable("district bad good\nA 20 80\nB 80 20"), comparing: nil)

        #expect(
            indicator.tables.flatMap(\.rows).allSatisfy {
                $0.figures?.againstRest == nil && $0.figures?.change == nil
            })
        #expect(indicator.tables.allSatisfy { $0.groupsDiffer == nil })
        #expect(indicator.publishedFindings == nil)
    }

    @Test("a bound is not tested, nor a group against others of whom only a bound is shown")
    func bounds() {
        let table = CountedTable("district bad good\nA 40 60\nB 97 3")

        let indicator = protected(table)

        #expect(indicator.tables[1].rows[1].figures?.lessThan != nil)
        #expect(findings(table) == [nil, nil])
        #expect(indicator.tables[1].groupsDiffer == nil)
    }

    @Test("the whole round is compared with nobody, and groups are tested all together")
    func together() {
        let apart = protected(CountedTable("district bad good\nA 20 80\nB 80 20"))
        let alike = protected(CountedTable("district bad good\nA 50 50\nB 50 50"))

        #expect(apart.tables[0].rows[0].figures?.againstRest == nil)
        #expect(apart.tables.map(\.groupsDiffer) == [nil, true])
        #expect(alike.tables.map(\.groupsDiffer) == [nil, false])
        #expect(findings(CountedTable("district bad good\nA 50 50\nB 50 50"))[0] == .notFound)
    }

    // MARK: Since the earlier round

    private func changes(
        from before: CountedTable, to table: CountedTable, comparable: Set<IndicatorID> = ["safety"]
    ) -> [Change?] {
        let earlier = EarlierRound(
            id: "safety-2025", table: before.table,
            published: protect(before.table, policy: Policy()), comparable: comparable)
        return protected(table, comparing: Comparisons(earlier: earlier)).tables.flatMap(\.rows)
            .map { $0.figures?.change }
    }

    private let now = CountedTable("district bad good\nA 40 60\nB 50 50\nC 40 60")

    /// The whole round 150 of 300 and then 170 of 300 has p = 0.10, A 40 and then 60 of 100 has
    /// p = 0.0047, three times that by Holm's method.
    @Test("a change is told of what both rounds show, published less published")
    func change() throws {
        let changes = changes(
            from: CountedTable("district bad good\nA 60 40\nB 50 50\nC 40 60"), to: now)

        #expect(changes.map { $0?.finding } == [.notFound, .higher, .notFound, .notFound, nil])
        #expect(changes.map { $0?.difference } == [0.07, 0.2, 0, 0, nil])
        #expect(changes.compactMap { $0?.since } == Array(repeating: "safety-2025", count: 4))
    }

    @Test("a group that was withheld, or that had only a bound, has no change")
    func withheldBefore() {
        let changes = changes(
            from: CountedTable("district bad good\nA 60 40\nB 97 3\nC 9 8\nD 9 8"), to: now)

        #expect(changes.map { $0 != nil } == [true, true, false, false, false])
    }

    @Test("across a break there is no change")
    func acrossABreak() {
        let changes = changes(from: now, to: now, comparable: [])

        #expect(changes.allSatisfy { $0 == nil })
    }

    // MARK: Against what others have published

    private func published(_ value: Double, subgroup: String? = nil) -> PublishedValue {
        PublishedValue(
            territory: "nation", value: value, year: 2025, source: "police", subgroup: subgroup,
            note: nil)
    }

    private func findings(
        against values: [PublishedValue], comparability: Comparability = .sameConstruct,
        measure: Measure = .share(positive: ["good"])
    ) -> [Finding]? {
        let table = CountedTable(
            "district bad good\nA 50 50\nB 50 50", measure: .share(positive: ["bad"]),
            and: [.init("same", measure, comparability: comparability)])
        let comparisons = Comparisons(published: ["same": values])
        return protect(table.table, comparing: comparisons, policy: Policy()).indicators[1]
            .publishedFindings?.map(\.finding)
    }

    /// 50 % of 200 against 42 % has p = 0.0245, rounding to whole percent included.
    @Test("the published values of one construct are a family; a part of the population is no part")
    func publishedFamily() {
        #expect(findings(against: [published(42)]) == [.higher])
        #expect(findings(against: [published(42), published(49)]) == [.higher, .notFound])
        #expect(
            findings(against: [published(42), published(49), published(51)])
                == [.notFound, .notFound, .notFound])
        #expect(
            findings(against: [published(42), published(42, subgroup: "women"), published(49)])
                == [.higher, .notFound])
    }

    @Test("only what measures the same is compared with, and only shares")
    func comparabilityOnly() {
        #expect(findings(against: [published(42)], comparability: .indicative) == nil)
        #expect(findings(against: [published(42)], comparability: .notComparable) == nil)
        #expect(findings(against: [published(42)], measure: .index) == nil)
    }

    @Test("where only a bound is shown of the whole round nothing is compared with")
    func publishedBound() {
        let table = CountedTable(
            "district bad good\nA 98 2\nB 99 1", measure: .share(positive: ["bad"]),
            and: [.init("same", .share(positive: ["good"]), comparability: .sameConstruct)])

        let indicator = protect(
            table.table, comparing: Comparisons(published: ["same": [published(20)]]),
            policy: Policy()
        ).indicators[1]

        #expect(indicator.tables[0].rows[0].figures?.lessThan != nil)
        #expect(indicator.publishedFindings == nil)
    }
}
