import Foundation
import TestSupport
import Tickets

/// What a program sends to be let in.
enum Admitting: Sendable, Hashable {
    case nothing
    case code(String)
    case ticket(String)
}

extension RunningService {
    /// Opens a round of a level, while the service runs, with an admission for each of so many residents.
    ///
    /// Those of level `blind` are got as a browser gets them, each for a code.
    nonisolated func open(
        _ round: String, at level: String, admitting count: Int, survey: String = "medborgardialog"
    ) async throws -> [Admitting] {
        guard level != "open" else {
            try await installation.openRound(round, survey: survey)
            return Array(repeating: .nothing, count: count)
        }
        try await installation.succeed(
            "round", "create", round, "--survey", survey, "--period", "2026", "--sampling",
            "census", "--anonymity", level)
        let codes = try await installation.issueCodes(count, for: round)
        try await installation.succeed("round", "open", round)
        guard level == "blind" else { return codes.map(Admitting.code) }
        let key = try await ticketKey(of: round)
        return try await withThrowingTaskGroup(of: Admitting.self) { group in
            for code in codes {
                group.addTask { .ticket(try await self.ticket(for: code, in: round, under: key).text) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    nonisolated func ticketKey(of round: String) async throws -> TicketKey {
        let reply = try await wire.get("/api/v1/rounds/\(round)/ticket-key")
        let document = try JSONDecoder().decode([String: Field].self, from: reply.body)
        guard let der = Base64URL.bytes(of: document["key"]?.text ?? "") else {
            throw TicketError.notAKey
        }
        return try TicketKey(der: Data(der))
    }

    /// Exchanges a code for a ticket.
    nonisolated func ticket(
        for code: String, in round: String, under key: TicketKey
    ) async throws -> Ticket {
        let blinding = try Blinding(for: key)
        let reply = try await ask(blinding.blinded, for: code, in: round)
        let document = try JSONDecoder().decode([String: Field].self, from: reply.body)
        guard let signature = Base64URL.bytes(of: document["blindSignature"]?.text ?? "") else {
            throw TicketError.notBlinded
        }
        return try blinding.ticket(from: signature)
    }

    /// Asks the issuer to sign a blinded message.
    nonisolated func ask(
        _ blinded: [UInt8], for code: String, in round: String
    ) async throws -> Wire.Response {
        let body = ["code": code, "blinded": Base64URL.text(of: blinded)]
        return try await wire.send(
            .init(
                method: "POST", path: "/api/v1/rounds/\(round)/tickets",
                headers: [("Content-Type", "application/json")],
                body: try JSONSerialization.data(withJSONObject: body)))
    }

    /// A text or a truth of a JSON document.
    private enum Field: Decodable {
        case text(String)
        case truth(Bool)

        var text: String? { if case .text(let text) = self { text } else { nil } }

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            self =
                try (try? container.decode(Bool.self)).map(Field.truth)
                ?? .text(container.decode(String.self))
        }
    }
}

extension Installation {
    /// The codes that a letter service gets; the list itself is deleted.
    func issueCodes(_ count: Int, for round: String) async throws -> [String] {
        try await succeed(
            "invitations", "create", round, "--count", "\(count)", "--output", "codes.csv",
            "--link-base", "https://radslag.example.se")
        let file = folder.appending(path: "codes.csv")
        let lines = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline)
        try FileManager.default.removeItem(at: file)
        return lines.dropFirst().map { String($0.prefix { $0 != "," }) }
    }
}
