public import DisclosureControl
import Foundation
import GRDB
public import Staff
public import SurveyDefinition

/// A release that somebody has asked for, and that another person has to look at.
public struct ReleaseRequest: Sendable, Hashable {
    public let round: RoundID
    /// Of what was seen: the release with the reason that is told for it.
    public let digest: String
    public let leftOut: Set<ReleasePart>
    /// What residents are told of why a release replaces another; empty for the first.
    public let reason: String
    /// `nil` at the terminal.
    public let askedBy: AccountID?
    /// `YYYY-MM-DD`.
    public let askedOn: String

    public init(
        round: RoundID, digest: String, leftOut: Set<ReleasePart>, reason: String,
        askedBy: AccountID?, askedOn: String
    ) {
        self.round = round
        self.digest = digest
        self.leftOut = leftOut
        self.reason = reason
        self.askedBy = askedBy
        self.askedOn = askedOn
    }
}

/// What is asked to be published: at most one release per round.
extension Store {
    /// Keeps what is asked for, in place of what was asked before.
    ///
    /// - Throws: `.unknownRound`.
    public func keep(_ request: ReleaseRequest, noting note: AuditNote) async throws(StorageError) {
        try await write { database in
            let stored = try StoredRound.require(request.round, in: database)
            try database.execute(
                sql: """
                    INSERT OR REPLACE INTO release_request
                        (round, digest, left_out, reason, asked_by, asked_on)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    stored.number, request.digest,
                    request.leftOut.map(\.name).sorted().joined(separator: " "), request.reason,
                    request.askedBy?.value, request.askedOn,
                ])
            try append(note, in: database)
        }
    }

    /// Returns what is asked for in a round, or `nil`.
    ///
    /// - Throws: `.damagedRequest`.
    public func releaseRequest(of round: RoundID) async throws(StorageError) -> ReleaseRequest? {
        try await read { database in
            try Row.fetchOne(
                database,
                sql: """
                    SELECT release_request.* FROM release_request
                    JOIN round ON round.number = release_request.round WHERE round.id = ?
                    """,
                arguments: [round.value]
            ).map { try request($0, of: round) }
        }
    }

    /// Deletes what is asked for in a round.
    ///
    /// - Throws: `.unknownRound`; `.releaseNotAsked` when it isn't this any more.
    public func withdraw(
        requestFor round: RoundID, digest: String, noting note: AuditNote
    ) async throws(StorageError) {
        try await write { database in
            let stored = try StoredRound.require(round, in: database)
            try requireRequest(digest, of: stored, in: database)
            try deleteRequest(of: stored.number, in: database)
            try append(note, in: database)
        }
    }
}

/// - Throws: `.releaseNotAsked` unless what is asked for in the round has the digest.
func requireRequest(_ digest: String, of round: StoredRound, in database: Database) throws {
    let asked = try String.fetchOne(
        database, sql: "SELECT digest FROM release_request WHERE round = ?",
        arguments: [round.number])
    guard asked == digest else { throw StorageError.releaseNotAsked(round.round.id) }
}

func deleteRequest(of round: Int64, in database: Database) throws {
    try database.execute(
        sql: "DELETE FROM release_request WHERE round = ?", arguments: [round])
}

private func request(_ row: Row, of round: RoundID) throws -> ReleaseRequest {
    let leftOut: String = row["left_out"]
    let parts = try leftOut.split(separator: " ").map { name in
        guard let part = ReleasePart(name: String(name)) else {
            throw StorageError.damagedRequest(round)
        }
        return part
    }
    return ReleaseRequest(
        round: round, digest: row["digest"], leftOut: Set(parts), reason: row["reason"],
        askedBy: (row["asked_by"] as String?).map { AccountID($0) }, askedOn: row["asked_on"])
}
