import Foundation
import GRDB
import SurveyDefinition

/// Opens the issuer's database with a full sync at every commit: a code that was used once may not be used
/// again after a power cut. What is deleted is overwritten.
func openIssuerDatabase(at path: String) throws(IssuerError) -> DatabasePool {
    do {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA secure_delete = ON") }
        let database = try DatabasePool(path: path, configuration: configuration)
        try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        let schema = issuerSchema()
        guard try !database.read(schema.hasBeenSuperseded) else { throw IssuerError.newerDatabase }
        try schema.migrate(database)
        return database
    } catch {
        throw IssuerError(error)
    }
}

/// The issuer's tables: which codes there are, and which blinded message each was used for. No time, no order,
/// and no name of anybody.
private func issuerSchema() -> DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { database in
        try database.execute(
            sql: """
                CREATE TABLE round (
                    number INTEGER PRIMARY KEY,
                    id TEXT NOT NULL UNIQUE,
                    signing_key BLOB NOT NULL,
                    code_key BLOB NOT NULL CHECK (length(code_key) = 16),
                    is_plain_allowed INTEGER NOT NULL
                ) STRICT;

                CREATE TABLE invitation (
                    round INTEGER NOT NULL REFERENCES round,
                    digest BLOB NOT NULL CHECK (length(digest) = 16),
                    request BLOB CHECK (length(request) = 16),
                    PRIMARY KEY (round, digest)
                ) STRICT, WITHOUT ROWID;
                """)
    }
    return migrator
}

/// A round's row.
struct IssuerRound: Sendable {
    let number: Int64
    let id: RoundID
    let sealedKey: Data
    let codeKey: Data
    let isPlainAllowed: Bool

    private init(_ row: Row) {
        number = row["number"]
        id = RoundID(row["id"] as String)
        sealedKey = row["signing_key"]
        codeKey = row["code_key"]
        isPlainAllowed = row["is_plain_allowed"]
    }

    static func find(_ id: RoundID, in database: Database) throws -> IssuerRound? {
        let statement = try database.cachedStatement(sql: "SELECT * FROM round WHERE id = ?")
        return try Row.fetchOne(statement, arguments: [id.value]).map(IssuerRound.init)
    }

    /// - Throws: `.unknownRound` when there is none of that id.
    static func require(_ id: RoundID, in database: Database) throws -> IssuerRound {
        guard let stored = try find(id, in: database) else { throw IssuerError.unknownRound(id) }

        return stored
    }

    static func insert(
        _ id: RoundID, sealedKey: Data, codeKey: Data, isPlainAllowed: Bool, in database: Database
    ) throws {
        try database.execute(
            sql: """
                INSERT INTO round (id, signing_key, code_key, is_plain_allowed) VALUES (?, ?, ?, ?)
                """,
            arguments: [id.value, sealedKey, codeKey, isPlainAllowed])
    }

    /// Keeps the digests of new codes, in an order that is theirs alone.
    func insert(_ digests: [Data], in database: Database) throws {
        let statement = try database.cachedStatement(
            sql: "INSERT INTO invitation (round, digest) VALUES (?, ?)")
        for digest in digests.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            try statement.execute(arguments: [number, digest])
        }
    }

    /// - Returns: whether there was such a code.
    func replace(_ old: Data, by new: Data, in database: Database) throws -> Bool {
        try database.execute(
            sql: "UPDATE invitation SET digest = ? WHERE round = ? AND digest = ?",
            arguments: [new, number, old])
        return database.changesCount == 1
    }

    /// Binds a code to what it is used for; binding it again to the same changes nothing.
    ///
    /// - Returns: `false` for an unknown code and for one that is bound to something else.
    func spend(_ code: Data, for request: Data, in database: Database) throws -> Bool {
        let statement = try database.cachedStatement(
            sql: """
                UPDATE invitation SET request = ?3
                WHERE round = ?1 AND digest = ?2 AND (request IS NULL OR request = ?3)
                """)
        try statement.execute(arguments: [number, code, request])
        return database.changesCount == 1
    }

    func counts(in database: Database) throws -> (issued: Int, used: Int) {
        let sql = "SELECT count(*), count(request) FROM invitation WHERE round = ?"
        let row = try Row.fetchOne(database, sql: sql, arguments: [number])
        return (row?[0] ?? 0, row?[1] ?? 0)
    }

    func destroy(in database: Database) throws {
        try database.execute(sql: "DELETE FROM invitation WHERE round = ?", arguments: [number])
        try database.execute(sql: "DELETE FROM round WHERE number = ?", arguments: [number])
    }
}
