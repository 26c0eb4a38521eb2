import GRDB
import Testing

@testable import Storage

/// The whole schema as an allow-list: what isn't here can't be stored.
@Suite("The tables")
struct SchemaTests {
    private static let answerTables = [
        "pool": ["round", "key", "sealed"],
        "submission": ["round", "digest"],
        // Which codes of a round are used, as a set: never when, in which order, or with what answer.
        "invitation": ["round", "digest", "is_used"],
        // Which tickets came with responses that have left the pool, as a set. Nobody knows whose a ticket is.
        "spent_ticket": ["round", "digest"],
        "fragment": ["round", "key", "block", "class", "answers"],
        "detached_answer": ["round", "key", "question", "answer"],
        "detached_text": ["round", "key", "question", "sealed"],
        // What moderators say of a text, sealed under the text's own random key: not when, not in which
        // order, not who. The revision, which keeps two from overwriting each other, tells how often
        // something was said of that text.
        "text_judgement": ["round", "key", "revision", "sealed"],
        "tally": ["round", "question", "class", "answer", "count"],
        "class_count": ["round", "class", "count"],
    ]

    /// Of a round, `accepted` alone comes from residents: how many, and nothing of whom. How many were
    /// invited and whether a series starts are what staff say of the whole round. The month in which a
    /// round was closed and the day on which something of it was disposed of are times of what staff did,
    /// after the last answer; rules for disposal count from the one, and a proof names the other.
    /// Whether it is guarded is the staff's decision, and the same for all who answer.
    /// `code_key` is random, the same for all codes of the round, and destroyed with them at closing.
    /// `ticket_key` is public, and the same for all.
    private static let staffTables = [
        "survey_version": ["survey", "version", "digest", "source"],
        "round": [
            "number", "id", "survey", "survey_version", "period", "sampling", "anonymity",
            "is_demonstration", "stage", "closes_on", "accepted", "invited",
            "starts_series", "code_key", "closed_in", "ticket_key", "allows_plain_tickets",
            "is_guarded",
        ],
        // How much was refused, by reason: sums of the whole round.
        "refusal": ["round", "reason", "count"],
        // How often each page was reached, of those that everybody meets: in whole steps, so that no change is one person's.
        "passage": ["round", "page", "count"],
        "disposal": ["round", "number", "what", "date", "json"],
        "release": ["round", "number", "digest", "json"],
        // What somebody on the staff has asked to be published: known by a digest, with the names of tables that are
        // left out, the reason that residents are told, and who asked on which day.
        "release_request": ["round", "digest", "left_out", "reason", "asked_by", "asked_on"],
        "grdb_migrations": ["identifier"],
    ]

    /// Who staff are and what they did. Their acts have times; no table refers to a row of residents', and the log
    /// of acts holds names of rounds and questions, and numbers.
    private static let accountTables = [
        // What lets programs act for staff: by digest, until when, and the day of the last use.
        "access_key": [
            "digest", "account", "name", "may_change", "made_at", "expires_at", "used_on",
        ],
        "dialogue": ["round", "revision", "content"],
        // What is asked and in which words, as staff compose and publish it: files, change by change.
        "survey_draft": ["survey", "revision", "content"],
        "survey_edition": ["survey", "version", "edition", "content"],
        "account": [
            "id", "name", "email", "password", "one_time_secret", "one_time_step", "language",
        ],
        "account_grant": ["account", "role", "scope"],
        // Whom the municipality's provider means by an account, what it says their address is, and which roles its
        // groups gave: no token, and no group.
        "provider_account": ["account", "issuer", "subject", "email", "is_closed"],
        "provider_grant": ["account", "role"],
        "session": ["digest", "account", "started_at", "seen_at"],
        "staff_link": [
            "digest", "purpose", "role", "scope", "account", "made_by", "expires_at",
        ],
        "audit": ["number", "at", "account", "act", "details", "digest"],
        "audit_head": ["id", "count", "digest", "seal"],
    ]

    @Test("every column is argued for, and none holds a time or an order")
    func columns() async throws {
        try await withOpenRound { store, _ in
            let columns = try await store.pool.read { database in
                let names = try String.fetchAll(
                    database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
                return try names.reduce(into: [String: [String]]()) { columns, name in
                    columns[name] = try database.columns(in: name).map(\.name)
                }
            }

            let expected = Self.answerTables
                .merging(Self.staffTables) { first, _ in first }
                .merging(Self.accountTables) { first, _ in first }
            #expect(columns == expected)
        }
    }

    @Test(
        "no table of answers has a hidden rowid, and types are strict",
        arguments: answerTables.keys.sorted())
    func withoutRowID(table: String) async throws {
        try await withOpenRound { store, _ in
            let isAsClaimed = try await store.pool.read { database in
                try Bool.fetchOne(
                    database, sql: "SELECT wr AND strict FROM pragma_table_list WHERE name = ?",
                    arguments: [table])
            }

            #expect(isAsClaimed == true)
        }
    }

    @Test("nothing but tables and their keys exists: no index, view or trigger")
    func nothingElse() async throws {
        try await withOpenRound { store, _ in
            let others = try await store.pool.read { database in
                try String.fetchAll(
                    database,
                    sql: """
                        SELECT name FROM sqlite_schema
                        WHERE type <> 'table' AND name NOT LIKE 'sqlite_autoindex_%'
                        """)
            }

            #expect(others == [])
        }
    }

    @Test("of the time when a round closed, no more than the month can be kept")
    func onlyTheMonth() async throws {
        try await withOpenRound { store, _ in
            try await store.write { database in
                try database.execute(sql: "UPDATE round SET closed_in = '2026-11'")
            }

            for finer in ["2026-11-21", "2026-11-21 20:14:03", "2026", "november"] {
                // 275 is SQLITE_CONSTRAINT_CHECK.
                await #expect(throws: StorageError.database(code: 275)) {
                    try await store.write { database in
                        try database.execute(
                            sql: "UPDATE round SET closed_in = ?", arguments: [finer])
                    }
                }
            }
        }
    }

    @Test(
        "rows of answers have keys of 128 bits",
        arguments: [
            "INSERT INTO pool VALUES (1, x'0102', x'03')",
            "INSERT INTO invitation VALUES (1, x'0102', 0)",
            "INSERT INTO spent_ticket VALUES (1, x'0102')",
            "UPDATE round SET code_key = x'0102'",
            "INSERT INTO fragment VALUES (1, x'0102', 'safety', '-/-/-/-', '1')",
            "INSERT INTO detached_answer VALUES (1, x'0102', 'exposed', 'yes')",
            "INSERT INTO detached_text VALUES (1, x'0102', 'comment', x'03')",
            "INSERT INTO text_judgement VALUES (1, x'0102', 1, x'03')",
        ])
    func keyLength(insertion: String) async throws {
        try await withOpenRound { store, _ in
            // 275 is SQLITE_CONSTRAINT_CHECK.
            await #expect(throws: StorageError.database(code: 275)) {
                try await store.write { try $0.execute(sql: insertion) }
            }
        }
    }
}
