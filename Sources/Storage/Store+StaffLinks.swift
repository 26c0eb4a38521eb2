public import Foundation
import GRDB
public import Staff
public import SurveyDefinition

/// Links that let somebody in once: the first owner, an invited colleague, or who needs a new password.
extension Store {
    /// Keeps a link. A new set-up link, or link for a new password, makes older ones of its kind void.
    ///
    /// - Throws: `.staff(.alreadySetUp)` for a set-up link when an owner has a password; `.staff(.unknownAccount)`.
    public func keep(
        _ link: StaffLink, noting note: AuditNote
    ) async throws(StorageError) {
        try await write { database in
            try makeWay(for: link, in: database)
            try insert(link, in: database)
            try append(note, in: database)
        }
    }

    /// Returns the link, or `nil` when it is unknown, used, or too old.
    public func link(_ digest: Data, at now: Date) async throws(StorageError) -> StaffLink? {
        try await read { database in try findLink(digest, at: now, in: database) }
    }

    /// Returns the invitations that nobody has accepted yet, in the order in which they end.
    public func openInvitations(at now: Date) async throws(StorageError) -> [StaffLink] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    \(linkSelection) WHERE purpose = 'invitation' AND expires_at > ?
                    ORDER BY expires_at, digest
                    """,
                arguments: [seconds(now)]
            ).map(readLink)
        }
    }

    /// Deletes an invitation that nobody has accepted.
    ///
    /// - Throws: `.staff(.linkNotValid)` when there is none.
    public func withdraw(_ digest: Data, noting note: AuditNote) async throws(StorageError) {
        try await write { database in
            try use(digest, at: note.at, in: database)
            try append(note, in: database)
        }
    }

    /// Makes an account by a set-up link or an invitation, which is used up by it.
    ///
    /// - Throws: `.staff(.linkNotValid)`; `.staff(.alreadySetUp)` for a set-up link when an owner has a password;
    ///   `.staff(.emailTaken)`.
    public func make(
        _ account: Account, with password: PasswordHash, by link: StaffLink,
        noting note: AuditNote
    ) async throws(StorageError) {
        try await write { database in
            if link.purpose == .setUp, try countOwnersWithPassword(in: database) > 0 {
                throw StorageError.staff(.alreadySetUp)
            }
            try use(link.digest, at: note.at, in: database)
            try insert(account, password, in: database)
            for grant in account.grants.sorted() {
                try insert(grant, of: account.id, in: database)
            }
            try append(note, in: database)
        }
    }

    /// Keeps a new password by a link, which is used up; ends every session, and takes the one-time code off.
    ///
    /// - Throws: `.staff(.linkNotValid)`.
    public func renewPassword(
        _ password: PasswordHash, of id: AccountID, by link: StaffLink, noting note: AuditNote
    ) async throws(StorageError) {
        try await write { database in
            try use(link.digest, at: note.at, in: database)
            try writePassword(password, of: id, in: database)
            try database.execute(
                sql: """
                    UPDATE account SET one_time_secret = NULL, one_time_step = NULL WHERE id = ?
                    """, arguments: [id.value])
            try database.execute(
                sql: "DELETE FROM session WHERE account = ?", arguments: [id.value])
            try append(note, in: database)
        }
    }
}

private let linkSelection = """
    SELECT digest, purpose, role, scope, account, made_by, expires_at FROM staff_link
    """

private func findLink(_ digest: Data, at now: Date, in database: Database) throws -> StaffLink? {
    try Row.fetchOne(
        database, sql: "\(linkSelection) WHERE digest = ? AND expires_at > ?",
        arguments: [digest, seconds(now)]
    ).map(readLink)
}

private func readLink(_ row: Row) throws -> StaffLink {
    StaffLink(
        digest: row["digest"], purpose: try readPurpose(row),
        madeBy: (row["made_by"] as String?).map { AccountID($0) },
        expiresAt: Date(timeIntervalSince1970: Double(row["expires_at"] as Int64)))
}

private func readPurpose(_ row: Row) throws -> StaffLink.Purpose {
    switch row["purpose"] as String {
    case "set-up": return .setUp
    case "invitation":
        guard let role = (row["role"] as String?).flatMap({ Role(rawValue: $0) }),
            let scope = (row["scope"] as String?).flatMap({ GrantScope(name: $0) })
        else { throw StorageError.damagedLink }
        return .invitation(Grant(role, in: scope))
    case "new-password":
        guard let account = row["account"] as String? else { throw StorageError.damagedLink }
        return .newPassword(AccountID(account))
    default: throw StorageError.damagedLink
    }
}

private func insert(_ link: StaffLink, in database: Database) throws {
    let fields: (purpose: String, grant: Grant?, account: AccountID?) =
        switch link.purpose {
        case .setUp: ("set-up", nil, nil)
        case .invitation(let grant): ("invitation", grant, nil)
        case .newPassword(let account): ("new-password", nil, account)
        }
    try database.execute(
        sql: """
            INSERT INTO staff_link (digest, purpose, role, scope, account, made_by, expires_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
        arguments: [
            link.digest, fields.purpose, fields.grant?.role.rawValue, fields.grant?.scope.name,
            fields.account?.value, link.madeBy?.value, seconds(link.expiresAt),
        ])
}

/// Deletes what a new link replaces, after checking that it may be made at all.
private func makeWay(for link: StaffLink, in database: Database) throws {
    switch link.purpose {
    case .setUp:
        guard try countOwnersWithPassword(in: database) == 0 else {
            throw StorageError.staff(.alreadySetUp)
        }
        try database.execute(sql: "DELETE FROM staff_link WHERE purpose = 'set-up'")
    case .invitation: break
    case .newPassword(let account):
        guard try findAccount(account, in: database)?.isClosed == false else {
            throw StorageError.staff(.unknownAccount)
        }
        try database.execute(
            sql: "DELETE FROM staff_link WHERE purpose = 'new-password' AND account = ?",
            arguments: [account.value])
    }
}

/// Takes the link away, so that it works once.
private func use(_ digest: Data, at now: Date, in database: Database) throws {
    try database.execute(
        sql: "DELETE FROM staff_link WHERE digest = ? AND expires_at > ?",
        arguments: [digest, seconds(now)])
    guard database.changesCount == 1 else { throw StorageError.staff(.linkNotValid) }
}

private func insert(
    _ account: Account, _ password: PasswordHash, in database: Database
) throws {
    let isTaken = try Bool.fetchOne(
        database, sql: "SELECT EXISTS (SELECT 1 FROM account WHERE email = ?)",
        arguments: [account.email?.text])
    guard isTaken == false else { throw StorageError.staff(.emailTaken) }

    try database.execute(
        sql: "INSERT INTO account (id, name, email, password, language) VALUES (?, ?, ?, ?, ?)",
        arguments: [
            account.id.value, account.name, account.email?.text, password.encoded,
            account.language?.value,
        ])
}
