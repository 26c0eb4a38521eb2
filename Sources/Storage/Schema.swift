import Anonymization
import Foundation
import GRDB
import SurveyDefinition

/// The tables of the database, and how an older database becomes a newer one.
///
/// Tables that touch answers are `WITHOUT ROWID` under random 128-bit keys, so that no column and
/// no hidden `rowid` holds an order of arrival; no table holds a time. `StorageTests` compares this
/// list of columns with the live database: a new column has to be argued for there.
///
/// A round is referred to by a small number: rounds are the staff's and tell nothing about who
/// answered.
///
/// - Parameter textSeal: seals the texts of an older database, which had them in plain. Without it a
///   database that has such texts is refused.
func schema(sealingTextsBy textSeal: TextSeal?) -> DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { database in
        try database.execute(sql: staffTables)
        try database.execute(sql: collectionTables)
        try database.execute(sql: answerTables)
    }
    migrator.registerMigration("2") { database in
        try database.execute(sql: roundColumnsOfVersion2)
    }
    migrator.registerMigration("3") { database in
        try database.execute(sql: invitationTable)
    }
    migrator.registerMigration(sealingMigration) { database in
        try database.execute(sql: disposalTables)
        try sealTexts(by: textSeal, in: database)
    }
    migrator.registerMigration("5") { database in
        try database.execute(sql: ticketTable)
    }
    migrator.registerMigration("6") { database in
        try database.execute(sql: abuseTables)
    }
    migrator.registerMigration("7") { database in
        try database.execute(sql: judgementTable)
    }
    migrator.registerMigration("8") { database in
        try database.execute(sql: staffAccountTables)
    }
    migrator.registerMigration("9") { database in
        try database.execute(sql: dialogueTable)
    }
    migrator.registerMigration("10") { database in
        try database.execute(sql: providerTables)
    }
    migrator.registerMigration("11") { database in
        try database.execute(sql: surveyTables)
    }
    migrator.registerMigration("12") { database in
        try database.execute(sql: releaseRequestTable)
    }
    migrator.registerMigration("13") { database in
        try database.execute(sql: passageTable)
    }
    migrator.registerMigration("14") { database in
        try database.execute(sql: accessKeyTable)
    }
    return migrator
}

/// The migration that seals texts, after which the file has to be cleared of the plain ones.
let sealingMigration = "4"

/// What staff decide and publish.
private let staffTables = """
    CREATE TABLE survey_version (
        survey TEXT NOT NULL,
        version INTEGER NOT NULL,
        digest TEXT NOT NULL,
        source TEXT NOT NULL,
        PRIMARY KEY (survey, version)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE round (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        survey TEXT NOT NULL,
        survey_version INTEGER NOT NULL,
        period TEXT NOT NULL,
        sampling TEXT NOT NULL,
        anonymity TEXT NOT NULL,
        is_demonstration INTEGER NOT NULL,
        stage TEXT NOT NULL,
        closes_on TEXT,
        accepted INTEGER NOT NULL DEFAULT 0,
        FOREIGN KEY (survey, survey_version) REFERENCES survey_version
    ) STRICT;

    CREATE TABLE release (
        round INTEGER NOT NULL REFERENCES round,
        number INTEGER NOT NULL,
        digest TEXT NOT NULL,
        json BLOB NOT NULL,
        PRIMARY KEY (round, number)
    ) STRICT, WITHOUT ROWID;
    """

/// How many were invited to a round, less those who could not be reached, and why its figures start
/// a new series. Both are the staff's words about the whole round, and hold nothing about an answer.
private let roundColumnsOfVersion2 = """
    ALTER TABLE round ADD COLUMN invited INTEGER CHECK (invited > 0);
    ALTER TABLE round ADD COLUMN starts_series TEXT;
    """

