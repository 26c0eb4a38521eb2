import Anonymization
import Dialogues
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Storage

@Suite("The store's file")
struct StoreTests {
    @Test("the live writer syncs every commit and overwrites what it deletes")
    func settingsOfTheWriter() async throws {
        try await withOpenRound { store, _ in
            let (synchronous, journal, overwrites, foreignKeys) =
                try await store.pool.writeWithoutTransaction { database in
                    (
                        try Int.fetchOne(database, sql: "PRAGMA synchronous"),
                        try String.fetchOne(database, sql: "PRAGMA journal_mode"),
                        try Int.fetchOne(database, sql: "PRAGMA secure_delete"),
                        try Int.fetchOne(database, sql: "PRAGMA foreign_keys")
                    )
                }

            #expect(synchronous == 2)
            #expect(journal == "wal")
            #expect(overwrites == 1)
            #expect(foreignKeys == 1)
        }
    }

    @Test("what was stored is there after opening the file again")
    func survivesReopening() async throws {
        try await withOpenRound { store, files in
            try await store.accept(plain: ["one", "two"], seed: 1)
            try store.pool.close()

            let reopened = try Store(path: files.path)

            #expect(try await reopened.participation(in: safetyRound.id) == 2)
            #expect(try await reopened.waiting(in: safetyRound.id) == 2)
            #expect(try await reopened.round(safetyRound.id)?.stage == .open)
        }
    }

    @Test("an acknowledged response is in the files before anything is closed or checkpointed")
    func survivesTheProcess() async throws {
        try await withOpenRound { store, files in
            try await store.accept(plain: ["one"], seed: 1)

            let copy = DatabaseFiles(folder: files.folder.appending(path: "copy"))
            try FileManager.default.createDirectory(
                at: copy.folder, withIntermediateDirectories: false)
            for suffix in ["", "-wal"] {
                try FileManager.default.copyItem(
                    atPath: files.path + suffix, toPath: copy.path + suffix)
            }

            #expect(try await Store(path: copy.path).waiting(in: safetyRound.id) == 1)
        }
    }

    @Test("a database of the first version is upgraded, and keeps every row")
    func upgrade() async throws {
        try await withTemporaryFolder { folder in
            let files = DatabaseFiles(folder: folder)
            let old = try DatabasePool(path: files.path)
            try schema(sealingTextsBy: nil).migrate(old, upTo: "1")
            try await old.write { database in
                try database.execute(
                    sql: """
                        INSERT INTO survey_version VALUES ('trygghet', 1, 'd1', 'id: trygghet');
                        INSERT INTO round VALUES (7, 'trygghet-2025', 'trygghet', 1, '2025',
                            'census', 'open', 0, 'closed', '2025-12-31', 3);
                        INSERT INTO release VALUES (7, 1, 'digest', x'7B7D');
                        INSERT INTO pool VALUES (7, zeroblob(16), x'01');
                        INSERT INTO submission VALUES (7, x'02');
                        INSERT INTO fragment VALUES (7, zeroblob(16), 'safety', '-/-/-/-', '1');
                        INSERT INTO detached_answer VALUES (7, zeroblob(16), 'exposed', 'yes');
                        INSERT INTO detached_text
                            VALUES (7, zeroblob(16), 'comment', 'kanariefågel');
                        INSERT INTO tally VALUES (7, 'safe', '-/-/-/-', 'yes', 3);
                        INSERT INTO class_count VALUES (7, '-/-/-/-', 3);
                        """)
            }
            let before = try await old.read(Self.contents)
            try old.close()
            #expect(try files.contain("kanariefågel"))

            #expect(throws: StorageError.plainTexts) { try Store(path: files.path) }
            let seal = TextSeal(try #require(MasterKey(Array(repeating: 1, count: 32))))
            let store = try Store(path: files.path, sealingTextsBy: seal)

            #expect(
                try await store.rounds() == [
                    Round(
                        id: "trygghet-2025", survey: "trygghet", surveyVersion: 1, period: "2025",
                        sampling: .census, stage: .closed, closesOn: "2025-12-31")
                ])
            #expect(try await store.participation(in: "trygghet-2025") == 3)
            #expect(before.count == 10 && before.values.allSatisfy { $0.count == 1 })
            let sealed = try await store.pool.read { database in
                try Data.fetchAll(database, sql: "SELECT sealed FROM detached_text")
            }
            #expect(
                try sealed.map { try seal.open($0, of: "comment", in: "trygghet-2025") }
                    == ["kanariefågel"])
            #expect(try !files.contain("kanariefågel"))
            let after = try await store.pool.read(Self.contents)
            #expect(after.filter { before.keys.contains($0.key) } == before)
        }
    }

    /// Every row of every table but the list of migrations, as text, without the columns that came
    /// later and the texts, which are sealed.
    @Sendable private static func contents(of database: Database) throws -> [String: [String]] {
        let tables = try String.fetchAll(
            database,
            sql: """
                SELECT name FROM sqlite_schema
                WHERE type = 'table' AND name NOT IN ('grdb_migrations', 'sqlite_sequence')
                """)
        let changed = [
            "invited", "starts_series", "code_key", "closed_in", "is_guarded", "ticket_key",
            "allows_plain_tickets", "text",
            "sealed",
        ]
        return try tables.reduce(into: [:]) { contents, table in
            contents[table] = try Row.fetchAll(database, sql: "SELECT * FROM \(table)").map { row in
                row.filter { !changed.contains($0.0) }
                    .map { "\($0.0)=\($0.1)" }.joined(separator: " ")
            }
        }
    }

    @Test("a database of a newer version is refused")
    func newerDatabase() async throws {
        try await withOpenRound { store, files in
            try await store.pool.write { database in
                try database.execute(sql: "INSERT INTO grdb_migrations VALUES ('a later one')")
            }
            try store.pool.close()

            #expect(throws: StorageError.newerDatabase) { try Store(path: files.path) }
        }
    }

    @Test("a file that is no database is refused without quoting it")
    func noDatabase() async throws {
        try await withTemporaryFolder { folder in
            let files = DatabaseFiles(folder: folder)
            try Data(repeating: 65, count: 5000).write(to: URL(filePath: files.path))

            #expect(throws: StorageError.database(code: 26)) { try Store(path: files.path) }
        }
    }

    @Test("a failure of SQLite is reported without the row that caused it")
    func errorsHoldNoRows() async throws {
        try await withOpenRound { store, _ in
            let error = await #expect(throws: StorageError.self) {
                try await store.write { database in
                    try database.execute(
                        sql: "INSERT INTO detached_text VALUES (1, x'01', 'comment', ?)",
                        arguments: ["kanariefågel"])
                }
            }

            #expect(error.map { "\($0)" }?.contains("kanarie") == false)
        }
    }
}
