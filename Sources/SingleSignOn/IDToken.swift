import Foundation

/// An ID token, not yet checked: only `claims(signedBy:for:in:at:)` tells what it says.
struct IDToken: Sendable {
    let algorithm: SignatureAlgorithm
    let keyID: String?
    private let text: String
    private let claims: Claims

    /// How far the two clocks may differ.
    static let leeway: TimeInterval = 60

    /// - Throws: `.malformed`; `.algorithm` for any but RS256 and ES256.
    init(_ text: String) throws(TokenFault) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let header = decodedBase64(parts[0]).flatMap({ Claims($0) }),
            let claims = decodedBase64(parts[1]).flatMap({ Claims($0) }),
            // What a token says is critical must be understood, and nothing is.
            !header.has("crit")
        else { throw .malformed }
        guard let algorithm = header.text("alg").flatMap({ SignatureAlgorithm(rawValue: $0) })
        else { throw .algorithm }
        self.text = text
        self.claims = claims
        self.algorithm = algorithm
        keyID = header.text("kid")
    }

    /// What the token says, after every check of OpenID Connect Core 1.0, section 3.1.3.7.
    ///
    /// - Parameter key: the one of the provider's that the token names.
    func claims(
        signedBy key: ProviderKey, for settings: ProviderSettings, in flow: SignInFlow,
        at now: Date
    ) async throws(TokenFault) -> Claims {
        guard key.algorithm == algorithm else { throw .algorithm }
        guard await key.hasSigned(text) else { throw .signature }
        guard claims.text("iss") == settings.issuer.text else { throw .issuer }
        try checkAudience(settings.clientID)
        try checkTimes(in: flow, at: now)
        guard claims.text("nonce") == flow.nonce else { throw .nonce }
        guard let subject = claims.text("sub"), subject.utf8.count <= 255 else { throw .subject }
        return claims
    }

    private func checkAudience(_ client: String) throws(TokenFault) {
        let audience = claims.texts("aud") ?? []
        guard audience.contains(client) else { throw .audience }
        let party = claims.text("azp")
        guard party == client || (party == nil && !claims.has("azp") && audience.count == 1) else {
            throw .authorizedParty
        }
    }

    private func checkTimes(in flow: SignInFlow, at now: Date) throws(TokenFault) {
        guard let end = claims.time("exp"), now < end.addingTimeInterval(Self.leeway) else {
            throw .expired
        }
        if claims.has("nbf") {
            guard let start = claims.time("nbf"), start <= now.addingTimeInterval(Self.leeway)
            else { throw .notYetValid }
        }
        guard let issued = claims.time("iat"), issued <= now.addingTimeInterval(Self.leeway),
            issued >= flow.startedAt.addingTimeInterval(-Self.leeway)
        else { throw .issuedAt }
    }
}

extension IDToken: CustomStringConvertible, CustomReflectable {
    /// Never the token itself.
    var description: String { "•••" }
    var customMirror: Mirror { Mirror(self, children: []) }
}
