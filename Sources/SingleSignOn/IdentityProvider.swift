public import Foundation

/// The municipality's OpenID Connect provider: the authorization code flow with PKCE, and the checks of what comes
/// back (OpenID Connect Core 1.0, section 3.1; RFC 9700).
public struct IdentityProvider: Sendable {
    private let settings: ProviderSettings
    private let connection: ProviderConnection
    private let documents: ProviderDocuments

    /// How long the provider may take for an answer, in seconds: somebody waits for it.
    public static let usualPatience = 8

    /// - Parameter patience: how long the provider may take for an answer, in seconds.
    public init(_ settings: ProviderSettings, patience: Int = usualPatience) {
        self.settings = settings
        connection = ProviderConnection(patience: patience)
        documents = ProviderDocuments(settings, by: connection)
    }

    /// Fetches what the provider says about itself, and says what is wrong with it.
    public func check(at now: Date) async throws(ProviderFault) {
        _ = try await documents.discovery(at: now)
    }

    /// Where a browser goes to sign in.
    public func address(
        of flow: SignInFlow, at now: Date
    ) async throws(ProviderFault) -> String {
        try await documents.discovery(at: now).authorization.with([
            ("response_type", "code"), ("client_id", settings.clientID),
            ("redirect_uri", settings.returnAddress.text), ("scope", settings.scopes),
            ("state", flow.state), ("nonce", flow.nonce), ("code_challenge", flow.challenge),
            ("code_challenge_method", "S256"),
        ])
    }

    /// Who came back with a code.
    ///
    /// - Parameters:
    ///   - code: from the address.
    ///   - issuer: `iss` from the address, where the provider sends it (RFC 9207).
    ///   - flow: of the same browser.
    public func identity(
        from code: String, issuer: String?, in flow: SignInFlow, at now: Date
    ) async throws(ProviderFault) -> ProviderIdentity {
        guard issuer ?? settings.issuer.text == settings.issuer.text else {
            throw .token(.issuer)
        }
        let discovery = try await documents.discovery(at: now)
        let tokens = try await exchange(code, in: flow, at: discovery)
        let claims = try await claims(of: tokens.id_token, in: flow, at: now)
        guard let subject = claims.text("sub") else { throw .token(.subject) }
        if let groups = claims.texts(settings.groupsClaim) {
            return ProviderIdentity(
                issuer: settings.issuer.text, subject: subject, claims: claims, groups: groups)
        }
        if claims.leavesOut(settings.groupsClaim) { throw .tooManyGroups }
        let more = try await userinfo(about: subject, tokens.access_token, discovery) ?? claims
        return ProviderIdentity(
            issuer: settings.issuer.text, subject: subject, claims: more,
            groups: more.texts(settings.groupsClaim) ?? [])
    }

    // MARK: Parts

    private struct Tokens: Decodable {
        let id_token: String
        var access_token: String?
    }

    private func exchange(
        _ code: String, in flow: SignInFlow, at discovery: Discovery
    ) async throws(ProviderFault) -> Tokens {
        var fields = [
            ("grant_type", "authorization_code"), ("code", code),
            ("redirect_uri", settings.returnAddress.text), ("code_verifier", flow.verifier),
        ]
        if discovery.takesSecretInForm {
            fields += [("client_id", settings.clientID), ("client_secret", settings.clientSecret)]
        }
        let answer = try await connection.post(
            fields.map { (name: $0.0, value: $0.1) }, to: discovery.token,
            authorization: discovery.takesSecretInForm ? nil : basicAuthorization)
        switch answer.status {
        case 200: break
        case 401: throw .clientRefused
        case 400:
            let error = Claims(answer.body)?.text("error")
            throw error == "invalid_client" || error == "unauthorized_client"
                ? .clientRefused : .codeRefused
        default: throw .refused(discovery.token.text, status: answer.status)
        }
        guard let tokens = try? JSONDecoder().decode(Tokens.self, from: answer.body) else {
            throw .unreadable(discovery.token.text)
        }
        return tokens
    }

    /// RFC 6749, section 2.3.1: both parts are encoded as a form's.
    private var basicAuthorization: String {
        let pair = formEncoded(settings.clientID) + ":" + formEncoded(settings.clientSecret)
        return "Basic " + Data(pair.utf8).base64EncodedString()
    }

    private func claims(
        of text: String, in flow: SignInFlow, at now: Date
    ) async throws(ProviderFault) -> Claims {
        let token: IDToken
        do throws(TokenFault) { token = try IDToken(text) } catch { throw .token(error) }
        let key = try await documents.key(of: token, at: now)
        do throws(TokenFault) {
            return try await token.claims(signedBy: key, for: settings, in: flow, at: now)
        } catch {
            throw .token(error)
        }
    }

    /// What the provider says about somebody besides the token; `nil` when it can't be asked.
    private func userinfo(
        about subject: String, _ token: String?, _ discovery: Discovery
    ) async throws(ProviderFault) -> Claims? {
        guard let token, let address = discovery.userinfo else { return nil }
        guard let claims = Claims(try await connection.get(address, token: token)) else {
            throw .unreadable(address.text)
        }
        guard claims.text("sub") == subject else { throw .anotherSubject }
        return claims
    }
}