/// Which invitation codes a round knows, by digest, and whether each is used: no time, no order, and
/// nothing of the answer that it was used for. The code key is what the digests were made with, besides
/// the secret; closing destroys both.
private let invitationTable = """
    ALTER TABLE round ADD COLUMN code_key BLOB CHECK (length(code_key) = 16);

    CREATE TABLE invitation (
        round INTEGER NOT NULL REFERENCES round,
        digest BLOB NOT NULL CHECK (length(digest) = 16),
        is_used INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (round, digest)
    ) STRICT, WITHOUT ROWID;
    """

/// By which key a round of level `blind` knows its tickets, and the digests of those that came with responses
/// which have left the pool. A ticket of a response that waits is the pool row's own key: no row more is
/// written when somebody answers, and nothing tells in which order tickets came.
private let ticketTable = """
    ALTER TABLE round ADD COLUMN ticket_key BLOB;
    ALTER TABLE round ADD COLUMN allows_plain_tickets INTEGER NOT NULL DEFAULT 0;

    CREATE TABLE spent_ticket (
        round INTEGER NOT NULL REFERENCES round,
        digest BLOB NOT NULL CHECK (length(digest) = 16),
        PRIMARY KEY (round, digest)
    ) STRICT, WITHOUT ROWID;
    """

/// When a round was closed, as closely as rules for disposal need it and no closer, and the proofs of
/// what was disposed of. Both are acts of the staff.
private let disposalTables = """
    ALTER TABLE round ADD COLUMN closed_in TEXT
        CHECK (closed_in GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]');

    CREATE TABLE disposal (
        round INTEGER NOT NULL REFERENCES round,
        number INTEGER NOT NULL,
        what TEXT NOT NULL,
        date TEXT NOT NULL,
        json BLOB NOT NULL,
        PRIMARY KEY (round, number)
    ) STRICT, WITHOUT ROWID;
    """

/// Whether a round asks browsers for work, which staff decide; and how much was refused in it, by reason: sums
/// since it opened, with no time and nothing of who.
private let abuseTables = """
    ALTER TABLE round ADD COLUMN is_guarded INTEGER NOT NULL DEFAULT 0;

    CREATE TABLE refusal (
        round INTEGER NOT NULL REFERENCES round,
        reason TEXT NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (round, reason)
    ) STRICT, WITHOUT ROWID;
    """

/// How often the pages of a round were reached, in whole steps: where people give up.
private let passageTable = """
    CREATE TABLE passage (
        round INTEGER NOT NULL REFERENCES round,
        page TEXT NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (round, page)
    ) STRICT, WITHOUT ROWID;
    """

/// What moderators have said of texts: sealed, under the text's own random key. No time, no order, and
/// not who; the revision only tells how often something was said of one text.
private let judgementTable = """
    CREATE TABLE text_judgement (
        round INTEGER NOT NULL,
        key BLOB NOT NULL CHECK (length(key) = 16),
        revision INTEGER NOT NULL CHECK (revision > 0),
        sealed BLOB NOT NULL,
        PRIMARY KEY (round, key),
        FOREIGN KEY (round, key) REFERENCES detached_text
    ) STRICT, WITHOUT ROWID;
    """

/// What staff say of dialogues, change by change: nothing in it is about a resident.
private let dialogueTable = """
    CREATE TABLE dialogue (
        round INTEGER NOT NULL REFERENCES round,
        revision INTEGER NOT NULL CHECK (revision > 0),
        content TEXT NOT NULL,
        PRIMARY KEY (round, revision)
    ) STRICT, WITHOUT ROWID;
    """

/// The surveys that staff compose, change by change, and the files of those that they have published: of each version its
/// texts, correction by correction. Nothing in them is about a resident.
private let surveyTables = """
    CREATE TABLE survey_draft (
        survey TEXT NOT NULL,
        revision INTEGER NOT NULL CHECK (revision > 0),
        content TEXT NOT NULL,
        PRIMARY KEY (survey, revision)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE survey_edition (
        survey TEXT NOT NULL,
        version INTEGER NOT NULL,
        edition INTEGER NOT NULL CHECK (edition > 0),
        content TEXT NOT NULL,
        PRIMARY KEY (survey, version, edition),
        FOREIGN KEY (survey, version) REFERENCES survey_version
    ) STRICT, WITHOUT ROWID;
    """

