import GRDB
import SurveyDefinition

/// A table with a number for each name in a round: what was refused by reason, how often pages were reached.
enum RoundCounts: String {
    case refusal, passage

    /// The column of the names.
    private var name: String {
        switch self {
        case .refusal: "reason"
        case .passage: "page"
        }
    }

    /// Adds to the numbers. Rounds that aren't there are ignored.
    func add(_ counts: [RoundID: [String: Int]], in database: Database) throws {
        let addition = try database.cachedStatement(
            sql: """
                INSERT INTO \(rawValue) (round, \(name), count)
                SELECT number, ?, ? FROM round WHERE id = ?
                ON CONFLICT (round, \(name)) DO UPDATE SET count = count + excluded.count
                """)
        for (round, numbers) in counts {
            for (name, count) in numbers {
                try addition.execute(arguments: [name, count, round.value])
            }
        }
    }

    /// Returns the numbers of a round, by name.
    ///
    /// - Throws: `StorageError.unknownRound`.
    func numbers(of round: RoundID, in database: Database) throws -> [String: Int] {
        let number = try StoredRound.require(round, in: database).number
        let rows = try Row.fetchAll(
            database, sql: "SELECT \(name), count FROM \(rawValue) WHERE round = ?",
            arguments: [number])
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as String, $0[1] as Int) })
    }
}
