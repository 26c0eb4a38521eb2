import Dialogues
import Foundation
import GRDB
import SurveyDefinition
import TestSupport
import Testing

@testable import Storage

@Suite("Rounds")
struct RoundTests {
    @Test("a round comes back as it was created, in the order of creation")
    func roundTrip() async throws {
        try await withTemporaryFolder { folder in
            let store = try Store(path: DatabaseFiles(folder: folder).path)
            let full = Round(
                id: "z", survey: "trygghet", surveyVersion: 2, period: "2026 vår",
                sampling: .probability, isDemonstration: true, stage: .prepared,
                closesOn: "2026-10-31", invited: 2_420, startsSeries: .mode)
            let plain = Round(
                id: "a", survey: "trygghet", surveyVersion: 2, period: "2027", sampling: .census)

            try await store.create(full, surveySource: "text", surveyDigest: "d")
            try await store.create(plain, surveySource: "text", surveyDigest: "d")

            #expect(try await store.rounds() == [full, plain])
            #expect(try await store.round("z") == full)
            #expect(try await store.round("y") == nil)
            #expect(try await store.surveySource("trygghet", version: 2) == "text")
            #expect(try await store.surveySource("trygghet", version: 1) == nil)
        }
    }

    @Test("another text under a kept version is refused, and the round isn't created")
    func changedSurvey() async throws {
        try await withOpenRound { store, _ in
            let next = Round(
                id: "trygghet-2027", survey: "trygghet", surveyVersion: 1, period: "2027",
                sampling: .selfSelected)

            await #expect(throws: StorageError.surveyVersionChanged("trygghet", version: 1)) {
                try await store.create(next, surveySource: "id: trygghet ", surveyDigest: "d2")
            }
            let (kept, source) = (
                try await store.rounds(), try await store.surveySource("trygghet", version: 1)
            )
            #expect(kept.map(\.id) == [safetyRound.id])
            #expect(source == "id: trygghet")
        }
    }

    @Test("a round's id is used once, and a refused round leaves no survey behind")
    func idUsedOnce() async throws {
        try await withOpenRound { store, _ in
            let other = Round(
                id: safetyRound.id, survey: "dialog", surveyVersion: 1, period: "2026",
                sampling: .census)

            await #expect(throws: StorageError.roundExists(safetyRound.id)) {
                try await store.create(other, surveySource: "id: dialog", surveyDigest: "d3")
            }
            let source = try await store.surveySource("dialog", version: 1)
            #expect(source == nil)
        }
    }

    @Test("a round only moves forward, and closes only by mixing what waits")
    func stages() async throws {
        try await withOpenRound { store, _ in
            for stage in RoundStage.allCases {
                await #expect(throws: StorageError.stageNotAllowed(from: .open, to: stage)) {
                    try await store.move(safetyRound.id, to: stage)
                }
            }
            await #expect(throws: StorageError.unknownRound("nowhere")) {
                try await store.move("nowhere", to: .open)
            }
            let stage = try await store.round(safetyRound.id)?.stage
            #expect(stage == .open)
        }
    }

    @Test("the number of invited can be said again, until a release has told it")
    func invited() async throws {
        try await withOpenRound { store, _ in
            try await store.setInvited(900, to: safetyRound.id)
            try await store.setInvited(870, to: safetyRound.id)

            #expect(try await store.round(safetyRound.id)?.invited == 870)
            await #expect(throws: StorageError.unknownRound("nowhere")) {
                try await store.setInvited(1, to: "nowhere")
            }
            try await store.write { database in
                try database.execute(sql: "INSERT INTO release VALUES (1, 1, 'digest', x'00')")
            }
            await #expect(throws: StorageError.roundReleased(safetyRound.id)) {
                try await store.setInvited(860, to: safetyRound.id)
            }
            #expect(try await store.round(safetyRound.id)?.invited == 870)
        }
    }

    @Test(
        "a word that no version wrote is reported as damage",
        arguments: ["stage = 'ajar'", "starts_series = 'weather'", "sampling = ''"])
    func damagedRound(change: String) async throws {
        try await withOpenRound { store, _ in
            try await store.pool.write { try $0.execute(sql: "UPDATE round SET \(change)") }

            await #expect(throws: StorageError.damagedRound(safetyRound.id)) {
                try await store.rounds()
            }
        }
    }
}
