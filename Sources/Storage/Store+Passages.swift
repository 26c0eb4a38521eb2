public import Dialogues
import GRDB
public import SurveyDefinition

/// How often the pages of open rounds were reached: staff see by them where people give up.
extension Store {
    /// Adds to the numbers. Rounds that aren't there are ignored.
    public func addPassages(_ counts: PassageCounts) async throws(StorageError) {
        try await write { database in
            let addition = try database.cachedStatement(
                sql: """
                    INSERT INTO passage (round, page, count)
                    SELECT number, ?, ? FROM round WHERE id = ?
                    ON CONFLICT (round, page) DO UPDATE SET count = count + excluded.count
                    """)
            for (round, pages) in counts {
                for (page, count) in pages {
                    try addition.execute(arguments: [page.value, count, round.value])
                }
            }
        }
    }

    /// Returns how often each page of a round was reached.
    ///
    /// - Throws: `.unknownRound`.
    public func passages(in round: RoundID) async throws(StorageError) -> [SectionID: Int] {
        try await read { database in
            let number = try StoredRound.require(round, in: database).number
            let rows = try Row.fetchAll(
                database, sql: "SELECT page, count FROM passage WHERE round = ?",
                arguments: [number])
            return Dictionary(
                uniqueKeysWithValues: rows.map { (SectionID($0[0] as String), $0[1] as Int) })
        }
    }
}
