public import Foundation
import GRDB
public import Staff

/// Sign-ins that the municipality's provider vouches for.
extension Store {
    /// Makes or renews the account of somebody whom the provider vouches for, and begins a session: one transaction.
    ///
    /// Roles that the provider gave at the last sign-in are replaced by those of now; those that a colleague gave stay.
    /// The last owner keeps the role. Who then has no role gets no session and loses those that are open; who never had
    /// an account gets none.
    ///
    /// - Parameters:
    ///   - id: of the account, if it is new.
    ///   - session: the digest of the session's token.
    ///   - note: a line for the audit log.
    /// - Returns: the account, or `nil` when it has no role.
    /// - Throws: `.staff(.accountClosed)`.
    public func enter(
        _ person: ProviderPerson, asNew id: AccountID, session: Data, at now: Date,
        noting note: @escaping @Sendable (AuditAct, AccountID) -> AuditNote
    ) async throws(StorageError) -> AccountID? {
        try await write { database in
            let known = try findAccount(of: person.subject, in: database)
            if known == nil, person.roles.isEmpty { return nil }

            let account = known ?? id
            if known == nil {
                try insert(person, as: account, in: database)
                try append(note(.joinedByProvider, account), in: database)
            }
            try renew(person, of: account, in: database)
            for act in try replaceRoles(of: account, by: person.roles, in: database) {
                try append(note(act, account), in: database)
            }
            guard try findAccount(account, in: database)?.grants.isEmpty == false else {
                try database.execute(
                    sql: "DELETE FROM session WHERE account = ?", arguments: [account.value])
                return nil
            }
            try deleteOldSessions(at: now, in: database)
            try insert(
                Session(digest: session, account: account, startedAt: now, seenAt: now),
                in: database)
            try append(note(.signedInByProvider, account), in: database)
            return account
        }
    }
}

/// - Throws: `.staff(.accountClosed)`.
private func findAccount(of subject: ProviderSubject, in database: Database) throws -> AccountID? {
    guard
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT account, is_closed FROM provider_account WHERE issuer = ? AND subject = ?
                """, arguments: [subject.issuer, subject.subject])
    else { return nil }
    guard row["is_closed"] == false else { throw StorageError.staff(.accountClosed) }
    return AccountID(row["account"] as String)
}

private func insert(
    _ person: ProviderPerson, as id: AccountID, in database: Database
) throws {
    try database.execute(
        sql: "INSERT INTO account (id, name, language) VALUES (?, ?, ?)",
        arguments: [id.value, person.name, person.language?.value])
    try database.execute(
        sql: "INSERT INTO provider_account (account, issuer, subject) VALUES (?, ?, ?)",
        arguments: [id.value, person.subject.issuer, person.subject.subject])
}

/// Takes over what the provider calls somebody today.
private func renew(_ person: ProviderPerson, of id: AccountID, in database: Database) throws {
    try database.execute(
        sql: "UPDATE account SET name = ? WHERE id = ?", arguments: [person.name, id.value])
    try database.execute(
        sql: "UPDATE provider_account SET email = ? WHERE account = ?",
        arguments: [person.email?.text, id.value])
}

/// - Returns: what changed, for the audit log.
private func replaceRoles(
    of id: AccountID, by roles: Set<Role>, in database: Database
) throws -> [AuditAct] {
    let before = try readProviderRoles(of: id, in: database)
    var acts: [AuditAct] = []
    for role in Role.allCases where roles.contains(role) && !before.contains(role) {
        try database.execute(
            sql: "INSERT INTO provider_grant (account, role) VALUES (?, ?)",
            arguments: [id.value, role.rawValue])
        // A link that was printed for the first owner is void as soon as there is one.
        if role == .owner, try countOwners(in: database) == 1 {
            try database.execute(sql: "DELETE FROM staff_link WHERE purpose = 'set-up'")
        }
        acts.append(.grantedByProvider(role))
    }
    for role in Role.allCases where before.contains(role) && !roles.contains(role) {
        try database.execute(
            sql: "DELETE FROM provider_grant WHERE account = ? AND role = ?",
            arguments: [id.value, role.rawValue])
        if role == .owner, try countOwners(in: database) == 0 {
            try database.execute(
                sql: "INSERT INTO provider_grant (account, role) VALUES (?, ?)",
                arguments: [id.value, role.rawValue])
            acts.append(.ownerKept)
        } else {
            acts.append(.revokedByProvider(role))
        }
    }
    return acts
}
