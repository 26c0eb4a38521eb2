import Dialogues
import Foundation
import GRDB
import SurveyDefinition
import Tickets

/// A round as a row: with the number that other tables refer to it by, its count of acceptances, and
/// its code key.
struct StoredRound {
    let number: Int64
    let round: Round
    let accepted: Int
    /// What digests of invitation codes are made with: until a round of level `code` closes.
    let codeKey: Data?

    /// - Throws: `.damagedRound` when a column holds a word that isn't one of its enumeration's.
    init(_ row: Row) throws {
        let id = RoundID(row["id"] as String)
        guard let sampling = Sampling(rawValue: row["sampling"]),
            let anonymity = AnonymityLevel(rawValue: row["anonymity"]),
            let stage = RoundStage(rawValue: row["stage"])
        else { throw StorageError.damagedRound(id) }
        let startsSeries = try (row["starts_series"] as String?).map { word in
            guard let reason = SeriesBreak(rawValue: word) else {
                throw StorageError.damagedRound(id)
            }
            return reason
        }

        let closedIn = try (row["closed_in"] as String?).map { text in
            guard let month = CalendarMonth(text) else { throw StorageError.damagedRound(id) }
            return month
        }

        let tickets = try (row["ticket_key"] as Data?).map { der in
            guard let key = try? TicketKey(der: der) else { throw StorageError.damagedRound(id) }
            return TicketTerms(key: key, isPlainAllowed: row["allows_plain_tickets"])
        }

        number = row["number"]
        accepted = row["accepted"]
        codeKey = row["code_key"]
        round = Round(
            id: id, survey: SurveyID(row["survey"] as String), surveyVersion: row["survey_version"],
            period: row["period"], sampling: sampling, anonymity: anonymity,
            tickets: tickets, isDemonstration: row["is_demonstration"], stage: stage, closesOn: row["closes_on"],
            invited: row["invited"], startsSeries: startsSeries, closedIn: closedIn,
            isGuarded: row["is_guarded"],
            textsDisposedOn: row["texts_disposed_on"],
            answersDisposedOn: row["answers_disposed_on"])
    }

    /// Selects the rows that `init` reads: the round's own columns, and when something of it was
    /// disposed of.
    static let selection = """
        SELECT round.*, \(disposalDate(of: [.texts, .all])) AS texts_disposed_on,
            \(disposalDate(of: [.answers, .all])) AS answers_disposed_on
        FROM round
        """

    private static func disposalDate(of scopes: [DisposalScope]) -> String {
        let words = scopes.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        return """
            (SELECT date FROM disposal WHERE disposal.round = round.number AND what IN (\(words)))
            """
    }

    static func find(_ id: RoundID, in database: Database) throws -> StoredRound? {
        let statement = try database.cachedStatement(sql: "\(selection) WHERE id = ?")
        return try Row.fetchOne(statement, arguments: [id.value]).map(StoredRound.init)
    }

    /// - Throws: `.unknownRound` when there is none of that id.
    static func require(_ id: RoundID, in database: Database) throws -> StoredRound {
        guard let stored = try find(id, in: database) else { throw StorageError.unknownRound(id) }

        return stored
    }

    func setStage(_ stage: RoundStage, in database: Database) throws {
        try database.execute(
            sql: "UPDATE round SET stage = ? WHERE number = ?", arguments: [stage.rawValue, number])
    }

    func setClosed(in month: CalendarMonth?, in database: Database) throws {
        try setStage(.closed, in: database)
        try database.execute(
            sql: "UPDATE round SET closed_in = ? WHERE number = ?",
            arguments: [month?.description, number])
    }

    func setGuarded(_ isGuarded: Bool, in database: Database) throws {
        try database.execute(
            sql: "UPDATE round SET is_guarded = ? WHERE number = ?",
            arguments: [isGuarded, number])
    }

    func setClosesOn(_ date: String?, in database: Database) throws {
        try database.execute(
            sql: "UPDATE round SET closes_on = ? WHERE number = ?", arguments: [date, number])
    }

    func setInvited(_ invited: Int, in database: Database) throws {
        try database.execute(
            sql: "UPDATE round SET invited = ? WHERE number = ?", arguments: [invited, number])
    }
}
