public import Dialogues
public import Foundation
import GRDB
public import SurveyDefinition

/// Rounds, and the survey versions that they ask.
extension Store {
    /// Creates a round, and keeps the text of its survey's version unless an earlier round did.
    ///
    /// - Parameters:
    ///   - surveyDigest: SHA-256 of `surveySource`, as `Survey.digest` has it.
    ///   - codeKey: 16 random bytes, exactly when the round is of level `code`; closing destroys them.
    /// - Throws: `.surveyVersionChanged` when another digest is kept under the same version;
    ///   `.roundExists`.
    public func create(
        _ round: Round, surveySource: String, surveyDigest: String, codeKey: Data? = nil
    ) async throws(StorageError) {
        try await write { database in
            try create(
                round, surveySource: surveySource, surveyDigest: surveyDigest, codeKey: codeKey,
                in: database)
        }
    }

    /// Creates a round in a transaction that is under way.
    func create(
        _ round: Round, surveySource: String, surveyDigest: String, codeKey: Data?,
        in database: Database
    ) throws {
        precondition(
            (codeKey != nil) == (round.anonymity == .code),
            "Level code, and no other, has a code key.")
        precondition(
            (round.tickets != nil) == (round.anonymity == .blind),
            "Level blind, and no other, has a key for tickets.")
        try keepSurvey(
            round.survey, version: round.surveyVersion, source: surveySource,
            digest: surveyDigest, in: database)
        try insert(round, codeKey: codeKey, in: database)
    }

    /// Returns every round in the order in which they were created.
    public func rounds() async throws(StorageError) -> [Round] {
        try await read { database in
            try Row.fetchAll(database, sql: "\(StoredRound.selection) ORDER BY number").map {
                try StoredRound($0).round
            }
        }
    }

    /// Returns the round, or `nil` when there is none of that id.
    public func round(_ id: RoundID) async throws(StorageError) -> Round? {
        try await read { database in try StoredRound.find(id, in: database)?.round }
    }

    /// Returns the text of a survey's version as it was when its first round was created.
    public func surveySource(_ id: SurveyID, version: Int) async throws(StorageError) -> String? {
        try await read { database in
            try String.fetchOne(
                database, sql: "SELECT source FROM survey_version WHERE survey = ? AND version = ?",
                arguments: [id.value, version])
        }
    }

    /// Opens a prepared round. A round is closed by `close`, which counts what waits.
    ///
    /// - Throws: `.unknownRound`; `.stageNotAllowed`, also for `closed`.
    public func move(_ id: RoundID, to stage: RoundStage) async throws(StorageError) {
        try await write { database in
            let stored = try StoredRound.require(id, in: database)
            guard stage != .closed, stored.round.stage.mayBecome(stage) else {
                throw StorageError.stageNotAllowed(from: stored.round.stage, to: stage)
            }

            try stored.setStage(stage, in: database)
        }
    }

    /// Keeps whether browsers are asked for work before they send to a round.
    ///
    /// - Throws: `.unknownRound`.
    public func setGuarded(_ isGuarded: Bool, _ id: RoundID) async throws(StorageError) {
        try await write { database in
            try StoredRound.require(id, in: database).setGuarded(isGuarded, in: database)
        }
    }

    /// Keeps how many were invited to a round, in place of what was said before. What a release has
    /// told of it stands for good.
    ///
    /// - Throws: `.unknownRound`; `.roundReleased`.
    public func setInvited(_ invited: Int, to id: RoundID) async throws(StorageError) {
        try await write { database in
            let stored = try StoredRound.require(id, in: database)
            guard try readLatestNumber(of: stored.number, in: database) == nil else {
                throw StorageError.roundReleased(id)
            }

            try stored.setInvited(invited, in: database)
        }
    }
}

/// Keeps the text of a survey's version, unless it is kept already.
///
/// - Throws: `.surveyVersionChanged` when another text is kept under the version.
func keepSurvey(
    _ survey: SurveyID, version: Int, source: String, digest: String, in database: Database
) throws {
    try database.execute(
        sql: """
            INSERT OR IGNORE INTO survey_version (survey, version, digest, source)
            VALUES (?, ?, ?, ?)
            """,
        arguments: [survey.value, version, digest, source])
    let kept = try String.fetchOne(
        database, sql: "SELECT digest FROM survey_version WHERE survey = ? AND version = ?",
        arguments: [survey.value, version])
    guard kept == digest else {
        throw StorageError.surveyVersionChanged(survey, version: version)
    }
}

private func insert(_ round: Round, codeKey: Data?, in database: Database) throws {
    guard try StoredRound.find(round.id, in: database) == nil else {
        throw StorageError.roundExists(round.id)
    }

    try database.execute(
        sql: """
            INSERT INTO round (id, survey, survey_version, period, sampling, anonymity,
                is_demonstration, stage, closes_on, invited, starts_series, code_key, ticket_key,
                allows_plain_tickets)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
        arguments: [
            round.id.value, round.survey.value, round.surveyVersion, round.period,
            round.sampling.rawValue, round.anonymity.rawValue, round.isDemonstration,
            round.stage.rawValue, round.closesOn, round.invited, round.startsSeries?.rawValue,
            codeKey, round.tickets?.key.der, round.tickets?.isPlainAllowed ?? false,
        ])
}
