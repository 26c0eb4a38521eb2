/// Why the provider, or what it sent, isn't accepted: a sentence for the person on call. No case holds a token, a
/// code or a secret.
public enum ProviderFault: Error, Equatable, Sendable, CustomStringConvertible {
    // What was configured.
    case badIssuer
    case badReturnAddress
    case missingClient
    case missingSecret
    // What the provider answers, or doesn't.
    case unreachable(String)
    case refused(String, status: Int)
    case tooLarge(String)
    case unreadable(String)
    /// More requests to the provider at once than are made.
    case busy
    // What the provider says about itself.
    case anotherIssuer(expected: String)
    case insecureAddress(String)
    case noProofKey
    // What it answers to a sign-in.
    case codeRefused
    case clientRefused
    case token(TokenFault)
    /// The answer about the person is of somebody else than the token.
    case anotherSubject
    /// Entra ID leaves groups out of the token when there are more than two hundred.
    case tooManyGroups

    public var description: String {
        switch self {
        case .badIssuer:
            "The issuer must be an address with https, without a query: as the provider's discovery document has it."
        case .badReturnAddress:
            "The service's own address must have https, unless it is on this machine, for the provider to lead back to."
        case .missingClient: "The id of the client is missing, which the provider gave the service."
        case .missingSecret: "The secret of the client is empty."
        case .unreachable(let address):
            "\(address) can't be fetched: no answer in time. Is the provider up, does the name resolve, is its certificate valid?"
        case .refused(let address, let status): "\(address) answers with the status \(status)."
        case .tooLarge(let address): "\(address) answers with more than is read."
        case .unreadable(let address): "\(address) doesn't answer with the JSON that it should."
        case .busy: "Many sign-ins wait for the provider."
        case .anotherIssuer(let expected):
            "The discovery document names another issuer than \(expected). They must be equal, to the last slash."
        case .insecureAddress(let name): "The provider's \(name) isn't an address with https."
        case .noProofKey: "The provider says that it doesn't know PKCE with S256."
        case .codeRefused: "The provider doesn't accept the code that it gave."
        case .clientRefused:
            "The provider doesn't accept the service's client id and secret. Has the secret expired?"
        case .token(let fault): "The provider's ID token is refused: \(fault)"
        case .anotherSubject: "The provider's userinfo is about somebody else than its ID token."
        case .tooManyGroups:
            "The provider leaves the groups out, because they are too many. Let it send only those of the application, or roles."
        }
    }
}

/// What is wrong with an ID token.
public enum TokenFault: Error, Equatable, Sendable, CaseIterable, CustomStringConvertible {
    case malformed
    /// Neither RS256 nor ES256: above all not `none`, and not one that would take a public key for a secret.
    case algorithm
    case unknownKey
    case signature
    case issuer
    case audience
    case authorizedParty
    case expired
    case notYetValid
    /// Issued in the future, or before the sign-in began.
    case issuedAt
    case nonce
    case subject

    public var description: String {
        switch self {
        case .malformed: "it isn't a signed token."
        case .algorithm: "it isn't signed by RS256 or ES256."
        case .unknownKey: "none of the provider's keys has signed it."
        case .signature: "its signature is wrong."
        case .issuer: "it is from another issuer."
        case .audience: "it is for another client."
        case .authorizedParty: "it was given to another client."
        case .expired: "it has expired. Are both clocks right?"
        case .notYetValid: "it doesn't hold yet. Are both clocks right?"
        case .issuedAt: "it wasn't issued during this sign-in. Are both clocks right?"
        case .nonce: "it is of another sign-in."
        case .subject: "it doesn't say who signs in."
        }
    }
}
