import Answering
import Foundation
import GRDB
import TestSupport
import Testing
import Tickets

/// A round of level `blind`, from the commands to the disk when it has closed.
extension ServiceTests {
    @Suite("Blind tickets")
    struct TicketTests {
        private static let round = "urval-2026"

        @Test("Neither tickets nor codes nor messages are found on the disk, before or after closing")
        func canaries() async throws {
            try await withService { service in
                let installation = service.installation
                let admissions = try await service.open(Self.round, at: "blind", admitting: 24)
                let tickets = try admissions.map { admission in
                    guard case .ticket(let text) = admission else { throw TicketError.notBlinded }
                    return try #require(Ticket(text: text))
                }
                let codes = try await installation.issueCodes(3, for: Self.round)
                let blinding = try Blinding(for: try await service.ticketKey(of: Self.round))
                #expect(
                    try await service.ask(blinding.blinded, for: codes[0], in: Self.round).status
                        == 200)
                for (number, admission) in admissions.enumerated() {
                    let submission = Submission(text: "text \(number)", admission: admission)
                    let reply = try await service.wire.send(submission.request(to: Self.round))
                    #expect(reply.status == 201)
                }
                try expectNone(of: tickets, codes, blinding.blinded, in: installation)

                try await installation.succeed("round", "close", Self.round)
                #expect(try await service.stop() == 0)

                try expectNone(of: tickets, codes, blinding.blinded, in: installation)
                #expect(try installation.keptTexts().count == 24)
                let left = try installation.read {
                    try Int.fetchOne($0, sql: "SELECT count(*) FROM spent_ticket")
                }
                #expect(left == 0)
                let issuer = installation.data.appending(path: "issuer.sqlite")
                let issued = try await DatabaseQueue(path: issuer.path).read {
                    try Int.fetchOne(
                        $0,
                        sql: "SELECT (SELECT count(*) FROM round) + (SELECT count(*) FROM invitation)"
                    )
                }
                #expect(issued == 0)
            }
        }

        /// Looks for the messages and signatures of tickets, and for codes, as bytes and as texts.
        private func expectNone(
            of tickets: [Ticket], _ codes: [String], _ blinded: [UInt8],
            in installation: Installation, sourceLocation: SourceLocation = #_sourceLocation
        ) throws {
            let search = try DiskSearch(below: installation.folder)
            let codeBytes = try codes.map { try #require(InvitationCode(typed: $0)).bytes }
            let secrets =
                tickets.flatMap { [$0.message, Array($0.signature.prefix(32))] } + codeBytes
                + [Array(blinded.suffix(32))]
            #expect(search.files.contains { $0.path.hasSuffix("issuer.sqlite") })
            for secret in secrets {
                for form in [Data(secret), Data(Base64URL.text(of: secret.dropLast(2)).utf8)] {
                    let holding = search.files.filter { $0.bytes.range(of: form) != nil }
                    #expect(holding.map(\.path) == [], sourceLocation: sourceLocation)
                }
            }
            for code in codes {
                #expect(search.places(of: code.lowercased()) == [], sourceLocation: sourceLocation)
            }
        }

        @Test("The two parts run apart, and the one has no address of the other")
        func apart() async throws {
            try await withTemporaryFolder { folder in
                let installation = Installation(folder: folder)
                let alone = try await installation.run("serve", "--role", "issuer", "--port", "1")
                #expect(alone.status != 0)
                #expect(alone.complaints.contains("RADSLAG_TICKET_ADDRESS"))
            }
        }

        @Test("Over twenty-five kills a code gives one ticket: the one that was given, again and no other")
        func issuing() async throws {
            var generator = SeededGenerator(seed: 8)
            try await withService { service in
                _ = try await service.open(Self.round, at: "blind", admitting: 1)
                let codes = try await service.installation.issueCodes(25, for: Self.round)
                let key = try await service.ticketKey(of: Self.round)
                var acknowledged = 0
                for (place, code) in codes.enumerated() {
                    let (first, second) = (try Blinding(for: key), try Blinding(for: key))
                    // The code is used at once, and the answer comes some tenths of a second later.
                    let delay = Int.random(in: 0...60, using: &generator)
                    let patience = place % 5 == 0 ? 2_500 : delay
                    async let kill: Void = service.kill(after: .milliseconds(patience))
                    let reply = try? await service.ask(first.blinded, for: code, in: Self.round)
                    try await kill
                    try await service.start()
                    async let asked = service.ask(second.blinded, for: code, in: Self.round)
                    let again = try await service.ask(first.blinded, for: code, in: Self.round)
                    let other = try await asked

                    if let reply {
                        acknowledged += 1
                        #expect(reply.status == 200 && again.body == reply.body)
                    }
                    #expect([other.status, again.status].sorted() == [200, 403])
                }
                #expect((1..<codes.count).contains(acknowledged))
            }
        }
    }
}
