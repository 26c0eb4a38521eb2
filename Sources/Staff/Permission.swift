/// Something that staff may be allowed to do.
public enum Permission: String, Sendable, Hashable, CaseIterable {
    /// See the rounds, their stage and how many have answered, rounded down.
    case seeRounds
    /// Create and change dialogues, surveys and rounds; open and close them.
    case editRounds
    case translate
    /// See who is reached so far, by one variable at a time.
    case seeCoverage
    /// Read residents' free texts, code them to themes, approve or refuse them.
    case moderateTexts
    /// See a release before it is published, choose what it shows, and ask for it to be published.
    case prepareReleases
    /// Publish a release, and tell residents what came of it.
    case publish
    /// Invite colleagues, give and take roles, close accounts.
    case manageColleagues
    case readAuditLog

    /// Who may do what: the one table. Every route of the workspace asks it.
    public static let table: [Permission: Set<Role>] = [
        .seeRounds: [.owner, .editor, .translator, .moderator, .analyst, .reader],
        .editRounds: [.owner, .editor],
        .translate: [.owner, .editor, .translator],
        .seeCoverage: [.owner, .editor, .analyst],
        .moderateTexts: [.moderator],
        .prepareReleases: [.owner, .editor, .analyst],
        .publish: [.owner, .editor],
        .manageColleagues: [.owner],
        .readAuditLog: [.owner],
    ]
}

extension Role {
    /// Whether the table has the permission under this role.
    public func mayDo(_ permission: Permission) -> Bool {
        Permission.table[permission]?.contains(self) ?? false
    }
}

extension Collection<Grant> {
    /// Whether one of the grants has the permission there: a grant for the municipality holds in every round.
    public func mayDo(_ permission: Permission, in scope: GrantScope = .municipality) -> Bool {
        contains { $0.role.mayDo(permission) && $0.scope.covers(scope) }
    }

    /// Whether one of the grants has the permission anywhere at all, in a round or everywhere.
    public func mayDoSomewhere(_ permission: Permission) -> Bool {
        contains { $0.role.mayDo(permission) }
    }
}
