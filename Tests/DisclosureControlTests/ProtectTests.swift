import Anonymization
import Foundation
import SurveyDefinition
import TestSupport
import Testing

@testable import DisclosureControl
@testable import Indicators

/// Attacks on random tables. Each property also counts how often it was put to the test.
struct ProtectTests {
    static let seeds: Range<UInt64> = 0..<400
    private let policy = Policy()

    private func rows(_ table: IndicatorTable, of indicator: Int = 0) -> [ProtectedRow] {
        protect(table, policy: policy).indicators[indicator].tables[1].rows
    }

    private func withheld(_ rows: [ProtectedRow]) -> Set<Int> {
        Set(rows.indices.filter { rows[$0].isWithheld })
    }

    private func tallies(_ table: IndicatorTable) -> [Tally] {
        table.indicators[0].breakdowns[1].rows.map(\.tally)
    }

    @Test("no shown group is under the base or as imprecise as the policy's widest interval")
    func shownGroupsAreLarge() throws {
        var shown = 0
        for seed in Self.seeds {
            let table = RandomTable(seed: seed).share

            for (row, exact) in zip(rows(table), table.indicators[0].breakdowns[1].rows) {
                guard let figures = row.figures else { continue }
                shown += 1
                let interval = try #require(exact.estimate?.interval)
                #expect(exact.tally.valid >= 30)
                #expect(figures.n.isMultiple(of: 5) && abs(figures.n - exact.tally.valid) <= 2)
                #expect(interval.upperBound - interval.lowerBound < 0.30)
            }
        }
        #expect(shown > 400)
    }

    @Test(
        """
        what subtraction gives is nobody, or two groups and thirty answers with more than five on \
        either side, or a range wider than five on either side
        """)
    func unionIsProtected() throws {
        var (wide, rounded, wholly) = (0, 0, 0)
        for seed in Self.seeds {
            let table = RandomTable(seed: seed).share
            let rows = rows(table)
            let withheld = withheld(rows)
            let tallies = tallies(table)
            if withheld.count == tallies.count {
                wholly += 1
                continue
            }
            let union = withheld.map { tallies[$0] }.reduce(into: Tally(), +=)
            if union.asked == 0 { continue }

            let isWide =
                withheld.count >= 2 && union.valid >= 30
                && union.counts.values.count { $0 > 5 } >= 2
                && min(union.positive, union.valid - union.positive) > 5
            if isWide {
                wide += 1
            } else {
                rounded += 1
                let attack = try SubtractionAttack(on: table, breakdown: 1, withheld: withheld)
                #expect(attack.positive.contains(union.positive))
                #expect(attack.positive.width >= 5 && attack.other.width >= 5, "seed \(seed)")
            }
        }
        #expect(wide > 100 && rounded > 10 && wholly > 10)
    }

    @Test(
        "where hiding only the thin groups would give one away, subtraction gives no single group")
    func naiveRuleLeaks() throws {
        var leaksOfTheNaiveRule = 0
        for seed in Self.seeds {
            let table = RandomTable(seed: seed).share
            let tallies = tallies(table)
            let thin = Set(tallies.indices.filter { tallies[$0].valid < policy.smallestBase })
            let answered = thin.filter { tallies[$0].valid > 0 }
            guard answered.count == 1, let only = answered.first, thin.count < tallies.count
            else { continue }
            let naive = try SubtractionAttack(on: table, breakdown: 1, withheld: thin)
            if min(naive.positive.width, naive.other.width) >= 5 { continue }
            leaksOfTheNaiveRule += 1

            let withheld = withheld(rows(table))

            #expect(withheld.contains(only))
            #expect(withheld.count { tallies[$0].asked > 0 } >= 2)
        }
        #expect(leaksOfTheNaiveRule > 20)
    }

