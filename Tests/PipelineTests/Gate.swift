import Anonymization
import Answering
import Dialogues
import Foundation
import GRDB
import Issuing
import Pipeline
import SurveyDefinition
import TestSupport
import Tickets

/// The small round of one level, open, with an admission for each who will answer.
struct Gate {
    /// In the order of answering; empty in an open round.
    let admissions: [Admission]
    /// In the same order; empty in an open round.
    let codes: [InvitationCode]
    /// Places in that order, in the order in which tickets were asked for: residents answer a while after they
    /// asked, and overtake each other, twenty at a time.
    let issued: [Int]
    private let issuersDatabase: URL

    init(
        to consultation: Consultation, admitting count: Int, at level: AnonymityLevel,
        in folder: URL
    ) async throws {
        let round = Consultation.smallRound
        issuersDatabase = folder.appending(path: "issuer.sqlite")
        var tickets: TicketTerms?
        var issuer: TicketIssuer?
        if level == .blind, let key = MasterKey(Array(repeating: 9, count: 32)) {
            let own = try TicketIssuer(path: issuersDatabase.path, key: key)
            tickets = TicketTerms(
                key: try await own.prepare(round, isPlainAllowed: false), isPlainAllowed: false)
            issuer = own
        }
        try await consultation.createRound(
            .init(
                id: round, survey: "small", period: "2026",
                sampling: level == .open ? .selfSelected : .census, anonymity: level,
                tickets: tickets))
        try await consultation.openRound(round)
        switch level {
        case .open: (admissions, codes, issued) = ([], [], [])
        case .code:
            codes = try await consultation.createInvitations(count, in: round)
            (admissions, issued) = (codes.map(Admission.code), Array(codes.indices))
        case .blind:
            guard let issuer, let tickets else { preconditionFailure("32 bytes are a key.") }
            codes = try await issuer.createInvitations(count, in: round)
            var generator = SeededGenerator(seed: 41)
            issued = stride(from: 0, to: count, by: 20).flatMap { start in
                (start..<min(start + 20, count)).shuffled(using: &generator)
            }
            var given: [Int: Admission] = [:]
            for place in issued {
                let blinding = try Blinding(for: tickets.key)
                let signature = try await issuer.sign(
                    blinding.blinded, for: codes[place], in: round)
                given[place] = .ticket(try blinding.ticket(from: signature))
            }
            admissions = (0..<count).compactMap { given[$0] }
        }
    }

    /// The digests of the codes as the collector keeps them, for whoever has its secret and the list.
    func digests(under codeKey: Data?) throws -> [Data] {
        guard let codeKey, let key = MasterKey(Array(repeating: 7, count: 32)) else { return [] }
        return codes.map {
            InvitationDigester(key).digest(of: $0, in: Consultation.smallRound, under: codeKey)
        }
    }

    /// Every digest that the issuer keeps, of codes and of what they were used for.
    func issuersDigests() throws -> [Data] {
        try DatabaseQueue(path: issuersDatabase.path).read { database in
            try Row.fetchAll(database, sql: "SELECT digest, request FROM invitation")
                .flatMap { [$0[0] as Data, $0[1] as Data] }
        }
    }

    func issuersBytes() throws -> Data { try bytes(of: issuersDatabase) }
}
