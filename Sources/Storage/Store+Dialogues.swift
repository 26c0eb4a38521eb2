public import Dialogues
public import Foundation
import GRDB
public import Staff
public import SurveyDefinition

/// A dialogue as it is kept, with the number of its last change.
public struct StoredDialogue: Sendable, Hashable {
    public let dialogue: Dialogue
    /// From 1.
    public let revision: Int
}

/// What staff say of dialogues. Each change is a row of its own, so that two who change the same can be compared with
/// what both began with; the log's line is written in the same transaction.
extension Store {
    /// Creates a dialogue with its round.
    ///
    /// - Parameters:
    ///   - surveySource, surveyDigest, codeKey: as `create` of a round has them.
    /// - Throws: `.surveyVersionChanged`; `.roundExists`.
    public func create(
        _ dialogue: Dialogue, collectedIn round: Round, surveySource: String,
        surveyDigest: String, codeKey: Data? = nil, noting note: AuditNote
    ) async throws(StorageError) {
        precondition(dialogue.id == round.id, "A dialogue and its round have one id.")
        try await write { database in
            try create(
                round, surveySource: surveySource, surveyDigest: surveyDigest, codeKey: codeKey,
                in: database)
            try insert(dialogue, revision: 1, in: database)
            try append(note, in: database)
        }
    }

    /// Returns every dialogue as it stands, by id.
    public func dialogues() async throws(StorageError) -> [StoredDialogue] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT content, MAX(revision) AS revision
                    FROM dialogue JOIN round ON round.number = dialogue.round
                    GROUP BY dialogue.round ORDER BY round.id
                    """
            ).map(stored)
        }
    }

    /// Returns a dialogue as it stands, or as it stood at an earlier revision; `nil` when there is none.
    public func dialogue(
        _ id: RoundID, revision: Int? = nil
    ) async throws(StorageError) -> StoredDialogue? {
        try await read { database in
            try Row.fetchOne(
                database,
                sql: """
                    SELECT content, revision FROM dialogue JOIN round ON round.number = dialogue.round
                    WHERE round.id = ? AND revision = IFNULL(?, revision)
                    ORDER BY revision DESC LIMIT 1
                    """,
                arguments: [id.value, revision]
            ).map(stored)
        }
    }

    /// Keeps a dialogue in place of a revision. The round's last day of answering follows, until the round is closed.
    ///
    /// - Throws: `.dialogueChangedMeanwhile` when another revision has followed; `.unknownRound`.
    public func change(
        _ dialogue: Dialogue, from revision: Int, noting note: AuditNote
    ) async throws(StorageError) {
        try await write { database in
            let round = try StoredRound.require(dialogue.id, in: database)
            let last = try Int.fetchOne(
                database, sql: "SELECT MAX(revision) FROM dialogue WHERE round = ?",
                arguments: [round.number])
            guard last == revision else {
                throw StorageError.dialogueChangedMeanwhile(dialogue.id)
            }

            try insert(dialogue, revision: revision + 1, in: database)
            if round.round.stage != .closed {
                try round.setClosesOn(
                    dialogue.closesOn.isEmpty ? nil : dialogue.closesOn, in: database)
            }
            try append(note, in: database)
        }
    }
}

private func insert(_ dialogue: Dialogue, revision: Int, in database: Database) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let content = String(decoding: try encoder.encode(dialogue), as: UTF8.self)
    try database.execute(
        sql: """
            INSERT INTO dialogue (round, revision, content)
            SELECT number, ?, ? FROM round WHERE id = ?
            """,
        arguments: [revision, content, dialogue.id.value])
}

private func stored(_ row: Row) throws -> StoredDialogue {
    let content: String = row["content"]
    guard let dialogue = try? JSONDecoder().decode(Dialogue.self, from: Data(content.utf8)) else {
        throw StorageError.damagedDialogue
    }
    return StoredDialogue(dialogue: dialogue, revision: row["revision"])
}
