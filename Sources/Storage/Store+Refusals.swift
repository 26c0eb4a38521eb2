public import Dialogues
import GRDB
public import SurveyDefinition

/// What was refused while rounds were open, as numbers: staff see by them whether a round is attacked.
extension Store {
    /// Adds to the numbers. Rounds that aren't there are ignored.
    public func addRefusals(_ counts: RefusalCounts) async throws(StorageError) {
        try await write { database in
            let addition = try database.cachedStatement(
                sql: """
                    INSERT INTO refusal (round, reason, count)
                    SELECT number, ?, ? FROM round WHERE id = ?
                    ON CONFLICT (round, reason) DO UPDATE SET count = count + excluded.count
                    """)
            for (round, reasons) in counts {
                for (reason, count) in reasons {
                    try addition.execute(arguments: [reason.rawValue, count, round.value])
                }
            }
        }
    }

    /// Returns how many were refused in a round, exactly. Staff see it rounded down.
    ///
    /// - Throws: `.unknownRound`.
    public func refusals(in round: RoundID) async throws(StorageError) -> [RefusalReason: Int] {
        try await read { database in
            let number = try StoredRound.require(round, in: database).number
            let rows = try Row.fetchAll(
                database, sql: "SELECT reason, count FROM refusal WHERE round = ?",
                arguments: [number])
            var counts: [RefusalReason: Int] = [:]
            for row in rows {
                guard let reason = RefusalReason(rawValue: row[0]) else {
                    throw StorageError.damagedRound(round)
                }
                counts[reason] = row[1]
            }
            return counts
        }
    }
}
