/// Which groups of the municipality's provider give which roles, as the configuration says.
public struct GroupRoles: Sendable, Hashable {
    private let roles: [String: Set<Role>]

    /// What is wrong with the configured text.
    public enum Fault: Error, Equatable, Sendable, CustomStringConvertible {
        case empty
        case notAPair(String)
        case unknownRole(String)

        public var description: String {
            let all = Role.allCases.map(\.rawValue).joined(separator: ", ")
            return switch self {
            case .empty: "No group gives a role, so that nobody could sign in."
            case .notAPair(let part): "'\(part)' isn't of the form group=role."
            case .unknownRole(let name): "'\(name)' is no role. Use one of: \(all)."
            }
        }
    }

    /// - Parameter text: `group=role,group=role`; a group may stand several times, and the last `=` counts.
    public init(_ text: String) throws(Fault) {
        var roles: [String: Set<Role>] = [:]
        for part in text.split(separator: ",") {
            guard let sign = part.lastIndex(of: "=") else { throw .notAPair(String(part)) }
            let group = String(part[..<sign].trimming)
            let name = String(part[part.index(after: sign)...].trimming)
            guard !group.isEmpty else { throw .notAPair(String(part)) }
            guard let role = Role(rawValue: name) else { throw .unknownRole(name) }
            roles[group, default: []].insert(role)
        }
        guard !roles.isEmpty else { throw .empty }
        self.roles = roles
    }

    /// The roles of somebody in these groups. Groups are compared letter by letter.
    public func roles(of groups: [String]) -> Set<Role> {
        groups.reduce(into: []) { all, group in all.formUnion(roles[group] ?? []) }
    }
}

extension Substring {
    /// Without spaces around it.
    fileprivate var trimming: Substring {
        var rest = self
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return rest
    }
}
