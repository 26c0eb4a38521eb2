public import Dialogues
import Foundation
import GRDB
public import SurveyDefinition

/// Disposing of what a closed round holds (*gallring*), and the proofs of it.
extension Store {
    /// Deletes texts or answers of a closed round and keeps the proof, in one transaction: there is no
    /// deletion without a proof and no proof without a deletion. Then the file is written anew without
    /// what was deleted, and the write-ahead log is emptied.
    ///
    /// What was disposed of before isn't disposed of again: when nothing else is asked for, only the
    /// rewriting is repeated, for the case that it was interrupted.
    ///
    /// - Returns: the new proof; when there was nothing left to delete, the newest that covers some of it.
    /// - Throws: `.unknownRound`; `.roundNotClosed`; `.tracesNotCleared` after the deletion.
    public func dispose(
        _ scope: DisposalScope, of id: RoundID, on day: CalendarDay, by softwareVersion: String
    ) async throws -> DisposalProof {
        try await writeWithoutTrace(clearing: rewriteFile) { database in
            let stored = try StoredRound.require(id, in: database)
            guard stored.round.stage == .closed else { throw StorageError.roundNotClosed(id) }

            let proofs = try readProofs(of: stored, in: database)
            guard let rest = scope.remaining(in: stored.round) else {
                guard let proof = proofs.last(where: { $0.deletion.what.overlaps(scope) }) else {
                    throw StorageError.damagedRound(id)
                }
                return proof
            }

            let deletion = DisposalProof.Deletion(
                of: rest, in: stored.round, number: proofs.count + 1,
                rows: try delete(rest, of: stored.number, in: database),
                lastRelease: try readLastRelease(of: stored.number, in: database),
                softwareVersion: softwareVersion, on: day)
            let proof = try DisposalProof(of: deletion)
            try insert(proof, round: stored.number, in: database)
            return proof
        }
    }

    /// Returns every proof, by round in the order of creation, then by number.
    ///
    /// - Throws: `.damagedProof` for the first that isn't what its digest says.
    public func disposals() async throws(StorageError) -> [DisposalProof] {
        try await read { database in
            try Row.fetchAll(database, sql: "\(StoredRound.selection) ORDER BY number").flatMap {
                try readProofs(of: StoredRound($0), in: database)
            }
        }
    }
}

/// The tables of a round's rows that a scope is about.
extension DisposalScope {
    fileprivate var tables: [String] {
        // A judgement refers to its text, and goes first.
        (includesTexts ? ["text_judgement", "detached_text"] : [])
            + (includesAnswers ? ["fragment", "detached_answer", "tally", "class_count"] : [])
    }

    fileprivate func overlaps(_ other: DisposalScope) -> Bool {
        includesTexts && other.includesTexts || includesAnswers && other.includesAnswers
    }
}

/// Returns the deleted rows by table.
private func delete(
    _ scope: DisposalScope, of round: Int64, in database: Database
) throws -> [String: Int] {
    var rows: [String: Int] = [:]
    for table in scope.tables {
        try database.execute(sql: "DELETE FROM \(table) WHERE round = ?", arguments: [round])
        rows[table] = database.changesCount
    }
    return rows
}

private func insert(_ proof: DisposalProof, round: Int64, in database: Database) throws {
    let deletion = proof.deletion
    try database.execute(
        sql: "INSERT INTO disposal (round, number, what, date, json) VALUES (?, ?, ?, ?, ?)",
        arguments: [
            round, deletion.number, deletion.what.rawValue, deletion.date, try proof.json(),
        ])
}

private func readProofs(of stored: StoredRound, in database: Database) throws -> [DisposalProof] {
    let sql = "SELECT number, json FROM disposal WHERE round = ? ORDER BY number"
    return try Row.fetchAll(database, sql: sql, arguments: [stored.number]).map { row in
        guard let proof = try? JSONDecoder().decode(DisposalProof.self, from: row[1]),
            proof.isIntact, proof.deletion.round == stored.round.id,
            proof.deletion.number == row[0]
        else { throw StorageError.damagedProof(stored.round.id, number: row[0]) }

        return proof
    }
}

private func readLastRelease(
    of round: Int64, in database: Database
) throws -> DisposalProof.ReleaseReference? {
    let sql = "SELECT number, digest FROM release WHERE round = ? ORDER BY number DESC LIMIT 1"
    return try Row.fetchOne(database, sql: sql, arguments: [round]).map { row in
        DisposalProof.ReleaseReference(number: row[0], digest: row[1])
    }
}
