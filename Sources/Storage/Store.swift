public import Anonymization
import Foundation
import GRDB

/// Rounds, responses and releases at rest, in one SQLite database.
///
/// Its extensions have one concern each. Every change is one transaction, and a change that was
/// reported as made survives a power cut. The database runs with a write-ahead log, a full sync at
/// every commit, and overwrites what it deletes.
public struct Store: Sendable {
    let pool: DatabasePool
    let acceptance: GroupCommit<Submission, Result<Acceptance, StorageError>>

    /// Opens the database at `path`, creating or upgrading it as needed.
    ///
    /// - Parameter textSeal: seals the texts of a database that software before 0.3 wrote, once.
    /// - Throws: `.newerDatabase` when a newer version of the software has written it; `.plainTexts`
    ///   when there are texts to seal and no seal; `.tracesNotCleared` when they are sealed but the
    ///   file could not be cleared of them; `.database` when the file can't be opened or is no
    ///   database.
    public init(path: String, sealingTextsBy textSeal: TextSeal? = nil) throws(StorageError) {
        try self.init(path: path, patience: 5, sealingTextsBy: textSeal)
    }

    /// - Parameter patience: seconds to wait for readers before the write-ahead log is emptied.
    init(
        path: String, patience: TimeInterval, sealingTextsBy textSeal: TextSeal? = nil
    ) throws(StorageError) {
        do {
            let pool = try DatabasePool(
                path: path, configuration: Self.configuration(patience: patience))
            try Self.makeCommitsDurable(in: pool)
            try Self.upgrade(pool, by: schema(sealingTextsBy: textSeal))
            self.pool = pool
            acceptance = GroupCommit { group in await Self.accept(group, in: pool) }
        } catch {
            throw StorageError(error)
        }
    }

    private static func configuration(patience: TimeInterval) -> Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(patience)
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA secure_delete = ON")
        }
        return configuration
    }

    /// Syncs the disk at every commit. It has to follow the opening, which resets the writer to
    /// `NORMAL`, where a power cut may lose the last commits.
    private static func makeCommitsDurable(in pool: DatabasePool) throws {
        try pool.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
        }
    }

    private static func upgrade(_ pool: DatabasePool, by schema: DatabaseMigrator) throws {
        guard try !pool.read(schema.hasBeenSuperseded) else { throw StorageError.newerDatabase }

        let before = try pool.read(schema.appliedIdentifiers)
        try schema.migrate(pool)
        guard !before.isEmpty, !before.contains(sealingMigration) else { return }

        do {
            try pool.writeWithoutTransaction(rewriteFile)
        } catch {
            throw StorageError.tracesNotCleared
        }
    }

    func read<Value: Sendable>(
        _ body: @Sendable (Database) throws -> Value
    ) async throws(StorageError) -> Value {
        do { return try await pool.read(body) } catch { throw StorageError(error) }
    }

    /// Runs `body` in one transaction, which is undone when `body` throws.
    func write<Value: Sendable>(
        _ body: @Sendable (Database) throws -> Value
    ) async throws(StorageError) -> Value {
        do { return try await pool.write(body) } catch { throw StorageError(error) }
    }
}
