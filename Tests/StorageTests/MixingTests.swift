import Anonymization
import Dialogues
import Foundation
import GRDB
import SurveyDefinition
import TestSupport
import Testing

@testable import Storage

@Suite("Mixing and closing")
struct MixingTests {
    private struct MixingFailed: Error {}

    @Test("a batch leaves the pool and is counted")
    func mixes() async throws {
        try await withOpenRound { store, _ in
            try await store.accept(plain: ["1", "2", "3"], seed: 1)

            let mixed = try await store.mix(safetyRound.id) { waiting in
                return batch(of: waiting, seed: 2)
            }

            #expect(mixed == 3)
            #expect(try await store.waiting(in: safetyRound.id) == 0)
            #expect(try await store.participation(in: safetyRound.id) == 3)
            let fragments = try await store.fragments(in: safetyRound.id)
            #expect(Set(fragments.map(\.answers)) == ["f#1", "f#2", "f#3"])
            #expect(Set(fragments.map(\.block)) == ["safety"])
            #expect(Set(fragments.map(\.respondentClass)) == [everybody])
            let detached = try await store.detachedAnswers(in: safetyRound.id)
            #expect(
                detached.counts[
                    .init(
                        question: "exposed", respondentClass: nil, answer: .chosen(["a#2"]))] == 1)
            #expect(detached.counts.count == 3)
        }
    }

    @Test("a fragment that is printed or dumped shows no answer")
    func fragmentsAreSilent() async throws {
        try await withOpenRound { store, _ in
            try await store.accept(plain: ["1"], seed: 16)
            _ = try await store.mix(safetyRound.id) { waiting in batch(of: waiting, seed: 17) }
            let fragments = try await store.fragments(in: safetyRound.id)

            var dumped = ""
            dump(fragments, to: &dumped)

            #expect(fragments.count == 1)
            #expect("\(fragments)" == "[•••]")
            #expect(!dumped.contains("f#"))
        }
    }

    @Test("counts of several batches add up")
    func countsAddUp() async throws {
        try await withOpenRound { store, _ in
            for (seed, texts) in [["1", "2"], ["3", "4", "5"]].enumerated() {
                try await store.accept(plain: texts, seed: UInt64(seed))
                _ = try await store.mix(safetyRound.id) { waiting in
                    return batch(of: waiting, seed: UInt64(seed))
                }
            }

            let responses = try await store.responses(in: safetyRound.id)

            var expected = ResponseTable()
            expected.add(5, to: everybody)
            expected.add(
                5, to: .init(question: "safe", respondentClass: everybody, answer: .blank))
            expected.add(
                5, to: .init(question: "exposed", respondentClass: nil, answer: .notAsked))
            #expect(responses == expected)
            #expect(responses.responses == 5)
        }
    }

    @Test("the pool is handed over in the order of its random keys")
    func poolInKeyOrder() async throws {
        try await withOpenRound { store, _ in
            try await store.accept(plain: (1...50).map(numbered), seed: 3)

            let mixed = try await store.mix(safetyRound.id) { waiting in
                let keys = waiting.map { Array($0.key) }
                #expect(keys == keys.sorted { $0.lexicographicallyPrecedes($1) })
                #expect(keys.count == 50)
                return nil
            }

            #expect(mixed == 0)
            #expect(try await store.waiting(in: safetyRound.id) == 50)
        }
    }

    @Test("a mixing that fails changes nothing and says why")
    func failingMixing() async throws {
        try await withOpenRound { store, _ in
            try await store.accept(plain: ["1"], seed: 4)

            await #expect(throws: MixingFailed.self) {
                try await store.mix(safetyRound.id) { _ in throw MixingFailed() }
            }
            await #expect(throws: MixingFailed.self) {
                try await store.close(safetyRound.id) { _ in throw MixingFailed() }
            }

            try await expectNothingMixed(in: store)
        }
    }

    @Test("a batch that takes what doesn't wait is undone whole")
    func batchNotFromPool() async throws {
        try await withOpenRound { store, _ in
            try await store.accept(plain: ["1"], seed: 5)

            await #expect(throws: StorageError.batchNotFromPool) {
                try await store.mix(safetyRound.id) { waiting in
                    var generator = SeededGenerator(seed: 6)
                    return batch(
                        of: waiting + [PooledResponse(plain: "2", using: &generator)], seed: 7)
                }
            }

            try await expectNothingMixed(in: store)
        }
    }

    @Test("closing mixes what waits, destroys the digests of submissions, and ends the round")
    func closes() async throws {
        try await withOpenRound { store, files in
            let digest = "digest-of-the-submission-key-000"
            var generator = SeededGenerator(seed: 8)
            _ = try await store.accept(
                PooledResponse(plain: "1", using: &generator), submission: Data(digest.utf8),
                in: safetyRound.id)
            #expect(try files.contain(digest))

            try await store.close(safetyRound.id) { waiting in batch(of: waiting, seed: 9) }

            #expect(try await store.round(safetyRound.id)?.stage == .closed)
            #expect(try await store.waiting(in: safetyRound.id) == 0)
            #expect(try await store.responses(in: safetyRound.id).responses == 1)
            #expect(try await store.participation(in: safetyRound.id) == 1)
            #expect(try !files.contain(digest))
        }
    }

    @Test("closing another round leaves this one's submissions alone")
    func closesOne() async throws {
        try await withOpenRound { store, _ in
            let other = Round(
                id: "other", survey: "trygghet", surveyVersion: 1, period: "2027",
                sampling: .census, stage: .open)
            try await store.create(other, surveySource: "id: trygghet", surveyDigest: "d1")
            try await store.accept(plain: ["1"], seed: 10)

            try await store.close(other.id) { _ in nil }

            #expect(try await store.waiting(in: safetyRound.id) == 1)
            var generator = SeededGenerator(seed: 10)
            let again = PooledResponse(plain: "1", using: &generator)
            let digest = Data.random(32, using: &generator)
            #expect(
                try await store.accept(again, submission: digest, in: safetyRound.id) == .repeated)
        }
    }

    @Test("a round doesn't close while a response would be left behind, nor before it was open")
    func refusesToClose() async throws {
        try await withOpenRound { store, _ in
            try await store.accept(plain: ["1"], seed: 11)
            let prepared = Round(
                id: "prepared", survey: "trygghet", surveyVersion: 1, period: "2027",
                sampling: .census)
            try await store.create(prepared, surveySource: "id: trygghet", surveyDigest: "d1")

            await #expect(throws: StorageError.responsesLeftInPool) {
                try await store.close(safetyRound.id) { _ in nil }
            }
            await #expect(throws: StorageError.stageNotAllowed(from: .prepared, to: .closed)) {
                try await store.close(prepared.id) { _ in nil }
            }

            try await expectNothingMixed(in: store)
        }
    }

    @Test("closing again does no harm")
    func closesTwice() async throws {
        try await withOpenRound { store, _ in
            try await store.accept(plain: ["1"], seed: 12)
            try await store.close(safetyRound.id) { waiting in batch(of: waiting, seed: 13) }

            try await store.close(safetyRound.id) { _ in throw MixingFailed() }

            #expect(try await store.responses(in: safetyRound.id).responses == 1)
        }
    }

    @Test("a reader that stays delays only the clearing of the log, and the next mixing does it")
    func longReading() async throws {
        try await withOpenRound { _, files in
            let store = try Store(path: files.path, patience: 0.05)
            let reading = try store.pool.makeSnapshot()
            try await store.accept(plain: ["canary"], seed: 14)

            await #expect(throws: StorageError.tracesNotCleared) {
                try await store.mix(safetyRound.id) { waiting in batch(of: waiting, seed: 15) }
            }
            try reading.close()

            #expect(try await store.responses(in: safetyRound.id).responses == 1)
            #expect(try await store.mix(safetyRound.id) { _ in throw MixingFailed() } == 0)
            #expect(try logIsEmpty(files))
        }
    }

    private func logIsEmpty(_ files: DatabaseFiles) throws -> Bool {
        try Data(contentsOf: URL(filePath: files.path + "-wal")).isEmpty
    }

    private func expectNothingMixed(in store: Store) async throws {
        #expect(try await store.round(safetyRound.id)?.stage == .open)
        #expect(try await store.waiting(in: safetyRound.id) == 1)
        #expect(try await store.fragments(in: safetyRound.id) == [])
        #expect(try await store.responses(in: safetyRound.id) == ResponseTable())
    }
}
