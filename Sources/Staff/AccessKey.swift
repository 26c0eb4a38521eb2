public import Foundation

/// What lets a program act for a colleague through the staff API, as the store keeps it: by its token's digest, until
/// it is too old or taken away.
public struct AccessKey: Sendable, Hashable {
    /// What it is for, in its holder's words, such as the name of the program that has it.
    public let name: String
    public let digest: Data
    public let account: AccountID
    /// Whether the program may change anything, or only read.
    public let mayChange: Bool
    public let madeAt: Date
    public let expiresAt: Date
    /// The day on which it was last used, `YYYY-MM-DD`; `nil` when it never was.
    public let usedOn: String?

    public init(
        name: String, digest: Data, account: AccountID, mayChange: Bool, madeAt: Date,
        expiresAt: Date, usedOn: String? = nil
    ) {
        self.name = name
        self.digest = digest
        self.account = account
        self.mayChange = mayChange
        self.madeAt = madeAt
        self.expiresAt = expiresAt
        self.usedOn = usedOn
    }

    /// The short name by which pages speak of it: eight digits of the digest, which let nobody in.
    public var shortName: String {
        digest.prefix(4).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// Whether it still holds.
    public func isValid(at now: Date) -> Bool { now < expiresAt }

    /// Whoever has the token acts for the account, as long as the key holds and the account isn't closed.
    ///
    /// - Returns: `nil` otherwise. This and `Session.signedIn(by:as:at:)` are the only ways to a `SignedIn`.
    public func signedIn(by token: AccessToken, as account: Account, at now: Date) -> SignedIn? {
        guard token.digest == digest, account.id == self.account, !account.isClosed,
            isValid(at: now)
        else { return nil }
        return SignedIn(account: account, by: .key(self))
    }

    /// How long a key may hold, in days. The roles of an account of the municipality's provider are asked for at each
    /// sign-in, which a program never does: its keys end sooner.
    public static func lifetimes(for account: Account) -> [Int] {
        account.provider == nil ? [7, 30, 90] : [7, 30]
    }
}

/// In a program's hands.
public typealias AccessToken = SecretToken<AccessKey>

extension AccessToken where Purpose == AccessKey {
    /// As a program sends it. It begins with a name, so that whoever finds it in a file knows what to take away.
    public var presented: String { Self.beginning + text }

    /// - Returns: `nil` for what `presented` never gives.
    public init?(presented: String) {
        guard presented.hasPrefix(Self.beginning) else { return nil }
        self.init(String(presented.dropFirst(Self.beginning.count)))
    }

    private static var beginning: String { "radslag_" }
}

extension Permission {
    /// What a program may be given of its holder's permissions. Residents' texts are read by people, on a page; and who
    /// has found a key must not be able to let themselves in for good.
    static let ofPrograms: Set<Permission> = [
        .seeRounds, .seeCoverage, .translate, .prepareReleases, .readAuditLog, .editRounds,
        .publish,
    ]

    /// Those of them that change something by their very name: keys that only read lack them.
    static let onlyForChanges: Set<Permission> = [.editRounds, .publish]
}

extension AccessKey {
    /// Whether it gives the permission, where its holder has it.
    func gives(_ permission: Permission) -> Bool {
        Permission.ofPrograms.contains(permission)
            && (mayChange || !Permission.onlyForChanges.contains(permission))
    }
}
