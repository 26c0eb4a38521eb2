import Foundation

/// What the provider says about itself (OpenID Connect Discovery 1.0, section 3), checked.
struct Discovery: Sendable {
    let authorization: ProviderAddress
    let token: ProviderAddress
    let keys: ProviderAddress
    let userinfo: ProviderAddress?
    /// Whether the client's secret goes in the form: where the provider knows no other way.
    let takesSecretInForm: Bool

    private struct Document: Decodable {
        let issuer: String
        let authorization_endpoint: String
        let token_endpoint: String
        let jwks_uri: String
        var userinfo_endpoint: String?
        var code_challenge_methods_supported: [String]?
        var token_endpoint_auth_methods_supported: [String]?
    }

    /// - Throws: `ProviderFault` for a document of another issuer, or with addresses that aren't safe.
    init(_ json: Data, of settings: ProviderSettings) throws(ProviderFault) {
        guard let document = try? JSONDecoder().decode(Document.self, from: json) else {
            throw .unreadable(settings.discoveryAddress)
        }
        guard document.issuer == settings.issuer.text else {
            throw .anotherIssuer(expected: settings.issuer.text)
        }
        // Entra ID doesn't list what it knows; who lists must know it.
        guard document.code_challenge_methods_supported?.contains("S256") ?? true else {
            throw .noProofKey
        }
        func address(_ text: String, _ name: String) throws(ProviderFault) -> ProviderAddress {
            guard let address = ProviderAddress(text) else { throw .insecureAddress(name) }
            return address
        }
        authorization = try address(document.authorization_endpoint, "authorization_endpoint")
        token = try address(document.token_endpoint, "token_endpoint")
        keys = try address(document.jwks_uri, "jwks_uri")
        if let text = document.userinfo_endpoint {
            userinfo = try address(text, "userinfo_endpoint")
        } else {
            userinfo = nil
        }
        let ways = document.token_endpoint_auth_methods_supported ?? ["client_secret_basic"]
        takesSecretInForm =
            !ways.contains("client_secret_basic") && ways.contains("client_secret_post")
    }
}
