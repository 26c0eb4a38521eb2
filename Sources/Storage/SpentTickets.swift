import Foundation
import GRDB

/// The tickets of a round of level `blind` that somebody has answered with.
///
/// While a response waits, its ticket's digest is the key of its row in the pool; mixing moves the digests to
/// the list of spent ones, a batch at a time and in the order of their own bytes.
extension StoredRound {
    func isSpent(ticket digest: Data, in database: Database) throws -> Bool {
        let statement = try database.cachedStatement(
            sql: """
                SELECT EXISTS (SELECT 1 FROM pool WHERE round = ?1 AND key = ?2)
                    OR EXISTS (SELECT 1 FROM spent_ticket WHERE round = ?1 AND digest = ?2)
                """)
        return try Bool.fetchOne(statement, arguments: [number, digest]) ?? false
    }

    /// Remembers the tickets of responses that leave the pool; nothing in a round of another level.
    ///
    /// - Parameter keys: of the rows that leave.
    func spendTickets(_ keys: [Data], in database: Database) throws {
        guard round.anonymity == .blind else { return }

        let statement = try database.cachedStatement(
            sql: "INSERT INTO spent_ticket (round, digest) VALUES (?, ?)")
        for key in keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            try statement.execute(arguments: [number, key])
        }
    }

    /// Forgets which tickets there were.
    func forgetTickets(in database: Database) throws {
        try database.execute(sql: "DELETE FROM spent_ticket WHERE round = ?", arguments: [number])
    }
}
