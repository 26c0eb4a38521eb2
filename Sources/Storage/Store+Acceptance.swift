public import Anonymization
public import Foundation
import GRDB
public import SurveyDefinition

/// What became of a submission.
public enum Acceptance: Sendable, Hashable {
    /// The response waits in the mixing pool.
    case accepted
    /// The same submission was accepted before: nothing was added, and the resident sees the same
    /// page.
    case repeated
}

/// One response on its way into the pool.
struct Submission: Sendable {
    let response: PooledResponse
    let digest: Data
    var admission = Store.Admission.none
    let round: RoundID
}

/// Taking in responses while a round is open.
extension Store {
    /// What lets a response in.
    public enum Admission: Sendable {
        case none
        /// The invitation code of a round of level `code`, which is spent.
        case code(CodeDigest)
        /// A ticket of a round of level `blind`, whose signature was found good. Its digest is the key that the
        /// response waits under, and is remembered when the response leaves the pool.
        case ticket
    }

    /// Writes the sealed response to the mixing pool, and the digest of its submission key to the
    /// list that makes a repeated send harmless. When it returns, both survive a power cut.
    ///
    /// In a round of level `code` the same transaction spends the invitation code, and in one of level `blind`
    /// the ticket. A repeated send spends nothing, and is recognised before either is looked at: they are
    /// used by then.
    ///
    /// - Parameters:
    ///   - digest: the digest of the submission key, the same for every send of one page.
    ///   - admission: what came with the response; ignored where none is needed.
    /// - Throws: `.unknownRound`, `.roundNotOpen`; `.codeNotValid` for a missing, an unknown and a used
    ///   code alike; `.ticketNotValid` for a missing and a used ticket; `.database` when the commit failed
    ///   and nothing is kept.
    public func accept(
        _ response: PooledResponse, submission digest: Data, admission: Admission = .none,
        in round: RoundID
    ) async throws(StorageError) -> Acceptance {
        let submission = Submission(
            response: response, digest: digest, admission: admission, round: round)
        return try await acceptance.submit(submission).get()
    }

    /// Returns the responses that were accepted, exactly. The public sees it rounded down.
    ///
    /// - Throws: `.unknownRound`.
    public func participation(in round: RoundID) async throws(StorageError) -> Int {
        try await read { database in try StoredRound.require(round, in: database).accepted }
    }

    /// Returns how many responses wait to be mixed.
    ///
    /// - Throws: `.unknownRound`.
    public func waiting(in round: RoundID) async throws(StorageError) -> Int {
        try await read { database in
            let number = try StoredRound.require(round, in: database).number
            let sql = "SELECT count(*) FROM pool WHERE round = ?"
            return try Int.fetchOne(database, sql: sql, arguments: [number]) ?? 0
        }
    }

    /// Accepts a group in one transaction: one outcome per submission, in order. A refusal concerns
    /// one submission; a failure of the transaction concerns all of them.
    static func accept(
        _ group: [Submission], in pool: DatabasePool
    ) async -> [Result<Acceptance, StorageError>] {
        do {
            return try await pool.write { database in try accept(group, in: database) }
        } catch {
            return group.map { _ in .failure(StorageError(error)) }
        }
    }

    private static func accept(
        _ group: [Submission], in database: Database
    ) throws -> [Result<Acceptance, StorageError>] {
        let openings = try openings(of: Set(group.map(\.round)), in: database)
        var accepted: [Int64: Int] = [:]
        let outcomes = try group.map { submission -> Result<Acceptance, StorageError> in
            guard let opening = openings[submission.round] else {
                return .failure(.unknownRound(submission.round))
            }
            guard opening.round.stage == .open else {
                return .failure(.roundNotOpen(submission.round))
            }
            if opening.round.anonymity != .open,
                try !isKnown(submission, in: opening, database),
                let refusal = try opening.refusal(of: submission, in: database)
            {
                return .failure(refusal)
            }
            guard try insert(submission, round: opening.number, in: database) else {
                return .success(.repeated)
            }

            accepted[opening.number, default: 0] += 1
            return .success(.accepted)
        }
        try count(accepted, in: database)
        return outcomes
    }

    private static func openings(
        of rounds: Set<RoundID>, in database: Database
    ) throws -> [RoundID: StoredRound] {
        var openings: [RoundID: StoredRound] = [:]
        for id in rounds { openings[id] = try StoredRound.find(id, in: database) }
        return openings
    }

    /// Returns whether the same submission was accepted before.
    private static func isKnown(
        _ submission: Submission, in round: StoredRound, _ database: Database
    ) throws -> Bool {
        let statement = try database.cachedStatement(
            sql: "SELECT EXISTS (SELECT 1 FROM submission WHERE round = ? AND digest = ?)")
        return try Bool.fetchOne(statement, arguments: [round.number, submission.digest]) ?? false
    }

    /// Returns whether the submission was new.
    private static func insert(
        _ submission: Submission, round: Int64, in database: Database
    ) throws -> Bool {
        let remember = try database.cachedStatement(
            sql: "INSERT OR IGNORE INTO submission (round, digest) VALUES (?, ?)")
        try remember.execute(arguments: [round, submission.digest])
        guard database.changesCount == 1 else { return false }

        let wait = try database.cachedStatement(
            sql: "INSERT INTO pool (round, key, sealed) VALUES (?, ?, ?)")
        try wait.execute(arguments: [round, submission.response.key, submission.response.sealed])
        return true
    }

    private static func count(_ accepted: [Int64: Int], in database: Database) throws {
        let statement = try database.cachedStatement(
            sql: "UPDATE round SET accepted = accepted + ? WHERE number = ?")
        for (round, count) in accepted {
            try statement.execute(arguments: [count, round])
        }
    }
}

extension StoredRound {
    /// Spends what a response came with.
    ///
    /// - Returns: `nil` when it was good.
    fileprivate func refusal(
        of submission: Submission, in database: Database
    ) throws -> StorageError? {
        switch (round.anonymity, submission.admission) {
        case (.open, _): nil
        case (.code, .code(let code)):
            try spend(code, in: database) ? nil : .codeNotValid(round.id)
        case (.code, _): try spend(nil, in: database) ? nil : .codeNotValid(round.id)
        case (.blind, .ticket):
            try isSpent(ticket: submission.response.key, in: database)
                ? .ticketNotValid(round.id) : nil
        case (.blind, _): .ticketNotValid(round.id)
        }
    }
}
