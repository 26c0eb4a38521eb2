import Foundation
import HTTPTypes
import Hummingbird
import Staff

/// The workspace's two cookies. Residents' pages have none: these reach no further than `/arbete`.
struct WorkspaceCookies: Sendable {
    /// Whether the service is reached by https.
    let isSecure: Bool

    /// The session's token.
    var session: String { isSecure ? "__Secure-radslag-arbete" : "radslag-arbete" }
    /// Says that the browser has signed in before, so that others' attempts don't make it wait.
    var browser: String { isSecure ? "__Secure-radslag-kand" : "radslag-kand" }

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

    private func add(_ name: String, _ value: String, lifetime: Int, to response: inout Response) {
        let secure = isSecure ? "; Secure" : ""
        response.headers.append(
            HTTPField(
                name: .setCookie,
                value: "\(name)=\(value); Path=\(WorkspacePath.prefix); Max-Age=\(lifetime)"
                    + "; HttpOnly; SameSite=Strict\(secure)"))
    }
}