/// A release that somebody has asked for and nobody has published yet: one per round. What is going to be published is
/// known by its digest, and never kept here.
private let releaseRequestTable = """
    CREATE TABLE release_request (
        round INTEGER PRIMARY KEY REFERENCES round,
        digest TEXT NOT NULL,
        left_out TEXT NOT NULL,
        reason TEXT NOT NULL,
        asked_by TEXT,
        asked_on TEXT NOT NULL
    ) STRICT;
    """

/// Puts sealed texts in the place of plain ones.
///
/// - Throws: `.plainTexts` when there are some and no seal.
private func sealTexts(by seal: TextSeal?, in database: Database) throws {
    try database.execute(
        sql: """
            ALTER TABLE detached_text RENAME TO plain_text;

            CREATE TABLE detached_text (
                round INTEGER NOT NULL REFERENCES round,
                key BLOB NOT NULL CHECK (length(key) = 16),
                question TEXT NOT NULL,
                sealed BLOB NOT NULL,
                PRIMARY KEY (round, key)
            ) STRICT, WITHOUT ROWID;
            """)
    let plain = try Row.fetchCursor(
        database,
        sql: """
            SELECT round.number, round.id, key, question, text
            FROM plain_text JOIN round ON round.number = plain_text.round
            ORDER BY round.number, key
            """)
    let insertion = try database.makeStatement(
        sql: "INSERT INTO detached_text (round, key, question, sealed) VALUES (?, ?, ?, ?)")
    while let row = try plain.next() {
        guard let seal else { throw StorageError.plainTexts }
        let (round, question) = (RoundID(row[1] as String), QuestionID(row[3] as String))
        let sealed = seal.seal(row[4], of: question, in: round)
        try insertion.execute(
            arguments: [row[0] as Int64, row[2] as Data, question.value, sealed])
    }
    try database.execute(sql: "DROP TABLE plain_text")
}

/// What waits for mixing, and which submissions were seen. Nothing joins the two.
private let collectionTables = """
    CREATE TABLE pool (
        round INTEGER NOT NULL REFERENCES round,
        key BLOB NOT NULL CHECK (length(key) = 16),
        sealed BLOB NOT NULL,
        PRIMARY KEY (round, key)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE submission (
        round INTEGER NOT NULL REFERENCES round,
        digest BLOB NOT NULL,
        PRIMARY KEY (round, digest)
    ) STRICT, WITHOUT ROWID;
    """

/// What mixing leaves: rows that nothing joins, and the counts of them.
///
/// A tally's class is the empty text for detached answers, which are kept without a class.
private let answerTables = """
    CREATE TABLE fragment (
        round INTEGER NOT NULL REFERENCES round,
        key BLOB NOT NULL CHECK (length(key) = 16),
        block TEXT NOT NULL,
        class TEXT NOT NULL,
        answers TEXT NOT NULL,
        PRIMARY KEY (round, key)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE detached_answer (
        round INTEGER NOT NULL REFERENCES round,
        key BLOB NOT NULL CHECK (length(key) = 16),
        question TEXT NOT NULL,
        answer TEXT NOT NULL,
        PRIMARY KEY (round, key)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE detached_text (
        round INTEGER NOT NULL REFERENCES round,
        key BLOB NOT NULL CHECK (length(key) = 16),
        question TEXT NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (round, key)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE tally (
        round INTEGER NOT NULL REFERENCES round,
        question TEXT NOT NULL,
        class TEXT NOT NULL,
        answer TEXT NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (round, question, class, answer)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE class_count (
        round INTEGER NOT NULL REFERENCES round,
        class TEXT NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (round, class)
    ) STRICT, WITHOUT ROWID;
    """
