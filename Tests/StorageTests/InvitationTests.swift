import Dialogues
import Foundation
import GRDB
import SurveyDefinition
import TestSupport
import Testing

@testable import Anonymization
@testable import Storage

/// The round that codes are spent in.
private let codeRound = Round(
    id: "urval-2026", survey: "trygghet", surveyVersion: 1, period: "2026",
    sampling: .probability, anonymity: .code)
private let codeKey = Data("the-code-key-16b".utf8)

@Suite("Invitation codes at rest")
struct InvitationTests {
    /// The digest of a code that is a text: its own bytes and the key's, so that a test finds it.
    private func digest(_ text: String) -> Store.CodeDigest {
        { key in
            #expect(key == codeKey)
            return Data("\(text)-digest-of-code".utf8.prefix(16))
        }
    }

    private func withCodeRound(_ body: (Store, DatabaseFiles) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let files = DatabaseFiles(folder: folder)
            let store = try Store(path: files.path)
            try await store.create(
                codeRound, surveySource: "id: trygghet", surveyDigest: "d1", codeKey: codeKey)
            try await store.issue(["a1", "b2", "c3"].map(digest), in: codeRound.id)
            try await store.move(codeRound.id, to: .open)
            try await body(store, files)
        }
    }

    private func send(
        _ code: Store.CodeDigest?, to store: Store, submission: UInt64
    ) async -> Result<Acceptance, StorageError> {
        var generator = SeededGenerator(seed: submission)
        let response = PooledResponse(plain: "response", using: &generator)
        let key = Data.random(16, using: &generator)
        do throws(StorageError) {
            return .success(
                try await store.accept(
                    response, submission: key, admission: code.map { .code($0) } ?? .none,
                    in: codeRound.id))
        } catch {
            return .failure(error)
        }
    }

    @Test("A code is spent once; a repeated send of the same page is welcome, another page isn't")
    func spentOnce() async throws {
        try await withCodeRound { store, _ in
            let outcomes = [
                await send(digest("a1"), to: store, submission: 1),
                await send(digest("a1"), to: store, submission: 1),
                await send(digest("a1"), to: store, submission: 2),
                await send(digest("b2"), to: store, submission: 2),
            ]

            #expect(
                outcomes == [
                    .success(.accepted), .success(.repeated),
                    .failure(.codeNotValid(codeRound.id)), .success(.accepted),
                ])
            let waiting = try await store.waiting(in: codeRound.id)
            #expect(waiting == 2)
            #expect(try await store.participation(in: codeRound.id) == 2)
            #expect(
                try await store.invitationCounts(in: codeRound.id) == .init(issued: 3, used: 2))
        }
    }

    @Test("An unknown, a used and a missing code are refused alike, and change nothing")
    func refusedAlike() async throws {
        try await withCodeRound { store, _ in
            _ = await send(digest("a1"), to: store, submission: 1)
            let before = try await rows(of: store)

            let outcomes = [
                await send(digest("a1"), to: store, submission: 2),
                await send(digest("z9"), to: store, submission: 3),
                await send(nil, to: store, submission: 4),
            ]

            #expect(
                outcomes == Array(repeating: .failure(.codeNotValid(codeRound.id)), count: 3))
            #expect(try await rows(of: store) == before)
        }
    }

    @Test("One code sent by 200 pages at once is spent by one of them")
    func atOnce() async throws {
        try await withCodeRound { store, _ in
            let outcomes = await withTaskGroup(of: Result<Acceptance, StorageError>.self) { tasks in
                for submission in 0..<200 as Range<UInt64> {
                    tasks.addTask { await send(digest("b2"), to: store, submission: submission) }
                }
                return await tasks.reduce(into: []) { $0.append($1) }
            }

            #expect(outcomes.count { $0 == .success(.accepted) } == 1)
            #expect(outcomes.count { $0 == .failure(.codeNotValid(codeRound.id)) } == 199)
            let waiting = try await store.waiting(in: codeRound.id)
            #expect(waiting == 1)
            #expect(
                try await store.invitationCounts(in: codeRound.id) == .init(issued: 3, used: 1))
        }
    }

    @Test("Closing leaves neither an invitation nor the code key, byte by byte")
    func destroyed() async throws {
        try await withCodeRound { store, files in
            let digests = ["a1-digest-of-cod", "b2-digest-of-cod", "c3-digest-of-cod"]
            _ = await send(digest("a1"), to: store, submission: 1)
            #expect(try digests.allSatisfy(files.contain))
            #expect(try files.contain("the-code-key-16b"))

            try await store.close(codeRound.id) { batch(of: $0, seed: 2) }

            for text in digests + ["the-code-key-16b"] {
                let isThere = try files.contain(text)
                #expect(!isThere)
            }
            let left = try await store.pool.read { database in
                try Int.fetchOne(
                    database,
                    sql: "SELECT count(*) + (SELECT count(code_key) FROM round) FROM invitation")
            }
            #expect(left == 0)
            await #expect(throws: StorageError.takesNoCodes(codeRound.id)) {
                try await store.issue([digest("d4")], in: codeRound.id)
            }
            #expect(
                await send(digest("b2"), to: store, submission: 5)
                    == .failure(.roundNotOpen(codeRound.id)))
        }
    }

    @Test("Another round's codes are neither known nor destroyed")
    func ofTheirRound() async throws {
        try await withCodeRound { store, _ in
            let other = Round(
                id: "other", survey: "trygghet", surveyVersion: 1, period: "2027",
                sampling: .census, anonymity: .code)
            try await store.create(
                other, surveySource: "id: trygghet", surveyDigest: "d1", codeKey: codeKey)
            try await store.issue([digest("o1")], in: other.id)
            try await store.move(other.id, to: .open)

            #expect(
                await send(digest("o1"), to: store, submission: 1)
                    == .failure(.codeNotValid(codeRound.id)))
            try await store.close(other.id) { _ in nil }

            #expect(await send(digest("a1"), to: store, submission: 2) == .success(.accepted))
        }
    }

    @Test("A new code stands in for a lost one, unused for an unused and used for a used one")
    func replaced() async throws {
        try await withCodeRound { store, files in
            _ = await send(digest("a1"), to: store, submission: 1)

            try await store.replace(digest("a1"), by: digest("n1"), in: codeRound.id)
            try await store.replace(digest("b2"), by: digest("n2"), in: codeRound.id)

            let refusal = Result<Acceptance, StorageError>.failure(.codeNotValid(codeRound.id))
            #expect(await send(digest("a1"), to: store, submission: 2) == refusal)
            #expect(await send(digest("n1"), to: store, submission: 3) == refusal)
            #expect(await send(digest("b2"), to: store, submission: 4) == refusal)
            #expect(await send(digest("n2"), to: store, submission: 5) == .success(.accepted))
            #expect(
                try await store.invitationCounts(in: codeRound.id) == .init(issued: 3, used: 2))
            await #expect(throws: StorageError.codeNotIssued(codeRound.id)) {
                try await store.replace(digest("a1"), by: digest("n3"), in: codeRound.id)
            }
        }
    }

    @Test("The invited are those with a code, unless somebody has said another number")
    func invited() async throws {
        try await withCodeRound { store, _ in
            #expect(try await store.round(codeRound.id)?.invited == 3)
            try await store.issue([digest("d4")], in: codeRound.id)
            #expect(try await store.round(codeRound.id)?.invited == 4)
            try await store.setInvited(2, to: codeRound.id)
            try await store.issue([digest("e5")], in: codeRound.id)

            #expect(try await store.round(codeRound.id)?.invited == 2)
        }
    }

    @Test("Where a code is there already, none of the new ones is kept")
    func collision() async throws {
        try await withCodeRound { store, _ in
            await #expect(throws: StorageError.database(code: 1555)) {
                try await store.issue([digest("d4"), digest("a1")], in: codeRound.id)
            }

            let counts = try await store.invitationCounts(in: codeRound.id)
            #expect(counts.issued == 3)
        }
    }

    @Test("A round that everybody may answer has no codes, and asks for none")
    func openRound() async throws {
        try await withOpenRound { store, _ in
            await #expect(throws: StorageError.takesNoCodes(safetyRound.id)) {
                try await store.issue([digest("a1")], in: safetyRound.id)
            }
            await #expect(throws: StorageError.takesNoCodes(safetyRound.id)) {
                try await store.invitationCounts(in: safetyRound.id)
            }
            try await store.accept(plain: ["without a code"], seed: 1)

            #expect(try await store.participation(in: safetyRound.id) == 1)
        }
    }

    /// Every row that a submission could touch.
    private func rows(of store: Store) async throws -> [String] {
        try await store.pool.read { database in
            try ["pool", "submission", "invitation", "round"].flatMap { table in
                try Row.fetchAll(database, sql: "SELECT * FROM \(table)").map { "\($0)" }
            }
        }
    }
}
