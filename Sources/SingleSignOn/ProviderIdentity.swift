/// Who signed in, as the provider says and its signature proves.
public struct ProviderIdentity: Sendable, Hashable {
    public let issuer: String
    /// Never changes and never belongs to anybody else, at this issuer; unlike name and address.
    public let subject: String
    /// The best name that the provider tells; `nil` when it tells none.
    public let name: String?
    public let email: String?
    public let groups: [String]

    init(issuer: String, subject: String, claims: Claims, groups: [String]) {
        self.issuer = issuer
        self.subject = subject
        self.groups = groups
        let given = [claims.text("given_name"), claims.text("family_name")].compactMap { $0 }
        name =
            claims.text("name") ?? (given.isEmpty ? nil : given.joined(separator: " "))
            ?? claims.text("preferred_username")
        email = claims.text("email")
    }
}

extension ProviderIdentity: CustomStringConvertible, CustomReflectable {
    /// Nothing of it: descriptions end up in logs.
    public var description: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
