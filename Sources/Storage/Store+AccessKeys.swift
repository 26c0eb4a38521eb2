public import Foundation
import GRDB
public import Staff
public import SurveyDefinition

/// What lets programs act for staff.
extension Store {
    /// How many an account may have at once.
    static let mostAccessKeys = 20

    /// Keeps a key. Those that are too old are deleted on the way.
    ///
    /// - Throws: `.staff(.tooManyKeys)`; `.staff(.unknownAccount)`, also for a closed one.
    public func make(_ key: AccessKey, noting note: AuditNote) async throws(StorageError) {
        try await write { database in
            guard try findAccount(key.account, in: database)?.isClosed == false else {
                throw StorageError.staff(.unknownAccount)
            }
            try database.execute(
                sql: "DELETE FROM access_key WHERE expires_at <= ?",
                arguments: [seconds(key.madeAt)])
            let count = try Int.fetchOne(
                database, sql: "SELECT count(*) FROM access_key WHERE account = ?",
                arguments: [key.account.value])
            guard (count ?? 0) < Self.mostAccessKeys else {
                throw StorageError.staff(.tooManyKeys)
            }
            try database.execute(
                sql: """
                    INSERT INTO access_key (digest, account, name, may_change, made_at, expires_at)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    key.digest, key.account.value, key.name, key.mayChange, seconds(key.madeAt),
                    seconds(key.expiresAt),
                ])
            try append(note, in: database)
        }
    }

    /// Returns the key whose token has the digest, with its account; `nil` when there is none.
    public func accessKey(
        _ digest: Data
    ) async throws(StorageError) -> (key: AccessKey, account: Account)? {
        try await read { database in
            guard
                let row = try Row.fetchOne(
                    database, sql: "\(keySelection) WHERE digest = ?", arguments: [digest])
            else { return nil }
            let key = readAccessKey(row)
            return try findAccount(key.account, in: database).map { (key, $0) }
        }
    }

    /// Returns the account's keys, the newest first.
    public func accessKeys(of id: AccountID) async throws(StorageError) -> [AccessKey] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: "\(keySelection) WHERE account = ? ORDER BY made_at DESC, digest",
                arguments: [id.value]
            ).map(readAccessKey)
        }
    }

    /// Keeps the day on which the key was used.
    ///
    /// - Parameter day: `YYYY-MM-DD`.
    public func useAccessKey(_ digest: Data, on day: String) async throws(StorageError) {
        try await write { database in
            try database.execute(
                sql: "UPDATE access_key SET used_on = ? WHERE digest = ?",
                arguments: [day, digest])
        }
    }

    /// Takes a key away.
    ///
    /// - Throws: `.staff(.unknownKey)` unless the account has it.
    public func removeAccessKey(
        _ digest: Data, of id: AccountID, noting note: AuditNote
    ) async throws(StorageError) {
        try await write { database in
            try database.execute(
                sql: "DELETE FROM access_key WHERE digest = ? AND account = ?",
                arguments: [digest, id.value])
            guard database.changesCount == 1 else { throw StorageError.staff(.unknownKey) }
            try append(note, in: database)
        }
    }
}

private let keySelection = """
    SELECT digest, account, name, may_change, made_at, expires_at, used_on FROM access_key
    """

private func readAccessKey(_ row: Row) -> AccessKey {
    AccessKey(
        name: row["name"], digest: row["digest"], account: AccountID(row["account"] as String),
        mayChange: row["may_change"],
        madeAt: Date(timeIntervalSince1970: Double(row["made_at"] as Int64)),
        expiresAt: Date(timeIntervalSince1970: Double(row["expires_at"] as Int64)),
        usedOn: row["used_on"])
}

func deleteAccessKeys(of id: AccountID, in database: Database) throws {
    try database.execute(
        sql: "DELETE FROM access_key WHERE account = ?", arguments: [id.value])
}
