import Foundation
import GRDB
import SurveyDefinition
import TestSupport
import Testing

@testable import DisclosureControl
@testable import Storage

@Suite("The ledger of releases")
struct ReleaseTests {
    private func release(_ number: Int, responses: Int = 100, share: Double = 0.31) -> Release {
        let figures = Figures(
            n: 120, value: share, low: 0.27, high: 0.36, lessThan: nil, moreThan: nil,
            dontKnowShare: nil, decimals: 0, isUncertain: false)
        let whole = ProtectedBreakdown(
            variable: nil, rows: [ProtectedRow(group: nil, figures: figures)])
        return Release(
            round: safetyRound.id, number: number,
            survey: .init(id: "trygghet", version: 1, digest: "d1"),
            method: .init(
                sampling: "self-selected", isDemonstration: false, weighting: "none",
                interval: "wilson", smallestBase: 30, smallestCell: 5, softwareVersion: "1.0"),
            responsesAtLeast: responses,
            table: ProtectedTable(indicators: [
                ProtectedIndicator(
                    id: "unsafe-evening", goal: "safety", polarity: .lowerIsBetter,
                    unit: .percent, measure: "share",
                    comparability: .indicative, tables: [whole])
            ]))
    }

    @Test("releases come back as they were added, in order")
    func roundTrip() async throws {
        try await withClosedRound { store in
            #expect(try await store.latestRelease(of: safetyRound.id) == nil)
            try await store.add(release(1))
            try await store.add(release(2, responses: 125))
            #expect(try await store.latestRelease(of: safetyRound.id) == 2)

            #expect(
                try await store.releases(of: safetyRound.id)
                    == [release(1), release(2, responses: 125)])
        }
    }

    @Test("a release has the number after the last", arguments: [0, 1, 3])
    func outOfOrder(number: Int) async throws {
        try await withClosedRound { store in
            try await store.add(release(1))

            await #expect(throws: StorageError.releaseOutOfOrder(expected: 2)) {
                try await store.add(release(number))
            }
            #expect(try await store.releases(of: safetyRound.id).count == 1)
        }
    }

    @Test("only a closed round has releases")
    func notClosed() async throws {
        try await withOpenRound { store, _ in
            await #expect(throws: StorageError.roundNotClosed(safetyRound.id)) {
                try await store.add(release(1))
            }
            await #expect(throws: StorageError.unknownRound("nowhere")) {
                try await store.releases(of: "nowhere")
            }
        }
    }

    @Test("a figure that is no number is refused")
    func notEncodable() async throws {
        try await withClosedRound { store in
            await #expect(throws: StorageError.releaseNotEncodable) {
                try await store.add(release(1, share: .nan))
            }
        }
    }

    @Test(
        "any change of a stored release is found",
        arguments: [
            "UPDATE release SET json = CAST(replace(CAST(json AS TEXT), '0.31', '0.13') AS BLOB)",
            "UPDATE release SET json = CAST(CAST(json AS TEXT) || ' ' AS BLOB)",
            "UPDATE release SET json = x'00'",
            "UPDATE release SET digest = 'x' || substr(digest, 2)",
        ])
    func tampering(sql: String) async throws {
        try await withClosedRound { store in
            try await store.add(release(1))

            try await store.pool.write { try $0.execute(sql: sql) }

            await #expect(throws: StorageError.damagedRelease(safetyRound.id, number: 1)) {
                try await store.releases(of: safetyRound.id)
            }
        }
    }

    @Test("a release that was renumbered is found")
    func renumbered() async throws {
        try await withClosedRound { store in
            try await store.add(release(1))
            try await store.pool.write { try $0.execute(sql: "UPDATE release SET number = 2") }

            await #expect(throws: StorageError.damagedRelease(safetyRound.id, number: 2)) {
                try await store.releases(of: safetyRound.id)
            }
        }
    }

    private func withClosedRound(_ body: (Store) async throws -> Void) async throws {
        try await withOpenRound { store, _ in
            try await store.close(safetyRound.id) { _ in nil }
            try await body(store)
        }
    }
}
