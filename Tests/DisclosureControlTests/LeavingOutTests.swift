import Indicators
import SurveyDefinition
import TestSupport
import Testing

@testable import DisclosureControl

/// Staff leave tables out of a release: that only removes, and tells nobody more, now or later.
struct LeavingOutTests {
    private let question: QuestionID

    init() throws { question = try #require(RandomTable(seed: 1).share.indicators.first).question }

    private var districts: ReleasePart { .groups(question, .district) }

    private func next(
        after ledger: [Release] = [], _ exact: IndicatorTable, without parts: Set<ReleasePart> = [],
        texts: ProtectedTexts? = nil, policy: Policy = Policy()
    ) throws -> Release {
        try nextRelease(
            after: ledger, candidate: .of(exact, policy: policy).adding(texts), of: exact,
            policy: policy, leavingOut: parts)
    }

    @Test("What is left out is gone from figures and distributions, and nothing else has changed")
    func onlyRemoves() throws {
        var removed = 0
        for seed in 1...200 {
            let exact = RandomTable(seed: UInt64(seed)).shareAndIndex
            guard let whole = try? next(exact) else { continue }

            let less = try next(exact, without: [districts])

            #expect(less.leftOut == [districts])
            #expect(less.number == 1 && less.method == whole.method)
            for (indicator, before) in zip(less.table.indicators, whole.table.indicators) {
                #expect(indicator.tables == before.tables.filter { $0.variable != .district })
                removed += before.tables.count - indicator.tables.count
            }
            let left = less.table.distributions ?? []
            for (distribution, before) in zip(left, whole.table.distributions ?? []) {
                #expect(distribution.tables == before.tables.filter { $0.variable != .district })
            }
            #expect(left.count == whole.table.distributions?.count)
            #expect(less.table.coverage == whole.table.coverage)
        }
        #expect(removed > 200)
    }

    @Test("Leaving out something that isn't there leaves nothing out, and says nothing")
    func unknownPart() throws {
        let exact = RandomTable(seed: 1).share

        let release = try next(exact, without: [.groups("other", .age), .texts(question)])

        #expect(release == (try next(exact)))
        #expect(release.leftOut == nil)
        #expect(try !String(decoding: release.canonicalJSON(), as: UTF8.self).contains("leftOut"))
    }

    @Test("Taking a table away or back is a release of the same figures; the same choice keeps it")
    func awayAndBack() throws {
        let exact = RandomTable(seed: 1).share

        let first = try next(exact)
        let second = try next(after: [first], exact, without: [districts])
        let again = try next(after: [first, second], exact, without: [districts])
        let third = try next(after: [first, second], exact)

        #expect([first, second, third].map(\.number) == [1, 2, 3])
        #expect(again == second)
        #expect(third.table == first.table && third.leftOut == nil)
    }

    /// Otherwise the table of one release and the total of another, or two partitions, could be subtracted.
    @Test("What a frozen round may not show is refused also where it is left out")
    func frozenBehindAChoice() throws {
        func table(_ rows: String) -> IndicatorTable {
            CountedTable("district bad good\n" + rows).table
        }
        let before = table("A 60 40\nB 50 50")
        let after = table("A 61 39\nB 49 51")
        let part = ReleasePart.groups(try #require(before.indicators.first).question, .district)
        let first = try next(before)
        let hidden = try next(after: [first], before, without: [part])

        // The whole round's figures are the same: only the groups, which aren't shown, have changed.
        #expect(throws: ReleaseError.wouldChangeFrozenRound("safety-2026", latest: 2)) {
            try next(after: [first, hidden], after, without: [])
        }
        #expect(throws: ReleaseError.wouldChangeFrozenRound("safety-2026", latest: 1)) {
            try next(after: [first], after, without: [part])
        }
    }

