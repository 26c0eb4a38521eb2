import HTTPTypes
import Hummingbird
import Localization
import Pages
import Staff

/// The ways in: signing in, in one or two steps, and the links for set-up, invitation and a new password.
struct SignInController: Sendable {
    let workspace: Workspace

    private var verbs: SignInVerbs { workspace.verbs.signIn }

    // MARK: Address and password

    @Sendable func signInPage(_ visit: Visit) async throws -> Response {
        if visit.person != nil {
            return redirect(to: workspace.next(visit.query(WorkspacePath.nextParameter)))
        }
        let page = SignInPage(
            next: visit.query(WorkspacePath.nextParameter),
            needsSetUp: try await verbs.needsSetUp(), provider: provider(visit))
        return workspace.respond(page, visit)
    }

    @Sendable func signIn(_ visit: Visit) async throws -> Response {
        let next = visit.form[WorkspacePath.nextParameter]
        do {
            let outcome = try await verbs.signIn(
                SignInAttempt(
                    email: visit.field("email"), password: visit.field("password"),
                    network: visit.network,
                    browser: workspace.cookies.browserToken(in: visit.request)))
            switch outcome {
            case .signedIn(let new): return try await enter(new, visit, next: next)
            case .needsCode(let ticket):
                return workspace.respond(CodePage(ticket: ticket, next: next), visit)
            }
        } catch let error as StaffError {
            let page = SignInPage(
                next: next, email: visit.field("email"), problem: error,
                needsSetUp: try await verbs.needsSetUp(), provider: provider(visit, next))
            return workspace.respond(page, visit, status: error.status)
        }
    }

    /// The button of the municipality's provider, where there is one.
    private func provider(_ visit: Visit, _ next: String? = nil) -> SignInPage.Provider? {
        guard let name = verbs.provider?.name else { return nil }
        let next = next ?? visit.query(WorkspacePath.nextParameter)
        return SignInPage.Provider(
            name: name,
            path: WorkspacePath.provider(
                visit.text.language.tag, beforeGoingTo: next.map { workspace.next($0) }))
    }

    // MARK: One-time code

    @Sendable func confirmCode(_ visit: Visit) async throws -> Response {
        let next = visit.form[WorkspacePath.nextParameter]
        do {
            let new = try await verbs.confirmCode(
                CodeAttempt(
                    ticket: visit.field("ticket"), code: visit.field("code"),
                    network: visit.network,
                    browser: workspace.cookies.browserToken(in: visit.request)))
            return try await enter(new, visit, next: next)
        } catch StaffError.wrongCredentials {
            // The ticket is too old: from the beginning.
            return redirect(to: WorkspacePath.signInPage)
        } catch let error as StaffError {
            let page = CodePage(ticket: visit.field("ticket"), next: next, problem: error)
            return workspace.respond(page, visit, status: error.status)
        }
    }

    // MARK: Links

    @Sendable func linkPage(_ visit: Visit) async throws -> Response {
        guard let token = visit.parameters.get("token").flatMap({ LinkToken($0) }) else {
            return workspace.respond(DeadLinkPage(reason: .linkNotValid), visit, status: .notFound)
        }
        do {
            let link = try await verbs.link(token)
            return workspace.respond(JoinPage(link: link, token: token), visit)
        } catch let error as StaffError {
            return workspace.respond(DeadLinkPage(reason: error), visit, status: .notFound)
        }
    }

    @Sendable func useLink(_ visit: Visit) async throws -> Response {
        guard let token = visit.parameters.get("token").flatMap({ LinkToken($0) }) else {
            return workspace.respond(DeadLinkPage(reason: .linkNotValid), visit, status: .notFound)
        }
        do {
            let link = try await verbs.link(token)
            do {
                return try await enter(try await use(link, token, visit), visit, next: nil)
            } catch let error as StaffError where error != .linkNotValid && error != .alreadySetUp {
                var page = JoinPage(link: link, token: token)
                page.name = visit.field("name")
                page.email = visit.field("email")
                page.problem = error
                return workspace.respond(page, visit, status: error.status)
            }
        } catch let error as StaffError {
            return workspace.respond(DeadLinkPage(reason: error), visit, status: .notFound)
        }
    }

    private func use(_ link: StaffLink, _ token: LinkToken, _ visit: Visit) async throws
        -> NewSession
    {
        if case .newPassword = link.purpose {
            return try await verbs.renewPassword(
                token, visit.field("password"), visit.field("repeated"))
        }
        return try await verbs.join(
            token,
            NewAccount(
                name: visit.field("name"), email: visit.field("email"),
                password: visit.field("password"), repeatedPassword: visit.field("repeated"),
                language: visit.text.language.tag))
    }

    // MARK: In

    /// Gives the browser the new session's cookie, and ends the one that it had: a session's token is never one
    /// from before the sign-in.
    private func enter(_ new: NewSession, _ visit: Visit, next: String?) async throws -> Response {
        if let person = visit.person { try await verbs.signOut(person.signedIn) }
        var response = redirect(to: workspace.next(next))
        workspace.cookies.set(new, on: &response)
        return response
    }
}

extension Workspace {
    /// Where somebody wanted to go before signing in, if that is a page of ours; else the start.
    func next(_ path: String?) -> String {
        guard let path, path.hasPrefix(WorkspacePath.prefix), path.utf8.count < 200,
            path.utf8.allSatisfy({ byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "/"):
                    true
                default: false
                }
            }), !path.contains("//"),
            routes.contains(where: { $0.method == .get && $0.isForSignedIn && $0.matches(path) })
        else { return WorkspacePath.start }
        return path
    }
}

extension StaffRoute {
    fileprivate var isForSignedIn: Bool {
        if case .anybody = answer { false } else { true }
    }
}

extension StaffError {
    /// The status of a page that tells it.
    var status: HTTPResponse.Status {
        switch self {
        case .notPermitted, .noRole, .accountClosed, .providerRefused: .forbidden
        case .signInNotValid: .badRequest
        case .providerUnavailable: .serviceUnavailable
        case .wait, .busy: .tooManyRequests
        case .unknownAccount, .linkNotValid: .notFound
        default: .unprocessableContent
        }
    }
}
