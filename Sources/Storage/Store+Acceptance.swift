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
    let round: RoundID
}

/// Taking in responses while a round is open.
extension Store {
    /// Writes the sealed response to the mixing pool, and the digest of its submission key to the
    /// list that makes a repeated send harmless. When it returns, both survive a power cut.
    ///
    /// - Parameter digest: the digest of the submission key, the same for every send of one page.
    /// - Throws: `.unknownRound`, `.roundNotOpen`; `.database` when the commit failed and nothing
    ///   is kept.
    public func accept(
        _ response: PooledResponse, submission digest: Data, in round: RoundID
    ) async throws(StorageError) -> Acceptance {
        let submission = Submission(response: response, digest: digest, round: round)
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
            guard opening.isOpen else { return .failure(.roundNotOpen(submission.round)) }
            guard try insert(submission, round: opening.number, in: database) else {
                return .success(.repeated)
            }

            accepted[opening.number, default: 0] += 1
            return .success(.accepted)
        }
        try count(accepted, in: database)
        return outcomes
    }

    private typealias Opening = (number: Int64, isOpen: Bool)

    private static func openings(
        of rounds: Set<RoundID>, in database: Database
    ) throws -> [RoundID: Opening] {
        var openings: [RoundID: Opening] = [:]
        for id in rounds {
            guard let stored = try StoredRound.find(id, in: database) else { continue }

            openings[id] = (stored.number, stored.round.stage == .open)
        }
        return openings
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
