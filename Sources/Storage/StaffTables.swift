/// Who staff are, where they are signed in, and what they did. Nothing in these tables is about residents.
///
/// Times are whole seconds since 1970: acts of staff may have a time, and residents' never have.
let staffAccountTables = """
    CREATE TABLE account (
        id TEXT NOT NULL PRIMARY KEY,
        name TEXT NOT NULL,
        email TEXT UNIQUE,
        password TEXT,
        one_time_secret BLOB,
        one_time_step INTEGER,
        language TEXT,
        CHECK ((email IS NULL) = (password IS NULL))
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE account_grant (
        account TEXT NOT NULL REFERENCES account,
        role TEXT NOT NULL,
        scope TEXT NOT NULL,
        PRIMARY KEY (account, role, scope)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE session (
        digest BLOB NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
        account TEXT NOT NULL REFERENCES account,
        started_at INTEGER NOT NULL,
        seen_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE staff_link (
        digest BLOB NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
        purpose TEXT NOT NULL,
        role TEXT,
        scope TEXT,
        account TEXT REFERENCES account,
        made_by TEXT REFERENCES account,
        expires_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE audit (
        number INTEGER NOT NULL PRIMARY KEY,
        at INTEGER NOT NULL,
        account TEXT,
        act TEXT NOT NULL,
        details TEXT NOT NULL,
        digest BLOB NOT NULL
    ) STRICT;

    CREATE TABLE audit_head (
        id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
        count INTEGER NOT NULL,
        digest BLOB NOT NULL,
        seal BLOB NOT NULL
    ) STRICT;

    INSERT INTO audit_head VALUES (1, 0, x'', x'');
    """

/// Accounts of the municipality's identity provider: which of its people each belongs to, and which roles its groups
/// gave at the last sign-in, for the whole municipality. Such an account has neither password nor address in `account`,
/// so that no password can be tried on it. A closed one stays known, so that it stays closed.
let providerTables = """
    CREATE TABLE provider_account (
        account TEXT NOT NULL PRIMARY KEY REFERENCES account,
        issuer TEXT NOT NULL,
        subject TEXT NOT NULL,
        email TEXT,
        is_closed INTEGER NOT NULL DEFAULT 0,
        UNIQUE (issuer, subject),
        CHECK (is_closed = 0 OR email IS NULL)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE provider_grant (
        account TEXT NOT NULL REFERENCES provider_account,
        role TEXT NOT NULL,
        PRIMARY KEY (account, role)
    ) STRICT, WITHOUT ROWID;
    """

/// What lets programs act for colleagues: by the digest of the token that a program has, with the day of its last use.
let accessKeyTable = """
    CREATE TABLE access_key (
        digest BLOB NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
        account TEXT NOT NULL REFERENCES account,
        name TEXT NOT NULL,
        may_change INTEGER NOT NULL,
        made_at INTEGER NOT NULL,
        expires_at INTEGER NOT NULL,
        used_on TEXT
    ) STRICT, WITHOUT ROWID;
    """
