public import Anonymization
public import Answering
import Crypto
import Foundation
import GRDB
public import SurveyDefinition
public import Tickets

/// Gives blind tickets to whoever holds an invitation code, once each. It knows codes, and never an answer.
///
/// It has a database and a secret of its own, and may run as a process of its own: what it keeps says who asked
/// for a ticket, and nothing that the collector keeps can be joined to that. Every change is one durable
/// transaction.
public struct TicketIssuer: Sendable {
    private let database: DatabasePool
    private let digester: InvitationDigester
    private let requestKey: SymmetricKey
    private let seal: SigningKeySeal
    private let master: MasterKey

    /// Opens the issuer's database at `path`, making or upgrading it as needed.
    ///
    /// - Parameter key: the issuer's secret, which is not the collector's.
    /// - Throws: `IssuerError.database`; `.newerDatabase`.
    public init(path: String, key: MasterKey) throws(IssuerError) {
        digester = InvitationDigester(key)
        requestKey = key.derive("ticket request")
        seal = SigningKeySeal(key)
        master = key
        database = try openIssuerDatabase(at: path)
    }

    // MARK: Rounds

    /// Makes the signing key of a round. Doing it again changes nothing.
    ///
    /// - Parameter isPlainAllowed: whether somebody whose browser can't blind gets a ticket as well, which
    ///   the issuer has then seen.
    /// - Returns: the public key, which the collector needs.
    /// - Throws: `IssuerError.roundDiffers` when the round is there with another rule.
    @discardableResult
    public func prepare(
        _ round: RoundID, isPlainAllowed: Bool
    ) async throws -> TicketKey {
        let signingKey = try TicketSigningKey()
        var generator = SystemRandomNumberGenerator()
        let codeKey = randomKey(using: &generator)
        return try await write { database in
            if let stored = try IssuerRound.find(round, in: database) {
                guard stored.isPlainAllowed == isPlainAllowed else {
                    throw IssuerError.roundDiffers(round)
                }
                return try signing(for: stored).publicKey
            }
            try IssuerRound.insert(
                round, sealedKey: seal.seal(signingKey, for: round),
                codeKey: codeKey, isPlainAllowed: isPlainAllowed, in: database)
            return signingKey.publicKey
        }
    }

    /// The key and the rule of a round; `nil` when no tickets are issued for it.
    public func terms(of round: RoundID) async throws -> TicketTerms? {
        try await read { database in
            try IssuerRound.find(round, in: database).map { stored in
                TicketTerms(
                    key: try signing(for: stored).publicKey, isPlainAllowed: stored.isPlainAllowed)
            }
        }
    }

    /// Ends a round: destroys its key and its codes, and writes the file anew without them. Ending an unknown
    /// or ended round changes nothing.
    public func close(_ round: RoundID) async throws {
        do {
            try await database.writeWithoutTransaction { database in
                try database.inTransaction(.immediate) {
                    if let stored = try IssuerRound.find(round, in: database) {
                        try stored.destroy(in: database)
                    }
                    return .commit
                }
                try database.execute(sql: "VACUUM")
                try database.checkpoint(.truncate)
            }
        } catch {
            throw IssuerError(error)
        }
    }

    // MARK: Codes

    /// Issues codes, which are nowhere but in what this returns: the database has their digests.
    ///
    /// - Parameter count: at least 1.
    /// - Throws: `IssuerError.unknownRound`.
    public func createInvitations(
        _ count: Int, in round: RoundID
    ) async throws -> [InvitationCode] {
        precondition(count > 0, "At least one is invited.")
        var generator = SystemRandomNumberGenerator()
        let codes = (0..<count).map { _ in InvitationCode(using: &generator) }
        try await write { database in
            let stored = try IssuerRound.require(round, in: database)
            try stored.insert(codes.map { digest(of: $0, in: stored) }, in: database)
        }
        return codes
    }

    /// Issues a code in place of a lost one, which is void from then on. Who lost it isn't asked, and whether a
    /// ticket was given for it isn't told: the new one is then as used as the old.
    ///
    /// - Throws: `IssuerError.unknownRound`; `.codeNotIssued`.
    public func replaceInvitation(
        _ lost: InvitationCode, in round: RoundID
    ) async throws -> InvitationCode {
        var generator = SystemRandomNumberGenerator()
        let code = InvitationCode(using: &generator)
        try await write { database in
            let stored = try IssuerRound.require(round, in: database)
            guard
                try stored.replace(
                    digest(of: lost, in: stored), by: digest(of: code, in: stored), in: database)
            else { throw IssuerError.codeNotIssued(round) }
        }
        return code
    }

