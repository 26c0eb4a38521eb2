public import Foundation

/// A link that lets somebody in once, as the store keeps it: by its token's digest, until it is used or too old.
public struct StaffLink: Sendable, Hashable {
    /// What the link is for.
    public enum Purpose: Sendable, Hashable {
        /// Makes the first owner; void as soon as there is one.
        case setUp
        /// Makes an account with this grant.
        case invitation(Grant)
        /// Lets the account's holder choose a new password, and takes the one-time code off.
        case newPassword(AccountID)
    }

    public let digest: Data
    public let purpose: Purpose
    /// Who made it; `nil` on the command line.
    public let madeBy: AccountID?
    public let expiresAt: Date

    public init(digest: Data, purpose: Purpose, madeBy: AccountID?, expiresAt: Date) {
        self.digest = digest
        self.purpose = purpose
        self.madeBy = madeBy
        self.expiresAt = expiresAt
    }

    /// The short name by which pages speak of it: eight digits of the digest, which let nobody in.
    public var shortName: String {
        digest.prefix(4).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

extension StaffLink.Purpose {
    /// How long such a link can be used.
    public var lifetime: TimeInterval {
        switch self {
        case .setUp, .newPassword: 24 * 3600
        case .invitation: 7 * 24 * 3600
        }
    }
}
