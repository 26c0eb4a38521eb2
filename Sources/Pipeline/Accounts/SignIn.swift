import Foundation
public import Staff
import Storage

extension StaffAccounts {
    /// Signs somebody in by address and password, or asks for the one-time code where the account has one.
    ///
    /// An unknown address takes the same work and gets the same answer as a wrong password.
    ///
    /// - Throws: `StaffError.wrongCredentials`; `.wait`; `.busy`.
    public func signIn(_ attempt: SignInAttempt) async throws -> SignInOutcome {
        let email = try? EmailAddress(attempt.email)
        var known: Store.Credentials?
        if let email { known = try await store.credentials(of: email) }
        let name = email?.text ?? attempt.email
        let origin = origin(attempt.network, attempt.browser, of: known?.account.id)
        try await gate.begin(name, from: origin, at: now())
        let hash = known?.password ?? .ofNobody
        let isRight = await hashing.run { hash.matches(attempt.password) }
        await gate.end()
        guard let known, isRight else { throw StaffError.wrongCredentials }

        if known.oneTimeSecret != nil {
            return .needsCode(ticket: ticket(for: known.account.id))
        }
        let refused = await gate.succeeded(name, from: origin)
        if hash.isOutdated(at: cost) { try await renew(attempt.password, of: known.account.id) }
        return .signedIn(try await begin(for: known.account.id, after: refused))
    }

    /// The second step: the code of the app on the colleague's phone.
    ///
    /// - Throws: `StaffError.wrongCredentials` when the ticket is too old; `.wrongCode`, also for a code that was
    ///   used before; `.wait`; `.busy`.
    public func signIn(_ attempt: CodeAttempt) async throws -> NewSession {
        guard let id = account(ofTicket: attempt.ticket),
            let known = try await store.credentials(of: id), let sealed = known.oneTimeSecret
        else { throw StaffError.wrongCredentials }
        let origin = origin(attempt.network, attempt.browser, of: id)
        try await gate.begin(Self.codeName(of: id), from: origin, at: now())
        await gate.end()
        try await use(attempt.code, of: id, sealed, after: known.oneTimeStep)
        let wrongCodes = await gate.succeeded(Self.codeName(of: id), from: origin)
        let wrongPasswords = await gate.succeeded(known.account.email?.text ?? "", from: origin)
        return try await begin(for: id, after: wrongCodes + wrongPasswords)
    }

    /// Who has the token, if they are signed in: asked with each request.
    public func signedIn(by token: SessionToken) async throws -> SignedIn? {
        guard let (session, account) = try await store.session(token.digest) else { return nil }
        let now = now()
        guard let signedIn = session.signedIn(by: token, as: account, at: now) else { return nil }
        if now >= session.seenAt.addingTimeInterval(Session.pauseBetweenNotes) {
            try await store.see(session.digest, at: now)
        }
        return signedIn
    }

    /// Ends the session.
    public func signOut(_ signedIn: SignedIn) async throws {
        try await store.end(
            try signedIn.session.digest, noting: note(.signedOut, by: signedIn.account.id))
    }

    /// Ends every session of the account, this one as well, and takes away its access keys.
    public func signOutEverywhere(_ signedIn: SignedIn) async throws {
        _ = try signedIn.session
        try await store.endSessions(
            of: signedIn.account.id, noting: note(.signedOutEverywhere, by: signedIn.account.id))
    }

    // MARK: Parts

    func begin(for account: AccountID, after refused: Int) async throws -> NewSession {
        var generator = SystemRandomNumberGenerator()
        let token = SessionToken(using: &generator)
        let now = now()
        try await store.begin(
            Session(digest: token.digest, account: account, startedAt: now, seenAt: now),
            noting: note(.signedIn(refusedBefore: refused), by: account))
        return NewSession(
            token: token, browser: BrowserToken(for: account, by: secret, using: &generator))
    }

    /// Hashes a password anew that has just proved to be right, at the cost of today.
    private func renew(_ password: String, of id: AccountID) async throws {
        let cost = cost
        let hash = await hashing.run {
            var generator = SystemRandomNumberGenerator()
            return PasswordHash(ofProven: password, cost: cost, using: &generator)
        }
        try await store.renewHash(hash, of: id)
    }

    private func origin(
        _ network: String, _ browser: String?, of account: AccountID?
    ) -> SignInDelays.Origin {
        guard let browser, let account,
            let token = BrowserToken(browser, of: account, by: secret)
        else { return .network(network) }
        return .knownBrowser(token.nonce)
    }

    /// Codes are counted apart from passwords: whoever has the password may guess no more codes for it.
    private static func codeName(of id: AccountID) -> String { "code \(id)" }

    /// - Throws: `StaffError.wrongCode`, also when the code was used before.
    func use(
        _ code: String, of id: AccountID, _ sealed: Data, after last: Int?
    ) async throws {
        guard let bytes = secret.open(sealed, for: Self.oneTimeContext(of: id)),
            let oneTime = OneTimeSecret(bytes),
            let step = oneTime.step(ofTyped: code, at: now(), after: last),
            try await store.useOneTimeStep(step, of: id)
        else { throw StaffError.wrongCode }
    }

    static func oneTimeContext(of id: AccountID) -> String { "one-time \(id)" }

    // MARK: The ticket between the two steps

    private static let ticketContext = "sign-in ticket"
    private static let ticketLifetime: TimeInterval = 5 * 60

    private func ticket(for id: AccountID) -> String {
        let end = Int(now().addingTimeInterval(Self.ticketLifetime).timeIntervalSince1970)
        return secret.seal(Array("\(id) \(end)".utf8), for: Self.ticketContext)
            .base64EncodedString()
    }

    private func account(ofTicket text: String) -> AccountID? {
        guard let sealed = Data(base64Encoded: text),
            let bytes = secret.open(sealed, for: Self.ticketContext)
        else { return nil }
        let parts = String(decoding: bytes, as: UTF8.self).split(separator: " ")
        guard parts.count == 2, let end = Double(parts[1]),
            now() < Date(timeIntervalSince1970: end)
        else { return nil }
        return AccountID(String(parts[0]))
    }
}