    /// How many codes were issued, and how many tickets were given for them, both exactly.
    ///
    /// - Throws: `IssuerError.unknownRound`.
    public func counts(in round: RoundID) async throws -> (issued: Int, used: Int) {
        try await read { try IssuerRound.require(round, in: $0).counts(in: $0) }
    }

    // MARK: Tickets

    /// Signs a blinded message for whoever holds a code that no other message was signed for.
    ///
    /// Asking again with the same message gives the same signature, so that a lost answer costs nobody the
    /// ticket. An unknown and a used code meet the same statement on the database.
    ///
    /// - Throws: `IssuerError.unknownRound`; `.codeNotValid` for an unknown and a used code alike;
    ///   `.notBlinded`, and then the code isn't used.
    public func sign(
        _ blinded: [UInt8], for code: InvitationCode, in round: RoundID
    ) async throws -> [UInt8] {
        try await issue(for: code, in: round) { signingKey, _ in
            (blinded, try signingKey.sign(blinded: blinded))
        }
    }

    /// A ticket for whoever holds a code and has no script to blind a message with: the same one each time.
    ///
    /// Its message is made from the code under the issuer's secret, and so not unknown to the issuer: the
    /// resident is as anonymous as at level `code`.
    ///
    /// - Throws: `IssuerError.unknownRound`; `.codeNotValid`; `.plainNotAllowed`.
    public func plainTicket(for code: InvitationCode, in round: RoundID) async throws -> Ticket {
        try await issue(for: code, in: round) { signingKey, stored in
            guard stored.isPlainAllowed else { throw IssuerError.plainNotAllowed(round) }
            let message = plainMessage(for: code, in: stored)
            return (message, try signingKey.ticket(of: message))
        }
    }

    /// Makes what a code is good for, and marks the code as used for that and nothing else.
    ///
    /// - Parameter make: returns what the code is bound to from now on, and what is given for it.
    private func issue<Given: Sendable>(
        for code: InvitationCode, in round: RoundID,
        _ make: @Sendable (TicketSigningKey, IssuerRound) throws -> (request: [UInt8], given: Given)
    ) async throws -> Given {
        try await write { database in
            let stored = try IssuerRound.require(round, in: database)
            let made: (request: [UInt8], given: Given)
            do { made = try make(try signing(for: stored), stored) } catch TicketError.notBlinded {
                throw IssuerError.notBlinded
            }
            guard
                try stored.spend(
                    digest(of: code, in: stored), for: digest(ofRequest: made.request),
                    in: database)
            else { throw IssuerError.codeNotValid(round) }
            return made.given
        }
    }

    // MARK: Keys and digests

    private func signing(for stored: IssuerRound) throws -> TicketSigningKey {
        try seal.open(stored.sealedKey, for: stored.id)
    }

    private func digest(of code: InvitationCode, in stored: IssuerRound) -> Data {
        digester.digest(of: code, in: stored.id, under: stored.codeKey)
    }

    /// 16 bytes: which message a code was used for, and not the message.
    private func digest(ofRequest bytes: [UInt8]) -> Data {
        Data(Array(HMAC<SHA256>.authenticationCode(for: bytes, using: requestKey)).prefix(16))
    }

    private func plainMessage(for code: InvitationCode, in stored: IssuerRound) -> [UInt8] {
        let key = master.derive("plain ticket", salt: stored.codeKey)
        return Array(HMAC<SHA256>.authenticationCode(for: code.bytes, using: key))
    }

    // MARK: Database

    private func read<Value: Sendable>(
        _ body: @Sendable (Database) throws -> Value
    ) async throws -> Value {
        do { return try await database.read(body) } catch { throw IssuerError(error) }
    }

    private func write<Value: Sendable>(
        _ body: @Sendable (Database) throws -> Value
    ) async throws -> Value {
        do { return try await database.write(body) } catch { throw IssuerError(error) }
    }
}
