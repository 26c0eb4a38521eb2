import Anonymization
import Foundation
import GRDB
import SurveyDefinition

/// A kind of row in which a respondent's mark stands.
struct Trace: Sendable {
    let table: String
    let column: String
    /// As SQL; empty for every row.
    var condition = ""
    let mark: @Sendable (Respondent) -> String

    init(
        table: String, column: String, where condition: String = "",
        mark: @escaping @Sendable (Respondent) -> String
    ) {
        self.table = table
        self.column = column
        self.condition = condition
        self.mark = mark
    }

    static let all = [
        Trace(table: "detached_text", column: "sealed") { $0.token },
        Trace(table: "fragment", column: "answers", where: "block = 'area'") { $0.area },
        Trace(table: "fragment", column: "answers", where: "block = 'municipality'") {
            $0.municipality
        },
        Trace(table: "fragment", column: "answers", where: "block = 'inclusion'") { $0.inclusion },
        Trace(table: "tally", column: "answer", where: "question = 'work-first'") { $0.ranking },
    ]

    /// The marks in every order in which the table can be asked for them, and the bytes of each
    /// row.
    struct Rows {
        var orders: [(name: String, marks: [String])] = []
        /// By mark: the row's texts as they stand one after the other in the file, or what is sealed.
        var stored: [(mark: String, bytes: Data)] = []
    }

    /// - Parameter seal: opens marks that are sealed texts of the round.
    func rows(
        in database: Database, of round: RoundID, openedBy seal: TextSeal?
    ) throws -> Rows {
        func mark(_ row: Row) throws -> String {
            guard let seal, case .blob(let sealed) = value(of: row) else { return row[column] }
            return try seal.open(sealed, of: QuestionID(row["question"] as String), in: round)
        }

        let filter = condition.isEmpty ? "" : " WHERE \(condition)"
        let name = "\(table)\(filter)"
        let rows = try Row.fetchAll(database, sql: "SELECT * FROM \(table)\(filter)")
        var result = Rows()
        result.orders.append(("\(name) as it lies", try rows.map(mark)))
        for other in try database.columns(in: table).map(\.name) {
            let sql = "SELECT * FROM \(table)\(filter) ORDER BY \(other)"
            if other != column {
                result.orders.append(
                    ("\(name) by \(other)", try Row.fetchAll(database, sql: sql).map(mark)))
            }
        }
        result.stored = try rows.map { row in
            if case .blob(let sealed) = value(of: row) { return (try mark(row), sealed) }
            let texts = row.databaseValues.filter { $0.storage.value is String }.map {
                String.fromDatabaseValue($0) ?? ""
            }
            return (try mark(row), Data(texts.joined().utf8))
        }
        return result
    }

    private func value(of row: Row) -> DatabaseValue.Storage {
        (row[column] as DatabaseValue).storage
    }
}
