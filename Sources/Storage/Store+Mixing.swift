public import Anonymization
public import Dialogues
import Foundation
import GRDB
public import SurveyDefinition

/// Moving responses from the pool into rows that nothing joins, and closing a round.
extension Store {
    /// Makes a batch of the responses that wait, or `nil` when it isn't time to.
    ///
    /// - Parameter waiting: in the order of their random keys.
    public typealias Mixing = @Sendable (_ waiting: [PooledResponse]) throws -> MixedBatch?

    /// Mixes what waits in a round, and empties the write-ahead log of it. One transaction: a
    /// failure changes nothing.
    ///
    /// - Parameter mixing: not called when nothing waits. It runs while nobody else can write.
    /// - Returns: how many responses were mixed.
    /// - Throws: what `mixing` throws; `.unknownRound`; `.batchNotFromPool`; `.tracesNotCleared`
    ///   after a batch that was mixed.
    public func mix(_ round: RoundID, by mixing: Mixing) async throws -> Int {
        try await writeWithoutTrace(clearing: emptyLog) { database in
            let stored = try StoredRound.require(round, in: database)
            return try mixPool(of: stored, by: mixing, in: database)
        }
    }

    /// Closes an open round: mixes all that waits and destroys the submission digests, the invitations
    /// and the code key, in one transaction. Then the file is written anew in the order of its random
    /// keys, so that no place in it tells which mixing a row came from, and the write-ahead log is
    /// emptied.
    ///
    /// Closing a closed round only repeats the rewriting, for the case that it was interrupted.
    ///
    /// - Parameters:
    ///   - month: when that is, from which rules for disposal count; `nil` when nobody says.
    ///   - mixing: has to take all that waits, however few; not called when nothing waits.
    /// - Throws: what `mixing` throws; `.unknownRound`; `.stageNotAllowed` for a prepared round;
    ///   `.responsesLeftInPool`; `.batchNotFromPool`; `.tracesNotCleared` after a round that was
    ///   closed.
    public func close(
        _ round: RoundID, in month: CalendarMonth? = nil, by mixing: Mixing
    ) async throws {
        try await writeWithoutTrace(clearing: rewriteFile) { database in
            let stored = try StoredRound.require(round, in: database)
            guard stored.round.stage != .closed else { return }

            try closeOpen(stored, by: mixing, in: database)
            try stored.setClosed(in: month, in: database)
        }
    }

    /// Runs `body` in one transaction, and then `clear` on what the transaction replaced.
    func writeWithoutTrace<Value: Sendable>(
        clearing clear: @Sendable (Database) throws -> Void,
        _ body: @Sendable (Database) throws -> Value
    ) async throws -> Value {
        do {
            return try await pool.writeWithoutTransaction { database in
                let value = try database.returningFromTransaction { try body(database) }
                do { try clear(database) } catch { throw StorageError.tracesNotCleared }
                return value
            }
        } catch let error as DatabaseError {
            throw StorageError(error)
        }
    }
}

/// Empties the write-ahead log, which otherwise keeps pages as they were before, in the order in
/// which they were written.
@Sendable private func emptyLog(of database: Database) throws {
    try database.checkpoint(.truncate)
}

/// Writes every table anew in the order of its keys, without gaps, and empties the log.
@Sendable func rewriteFile(of database: Database) throws {
    try database.execute(sql: "VACUUM")
    try emptyLog(of: database)
}

private func closeOpen(
    _ stored: StoredRound, by mixing: Store.Mixing, in database: Database
) throws {
    guard stored.round.stage.mayBecome(.closed) else {
        throw StorageError.stageNotAllowed(from: stored.round.stage, to: .closed)
    }

    _ = try mixPool(of: stored, by: mixing, in: database)
    guard try readPool(of: stored.number, in: database).isEmpty else {
        throw StorageError.responsesLeftInPool
    }

    try database.execute(
        sql: "DELETE FROM submission WHERE round = ?", arguments: [stored.number])
    try stored.destroyInvitations(in: database)
    try stored.forgetTickets(in: database)
}

/// Returns how many responses left the pool.
private func mixPool(
    of stored: StoredRound, by mixing: Store.Mixing, in database: Database
) throws -> Int {
    let waiting = try readPool(of: stored.number, in: database)
    guard !waiting.isEmpty else { return 0 }

    guard let batch = try mixing(waiting) else { return 0 }

    try take(batch.taken, fromPoolOf: stored.number, in: database)
    try stored.spendTickets(batch.taken, in: database)
    try insert(batch, round: stored.number, in: database)
    return batch.taken.count
}

private func readPool(of round: Int64, in database: Database) throws -> [PooledResponse] {
    let sql = "SELECT key, sealed FROM pool WHERE round = ? ORDER BY key"
    return try Row.fetchAll(database, sql: sql, arguments: [round]).map { row in
        PooledResponse(key: row[0], sealed: row[1])
    }
}

private func take(
    _ keys: [Data], fromPoolOf round: Int64, in database: Database
) throws {
    let statement = try database.cachedStatement(
        sql: "DELETE FROM pool WHERE round = ? AND key = ?")
    for key in keys {
        try statement.execute(arguments: [round, key])
        guard database.changesCount == 1 else { throw StorageError.batchNotFromPool }
    }
}

extension Database {
    /// Runs `body` in a transaction, which is undone when `body` throws.
    fileprivate func returningFromTransaction<Value>(_ body: () throws -> Value) throws -> Value {
        var result: Result<Value, any Error>?
        try inTransaction(.immediate) {
            result = .success(try body())
            return .commit
        }
        guard let result else { preconditionFailure("A committed transaction has a result.") }

        return try result.get()
    }
}
