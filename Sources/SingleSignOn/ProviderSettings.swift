/// How the service is known to the provider, and the provider to the service.
public struct ProviderSettings: Sendable {
    let issuer: ProviderAddress
    let clientID: String
    let clientSecret: String
    /// Where the provider leads back to; registered there.
    let returnAddress: ProviderAddress
    /// What is asked for, with spaces between.
    let scopes: String
    /// The claim that lists the groups of who signs in.
    let groupsClaim: String

    /// The scopes that every provider knows.
    public static let usualScopes = "openid profile email"
    /// The claim that most providers call it.
    public static let usualGroupsClaim = "groups"

    /// - Throws: `ProviderFault` for what can't work, or wouldn't be safe.
    public init(
        issuer: String, clientID: String, clientSecret: String, returnAddress: String,
        scopes: String = usualScopes, groupsClaim: String = usualGroupsClaim
    ) throws(ProviderFault) {
        guard let issuer = ProviderAddress(withoutQuery: issuer) else { throw .badIssuer }
        guard let returnAddress = ProviderAddress(withoutQuery: returnAddress) else {
            throw .badReturnAddress
        }
        guard !clientID.isEmpty else { throw .missingClient }
        guard !clientSecret.isEmpty else { throw .missingSecret }
        self.issuer = issuer
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.returnAddress = returnAddress
        self.scopes = scopes
        self.groupsClaim = groupsClaim
    }

    /// Where the provider describes itself (OpenID Connect Discovery 1.0, section 4).
    var discoveryAddress: String {
        (issuer.text.hasSuffix("/") ? String(issuer.text.dropLast()) : issuer.text)
            + "/.well-known/openid-configuration"
    }
}

extension ProviderSettings: CustomStringConvertible, CustomReflectable {
    /// The issuer alone: descriptions end up in logs.
    public var description: String { issuer.text }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
