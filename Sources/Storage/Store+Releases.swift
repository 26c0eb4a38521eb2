import Dialogues
public import DisclosureControl
import Foundation
import GRDB
public import Staff
public import SurveyDefinition

/// The ledger of releases: numbered from 1, never changed.
extension Store {
    /// Adds a release to the ledger of a closed round. What was asked for in the round is answered by it.
    ///
    /// - Parameters:
    ///   - request: the digest of what it answers, which must still be asked for then.
    ///   - note: for the audit log; `nil` for what is done at the terminal.
    /// - Throws: `.unknownRound`; `.roundNotClosed`; `.answersDisposed`; `.releaseNotAsked`;
    ///   `.releaseOutOfOrder` when its number isn't the one after the last; `.releaseNotEncodable`.
    public func add(
        _ release: Release, answering request: String? = nil, noting note: AuditNote? = nil
    ) async throws(StorageError) {
        let entry = try LedgerEntry(of: release)
        try await write { database in
            let stored = try StoredRound.require(release.round, in: database)
            guard stored.round.stage == .closed else {
                throw StorageError.roundNotClosed(release.round)
            }
            if let date = stored.round.answersDisposedOn {
                throw StorageError.answersDisposed(release.round, on: date)
            }

            if let request {
                try requireRequest(request, of: stored, in: database)
            }
            try append(entry, number: release.number, round: stored.number, in: database)
            try deleteRequest(of: stored.number, in: database)
            if let note { try append(note, in: database) }
        }
    }

    /// Returns the round's releases in order, each compared with the digest stored beside it.
    ///
    /// - Throws: `.unknownRound`; `.damagedRelease` for the first that differs.
    public func releases(of round: RoundID) async throws(StorageError) -> [Release] {
        try await read { database in
            let stored = try StoredRound.require(round, in: database)
            let sql = "SELECT number, digest, json FROM release WHERE round = ? ORDER BY number"
            return try Row.fetchAll(database, sql: sql, arguments: [stored.number]).map { row in
                try LedgerEntry(digest: row["digest"], json: row["json"])
                    .release(row["number"], of: round)
            }
        }
    }

    /// Returns the number of the round's newest release, or `nil` when it has none.
    ///
    /// - Throws: `.unknownRound`.
    public func latestRelease(of round: RoundID) async throws(StorageError) -> Int? {
        try await read { database in
            let stored = try StoredRound.require(round, in: database)
            return try readLatestNumber(of: stored.number, in: database)
        }
    }
}

/// A release as the ledger keeps it.
private struct LedgerEntry: Equatable {
    let digest: String
    let json: Data

    init(digest: String, json: Data) {
        self.digest = digest
        self.json = json
    }

    init(of release: Release) throws(StorageError) {
        do {
            digest = try release.digest()
            json = try release.canonicalJSON()
        } catch {
            throw .releaseNotEncodable
        }
    }

    /// The release, when the entry is exactly what that release's own would be.
    func release(_ number: Int, of round: RoundID) throws(StorageError) -> Release {
        guard let release = try? JSONDecoder().decode(Release.self, from: json),
            release.round == round, release.number == number,
            try LedgerEntry(of: release) == self
        else { throw .damagedRelease(round, number: number) }

        return release
    }
}

private func append(
    _ entry: LedgerEntry, number: Int, round: Int64, in database: Database
) throws {
    let expected = try (readLatestNumber(of: round, in: database) ?? 0) + 1
    guard number == expected else { throw StorageError.releaseOutOfOrder(expected: expected) }

    try database.execute(
        sql: "INSERT INTO release (round, number, digest, json) VALUES (?, ?, ?, ?)",
        arguments: [round, number, entry.digest, entry.json])
}

/// The number of the round's newest release, or `nil` when it has none.
func readLatestNumber(of round: Int64, in database: Database) throws -> Int? {
    try Int.fetchOne(
        database, sql: "SELECT max(number) FROM release WHERE round = ?", arguments: [round])
}
