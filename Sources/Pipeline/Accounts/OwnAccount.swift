import Foundation
public import Localization
public import Staff
import Storage

/// What everybody who is signed in does with their own account.
extension StaffAccounts {
    /// Changes the password, ends the account's other sessions and takes away its access keys.
    ///
    /// - Throws: `StaffError.wrongCredentials` when the current one is wrong; `.wait`; what `Password` throws.
    public func changePassword(_ change: PasswordChange, of signedIn: SignedIn) async throws {
        let account = signedIn.account
        let session = try signedIn.session
        let password = try chosen(
            change.new, change.repeated, by: [account.name, account.email?.text ?? ""])
        try await prove(change.current, signedIn)
        let hash = await hash(password)
        try await store.setPassword(
            hash, of: account.id, keeping: session.digest,
            noting: note(.passwordChanged, by: account.id))
    }

    /// A secret for an authenticator app, and the same sealed, to go through the page and back: nothing is kept
    /// until a code proves that it has arrived.
    public func proposeOneTimeCode(
        for signedIn: SignedIn
    ) -> (secret: OneTimeSecret, sealed: String) {
        var generator = SystemRandomNumberGenerator()
        let proposed = OneTimeSecret(using: &generator)
        let sealed = secret.seal(
            proposed.bytes, for: "proposed " + Self.oneTimeContext(of: signedIn.account.id))
        return (proposed, sealed.base64EncodedString())
    }

    /// The secret of a proposal that went through the page.
    ///
    /// - Throws: `StaffError.wrongCode` when it isn't one of this account's.
    public func proposedOneTimeCode(
        _ sealed: String, for signedIn: SignedIn
    ) throws(StaffError) -> OneTimeSecret {
        guard let data = Data(base64Encoded: sealed),
            let bytes = secret.open(
                data, for: "proposed " + Self.oneTimeContext(of: signedIn.account.id)),
            let proposed = OneTimeSecret(bytes)
        else { throw .wrongCode }
        return proposed
    }

    /// Keeps a proposed secret, when the code shows that the app has it. From now on signing in takes both.
    ///
    /// - Throws: `StaffError.wrongCode`; `.notPermitted` for an account of the provider, whose matter it is.
    public func confirmOneTimeCode(
        _ sealed: String, code: String, by signedIn: SignedIn
    ) async throws {
        _ = try signedIn.session
        guard signedIn.account.provider == nil else { throw StaffError.notPermitted }
        let proposed = try proposedOneTimeCode(sealed, for: signedIn)
        guard let step = proposed.step(ofTyped: code, at: now(), after: nil) else {
            throw StaffError.wrongCode
        }
        let id = signedIn.account.id
        try await store.setOneTimeSecret(
            secret.seal(proposed.bytes, for: Self.oneTimeContext(of: id)), usedAt: step, of: id,
            noting: note(.oneTimeCodeOn, by: id))
    }

    /// Takes the one-time code off; the password proves who asks.
    ///
    /// - Throws: `StaffError.wrongCredentials`; `.wait`.
    public func removeOneTimeCode(password: String, by signedIn: SignedIn) async throws {
        try await prove(password, signedIn)
        let id = signedIn.account.id
        try await store.setOneTimeSecret(
            nil, usedAt: nil, of: id, noting: note(.oneTimeCodeOff, by: id))
    }

    /// Where the account is signed in, the newest first.
    ///
    /// - Throws: `StaffError.notPermitted` for a program.
    public func sessions(of signedIn: SignedIn) async throws -> [Session] {
        _ = try signedIn.session
        let now = now()
        return try await store.sessions(of: signedIn.account.id).filter { $0.isValid(at: now) }
    }

    /// Keeps the language of the account's pages.
    public func setLanguage(_ tag: LanguageTag, of signedIn: SignedIn) async throws {
        _ = try signedIn.session
        try await store.setLanguage(tag, of: signedIn.account.id)
    }

    /// Asks for the password again, with the same delays as at the sign-in.
    private func prove(_ password: String, _ signedIn: SignedIn) async throws {
        let id = signedIn.account.id
        guard let known = try await store.credentials(of: id) else {
            throw StaffError.wrongCredentials
        }
        let origin = SignInDelays.Origin.knownBrowser(try signedIn.session.shortName)
        try await gate.begin("own \(id)", from: origin, at: now())
        let isRight = await hashing.run { known.password.matches(password) }
        await gate.end()
        guard isRight else { throw StaffError.wrongCredentials }
        _ = await gate.succeeded("own \(id)", from: origin)
    }
}
