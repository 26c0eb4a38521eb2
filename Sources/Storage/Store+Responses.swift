public import Anonymization
import GRDB
public import SurveyDefinition

/// One block of one response as it is kept. Nothing joins it to the response's other blocks.
public struct StoredFragment: Sendable, Hashable {
    public let block: BlockID
    public let respondentClass: RespondentClass
    /// The answers to the block's questions, in order, as `FragmentCoding` writes them.
    public let answers: String
}

extension StoredFragment: CustomStringConvertible, CustomReflectable {
    /// Never the answers: descriptions end up in logs.
    public var description: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Reading what mixing left.
extension Store {
    /// Returns the round's responses from the counts that are kept ready: as fast for a million as
    /// for a thousand.
    ///
    /// - Throws: `.unknownRound`.
    public func responses(in round: RoundID) async throws(StorageError) -> ResponseTable {
        try await read { database in
            let number = try StoredRound.require(round, in: database).number
            let sql = "SELECT question, class, answer, count FROM tally WHERE round = ?"
            return ResponseTable(
                counts: try readCounts(sql, of: number, in: database),
                classes: try readClasses(of: number, in: database))
        }
    }

    /// Returns every fragment of the round, in the order of their random keys: with
    /// `detachedAnswers`, what the kept counts can be rebuilt and checked from.
    ///
    /// - Throws: `.unknownRound`.
    public func fragments(in round: RoundID) async throws(StorageError) -> [StoredFragment] {
        try await read { database in
            let number = try StoredRound.require(round, in: database).number
            let sql = "SELECT block, class, answers FROM fragment WHERE round = ? ORDER BY key"
            return try Row.fetchAll(database, sql: sql, arguments: [number]).map { row in
                StoredFragment(
                    block: BlockID(row[0] as String), respondentClass: RespondentClass(key: row[1]),
                    answers: row[2])
            }
        }
    }

    /// Returns the counts of the round's detached answers, counted from their rows: one cell
    /// without class per question and answer, and no classes.
    ///
    /// - Throws: `.unknownRound`.
    public func detachedAnswers(in round: RoundID) async throws(StorageError) -> ResponseTable {
        try await read { database in
            let number = try StoredRound.require(round, in: database).number
            let sql = """
                SELECT question, '', answer, count(*) FROM detached_answer WHERE round = ?
                GROUP BY question, answer
                """
            return ResponseTable(counts: try readCounts(sql, of: number, in: database))
        }
    }
}

/// - Parameter sql: selects question, class (empty for none), answer and count of a round.
private func readCounts(
    _ sql: String, of round: Int64, in database: Database
) throws -> [ResponseTable.Cell: Int] {
    var counts: [ResponseTable.Cell: Int] = [:]
    // A few hundred classes and answers recur over thousands of rows: each key is read once.
    var classes: [String: RespondentClass] = [:]
    var answers: [String: KeptAnswer] = [:]
    let rows = try Row.fetchCursor(database, sql: sql, arguments: [round])
    while let row = try rows.next() {
        let classKey: String = row[1]
        let answerKey: String = row[2]
        let cell = ResponseTable.Cell(
            question: QuestionID(row[0] as String),
            respondentClass: classKey.isEmpty
                ? nil : classes.value(of: classKey, madeBy: RespondentClass.init(key:)),
            answer: answers.value(of: answerKey, madeBy: KeptAnswer.init(key:)))
        counts[cell] = row[3]
    }
    return counts
}

extension Dictionary {
    /// The value that is kept under the key, made at its first use.
    fileprivate mutating func value(of key: Key, madeBy make: (Key) -> Value) -> Value {
        if let value = self[key] { return value }
        let value = make(key)
        self[key] = value
        return value
    }
}

/// Responses per class that the round keeps.
private func readClasses(of round: Int64, in database: Database) throws -> [RespondentClass: Int] {
    var classes: [RespondentClass: Int] = [:]
    let sql = "SELECT class, count FROM class_count WHERE round = ?"
    let rows = try Row.fetchCursor(database, sql: sql, arguments: [round])
    while let row = try rows.next() {
        classes[RespondentClass(key: row[0])] = row[1]
    }
    return classes
}
