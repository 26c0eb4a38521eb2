public import Foundation
import GRDB
public import Staff
public import SurveyDefinition

/// Where staff are signed in.
extension Store {
    /// Begins a session, and writes the line of the sign-in. Sessions that are over are deleted on the way.
    public func begin(_ session: Session, noting note: AuditNote) async throws(StorageError) {
        try await write { database in
            try deleteOldSessions(at: session.startedAt, in: database)
            try insert(session, in: database)
            try append(note, in: database)
        }
    }

    /// Returns the session whose token has the digest, with its account; `nil` when there is none.
    public func session(
        _ digest: Data
    ) async throws(StorageError) -> (session: Session, account: Account)? {
        try await read { database in
            guard
                let row = try Row.fetchOne(
                    database, sql: "\(sessionSelection) WHERE digest = ?", arguments: [digest])
            else { return nil }
            let session = readSession(row)
            return try findAccount(session.account, in: database).map { (session, $0) }
        }
    }

    /// Returns the account's sessions, the newest first.
    public func sessions(of id: AccountID) async throws(StorageError) -> [Session] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: "\(sessionSelection) WHERE account = ? ORDER BY started_at DESC, digest",
                arguments: [id.value]
            ).map(readSession)
        }
    }

    /// Keeps that the session was used.
    public func see(_ digest: Data, at now: Date) async throws(StorageError) {
        try await write { database in
            try database.execute(
                sql: "UPDATE session SET seen_at = ? WHERE digest = ?",
                arguments: [seconds(now), digest])
        }
    }

    /// Ends one session.
    public func end(_ digest: Data, noting note: AuditNote) async throws(StorageError) {
        try await write { database in
            try database.execute(sql: "DELETE FROM session WHERE digest = ?", arguments: [digest])
            try append(note, in: database)
        }
    }

    /// Ends every session of the account, and takes away its access keys.
    public func endSessions(
        of id: AccountID, noting note: AuditNote
    ) async throws(StorageError) {
        try await write { database in
            try database.execute(
                sql: "DELETE FROM session WHERE account = ?", arguments: [id.value])
            try deleteAccessKeys(of: id, in: database)
            try append(note, in: database)
        }
    }
}

private let sessionSelection = "SELECT digest, account, started_at, seen_at FROM session"

private func readSession(_ row: Row) -> Session {
    Session(
        digest: row["digest"], account: AccountID(row["account"] as String),
        startedAt: Date(timeIntervalSince1970: Double(row["started_at"] as Int64)),
        seenAt: Date(timeIntervalSince1970: Double(row["seen_at"] as Int64)))
}

func insert(_ session: Session, in database: Database) throws {
    try database.execute(
        sql: "INSERT INTO session (digest, account, started_at, seen_at) VALUES (?, ?, ?, ?)",
        arguments: [
            session.digest, session.account.value, seconds(session.startedAt),
            seconds(session.seenAt),
        ])
}

func deleteOldSessions(at now: Date, in database: Database) throws {
    try database.execute(
        sql: "DELETE FROM session WHERE started_at <= ? OR seen_at <= ?",
        arguments: [
            seconds(now.addingTimeInterval(-Session.longest)),
            seconds(now.addingTimeInterval(-Session.longestPause)),
        ])
}

/// Whole seconds since 1970, as the tables of staff's have them.
func seconds(_ date: Date) -> Int64 { Int64(date.timeIntervalSince1970.rounded(.down)) }
