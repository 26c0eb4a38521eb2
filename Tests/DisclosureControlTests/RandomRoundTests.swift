import Foundation
import SurveyDefinition
import TestSupport
import Testing

@testable import DisclosureControl
@testable import Indicators

/// What is published of random rounds, weighted and skewed among them, by three variables at once.
struct RandomRoundTests {
    private let policy = Policy()

    @Test("the auditor finds nothing in what the rule makes", arguments: 0..<10)
    func auditPasses(tenth: UInt64) {
        for seed in (tenth * 100)..<(tenth * 100 + 100) {
            let table = RandomRound(seed: seed).table
            do {
                try audit([protect(table, policy: policy)], of: table, policy: policy)
            } catch {
                Issue.record("seed \(seed): \(error)")
            }
        }
    }

    @Test("a withheld row carries nothing, in figures and in distributions")
    func withheldRows() throws {
        var withheld = 0
        for seed in 0..<UInt64(80) {
            let json = try JSONSerialization.jsonObject(
                with: JSONEncoder().encode(protect(RandomRound(seed: seed).table, policy: policy)))
            let table = try #require(json as? [String: Any])
            for row in Self.rows(in: table["indicators"], of: "tables")
            where row["figures"] == nil {
                withheld += 1
                #expect(Set(row.keys).isSubset(of: ["group"]))
            }
            for row in Self.rows(in: table["distributions"], of: "tables") where row["n"] == nil {
                #expect(Set(row.keys).isSubset(of: ["group", "cells"]))
                #expect((row["cells"] as? [Any])?.isEmpty == true)
            }
        }
        #expect(withheld > 400)
    }

    private static func rows(in list: Any?, of key: String) -> [[String: Any]] {
        (list as? [[String: Any]] ?? []).flatMap { $0[key] as? [[String: Any]] ?? [] }
            .flatMap { $0["rows"] as? [[String: Any]] ?? [] }
    }

    @Test("no shown figure rests on less than the policy asks, with weights or without")
    func shownFigures() throws {
        var (shown, weighted) = (0, 0)
        for seed in 0..<UInt64(120) {
            let table = RandomRound(seed: seed).table
            let published = protect(table, policy: policy)

            for (indicator, exact) in zip(published.indicators, table.indicators) {
                for (breakdown, counts) in zip(indicator.tables, exact.breakdowns) {
                    for (row, exact) in zip(breakdown.rows, counts.rows) {
                        guard let figures = row.figures else { continue }
                        shown += 1
                        let estimate = try #require(exact.estimate)
                        #expect(exact.tally.valid >= policy.smallestBase)
                        #expect(estimate.effectiveBase >= 30 - 1e-6)
                        #expect(figures.n.isMultiple(of: 5))
                        if figures.unweighted != nil { weighted += 1 }
                        if let low = figures.low, let high = figures.high, let value = figures.value
                        {
                            #expect(low <= value && value <= high)
                        }
                    }
                }
            }
        }
        #expect(shown > 200 && weighted > 20)
    }

    @Test("the indicators of a question and its distribution withhold the same groups")
    func sameGroups() {
        for seed in 0..<UInt64(80) {
            let table = protect(RandomRound(seed: seed).table, policy: policy)
            let withheld = table.indicators.map { indicator in
                indicator.tables.map { $0.rows.map(\.isWithheld) }
            }
            #expect(Set(withheld).count == 1)
            for spread in (table.distributions ?? []).flatMap(\.tables) {
                let rows = table.indicators[0].tables.first { $0.variable == spread.variable }?.rows
                #expect(spread.rows.map { $0.n == nil } == rows?.map(\.isWithheld))
            }
        }
    }

    /// Changes that an attacker can't follow: two withheld groups exchange an answer each, so that
    /// their sums stay.
    @Test("answers that move between withheld groups within their sum change no byte")
    func withinTheUnion() throws {
        var moves = 0
        for seed in 0..<UInt64(300) {
            let round = RandomTable(seed: seed)
            let before = protect(round.share, policy: policy)
            let rows = round.share.indicators[0].breakdowns[1].rows
            let thin = rows.indices.filter { rows[$0].tally.valid < policy.smallestBase }
            guard let (one, other) = Self.exchange(round, among: thin) else { continue }
            moves += 1
            var moved = round
            moved.answers[one][.chosen(["1"]), default: 0] -= 1
            moved.answers[one][.chosen(["4"]), default: 0] += 1
            moved.answers[other][.chosen(["4"]), default: 0] -= 1
            moved.answers[other][.chosen(["1"]), default: 0] += 1

            #expect(protect(moved.share, policy: policy) == before, "seed \(seed)")
        }
        #expect(moves > 50)
    }

    /// A thin group in which somebody chose the lowest answer, and another with the highest.
    private static func exchange(_ round: RandomTable, among thin: [Int]) -> (Int, Int)? {
        for one in thin where round.answers[one][.chosen(["1"]), default: 0] > 0 {
            for other in thin
            where other != one && round.answers[other][.chosen(["4"]), default: 0] > 0 {
                return (one, other)
            }
        }
        return nil
    }
}