    @Test("exchanging two withheld groups changes no byte")
    func exchangeIsInvisible() throws {
        var exchanges = 0
        for seed in Self.seeds.prefix(200) {
            let random = RandomTable(seed: seed)
            let before = protect(random.share, policy: policy)
            let sizes = tallies(random.share).map(\.valid)
            let withheld = withheld(before.indicators[0].tables[1].rows).sorted()
            for (one, other) in zip(withheld, withheld.dropFirst()) {
                // Between equally large groups the code decides, so that the exchange may move the choice.
                if sizes.count(where: { [sizes[one], sizes[other]].contains($0) }) > 2 { continue }
                exchanges += 1
                var exchanged = random
                exchanged.answers.swapAt(one, other)

                let after = protect(exchanged.share, policy: policy)

                #expect(try json(after) == json(before), "seed \(seed)")
            }
        }
        #expect(exchanges > 200)
    }

    /// Who is under the base is withheld whatever the answers are, so that the figures depend on the
    /// answers of such groups only through their sum.
    @Test("of an answer that changes in a thin group, no byte tells in which group it was")
    func changeIsNotLocalised() throws {
        var changes = 0
        for seed in Self.seeds {
            let random = RandomTable(seed: seed)
            let tallies = tallies(random.share)
            let before = KeptAnswer.chosen(["1"])
            let places = tallies.indices.filter {
                tallies[$0].valid < policy.smallestBase
                    && random.answers[$0][before, default: 0] > 0
            }
            guard places.count >= 2 else { continue }
            changes += 1

            let changed = try places.map { place in
                var other = random
                other.answers[place][before, default: 0] -= 1
                other.answers[place][.chosen(["4"]), default: 0] += 1
                return try json(protect(other.share, policy: policy))
            }

            #expect(Set(changed).count == 1, "seed \(seed)")
        }
        #expect(changes > 50)
    }

    @Test("a withheld row holds its group's code and nothing else, in figures and distributions")
    func withheldRowsAreEmpty() throws {
        var rows = 0
        for seed in Self.seeds.prefix(100) {
            let table = protect(RandomTable(seed: seed).share, policy: policy)
            for row in table.indicators[0].tables[1].rows where row.isWithheld {
                let code = try #require(row.group)
                #expect(try json(row) == Data(#"{"group":"\#(code)"}"#.utf8))
                rows += 1
                for spread in table.distributions ?? [] {
                    let spread = try #require(spread.tables.last)
                    guard spread.variable != nil else { continue }
                    let cells = try #require(spread.rows.first { $0.group == code })
                    #expect(try json(cells) == Data(#"{"cells":[],"group":"\#(code)"}"#.utf8))
                }
            }
        }
        #expect(rows > 200)
    }

    @Test("a withheld total takes all its groups and the distribution with it")
    func withheldTotal() {
        var thinTotals = 0
        for seed in Self.seeds {
            let strict = Policy(smallestBase: 400)
            let table = protect(RandomTable(seed: seed).share, policy: strict)
            let tables = table.indicators[0].tables
            guard tables[0].rows[0].isWithheld else { continue }
            thinTotals += 1

            #expect(withheld(tables[1].rows).count == tables[1].rows.count)
            #expect(table.distributions == [])
        }
        #expect(thinTotals > 80)
    }

    @Test("two indicators of one question withhold the same groups, at least those of each alone")
    func indicatorsOfOneQuestion() {
        var strengthened = 0
        for seed in Self.seeds {
            let random = RandomTable(seed: seed)
            let alone = withheld(rows(random.share))

            let asShare = withheld(rows(random.shareAndIndex, of: 0))
            let asIndex = withheld(rows(random.shareAndIndex, of: 1))

            #expect(asShare == asIndex)
            if asShare.count > alone.count { strengthened += 1 }
        }
        #expect(strengthened > 10)
    }

    @Test("the ledger's copy is the protected table")
    func roundTrip() throws {
        for seed in Self.seeds.prefix(50) {
            let table = protect(RandomTable(seed: seed).shareAndIndex, policy: policy)

            let restored = try JSONDecoder().decode(ProtectedTable.self, from: json(table))

            #expect(restored == table)
        }
    }

    private func json(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return try encoder.encode(value)
    }
}
