public import Foundation
import GRDB
public import SurveyDefinition

/// A free text as it is kept, and what a moderator has said of it.
public struct StoredText: Sendable, Equatable {
    /// 128 random bits.
    public let key: Data
    public let question: QuestionID
    /// Made by `TextSeal.seal`.
    public let sealed: Data
    /// `nil` as long as nobody has said anything.
    public let judgement: StoredJudgement?
}

/// What a moderator has said of a text, as it is kept.
public struct StoredJudgement: Sendable, Equatable {
    /// How often something has been said of the text: from 1.
    public let revision: Int
    /// Made by `JudgementSeal.seal`.
    public let sealed: Data
}

/// How many texts there are of a question, and of how many a moderator has said something.
public struct TextCount: Sendable, Equatable {
    public let question: QuestionID
    public let texts: Int
    public let judged: Int
}

/// What has been said of one text, without the text.
public struct JudgedText: Sendable, Equatable {
    /// The text's.
    public let key: Data
    public let question: QuestionID
    /// Made by `JudgementSeal.seal`.
    public let sealed: Data
}

/// A place among the texts of a question.
public struct TextPlace: Sendable {
    public let question: QuestionID
    public let round: RoundID
    /// The key that the texts come after; `nil` for the first.
    public let after: Data?

    public init(of question: QuestionID, in round: RoundID, after: Data? = nil) {
        self.question = question
        self.round = round
        self.after = after
    }
}

extension StoredText: CustomStringConvertible, CustomReflectable {
    public var description: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Free texts, and what moderators say of them.
extension Store {
    /// Returns the next texts after a place, in the order of their random keys, which tells nothing.
    ///
    /// - Throws: `.unknownRound`.
    public func texts(
        from place: TextPlace, limit: Int
    ) async throws(StorageError) -> [StoredText] {
        try await read { database in
            let number = try StoredRound.require(place.round, in: database).number
            let sql = """
                \(StoredText.selection)
                WHERE text.round = ? AND text.key > ? AND question = ? ORDER BY text.key LIMIT ?
                """
            return try Row.fetchAll(
                database, sql: sql,
                arguments: [number, place.after ?? Data(), place.question.value, limit]
            ).map(StoredText.init)
        }
    }

    /// Returns one text.
    ///
    /// - Throws: `.unknownRound`; `.unknownText`, also for one that was disposed of.
    public func text(_ key: Data, in round: RoundID) async throws(StorageError) -> StoredText {
        try await read { database in
            let number = try StoredRound.require(round, in: database).number
            let sql = "\(StoredText.selection) WHERE text.round = ? AND text.key = ?"
            guard let row = try Row.fetchOne(database, sql: sql, arguments: [number, key]) else {
                throw StorageError.unknownText(round)
            }
            return StoredText(row)
        }
    }

    /// Returns all that has been said of the round's texts, in the order of their random keys.
    ///
    /// - Throws: `.unknownRound`.
    public func judgements(in round: RoundID) async throws(StorageError) -> [JudgedText] {
        try await read { database in
            let number = try StoredRound.require(round, in: database).number
            let sql = """
                SELECT key, question, judgement.sealed FROM text_judgement AS judgement
                JOIN detached_text USING (round, key) WHERE round = ? ORDER BY key
                """
            return try Row.fetchAll(database, sql: sql, arguments: [number]).map { row in
                JudgedText(key: row[0], question: QuestionID(row[1] as String), sealed: row[2])
            }
        }
    }

    /// Returns the numbers of texts of each question of which the round has some, by question.
    ///
    /// - Throws: `.unknownRound`.
    public func textCounts(in round: RoundID) async throws(StorageError) -> [TextCount] {
        try await read { database in
            let number = try StoredRound.require(round, in: database).number
            let sql = """
                SELECT question, count(*), count(judgement.key) FROM detached_text AS text
                LEFT JOIN text_judgement AS judgement USING (round, key)
                WHERE round = ? GROUP BY question ORDER BY question
                """
            return try Row.fetchAll(database, sql: sql, arguments: [number]).map { row in
                TextCount(question: QuestionID(row[0] as String), texts: row[1], judged: row[2])
            }
        }
    }

    /// Keeps what a moderator says of a text, in place of what was said before.
    ///
    /// - Parameter revision: the one that the moderator saw; 0 when nobody had said anything.
    /// - Returns: the new revision.
    /// - Throws: `.unknownRound`; `.unknownText`; `.textJudgedMeanwhile` when somebody else has said
    ///   something since, and then nothing is changed.
    public func keep(
        judgement sealed: Data, of key: Data, in round: RoundID, replacing revision: Int
    ) async throws(StorageError) -> Int {
        try await write { database in
            let number = try StoredRound.require(round, in: database).number
            let sql = "\(StoredText.selection) WHERE text.round = ? AND text.key = ?"
            guard let row = try Row.fetchOne(database, sql: sql, arguments: [number, key]) else {
                throw StorageError.unknownText(round)
            }
            guard StoredText(row).judgement?.revision ?? 0 == revision else {
                throw StorageError.textJudgedMeanwhile(round)
            }

            try database.execute(
                sql: """
                    INSERT INTO text_judgement (round, key, revision, sealed) VALUES (?, ?, ?, ?)
                    ON CONFLICT DO UPDATE SET revision = excluded.revision, sealed = excluded.sealed
                    """,
                arguments: [number, key, revision + 1, sealed])
            return revision + 1
        }
    }
}

extension StoredText {
    fileprivate static let selection = """
        SELECT text.key AS key, question, text.sealed AS sealed, revision,
            judgement.sealed AS judgement
        FROM detached_text AS text
        LEFT JOIN text_judgement AS judgement
            ON judgement.round = text.round AND judgement.key = text.key
        """

    fileprivate init(_ row: Row) {
        key = row["key"]
        question = QuestionID(row["question"] as String)
        sealed = row["sealed"]
        judgement = (row["revision"] as Int?).map {
            StoredJudgement(revision: $0, sealed: row["judgement"])
        }
    }
}
