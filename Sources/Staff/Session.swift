public import Foundation

/// One browser that is signed in, as the store keeps it.
public struct Session: Sendable, Hashable {
    /// Of the token that the browser has.
    public let digest: Data
    public let account: AccountID
    public let startedAt: Date
    /// When it was last used, to within a few minutes.
    public let seenAt: Date

    public init(digest: Data, account: AccountID, startedAt: Date, seenAt: Date) {
        self.digest = digest
        self.account = account
        self.startedAt = startedAt
        self.seenAt = seenAt
    }

    /// A working day: then the password is asked for again.
    public static let longest: TimeInterval = 12 * 3600
    /// A long meeting: then a browser that was left open is signed out.
    public static let longestPause: TimeInterval = 2 * 3600
    /// How often a use is written down.
    public static let pauseBetweenNotes: TimeInterval = 5 * 60

    /// Whether it still holds.
    public func isValid(at now: Date) -> Bool {
        now < startedAt.addingTimeInterval(Self.longest)
            && now < seenAt.addingTimeInterval(Self.longestPause)
    }

    /// The short name by which pages speak of it: eight digits of the digest, which let nobody in.
    public var shortName: String {
        digest.prefix(4).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// Whoever has the token is signed in, as long as the session holds and the account isn't closed.
    ///
    /// - Returns: `nil` otherwise. This and `AccessKey.signedIn(by:as:at:)` are the only ways to a `SignedIn`.
    public func signedIn(by token: SessionToken, as account: Account, at now: Date) -> SignedIn? {
        guard token.digest == digest, account.id == self.account, !account.isClosed,
            isValid(at: now)
        else { return nil }
        return SignedIn(account: account, by: .session(self))
    }
}

/// Somebody who is signed in: a colleague at a browser, or a program that acts for one. Only `Session` and `AccessKey`
/// make one, of a token that matches.
public struct SignedIn: Sendable, Hashable {
    /// How they came.
    public enum Means: Sendable, Hashable {
        case session(Session)
        case key(AccessKey)
    }

    public let account: Account
    public let means: Means

    init(account: Account, by means: Means) {
        self.account = account
        self.means = means
    }

    /// Whether they may do something there.
    public func mayDo(_ permission: Permission, in scope: GrantScope = .municipality) -> Bool {
        switch means {
        case .session: account.mayDo(permission, in: scope)
        case .key(let key): key.gives(permission) && account.mayDo(permission, in: scope)
        }
    }

    /// Whether they may do it anywhere at all, in a round or everywhere.
    public func mayDoSomewhere(_ permission: Permission) -> Bool {
        !account.isClosed
            && account.grants.contains { mayDo(permission, in: $0.scope) }
    }

    /// - Throws: `StaffError.notPermitted` unless they may.
    public func require(
        _ permission: Permission, in scope: GrantScope = .municipality
    ) throws(StaffError) {
        guard mayDo(permission, in: scope) else { throw .notPermitted }
    }

    /// The session, for what concerns the account itself: that takes its holder.
    ///
    /// - Throws: `StaffError.notPermitted` for a program.
    public var session: Session {
        get throws(StaffError) {
            guard case .session(let session) = means else { throw .notPermitted }
            return session
        }
    }
}
