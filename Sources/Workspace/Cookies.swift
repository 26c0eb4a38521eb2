import Foundation
import HTTPTypes
import Hummingbird
import SingleSignOn
import Staff

/// The workspace's cookies: two, and one for the minutes of a sign-in at the municipality's provider. Residents' pages
/// have none: these reach no further than `/arbete`.
struct WorkspaceCookies: Sendable {
    /// Whether the service is reached by https.
    let isSecure: Bool

    /// The session's token.
    var session: String { isSecure ? "__Secure-radslag-arbete" : "radslag-arbete" }
    /// Says that the browser has signed in before, so that others' attempts don't make it wait.
    var browser: String { isSecure ? "__Secure-radslag-kand" : "radslag-kand" }

    /// What a sign-in at the provider needs when the browser comes back.
    var flow: String { isSecure ? "__Secure-radslag-oidc" : "radslag-oidc" }

    private static let browserLifetime = 180 * 24 * 3600

    func sessionToken(in request: Request) -> SessionToken? {
        request.cookies[session].flatMap { SessionToken($0.value) }
    }

    func browserToken(in request: Request) -> String? {
        request.cookies[browser]?.value
    }

    /// Sets both cookies on the answer to a sign-in.
    func set(_ new: NewSession, on response: inout Response) {
        add(session, new.token.text, lifetime: Int(Session.longest), to: &response)
        add(browser, new.browser.text, lifetime: Self.browserLifetime, to: &response)
    }

    /// Takes the session's cookie away.
    func clear(on response: inout Response) {
        add(session, "", lifetime: 0, to: &response)
    }

    func sealedFlow(in request: Request) -> String? { request.cookies[flow]?.value }

    /// Lets the browser keep a sign-in that has left for the provider. The provider's page leads back, so that
    /// `Strict` would leave the cookie behind.
    func setFlow(_ sealed: String, on response: inout Response) {
        add(
            flow, sealed, lifetime: Int(SignInFlow.longest), to: &response,
            path: WorkspacePath.provider, sameSite: "Lax")
    }

    /// Takes it away: each sign-in comes back once.
    func clearFlow(on response: inout Response) {
        add(flow, "", lifetime: 0, to: &response, path: WorkspacePath.provider, sameSite: "Lax")
    }

    private func add(
        _ name: String, _ value: String, lifetime: Int, to response: inout Response,
        path: String = WorkspacePath.prefix, sameSite: String = "Strict"
    ) {
        let secure = isSecure ? "; Secure" : ""
        response.headers.append(
            HTTPField(
                name: .setCookie,
                value: "\(name)=\(value); Path=\(path); Max-Age=\(lifetime)"
                    + "; HttpOnly; SameSite=\(sameSite)\(secure)"))
    }
}
