import Dialogues
import DisclosureControl
import Foundation
import GRDB
import SurveyDefinition
import TestSupport
import Testing

@testable import Anonymization
@testable import Storage

@Suite("Disposal")
struct DisposalTests {
    private static let day = CalendarDay(of: Date(timeIntervalSince1970: 1_795_262_400))
    private static let version = "0.3.0"

    @Test(
        "what is disposed of is gone from its tables and from the files, and the proof says how much",
        arguments: [
            (DisposalScope.texts, ["text_judgement": 0, "detached_text": 3]),
            (.answers, ["fragment": 3, "detached_answer": 3, "tally": 2, "class_count": 1]),
            (
                .all,
                [
                    "text_judgement": 0, "detached_text": 3, "fragment": 3, "detached_answer": 3,
                    "tally": 2,
                    "class_count": 1,
                ]
            ),
        ])
    func disposes(scope: DisposalScope, rows: [String: Int]) async throws {
        try await withClosedRound { store, files in
            let before = try await Self.rows(in: store)
            #expect(try files.contain("t#canary-1") && files.contain("f#canary-1"))

            let proof = try await store.dispose(
                scope, of: safetyRound.id, on: Self.day, by: Self.version)

            #expect(proof.isIntact)
            #expect(proof.deletion.rows == rows)
            #expect(proof.deletion.what == scope)
            #expect(proof.deletion.number == 1)
            #expect(proof.deletion.lastRelease == nil)
            #expect(proof.deletion.softwareVersion == Self.version)
            #expect(proof.deletion.date == "\(Self.day)")
            let left = before.filter { rows[$0.key] == nil }
            let after = try await Self.rows(in: store)
            #expect(after == left.merging(rows.mapValues { _ in 0 }) { first, _ in first })
            #expect(try files.contain("t#canary-1") == !scope.includesTexts)
            #expect(try files.contain("f#canary-1") == !scope.includesAnswers)
            #expect(try files.contain("a#canary-1") == !scope.includesAnswers)
            #expect(try await store.disposals() == [proof])
            let round = try #require(try await store.round(safetyRound.id))
            #expect(round.textsDisposedOn == (scope.includesTexts ? "\(Self.day)" : nil))
            #expect(round.answersDisposedOn == (scope.includesAnswers ? "\(Self.day)" : nil))
        }
    }

    @Test("another round keeps what it has")
    func leavesOthers() async throws {
        try await withClosedRound { store, files in
            let other = Round(
                id: "other", survey: "trygghet", surveyVersion: 1, period: "2027",
                sampling: .census)
            try await store.create(other, surveySource: "id: trygghet", surveyDigest: "d1")
            try await store.move(other.id, to: .open)
            try await store.close(other.id) { _ in nil }

            let proof = try await store.dispose(.all, of: other.id, on: Self.day, by: Self.version)

            #expect(proof.deletion.rows.values.allSatisfy { $0 == 0 })
            #expect(try await store.responses(in: safetyRound.id).responses == 3)
            #expect(try files.contain("t#canary-1"))
            #expect(try await store.round(safetyRound.id)?.answersDisposedOn == nil)
        }
    }

    @Test("disposing of the rest gives a second proof, and doing it again none")
    func twice() async throws {
        try await withClosedRound { store, _ in
            let texts = try await store.dispose(
                .texts, of: safetyRound.id, on: Self.day, by: Self.version)
            let rest = try await store.dispose(
                .all, of: safetyRound.id, on: Self.day, by: Self.version)
            let again = try await store.dispose(
                .all, of: safetyRound.id, on: Self.day, by: "later")
            let textsAgain = try await store.dispose(
                .texts, of: safetyRound.id, on: Self.day, by: "later")

            #expect(rest.deletion.what == .answers)
            #expect(rest.deletion.number == 2)
            #expect(again == rest)
            #expect(textsAgain == texts)
            #expect(try await store.disposals() == [texts, rest])
        }
    }

