public import SurveyDefinition

/// What somebody is to the service. A person may have several, each for the whole municipality or for a round.
public enum Role: String, Sendable, Hashable, CaseIterable {
    /// Invites colleagues, gives and takes roles, reads the audit log.
    case owner
    /// Creates, opens, closes and publishes.
    case editor
    case translator
    /// Reads and judges residents' free texts; no other role does, not even the owner's.
    case moderator
    /// Sees who is reached, and what a release would show; chooses what it shows, and asks for it.
    case analyst
    /// Sees what there is, and changes nothing.
    case reader
}

/// Where a role holds: everywhere, or in one round.
public enum GrantScope: Sendable, Hashable {
    case municipality
    case round(RoundID)

    /// Whether what holds here holds there as well.
    public func covers(_ other: GrantScope) -> Bool { self == .municipality || self == other }

    /// As the store and the audit log write it: `municipality`, or `round:` and the id.
    public var name: String {
        switch self {
        case .municipality: "municipality"
        case .round(let round): "round:\(round)"
        }
    }

    /// - Returns: `nil` for a name that `name` never gives.
    public init?(name: String) {
        if name == "municipality" {
            self = .municipality
        } else if name.hasPrefix("round:"), Identifier<Void>.isWellFormed(String(name.dropFirst(6)))
        {
            self = .round(RoundID(String(name.dropFirst(6))))
        } else {
            return nil
        }
    }
}

/// A role that an account has, and where.
public struct Grant: Sendable, Hashable {
    public let role: Role
    public let scope: GrantScope

    public init(_ role: Role, in scope: GrantScope = .municipality) {
        self.role = role
        self.scope = scope
    }
}

extension Grant: Comparable {
    /// By role in the order of `Role`, then by the name of the scope.
    public static func < (left: Grant, right: Grant) -> Bool {
        (left.role.rank, left.scope.name) < (right.role.rank, right.scope.name)
    }
}

extension Role {
    fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
