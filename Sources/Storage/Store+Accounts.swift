public import Foundation
import GRDB
public import Localization
public import Staff
public import SurveyDefinition

/// Staff's accounts: who they are, what they may do, and how they prove who they are.
extension Store {
    /// How an account proves itself, as it is kept.
    public struct Credentials: Sendable {
        public let account: Account
        public let password: PasswordHash
        /// Sealed with a key that the database doesn't hold; `nil` when no one-time code is asked for.
        public let oneTimeSecret: Data?
        /// The half minute whose code was used last.
        public let oneTimeStep: Int?
    }

    /// Returns every account, closed ones last, each by name.
    public func accounts() async throws(StorageError) -> [Account] {
        try await read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    \(accountSelection)
                    ORDER BY account.email IS NULL AND coalesce(is_closed, 1), name, id
                    """)
            return try rows.map { try readAccount($0, in: database) }
        }
    }

    /// Returns the account, or `nil` when there is none of that id.
    public func account(_ id: AccountID) async throws(StorageError) -> Account? {
        try await read { database in try findAccount(id, in: database) }
    }

    /// Returns how the account with that address proves itself, or `nil` when nobody has it.
    public func credentials(of email: EmailAddress) async throws(StorageError) -> Credentials? {
        try await read { database in
            try Row.fetchOne(
                database, sql: "\(accountSelection) WHERE account.email = ?",
                arguments: [email.text]
            ).flatMap { try readCredentials($0, in: database) }
        }
    }

    /// Returns how the account proves itself, or `nil` when it is closed or there is none.
    public func credentials(of id: AccountID) async throws(StorageError) -> Credentials? {
        try await read { database in
            try Row.fetchOne(
                database, sql: "\(accountSelection) WHERE id = ?", arguments: [id.value]
            ).flatMap { try readCredentials($0, in: database) }
        }
    }

    /// Whether anybody can invite colleagues.
    public func hasOwner() async throws(StorageError) -> Bool {
        try await read { database in try countOwners(in: database) > 0 }
    }

    /// Whether an owner can sign in also when the provider can't be reached: before that, a set-up link can be used.
    public func hasOwnerWithPassword() async throws(StorageError) -> Bool {
        try await read { database in try countOwnersWithPassword(in: database) > 0 }
    }

    /// Keeps a new password, and ends the account's other sessions and its access keys: whoever knew the old one is out.
    ///
    /// - Parameter kept: the session in which it was changed.
    public func setPassword(
        _ password: PasswordHash, of id: AccountID, keeping kept: Data?, noting note: AuditNote
    ) async throws(StorageError) {
        try await write { database in
            try writePassword(password, of: id, in: database)
            try database.execute(
                sql: "DELETE FROM session WHERE account = ? AND digest IS NOT ?",
                arguments: [id.value, kept])
            try deleteAccessKeys(of: id, in: database)
            try append(note, in: database)
        }
    }

    /// Keeps a password that hasn't changed, hashed at another cost.
    public func renewHash(
        _ password: PasswordHash, of id: AccountID
    ) async throws(StorageError) {
        try await write { database in try writePassword(password, of: id, in: database) }
    }

    /// Keeps or takes away the sealed secret of the one-time code.
    ///
    /// - Parameter step: of the code that proved that the secret arrived; it can't be used again.
    public func setOneTimeSecret(
        _ sealed: Data?, usedAt step: Int?, of id: AccountID, noting note: AuditNote
    ) async throws(StorageError) {
        try await write { database in
            try database.execute(
                sql: """
                    UPDATE account SET one_time_secret = ?, one_time_step = ?
                    WHERE id = ? AND password IS NOT NULL
                    """,
                arguments: [sealed, step, id.value])
            try append(note, in: database)
        }
    }

    /// Keeps that a one-time code was used.
    ///
    /// - Returns: whether it was the first to do so: two sign-ins at once with one code are one.
    public func useOneTimeStep(_ step: Int, of id: AccountID) async throws(StorageError) -> Bool {
        try await write { database in
            try database.execute(
                sql: """
                    UPDATE account SET one_time_step = ?
                    WHERE id = ? AND (one_time_step IS NULL OR one_time_step < ?)
                    """,
                arguments: [step, id.value, step])
            return database.changesCount == 1
        }
    }

    /// Keeps the language in which the account's pages are.
    public func setLanguage(_ tag: LanguageTag?, of id: AccountID) async throws(StorageError) {
        try await write { database in
            try database.execute(
                sql: "UPDATE account SET language = ? WHERE id = ?",
                arguments: [tag?.value, id.value])
        }
    }

    /// Gives the account a role. Giving what it has changes nothing and writes no line.
    ///
    /// - Throws: `.staff(.unknownAccount)`, also for a closed one.
    public func grant(
        _ grant: Grant, to id: AccountID, noting note: AuditNote
    ) async throws(StorageError) {
        try await write { database in
            guard let account = try findAccount(id, in: database), !account.isClosed else {
                throw StorageError.staff(.unknownAccount)
            }
            guard !account.grantsByHand.contains(grant) else { return }

            try insert(grant, of: id, in: database)
            try append(note, in: database)
        }
    }

    /// Takes a role from the account.
    ///
    /// - Throws: `.staff(.lastOwner)` when nobody could invite any more.
    public func revoke(
        _ grant: Grant, from id: AccountID, noting note: AuditNote
    ) async throws(StorageError) {
        try await write { database in
            try database.execute(
                sql: "DELETE FROM account_grant WHERE account = ? AND role = ? AND scope = ?",
                arguments: [id.value, grant.role.rawValue, grant.scope.name])
            guard database.changesCount == 1 else { return }

            try requireOwner(in: database)
            try append(note, in: database)
        }
    }

    /// Closes the account: address, password, one-time code, roles, sessions, access keys and links are deleted. The name stays,
    /// because the audit log speaks of it; and of an account of the provider whose it was, so that it stays closed.
    ///
    /// - Throws: `.staff(.lastOwner)`; `.staff(.unknownAccount)`.
    public func close(_ id: AccountID, noting note: AuditNote) async throws(StorageError) {
        try await write { database in
            guard try findAccount(id, in: database)?.isClosed == false else {
                throw StorageError.staff(.unknownAccount)
            }
            for table in ["account_grant", "provider_grant", "session", "access_key", "staff_link"]
            {
                try database.execute(
                    sql: "DELETE FROM \(table) WHERE account = ?", arguments: [id.value])
            }
            try database.execute(
                sql: "DELETE FROM staff_link WHERE made_by = ?", arguments: [id.value])
            try database.execute(
                sql: """
                    UPDATE account SET email = NULL, password = NULL, one_time_secret = NULL,
                        one_time_step = NULL, language = NULL
                    WHERE id = ?
                    """,
                arguments: [id.value])
            try database.execute(
                sql: "UPDATE provider_account SET email = NULL, is_closed = 1 WHERE account = ?",
                arguments: [id.value])
            try requireOwner(in: database)
            try append(note, in: database)
        }
    }
}

private let accountSelection = """
    SELECT id, name, account.email, password, one_time_secret, one_time_step, language,
        issuer, subject, provider_account.email AS told_email, is_closed
    FROM account LEFT JOIN provider_account ON provider_account.account = account.id
    """

func findAccount(_ id: AccountID, in database: Database) throws -> Account? {
    try Row.fetchOne(database, sql: "\(accountSelection) WHERE id = ?", arguments: [id.value])
        .map { try readAccount($0, in: database) }
}

private func readAccount(_ row: Row, in database: Database) throws -> Account {
    let id = AccountID(row["id"] as String)
    let isOpen = row["is_closed"] as Bool? == false
    let email = try ((row["email"] ?? row["told_email"]) as String?).map { text in
        guard let email = try? EmailAddress(text) else { throw StorageError.damagedAccount(id) }
        return email
    }
    return Account(
        id: id, name: row["name"], email: email, grants: try readGrants(of: id, in: database),
        language: (row["language"] as String?).flatMap { LanguageTag($0) },
        hasOneTimeCode: row["one_time_secret"] as Data? != nil,
        provider: isOpen
            ? ProviderSubject(issuer: row["issuer"], subject: row["subject"]) : nil,
        providerRoles: try readProviderRoles(of: id, in: database))
}

/// - Returns: `nil` for a closed account, which has none.
private func readCredentials(_ row: Row, in database: Database) throws -> Store.Credentials? {
    guard let encoded = row["password"] as String? else { return nil }
    guard let password = PasswordHash(encoded: encoded) else {
        throw StorageError.damagedAccount(AccountID(row["id"] as String))
    }
    return Store.Credentials(
        account: try readAccount(row, in: database), password: password,
        oneTimeSecret: row["one_time_secret"], oneTimeStep: row["one_time_step"])
}

private func readGrants(of id: AccountID, in database: Database) throws -> Set<Grant> {
    let rows = try Row.fetchAll(
        database, sql: "SELECT role, scope FROM account_grant WHERE account = ?",
        arguments: [id.value])
    return try Set(
        rows.map { row in
            guard let role = Role(rawValue: row["role"]), let scope = GrantScope(name: row["scope"])
            else { throw StorageError.damagedAccount(id) }
            return Grant(role, in: scope)
        })
}

func readProviderRoles(of id: AccountID, in database: Database) throws -> Set<Role> {
    let names = try String.fetchAll(
        database, sql: "SELECT role FROM provider_grant WHERE account = ?",
        arguments: [id.value])
    return try Set(
        names.map { name in
            guard let role = Role(rawValue: name) else { throw StorageError.damagedAccount(id) }
            return role
        })
}

func insert(_ grant: Grant, of id: AccountID, in database: Database) throws {
    try database.execute(
        sql: "INSERT INTO account_grant (account, role, scope) VALUES (?, ?, ?)",
        arguments: [id.value, grant.role.rawValue, grant.scope.name])
}

func writePassword(_ password: PasswordHash, of id: AccountID, in database: Database) throws {
    try database.execute(
        sql: "UPDATE account SET password = ? WHERE id = ? AND email IS NOT NULL",
        arguments: [password.encoded, id.value])
}

/// Owners of the whole municipality: only they can invite.
func countOwners(in database: Database) throws -> Int {
    try Int.fetchOne(
        database,
        sql: """
            SELECT count(*) FROM (
                SELECT account FROM account_grant WHERE role = ? AND scope = ?
                UNION SELECT account FROM provider_grant WHERE role = ?)
            """,
        arguments: [
            Role.owner.rawValue, GrantScope.municipality.name, Role.owner.rawValue,
        ]) ?? 0
}

/// Those of them who need no provider to sign in.
func countOwnersWithPassword(in database: Database) throws -> Int {
    try Int.fetchOne(
        database,
        sql: """
            SELECT count(*) FROM account_grant JOIN account ON account.id = account_grant.account
            WHERE role = ? AND scope = ? AND password IS NOT NULL
            """,
        arguments: [Role.owner.rawValue, GrantScope.municipality.name]) ?? 0
}

private func requireOwner(in database: Database) throws {
    guard try countOwners(in: database) > 0 else { throw StorageError.staff(.lastOwner) }
}
