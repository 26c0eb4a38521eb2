import Hummingbird
import Localization
import Pages
import Pipeline
import Staff

/// What everybody who is signed in does with their own account.
struct AccountController: Sendable {
    let workspace: Workspace

    private var verbs: AccountVerbs { workspace.verbs.account }

    @Sendable func page(_ visit: StaffVisit) async throws -> Response {
        try await page(visit, problem: nil)
    }

    private func page(
        _ visit: StaffVisit, problem: AccountPage.Problem?
    ) async throws -> Response {
        let page = AccountPage(
            person: visit.person, sessions: try await verbs.sessions(visit.signedIn),
            keys: try await verbs.accessKeys(visit.signedIn),
            languages: workspace.locales.languages,
            provider: workspace.verbs.signIn.provider?.name,
            done: visit.visit.query(WorkspacePath.doneParameter),
            problem: problem)
        let frame = StaffPage(
            title: "account.title", path: WorkspacePath.account, text: visit.text,
            person: visit.person, hasErrors: problem != nil)
        let content = workspace.templates.render("account", page.values(in: visit.text))
        return workspace.response(frame, content: content, status: problem?.error.status ?? .ok)
    }

    @Sendable func signOut(_ visit: StaffVisit) async throws -> Response {
        try await workspace.verbs.signIn.signOut(visit.signedIn)
        return signedOut()
    }

    @Sendable func signOutEverywhere(_ visit: StaffVisit) async throws -> Response {
        try await verbs.signOutEverywhere(visit.signedIn)
        return signedOut()
    }

    private func signedOut() -> Response {
        var response = redirect(to: WorkspacePath.signInPage)
        workspace.cookies.clear(on: &response)
        return response
    }

    @Sendable func changePassword(_ visit: StaffVisit) async throws -> Response {
        do {
            try await verbs.changePassword(
                PasswordChange(
                    current: visit.field("current"), new: visit.field("password"),
                    repeated: visit.field("repeated")), visit.signedIn)
        } catch let error as StaffError {
            return try await page(visit, problem: .init(error: error, form: .password))
        }
        return redirect(to: WorkspacePath.account, done: "password")
    }

    @Sendable func setLanguage(_ visit: StaffVisit) async throws -> Response {
        guard let tag = LanguageTag(visit.field("language")), workspace.locales.language(tag) != nil
        else { throw WorkspaceProblem.badForm }
        try await verbs.setLanguage(tag, visit.signedIn)
        return redirect(to: WorkspacePath.account, done: "language")
    }

    // MARK: Programs

    /// Makes a key, and shows its token: here and nowhere else.
    @Sendable func makeAccessKey(_ visit: StaffVisit) async throws -> Response {
        guard let days = Int(visit.field("days")) else { throw WorkspaceProblem.badForm }
        let new = NewAccessKey(
            name: visit.field("key-name"), mayChange: visit.field("may") == "change", days: days)
        do {
            let (token, key) = try await verbs.makeAccessKey(new, visit.signedIn)
            let page = NewKeyPage(token: token, key: key, base: workspace.base(visit))
            let frame = StaffPage(
                title: "new-key.title", path: WorkspacePath.account, text: visit.text,
                person: visit.person)
            return workspace.response(
                frame, content: workspace.templates.render("newkey", page.values(in: visit.text)))
        } catch StaffError.notPermitted {
            throw WorkspaceProblem.badForm
        } catch let error as StaffError {
            return try await page(visit, problem: .init(error: error, form: .accessKey))
        }
    }

    @Sendable func removeAccessKey(_ visit: StaffVisit) async throws -> Response {
        do {
            try await verbs.removeAccessKey(try visit.parameter("key"), visit.signedIn)
        } catch StaffError.unknownKey {
            // Taken away meanwhile: the list says how it is.
            return redirect(to: WorkspacePath.account)
        }
        return redirect(to: WorkspacePath.account, done: "key-removed")
    }

    // MARK: One-time code

    @Sendable func oneTimeCodePage(_ visit: StaffVisit) async throws -> Response {
        let account = visit.signedIn.account
        if account.hasOneTimeCode || account.provider != nil {
            return redirect(to: WorkspacePath.account)
        }
        let (secret, sealed) = verbs.proposeOneTimeCode(visit.signedIn)
        return try oneTimeCodePage(visit, secret, sealed, problem: nil)
    }

    @Sendable func confirmOneTimeCode(_ visit: StaffVisit) async throws -> Response {
        let sealed = visit.field("proposal")
        do {
            try await verbs.confirmOneTimeCode(sealed, visit.field("code"), visit.signedIn)
        } catch let error as StaffError {
            // The same secret again, so that the app need not be set up anew.
            guard let secret = try? verbs.proposedOneTimeCode(sealed, visit.signedIn) else {
                return redirect(to: WorkspacePath.oneTimeCode)
            }
            return try oneTimeCodePage(visit, secret, sealed, problem: error)
        }
        return redirect(to: WorkspacePath.account, done: "one-time-code-on")
    }

    @Sendable func removeOneTimeCode(_ visit: StaffVisit) async throws -> Response {
        do {
            try await verbs.removeOneTimeCode(visit.field("password-now"), visit.signedIn)
        } catch let error as StaffError {
            return try await page(visit, problem: .init(error: error, form: .oneTimeCode))
        }
        return redirect(to: WorkspacePath.account, done: "one-time-code-off")
    }

    private func oneTimeCodePage(
        _ visit: StaffVisit, _ secret: OneTimeSecret, _ sealed: String, problem: StaffError?
    ) throws -> Response {
        guard let email = visit.signedIn.account.email else { throw WorkspaceProblem.unknownPage }
        let issuer = "Rådslag " + workspace.identity.municipality
        let page = OneTimeCodePage(
            person: visit.person, address: secret.address(of: email, issuer: issuer),
            key: secret.base32, proposal: sealed, problem: problem)
        let frame = StaffPage(
            title: "one-time-code.title", path: WorkspacePath.account, text: visit.text,
            person: visit.person, hasErrors: problem != nil)
        let content = workspace.templates.render("onetimecode", page.values(in: visit.text))
        return workspace.response(frame, content: content, status: problem?.status ?? .ok)
    }
}

/// Leads on to a page that says what was done, by one of the words that the page knows.
func redirect(to path: String, done: String) -> Response {
    redirect(to: "\(path)?\(WorkspacePath.doneParameter)=\(done)")
}
