import Anonymization
import Answering
import Foundation
import GRDB
import Issuing
import SurveyDefinition
import TestSupport
import Testing
import Tickets

@Suite("The issuer of tickets")
struct TicketIssuerTests {
    private let round: RoundID = "urval-2026"

    /// A message as a browser blinds it: any number below the modulus looks like one.
    private func blinded(_ number: UInt8 = 1) -> [UInt8] {
        [0] + (1..<255).map { UInt8($0) } + [number]
    }

    private func issuer(in folder: URL, secret: UInt8 = 5) throws -> TicketIssuer {
        let key = try #require(MasterKey([UInt8](repeating: secret, count: 32)))
        return try TicketIssuer(path: folder.appending(path: "issuer.sqlite").path, key: key)
    }

    private func withIssuer(
        plain: Bool = false, _ body: (TicketIssuer, URL) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let issuer = try issuer(in: folder)
            try await issuer.prepare(round, isPlainAllowed: plain)
            try await body(issuer, folder)
        }
    }

    @Test("A code gives a signature once: the same for the same message, none for another")
    func onceForACode() async throws {
        try await withIssuer { issuer, _ in
            let code = try #require(try await issuer.createInvitations(1, in: round).first)
            let first = try await issuer.sign(blinded(), for: code, in: round)

            #expect(try await issuer.sign(blinded(), for: code, in: round) == first)
            await #expect(throws: IssuerError.codeNotValid(round)) {
                _ = try await issuer.sign(blinded(2), for: code, in: round)
            }
            #expect(try await issuer.counts(in: round) == (1, 1))
        }
    }

    @Test("A code that is asked for by a hundred at once is used for one message")
    func oneMessageAtOnce() async throws {
        try await withIssuer { issuer, _ in
            let code = try #require(try await issuer.createInvitations(1, in: round).first)
            let messages = (0..<100).map { blinded($0) }

            let given = await withTaskGroup(of: Bool.self) { group in
                for message in messages {
                    group.addTask { [round] in
                        (try? await issuer.sign(message, for: code, in: round)) != nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }

            #expect(given == 1)
        }
    }

    @Test("An unknown and a used code are refused alike, and what can't be signed uses no code")
    func refusals() async throws {
        try await withIssuer { issuer, _ in
            let codes = try await issuer.createInvitations(2, in: round)
            var generator = SystemRandomNumberGenerator()
            let unknown = InvitationCode(using: &generator)
            _ = try await issuer.sign(blinded(), for: codes[0], in: round)

            for code in [codes[0], unknown] {
                await #expect(throws: IssuerError.codeNotValid(round)) {
                    _ = try await issuer.sign(blinded(2), for: code, in: round)
                }
            }
            await #expect(throws: IssuerError.notBlinded) {
                _ = try await issuer.sign([1], for: codes[1], in: round)
            }
            _ = try await issuer.sign(blinded(), for: codes[1], in: round)
            await #expect(throws: IssuerError.unknownRound("elsewhere")) {
                _ = try await issuer.sign(blinded(), for: codes[1], in: "elsewhere")
            }
        }
    }

    @Test("A plain ticket is good, of the same message each time, and only where the round has them")
    func plainTickets() async throws {
        try await withIssuer(plain: true) { issuer, _ in
            let code = try #require(try await issuer.createInvitations(1, in: round).first)
            let key = try #require(try await issuer.terms(of: round)).key

            let first = try await issuer.plainTicket(for: code, in: round)
            let second = try await issuer.plainTicket(for: code, in: round)

            #expect(key.hasSigned(first) && first.message == second.message)
            await #expect(throws: IssuerError.codeNotValid(round)) {
                _ = try await issuer.sign(blinded(), for: code, in: round)
            }
        }
        try await withIssuer { issuer, _ in
            let code = try #require(try await issuer.createInvitations(1, in: round).first)

            await #expect(throws: IssuerError.plainNotAllowed(round)) {
                _ = try await issuer.plainTicket(for: code, in: round)
            }
            _ = try await issuer.sign(blinded(), for: code, in: round)
        }
    }

    @Test("A code that replaces another is as used as that was, and the other is void")
    func replacements() async throws {
        try await withIssuer { issuer, _ in
            let codes = try await issuer.createInvitations(2, in: round)
            _ = try await issuer.sign(blinded(), for: codes[0], in: round)

            let forUsed = try await issuer.replaceInvitation(codes[0], in: round)
            let forUnused = try await issuer.replaceInvitation(codes[1], in: round)

            await #expect(throws: IssuerError.codeNotValid(round)) {
                _ = try await issuer.sign(blinded(2), for: forUsed, in: round)
            }
            _ = try await issuer.sign(blinded(), for: forUnused, in: round)
            await #expect(throws: IssuerError.codeNotIssued(round)) {
                _ = try await issuer.replaceInvitation(codes[1], in: round)
            }
            #expect(try await issuer.counts(in: round) == (2, 2))
        }
    }

    @Test("Preparing again keeps the key; another rule and another secret are refused")
    func preparingAgain() async throws {
        try await withIssuer { issuer, folder in
            let key = try #require(try await issuer.terms(of: round)).key

            #expect(try await issuer.prepare(round, isPlainAllowed: false) == key)
            await #expect(throws: IssuerError.roundDiffers(round)) {
                try await issuer.prepare(round, isPlainAllowed: true)
            }
            await #expect(throws: IssuerError.brokenSeal) {
                _ = try await self.issuer(in: folder, secret: 6).terms(of: round)
            }
        }
    }

    @Test("No file holds a code or a message, and closing leaves no byte of the round's digests")
    func files() async throws {
        try await withIssuer { issuer, folder in
            let codes = try await issuer.createInvitations(30, in: round)
            for (place, code) in codes.enumerated() {
                _ = try await issuer.sign(blinded(UInt8(place)), for: code, in: round)
            }
            let digests = try await readDigests(in: folder)
            let open = try bytes(of: folder)
            for code in codes {
                #expect(open.range(of: Data(code.bytes)) == nil)
                #expect(open.range(of: Data(code.printed.utf8)) == nil)
            }
            #expect(open.range(of: Data(blinded().prefix(32))) == nil)
            #expect(digests.count == 60 && digests.allSatisfy { open.range(of: $0) != nil })

            try await issuer.close(round)

            let closed = try bytes(of: folder)
            #expect(digests.allSatisfy { closed.range(of: $0) == nil })
            #expect(try await issuer.terms(of: round) == nil)
            try await issuer.close(round)
        }
    }

    /// Every file of the folder, one after the other.
    private func bytes(of folder: URL) throws -> Data {
        try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .map { try Data(contentsOf: folder.appending(path: $0)) }.reduce(Data(), +)
    }

    /// The digests of codes and of messages, as the database has them.
    private func readDigests(in folder: URL) async throws -> [Data] {
        let path = folder.appending(path: "issuer.sqlite").path
        return try await DatabaseQueue(path: path).read { database in
            try Row.fetchAll(database, sql: "SELECT digest, request FROM invitation")
                .flatMap { [$0[0] as Data, $0[1] as Data] }
        }
    }
}
