public import Dialogues
public import Foundation
import GRDB
public import Staff
public import SurveyDefinition

/// How many invitation codes a round has, exactly. The number of used ones is shown rounded down.
public struct InvitationCounts: Sendable, Equatable {
    public let issued: Int
    public let used: Int

    public init(issued: Int, used: Int) {
        self.issued = issued
        self.used = used
    }
}

/// The invitations of a round of level `code`, by the digests of their codes.
extension Store {
    /// Makes the digest of one invitation code under the round's code key.
    public typealias CodeDigest = @Sendable (_ codeKey: Data) -> Data

    /// Keeps the digests of new codes, in an order that is theirs alone. The round's number of invited
    /// grows along unless somebody has said another number.
    ///
    /// - Throws: `.unknownRound`; `.takesNoCodes`; `.database` when one of the codes is there already,
    ///   and then none is kept.
    public func issue(
        _ codes: [CodeDigest], in round: RoundID
    ) async throws(StorageError) {
        try await write { database in
            let stored = try StoredRound.require(round, in: database)
            let codeKey = try stored.requireCodeKey()
            let before = try stored.invitationCounts(in: database).issued

            try stored.insert(codes.map { $0(codeKey) }, in: database)
            if (stored.round.invited ?? 0) == before {
                try stored.setInvited(before + codes.count, in: database)
            }
        }
    }

    /// Lets a new code stand in for an old one, which is void from then on. The new one is as used as
    /// the old one was: whoever replaces it doesn't learn whether that is so.
    ///
    /// - Throws: `.unknownRound`; `.takesNoCodes`; `.codeNotIssued`.
    public func replace(
        _ old: CodeDigest, by new: CodeDigest, in round: RoundID
    ) async throws(StorageError) {
        try await write { database in
            let stored = try StoredRound.require(round, in: database)
            let codeKey = try stored.requireCodeKey()

            try database.execute(
                sql: "UPDATE invitation SET digest = ? WHERE round = ? AND digest = ?",
                arguments: [new(codeKey), stored.number, old(codeKey)])
            guard database.changesCount == 1 else { throw StorageError.codeNotIssued(round) }
        }
    }

    /// Returns how many codes were issued, and how many are used.
    ///
    /// - Throws: `.unknownRound`; `.takesNoCodes`.
    public func invitationCounts(
        in round: RoundID
    ) async throws(StorageError) -> InvitationCounts {
        try await read { database in
            let stored = try StoredRound.require(round, in: database)
            _ = try stored.requireCodeKey()
            return try stored.invitationCounts(in: database)
        }
    }
}

extension Store {
    /// Lets a prepared round be answered by others than before.
    ///
    /// - Parameter codeKey: 16 random bytes, exactly for level `code`.
    /// - Throws: `.unknownRound`; `.stageNotAllowed` for a round that has opened; `.codesIssued`.
    public func setRespondents(
        of round: RoundID, sampling: Sampling, anonymity: AnonymityLevel, codeKey: Data?,
        noting note: AuditNote
    ) async throws(StorageError) {
        precondition(
            (codeKey != nil) == (anonymity == .code) && anonymity != .blind,
            "A code key belongs to level code; tickets have keys of the issuer's.")
        try await write { database in
            let stored = try StoredRound.require(round, in: database)
            guard stored.round.stage == .prepared else {
                throw StorageError.stageNotAllowed(from: stored.round.stage, to: .prepared)
            }
            guard try stored.invitationCounts(in: database).issued == 0 else {
                throw StorageError.codesIssued(round)
            }

            try database.execute(
                sql: """
                    UPDATE round SET sampling = ?, anonymity = ?, code_key = ?, ticket_key = NULL,
                        allows_plain_tickets = 0, invited = NULL
                    WHERE number = ?
                    """,
                arguments: [sampling.rawValue, anonymity.rawValue, codeKey, stored.number])
            try append(note, in: database)
        }
    }
}

extension StoredRound {
    /// - Throws: `.takesNoCodes` for a closed round and for one of another level.
    fileprivate func requireCodeKey() throws -> Data {
        guard let codeKey else { throw StorageError.takesNoCodes(round.id) }

        return codeKey
    }

    fileprivate func invitationCounts(in database: Database) throws -> InvitationCounts {
        let sql = "SELECT count(*), coalesce(sum(is_used), 0) FROM invitation WHERE round = ?"
        let row = try Row.fetchOne(database, sql: sql, arguments: [number])
        return InvitationCounts(issued: row?[0] ?? 0, used: row?[1] ?? 0)
    }

    fileprivate func insert(_ digests: [Data], in database: Database) throws {
        let statement = try database.cachedStatement(
            sql: "INSERT INTO invitation (round, digest) VALUES (?, ?)")
        for digest in digests.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            try statement.execute(arguments: [number, digest])
        }
    }

    /// Marks the code as used, if it was issued and isn't. A missing, an unknown and a used code take
    /// the same statement, and change nothing.
    ///
    /// - Returns: whether it was spent.
    func spend(_ code: Store.CodeDigest?, in database: Database) throws -> Bool {
        let digest = codeKey.flatMap { code?($0) } ?? Data()
        let statement = try database.cachedStatement(
            sql: "UPDATE invitation SET is_used = 1 WHERE round = ? AND digest = ? AND is_used = 0")
        try statement.execute(arguments: [number, digest])
        return database.changesCount == 1
    }

    /// Forgets which codes there were and which were used, and what their digests were made with.
    func destroyInvitations(in database: Database) throws {
        try database.execute(sql: "DELETE FROM invitation WHERE round = ?", arguments: [number])
        try database.execute(
            sql: "UPDATE round SET code_key = NULL WHERE number = ?", arguments: [number])
    }
}
