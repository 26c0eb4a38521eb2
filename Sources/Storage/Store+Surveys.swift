import Dialogues
import Foundation
import GRDB
public import Staff
public import SurveyDefinition

/// A draft as it is kept, with the number of its last change; what it holds is another stage's.
public struct StoredDraft: Sendable, Hashable {
    public let id: SurveyID
    /// From 1.
    public let revision: Int
    public let content: String
}

/// The number of a survey's version, and of its texts.
public struct SurveyEdition: Sendable, Hashable {
    public let version: Int
    /// From 1: each correction of the version's texts is one more.
    public let edition: Int

    public init(version: Int, edition: Int) {
        self.version = version
        self.edition = edition
    }
}

/// What staff compose and publish. Each change is a row of its own, and the log's line is written in the same transaction.
extension Store {
    // MARK: Drafts

    /// Returns every draft as it stands, by id.
    public func drafts() async throws(StorageError) -> [StoredDraft] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM (
                        SELECT survey, content, MAX(revision) AS revision FROM survey_draft
                        GROUP BY survey)
                    WHERE content <> '' ORDER BY survey
                    """
            ).map(stored)
        }
    }

    /// Returns a draft as it stands, or as it stood at an earlier revision; `nil` when there is none.
    public func draft(
        _ id: SurveyID, revision: Int? = nil
    ) async throws(StorageError) -> StoredDraft? {
        try await read { database in
            try Row.fetchOne(
                database,
                sql: """
                    SELECT survey, content, revision FROM survey_draft
                    WHERE survey = ? AND revision = IFNULL(?, revision) AND content <> ''
                    ORDER BY revision DESC LIMIT 1
                    """,
                arguments: [id.value, revision]
            ).map(stored)
        }
    }

    /// Keeps a draft in place of a revision; 0 for a new one.
    ///
    /// - Throws: `.draftChangedMeanwhile` when another revision has followed; `.draftExists`.
    public func keepDraft(
        _ id: SurveyID, _ content: String, from revision: Int, noting note: AuditNote
    ) async throws(StorageError) {
        try await write { database in
            try insertDraft(id, content, from: revision, in: database)
            try append(note, in: database)
        }
    }

    /// Deletes a draft, with every change of it. The number of its last change stays, without content: what begins anew
    /// under the id goes on from it, so that no form of the old draft is taken for one of the new.
    ///
    /// - Parameter revision: the one that was looked at.
    /// - Throws: `.draftChangedMeanwhile` when another revision has followed, or there is no draft.
    public func deleteDraft(
        _ id: SurveyID, from revision: Int, noting note: AuditNote
    ) async throws(StorageError) {
        try await write { database in
            guard let last = try lastDraft(id, in: database), last.isThere,
                last.revision == revision
            else { throw StorageError.draftChangedMeanwhile(id) }

            try database.execute(
                sql: "DELETE FROM survey_draft WHERE survey = ?", arguments: [id.value])
            try database.execute(
                sql: "INSERT INTO survey_draft (survey, revision, content) VALUES (?, ?, '')",
                arguments: [id.value, revision + 1])
            try append(note, in: database)
        }
    }

    // MARK: Published ones

    /// Publishes a version of a survey with its texts, or other texts of one that is published, together with the draft
    /// as it is then.
    ///
    /// - Parameters:
    ///   - source, digest: as `create` of a round has them.
    ///   - draft: as it was published; kept in place of the revision.
    /// - Throws: `.surveyVersionChanged`; `.publishedMeanwhile` unless it is the next edition of its version;
    ///   `.draftChangedMeanwhile`.
    public func publish(
        _ id: SurveyID, _ edition: SurveyEdition, source: String, digest: String, draft: String,
        from revision: Int, noting note: AuditNote
    ) async throws(StorageError) {
        try await write { database in
            try insertDraft(id, draft, from: revision, in: database)
            try keepSurvey(
                id, version: edition.version, source: source, digest: digest, in: database)
            let last = try Int.fetchOne(
                database,
                sql: "SELECT MAX(edition) FROM survey_edition WHERE survey = ? AND version = ?",
                arguments: [id.value, edition.version])
            guard edition.edition == (last ?? 0) + 1 else {
                throw StorageError.publishedMeanwhile(id)
            }

            try database.execute(
                sql: """
                    INSERT INTO survey_edition (survey, version, edition, content)
                    VALUES (?, ?, ?, ?)
                    """,
                arguments: [id.value, edition.version, edition.edition, draft])
            try append(note, in: database)
        }
    }

    /// Returns what is published of every survey that was published in the workspace, newest last.
    public func editions() async throws(StorageError) -> [SurveyID: [SurveyEdition]] {
        try await read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT survey, version, MAX(edition) AS edition FROM survey_edition
                    GROUP BY survey, version ORDER BY survey, version
                    """)
            return rows.reduce(into: [:]) { result, row in
                result[SurveyID(row["survey"] as String), default: []].append(
                    SurveyEdition(version: row["version"], edition: row["edition"]))
            }
        }
    }

    /// Returns the number of the newest texts of a version; `nil` for one that wasn't published in the workspace.
    public func latestEdition(
        of id: SurveyID, version: Int
    ) async throws(StorageError) -> Int? {
        try await read { database in
            let statement = try database.cachedStatement(
                sql: "SELECT MAX(edition) FROM survey_edition WHERE survey = ? AND version = ?")
            return try Int.fetchOne(statement, arguments: [id.value, version])
        }
    }

    /// Returns the files of a published survey.
    public func content(
        of id: SurveyID, _ edition: SurveyEdition
    ) async throws(StorageError) -> String? {
        try await read { database in
            try String.fetchOne(
                database,
                sql: """
                    SELECT content FROM survey_edition
                    WHERE survey = ? AND version = ? AND edition = ?
                    """,
                arguments: [id.value, edition.version, edition.edition])
        }
    }

    /// Returns the text of every version of a survey that a round asked or that was published, by version.
    public func surveySources(
        of id: SurveyID
    ) async throws(StorageError) -> [(version: Int, source: String)] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT version, source FROM survey_version WHERE survey = ? ORDER BY version",
                arguments: [id.value]
            ).map { ($0["version"], $0["source"]) }
        }
    }

    /// Lets a prepared round ask another survey.
    ///
    /// - Throws: `.unknownRound`; `.stageNotAllowed` for a round that has opened; `.surveyVersionChanged`.
    public func setSurvey(
        of round: RoundID, to survey: SurveyID, version: Int, source: String, digest: String,
        noting note: AuditNote
    ) async throws(StorageError) {
        try await write { database in
            let stored = try StoredRound.require(round, in: database)
            guard stored.round.stage == .prepared else {
                throw StorageError.stageNotAllowed(from: stored.round.stage, to: .prepared)
            }

            try keepSurvey(survey, version: version, source: source, digest: digest, in: database)
            try database.execute(
                sql: "UPDATE round SET survey = ?, survey_version = ? WHERE number = ?",
                arguments: [survey.value, version, stored.number])
            try append(note, in: database)
        }
    }
}

private func insertDraft(
    _ id: SurveyID, _ content: String, from revision: Int, in database: Database
) throws {
    let last = try lastDraft(id, in: database)
    guard revision == (last.map { $0.isThere ? $0.revision : 0 } ?? 0) else {
        throw revision == 0
            ? StorageError.draftExists(id) : StorageError.draftChangedMeanwhile(id)
    }

    try database.execute(
        sql: "INSERT INTO survey_draft (survey, revision, content) VALUES (?, ?, ?)",
        arguments: [id.value, (last?.revision ?? 0) + 1, content])
}

/// The number of a draft's last change, and whether it is there still.
private func lastDraft(
    _ id: SurveyID, in database: Database
) throws -> (revision: Int, isThere: Bool)? {
    try Row.fetchOne(
        database,
        sql: """
            SELECT revision, content <> '' AS is_there FROM survey_draft
            WHERE survey = ? ORDER BY revision DESC LIMIT 1
            """,
        arguments: [id.value]
    ).map { ($0["revision"], $0["is_there"]) }
}

private func stored(_ row: Row) -> StoredDraft {
    StoredDraft(
        id: SurveyID(row["survey"] as String), revision: row["revision"], content: row["content"])
}