    @Test("Whatever was left out meanwhile, groups that were withheld once stay withheld")
    func otherPolicyBehindAChoice() throws {
        var refusals = 0
        for seed in 1...80 {
            let exact = RandomTable(seed: UInt64(seed)).share
            let strict = Policy(smallestBase: 60)
            guard let first = try? next(exact, policy: strict), let loose = try? next(exact),
                first.table.indicators[0].tables.last?.rows.map(\.isWithheld)
                    != loose.table.indicators[0].tables.last?.rows.map(\.isWithheld),
                let second = try? next(after: [first], exact, without: [districts], policy: strict)
            else { continue }
            refusals += 1

            #expect(throws: ReleaseError.self) { try next(after: [first, second], exact) }
        }
        #expect(refusals > 5)
    }

    // MARK: Texts

    private func told(_ share: Double, _ quotations: String...) -> ProtectedTexts {
        ProtectedTexts(questions: [
            .init(
                question: "wish", n: 60, read: 60, coded: 60,
                themes: [.init(theme: "light", share: share, lessThan: nil, moreThan: nil)],
                quotations: quotations)
        ])
    }

    @Test(
        "What people wrote is left out by question, and its themes stand although they aren't shown"
    )
    func textsStand() throws {
        let exact = RandomTable(seed: 1).share
        let first = try next(exact, texts: told(0.5, "Mer ljus"))

        let second = try next(
            after: [first], exact, without: [.texts("wish")], texts: told(0.5, "Mer ljus"))

        #expect(second.number == 2 && second.texts == nil && second.leftOut == [.texts("wish")])
        let standing = try #require(ProtectedTexts.standing(after: [first, second]))
        #expect(standing.question("wish")?.themes == first.texts?.question("wish")?.themes)
        #expect(standing.question("wish")?.quotations == [])
        #expect(ProtectedTexts.standing(after: [first]) == first.texts)
        #expect(ProtectedTexts.standing(after: []) == nil)
        #expect(first.withoutQuotations(withdrawnBy: second).texts == told(0.5))
    }

    // MARK: Why

    @Test("A reason is told with the release's number, and every later release tells it too")
    func reasons() throws {
        let exact = RandomTable(seed: 1).share
        let first = try next(exact)

        let second = try next(after: [first], exact, without: [districts])
            .telling("För små grupper.", on: "2027-04-01")
        let third = try next(after: [first, second], exact).telling("Ändå.", on: "2027-05-01")

        #expect(third.reissues?.map(\.number) == [2, 3])
        #expect(third.reissues?.map(\.reason) == ["För små grupper.", "Ändå."])
        #expect(try second.digest(with: "a") != second.digest(with: "b"))
        #expect(first.reissues == nil)
    }

    @Test("A part is written and read as the same, and nothing else is read")
    func names() {
        for part in [ReleasePart.groups("safe-at-night", .gender), .texts("wish")] {
            #expect(ReleasePart(name: part.name) == part)
        }
        for name in [
            "", ".", "a", "a.", "a.b", "a.gender.b", "a b.gender", "../a.gender", "a.Texts",
        ] {
            #expect(ReleasePart(name: name) == nil, "\(name)")
        }
    }

    @Test("Every withheld figure of a release is counted once, with one reason")
    func withheldFigures() throws {
        var seen = [0, 0, 0]
        for seed in 1...200 {
            let exact = RandomTable(seed: UInt64(seed)).shareAndIndex
            let rows = protect(exact, policy: Policy()).indicators.flatMap(\.tables).flatMap(\.rows)

            let counted = WithheldFigures(of: exact, policy: Policy())

            #expect(counted.withheld == rows.count(where: \.isWithheld))
            #expect(counted.shown == rows.count { !$0.isWithheld })
            for (place, count) in [
                counted.ofSmallGroups, counted.unreliable, counted.protectingOthers,
            ].enumerated() {
                seen[place] += count
            }
        }
        #expect(seen.allSatisfy { $0 > 0 }, "\(seen)")
    }

    /// Nobody is in *not stated*, a group like another.
    @Test("A group of few is small, a large group beside it protects it")
    func reasonsByHand() {
        let exact = CountedTable(
            """
            district bad good
            A         100  100
            B         60  60
            C         2   3
            """
        ).table

        let counted = WithheldFigures(of: exact, policy: Policy())

        #expect(counted.ofSmallGroups == 2 && counted.protectingOthers == 1)
        #expect(counted.unreliable == 0 && counted.shown == 2)
    }
}
