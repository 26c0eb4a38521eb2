import Dialogues
import Foundation
import GRDB
import SurveyDefinition
import TestSupport
import Testing
import Tickets

@testable import Anonymization
@testable import Storage

@Suite("Tickets at rest")
struct TicketTests {
    private static let round: RoundID = "urval-2026"
    private static let key = Result { try TicketSigningKey().publicKey }

    private func withTicketRound(_ body: (Store, DatabaseFiles) async throws -> Void) async throws {
        let key = try Self.key.get()
        try await withTemporaryFolder { folder in
            let files = DatabaseFiles(folder: folder)
            let store = try Store(path: files.path)
            try await store.create(
                Round(
                    id: Self.round, survey: "trygghet", surveyVersion: 1, period: "2026",
                    sampling: .probability, anonymity: .blind,
                    tickets: TicketTerms(key: key, isPlainAllowed: true)),
                surveySource: "id: trygghet", surveyDigest: "d1")
            try await store.move(Self.round, to: .open)
            try await body(store, files)
        }
    }

    /// A ticket's digest: 16 bytes that a test finds again.
    private func digest(_ number: Int) -> Data { Data("ticket-digest\(numbered(number))".utf8.suffix(16)) }

    private func send(
        _ ticket: Data, to store: Store, submission: UInt64,
        admission: Store.Admission = .ticket
    ) async -> Result<Acceptance, StorageError> {
        var generator = SeededGenerator(seed: submission)
        do throws(StorageError) {
            return .success(
                try await store.accept(
                    PooledResponse(key: ticket, sealed: Data("response".utf8)),
                    submission: .random(16, using: &generator), admission: admission,
                    in: Self.round))
        } catch {
            return .failure(error)
        }
    }

    @Test("A round keeps which key its tickets are of, and whether plain ones are given")
    func terms() async throws {
        try await withTicketRound { store, _ in
            let kept = try await store.round(Self.round)

            #expect(kept?.anonymity == .blind)
            #expect(kept?.tickets == TicketTerms(key: try Self.key.get(), isPlainAllowed: true))
        }
    }

    @Test("A ticket counts once: while its response waits, after it was mixed, and never again")
    func once() async throws {
        try await withTicketRound { store, _ in
            let waiting = [
                await send(digest(1), to: store, submission: 1),
                await send(digest(1), to: store, submission: 1),
                await send(digest(1), to: store, submission: 2),
                await send(digest(2), to: store, submission: 3),
            ]
            _ = try await store.mix(Self.round) { batch(of: $0, seed: 1) }
            let mixed = [
                await send(digest(1), to: store, submission: 1),
                await send(digest(1), to: store, submission: 4),
                await send(digest(3), to: store, submission: 5),
            ]

            let refused = Result<Acceptance, StorageError>.failure(.ticketNotValid(Self.round))
            #expect(
                waiting == [.success(.accepted), .success(.repeated), refused, .success(.accepted)])
            #expect(mixed == [.success(.repeated), refused, .success(.accepted)])
            #expect(try await store.participation(in: Self.round) == 3)
        }
    }

    @Test("Without a ticket nothing is taken, with a code neither")
    func withoutTicket() async throws {
        try await withTicketRound { store, files in
            let before = try files.bytes()
            for admission in [Store.Admission.none, .code { _ in Data(count: 16) }] {
                let outcome = await send(
                    digest(1), to: store, submission: 1, admission: admission)

                #expect(outcome == .failure(.ticketNotValid(Self.round)))
            }
            #expect(try await store.participation(in: Self.round) == 0)
            #expect(try files.bytes() == before)
        }
    }

    @Test("Two responses with one ticket in one commit: the second is refused")
    func sameGroup() async throws {
        try await withTicketRound { store, _ in
            let group = (1...2).map { number in
                Submission(
                    response: PooledResponse(key: digest(1), sealed: Data("response".utf8)),
                    digest: Data("submission \(number)".utf8), admission: .ticket,
                    round: Self.round)
            }

            let outcomes = await Store.accept(group, in: store.pool)

            #expect(
                outcomes == [.success(.accepted), .failure(.ticketNotValid(Self.round))])
        }
    }

    @Test("Accepting writes no row more than in an open round, and the list of spent tickets has no order")
    func rows() async throws {
        try await withTicketRound { store, _ in
            for number in 1...40 {
                _ = await send(digest((number * 17) % 41), to: store, submission: UInt64(number))
            }
            #expect(try await spent(in: store) == [])

            _ = try await store.mix(Self.round) { batch(of: $0, seed: 1) }

            #expect(try await spent(in: store) == (1...40).map(digest))
        }
    }

    @Test("Closing forgets every ticket, in the bytes as well")
    func closing() async throws {
        try await withTicketRound { store, files in
            _ = await send(digest(1), to: store, submission: 1)
            _ = try await store.mix(Self.round) { batch(of: $0, seed: 1) }
            _ = await send(digest(2), to: store, submission: 2)
            #expect(try files.bytes().range(of: digest(1)) != nil)

            try await store.close(Self.round) { batch(of: $0, seed: 2) }

            for number in 1...2 { #expect(try files.bytes().range(of: digest(number)) == nil) }
        }
    }

    private func spent(in store: Store) async throws -> [Data] {
        try await store.pool.read {
            try Data.fetchAll($0, sql: "SELECT digest FROM spent_ticket")
        }
    }
}