    @Test("only a closed round is disposed of")
    func refused() async throws {
        try await withOpenRound { store, _ in
            try await store.accept(plain: ["canary"], seed: 1)

            await #expect(throws: StorageError.roundNotClosed(safetyRound.id)) {
                try await store.dispose(.all, of: safetyRound.id, on: Self.day, by: Self.version)
            }
            await #expect(throws: StorageError.unknownRound("nowhere")) {
                try await store.dispose(.all, of: "nowhere", on: Self.day, by: Self.version)
            }

            #expect(try await store.waiting(in: safetyRound.id) == 1)
            #expect(try await store.disposals() == [])
        }
    }

    @Test("a proof that can't be kept undoes the deletion")
    func noProofNoDeletion() async throws {
        try await withClosedRound { store, files in
            let before = try await Self.rows(in: store)
            try await store.write { database in
                try database.execute(
                    sql: """
                        CREATE TRIGGER full BEFORE INSERT ON disposal
                        BEGIN SELECT RAISE(ABORT, 'no'); END
                        """)
            }

            await #expect(throws: StorageError.self) {
                try await store.dispose(.all, of: safetyRound.id, on: Self.day, by: Self.version)
            }

            #expect(try await Self.rows(in: store) == before)
            #expect(try files.contain("t#canary-1"))
            #expect(try await store.disposals() == [])
        }
    }

    @Test("a proof that was changed is found")
    func changedProof() async throws {
        try await withClosedRound { store, _ in
            _ = try await store.dispose(.all, of: safetyRound.id, on: Self.day, by: Self.version)
            try await store.write { database in
                try database.execute(
                    sql: """
                        UPDATE disposal
                        SET json = CAST(replace(CAST(json AS TEXT), '"fragment":3', '"fragment":4')
                            AS BLOB)
                        """)
            }

            await #expect(throws: StorageError.damagedProof(safetyRound.id, number: 1)) {
                try await store.disposals()
            }
        }
    }

    @Test("a reader that stays delays only the clearing, and disposing again does it")
    func longReading() async throws {
        try await withClosedRound { _, files in
            let store = try Store(path: files.path, patience: 0.05)
            let reading = try store.pool.makeSnapshot()

            await #expect(throws: StorageError.tracesNotCleared) {
                try await store.dispose(.all, of: safetyRound.id, on: Self.day, by: Self.version)
            }
            try reading.close()
            let proof = try await store.dispose(
                .all, of: safetyRound.id, on: Self.day, by: Self.version)

            #expect(try await store.disposals() == [proof])
            #expect(try !files.contain("canary"))
        }
    }

    @Test("closing keeps the month, and closing again doesn't change it")
    func closingMonth() async throws {
        try await withOpenRound { store, _ in
            let month = try #require(CalendarMonth("2026-11"))

            try await store.close(safetyRound.id, in: month) { _ in nil }
            try await store.close(safetyRound.id, in: month.adding(months: 3)) { _ in nil }

            #expect(try await store.round(safetyRound.id)?.closedIn == month)
        }
    }

    /// Runs `body` where three responses are mixed and `safetyRound` is closed.
    private func withClosedRound(_ body: (Store, DatabaseFiles) async throws -> Void) async throws {
        try await withOpenRound { store, files in
            try await store.accept(plain: (1...3).map { "canary-\($0)" }, seed: 20)
            try await store.close(safetyRound.id) { waiting in batch(of: waiting, seed: 21) }
            try await body(store, files)
        }
    }

    /// How many rows each table of answers holds.
    private static func rows(in store: Store) async throws -> [String: Int] {
        let tables = [
            "text_judgement", "detached_text", "fragment", "detached_answer", "tally",
            "class_count",
        ]
        return try await store.pool.read { database in
            try tables.reduce(into: [:]) { rows, table in
                rows[table] = try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)")
            }
        }
    }
}
