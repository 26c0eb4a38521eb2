public import Staff
import Storage

/// What an owner does with others' accounts.
extension StaffAccounts {
    /// Every account, closed ones last.
    ///
    /// - Throws: `StaffError.notPermitted`.
    public func colleagues(for signedIn: SignedIn) async throws -> [Account] {
        try signedIn.require(.manageColleagues)
        return try await store.accounts()
    }

    /// Gives a colleague a role.
    ///
    /// - Throws: `StaffError.notPermitted`; `.unknownAccount`.
    public func grant(_ grant: Grant, to id: AccountID, by signedIn: SignedIn) async throws {
        try signedIn.require(.manageColleagues)
        try await refusing {
            try await store.grant(
                grant, to: id, noting: note(.granted(grant, to: id), by: signedIn.account.id))
        }
    }

    /// Takes a role from a colleague. It holds from the colleague's next request on.
    ///
    /// - Throws: `StaffError.notPermitted`; `.lastOwner`.
    public func revoke(_ grant: Grant, from id: AccountID, by signedIn: SignedIn) async throws {
        try signedIn.require(.manageColleagues)
        try await refusing {
            try await store.revoke(
                grant, from: id, noting: note(.revoked(grant, from: id), by: signedIn.account.id))
        }
    }

    /// Closes a colleague's account for good; only the name stays, for the audit log.
    ///
    /// - Throws: `StaffError.notPermitted`; `.lastOwner`; `.unknownAccount`.
    public func close(_ id: AccountID, by signedIn: SignedIn) async throws {
        try signedIn.require(.manageColleagues)
        try await refusing {
            try await store.close(
                id, noting: note(.accountClosed(id), by: signedIn.account.id))
        }
    }
}
