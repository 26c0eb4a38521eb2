import Foundation
import SurveyDefinition
import Testing

@testable import DisclosureControl
@testable import Indicators

/// Attacks on random tables. Each property also counts how often it was put to the test.
struct ProtectTests {
    static let seeds: Range<UInt64> = 0..<600
    private let policy = Policy()

    private func rows(_ table: IndicatorTable, of indicator: Int = 0) -> [ProtectedRow] {
        protect(table, policy: policy).indicators[indicator].tables[1].rows
    }

    private func withheld(_ rows: [ProtectedRow]) -> Set<Int> {
        Set(rows.indices.filter { rows[$0].isWithheld })
    }

    @Test("no shown group is under the base or as imprecise as the policy's widest interval")
    func shownGroupsAreLarge() {
        var shown = 0
        for seed in Self.seeds {
            let random = RandomTable(seed: seed)

            for (row, tally) in zip(rows(random.share), random.tallies) {
                guard let figures = row.figures else { continue }
                shown += 1
                let share = Double(tally.positive) / Double(tally.valid)
                let interval = wilsonInterval(share: share, base: Double(tally.valid))
                #expect(figures.n == tally.valid && tally.valid >= 30)
                #expect(interval.upperBound - interval.lowerBound < 0.30)
            }
        }
        #expect(shown > 600)
    }

    @Test(
        "what subtraction gives is two groups and thirty answers with five on either side, or nothing"
    )
    func unionIsProtected() {
        var (partly, wholly) = (0, 0)
        for seed in Self.seeds {
            let random = RandomTable(seed: seed)
            let withheld = withheld(rows(random.share))
            if withheld.isEmpty { continue }
            if withheld.count == random.tallies.count {
                wholly += 1
                continue
            }
            partly += 1

            let union = withheld.map { random.tallies[$0] }.reduce(into: Tally(), +=)

            #expect(withheld.count >= 2)
            #expect(union.valid >= 30)
            #expect(union.counts.values.filter { $0 >= 5 }.count >= 2)
            #expect(union.positive >= 5 && union.valid - union.positive >= 5)
        }
        #expect(partly > 100 && wholly > 20)
    }

    @Test(
        "where hiding only the thin groups would give one away, subtraction gives no single group")
    func naiveRuleLeaks() {
        var leaksOfTheNaiveRule = 0
        for seed in Self.seeds {
            let random = RandomTable(seed: seed)
            let thin = Set(
                random.tallies.indices.filter { random.tallies[$0].valid < policy.smallestBase })
            guard thin.count == 1 else { continue }
            leaksOfTheNaiveRule += 1

            let withheld = withheld(rows(random.share))

            #expect(withheld.isSuperset(of: thin))
            #expect(withheld.count >= 2)
        }
        #expect(leaksOfTheNaiveRule > 30)
    }

    @Test("exchanging two withheld groups changes no byte")
    func exchangeIsInvisible() throws {
        var exchanges = 0
        for seed in Self.seeds {
            let random = RandomTable(seed: seed)
            let before = protect(random.share, policy: policy)
            let withheld = withheld(before.indicators[0].tables[1].rows).sorted()
            for (one, other) in zip(withheld, withheld.dropFirst()) {
                // Between equally large groups the code decides, so that the exchange may move the choice.
                let bases = [random.tallies[one].valid, random.tallies[other].valid]
                if random.tallies.filter({ bases.contains($0.valid) }).count > 2 { continue }
                exchanges += 1
                var exchanged = random
                exchanged.tallies.swapAt(one, other)

                let after = protect(exchanged.share, policy: policy)

                #expect(try json(after) == json(before))
            }
        }
        #expect(exchanges > 500)
    }

    @Test("a withheld row holds its group's code and nothing else")
    func withheldRowsAreEmpty() throws {
        for seed in Self.seeds.prefix(100) {
            for row in rows(RandomTable(seed: seed).share) where row.isWithheld {
                let code = try #require(row.group)
                #expect(try json(row) == Data(#"{"group":"\#(code)"}"#.utf8))
            }
        }
    }

    @Test("a withheld total takes all its groups with it")
    func withheldTotal() {
        var thinTotals = 0
        for seed in Self.seeds {
            let strict = Policy(smallestBase: 400)
            let tables = protect(RandomTable(seed: seed).share, policy: strict).indicators[0].tables
            guard tables[0].rows[0].isWithheld else { continue }
            thinTotals += 1

            #expect(withheld(tables[1].rows).count == tables[1].rows.count)
        }
        #expect(thinTotals > 100)
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
