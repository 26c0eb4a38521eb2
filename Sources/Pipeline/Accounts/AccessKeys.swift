import Dialogues
import Foundation
public import Staff
import Storage

/// What is said by whoever makes an access key.
public struct NewAccessKey: Sendable {
    /// What it is for.
    public let name: String
    public let mayChange: Bool
    /// One of `AccessKey.lifetimes(for:)`.
    public let days: Int

    public init(name: String, mayChange: Bool, days: Int) {
        self.name = name
        self.mayChange = mayChange
        self.days = days
    }
}

/// Programs that act for a colleague.
extension StaffAccounts {
    /// The keys of one's own account that hold, the newest first.
    ///
    /// - Throws: `StaffError.notPermitted` for a program.
    public func accessKeys(of signedIn: SignedIn) async throws -> [AccessKey] {
        _ = try signedIn.session
        let now = now()
        return try await store.accessKeys(of: signedIn.account.id).filter { $0.isValid(at: now) }
    }

    /// Makes a key. Its token is told here and nowhere else.
    ///
    /// - Throws: `StaffError.badKeyName`; `.tooManyKeys`; `.notPermitted` for a program, and for another number of days than
    ///   may be chosen.
    public func makeAccessKey(
        _ new: NewAccessKey, by signedIn: SignedIn
    ) async throws -> (token: AccessToken, key: AccessKey) {
        _ = try signedIn.session
        let account = signedIn.account
        guard AccessKey.lifetimes(for: account).contains(new.days) else {
            throw StaffError.notPermitted
        }
        guard let name = try? Account.checkedName(new.name) else { throw StaffError.badKeyName }
        var generator = SystemRandomNumberGenerator()
        let token = AccessToken(using: &generator)
        let now = now()
        let key = AccessKey(
            name: name, digest: token.digest, account: account.id,
            mayChange: new.mayChange, madeAt: now,
            expiresAt: now.addingTimeInterval(Double(new.days) * 24 * 3600))
        let act = AuditAct.accessKeyMade(
            key: key.shortName, mayChange: key.mayChange,
            until: "\(CalendarDay(of: key.expiresAt))")
        try await refusing { try await store.make(key, noting: note(act, by: account.id)) }
        return (token, key)
    }

    /// Takes a key of one's own account away: its program is out at once.
    ///
    /// - Parameter name: `AccessKey.shortName`.
    /// - Throws: `StaffError.unknownKey`; `.notPermitted` for a program.
    public func removeAccessKey(_ name: String, by signedIn: SignedIn) async throws {
        _ = try signedIn.session
        let id = signedIn.account.id
        guard
            let key = try await store.accessKeys(of: id).first(where: { $0.shortName == name })
        else { throw StaffError.unknownKey }
        try await refusing {
            try await store.removeAccessKey(
                key.digest, of: id, noting: note(.accessKeyRemoved(key: name), by: id))
        }
    }

    /// For whom whoever has the token acts, if the key holds: asked with each request.
    public func signedIn(by token: AccessToken) async throws -> SignedIn? {
        guard let (key, account) = try await store.accessKey(token.digest) else { return nil }
        let now = now()
        guard let signedIn = key.signedIn(by: token, as: account, at: now) else { return nil }
        let today = "\(CalendarDay(of: now))"
        if key.usedOn != today { try await store.useAccessKey(key.digest, on: today) }
        return signedIn
    }
}
