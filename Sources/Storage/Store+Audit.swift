import Foundation
import GRDB
public import Staff

/// The audit log of staff's acts. Each act and its line are one transaction: there is neither without the other.
extension Store {
    /// Writes a line for an act that changes nothing else, such as a reading.
    public func record(_ note: AuditNote) async throws(StorageError) {
        try await write { database in try append(note, in: database) }
    }

    /// Returns the whole log, and what says how long it must be: read at one moment, for the check.
    public func auditLog() async throws(StorageError) -> (entries: [AuditEntry], head: AuditHead) {
        try await read { database in
            let rows = try Row.fetchAll(
                database,
                sql: "SELECT number, at, account, act, details, digest FROM audit ORDER BY number")
            return (try rows.map(readEntry), try readHead(in: database))
        }
    }
}

/// Appends a line in a transaction that is under way. Every verb that changes something of staff's ends with it.
func append(_ note: AuditNote, in database: Database) throws {
    let (entry, head) = note.chain.appending(note, to: try readHead(in: database))
    try database.execute(
        sql: """
            INSERT INTO audit (number, at, account, act, details, digest) VALUES (?, ?, ?, ?, ?, ?)
            """,
        arguments: [
            entry.number, Int64(entry.at.timeIntervalSince1970), entry.account?.value, entry.act,
            try json(entry.details), entry.digest,
        ])
    try database.execute(
        sql: "INSERT OR REPLACE INTO audit_head (id, count, digest, seal) VALUES (1, ?, ?, ?)",
        arguments: [head.count, head.digest, head.seal])
}

/// The head as it is kept. When its row is gone, or lines stand behind it, the log goes on after the last line
/// with a head without a seal, which the check reports.
private func readHead(in database: Database) throws -> AuditHead {
    let last = try Row.fetchOne(
        database, sql: "SELECT number, digest FROM audit ORDER BY number DESC LIMIT 1")
    let row = try Row.fetchOne(database, sql: "SELECT count, digest, seal FROM audit_head")
    guard let row, row["count"] as Int >= last?["number"] ?? 0 else {
        return AuditHead(
            count: last?["number"] ?? 0, digest: last?["digest"] ?? Data(), seal: Data([0]))
    }
    return AuditHead(count: row["count"], digest: row["digest"], seal: row["seal"])
}

private func readEntry(_ row: Row) throws -> AuditEntry {
    let details = try? JSONDecoder().decode([String: String].self, from: row["details"])
    return AuditEntry(
        number: row["number"], at: Date(timeIntervalSince1970: Double(row["at"] as Int64)),
        account: (row["account"] as String?).map { AccountID($0) }, act: row["act"],
        // What can't be read is shown as altered, not as a failure of the whole log.
        details: details ?? [:], digest: row["digest"])
}

private func json(_ details: [String: String]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(details), as: UTF8.self)
}
