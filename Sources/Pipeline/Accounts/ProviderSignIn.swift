import Foundation
public import Localization
public import SingleSignOn
public import Staff
import Storage

/// Sign-in through the municipality's provider: leave for it, come back, get the roles of one's groups.
public struct ProviderSignIn: Sendable {
    /// What people call the provider.
    public let name: String
    private let staff: StaffAccounts
    private let provider: IdentityProvider
    private let roles: GroupRoles
    private let report: @Sendable (ProviderFault) -> Void
    private let spent = SpentFlows()

    /// - Parameters:
    ///   - name: what people call the provider.
    ///   - report: tells the person on call what is wrong; a fault never holds a token.
    public init(
        for staff: StaffAccounts, at provider: IdentityProvider, called name: String,
        roles: GroupRoles, report: @escaping @Sendable (ProviderFault) -> Void
    ) {
        self.name = name
        self.staff = staff
        self.provider = provider
        self.roles = roles
        self.report = report
    }

    /// Where the browser goes, and what it keeps until it comes back.
    ///
    /// - Parameter next: the page of ours that was asked for.
    /// - Throws: `StaffError.providerUnavailable`; `.busy`.
    public func begin(next: String?, language: LanguageTag) async throws -> ProviderDeparture {
        let now = staff.now()
        var generator = SystemRandomNumberGenerator()
        let flow = SignInFlow(at: now, using: &generator)
        let address = try await reporting { () throws(ProviderFault) in
            try await provider.address(of: flow, at: now)
        }
        let kept = Kept(flow: flow, next: next, language: language.value)
        let sealed = staff.secret.sealedText(
            Array(try JSONEncoder().encode(kept)), for: Self.context)
        return ProviderDeparture(address: address, sealed: sealed)
    }

    /// Signs somebody in who came back.
    ///
    /// - Returns: the session, and the page of ours that was asked for.
    /// - Throws: `StaffError`; nobody is signed in then.
    public func finish(
        _ arrival: ProviderArrival
    ) async throws -> (session: NewSession, next: String?) {
        let now = staff.now()
        guard let kept = kept(arrival.sealed ?? ""), kept.flow.isValid(at: now), arrival.state == kept.flow.state,
            await spent.spend(kept.flow, at: now)
        else { throw StaffError.signInNotValid }
        if arrival.isCancelled { throw StaffError.signInCancelled }
        guard let code = arrival.code, !code.isEmpty else {
            report(.codeRefused)
            throw StaffError.providerRefused
        }
        let identity = try await identity(from: code, arrival, kept.flow)
        let person = ProviderPerson(
            subject: ProviderSubject(issuer: identity.issuer, subject: identity.subject),
            name: identity.name, email: identity.email,
            roles: roles.roles(of: identity.groups), language: LanguageTag(kept.language))
        return (try await staff.enter(person), kept.next)
    }

    /// The language in which somebody left, as the cookie has it; `nil` for what is no such cookie.
    public func language(of sealed: String) -> LanguageTag? {
        kept(sealed).flatMap { LanguageTag($0.language) }
    }

    // MARK: Parts

    private func kept(_ sealed: String) -> Kept? {
        staff.secret.open(text: sealed, for: Self.context).flatMap {
            try? JSONDecoder().decode(Kept.self, from: Data($0))
        }
    }

    private static let context = "provider sign-in"

    /// What travels in the cookie, sealed.
    private struct Kept: Codable {
        let flow: SignInFlow
        let next: String?
        let language: String
    }

    /// Asks the provider, and counts the attempt: wrong ones from one network have to wait.
    private func identity(
        from code: String, _ arrival: ProviderArrival, _ flow: SignInFlow
    ) async throws -> ProviderIdentity {
        let (name, origin) = (
            "provider \(flow.state)", SignInDelays.Origin.network(arrival.network)
        )
        try await staff.gate.begin(name, from: origin, at: staff.now())
        await staff.gate.end()
        let identity = try await reporting { () throws(ProviderFault) in
            try await provider.identity(
                from: code, issuer: arrival.issuer, in: flow, at: staff.now())
        }
        _ = await staff.gate.succeeded(name, from: origin)
        return identity
    }

    /// Tells a fault to the person on call, and its kind to whoever signs in.
    private func reporting<Value>(
        _ body: () async throws(ProviderFault) -> Value
    ) async throws(StaffError) -> Value {
        do throws(ProviderFault) {
            return try await body()
        } catch {
            report(error)
            throw Self.refusal(of: error)
        }
    }

    private static func refusal(of fault: ProviderFault) -> StaffError {
        switch fault {
        case .busy: .busy
        case .codeRefused, .token, .anotherSubject: .providerRefused
        default: .providerUnavailable
        }
    }
}

/// A browser that leaves for the provider.
public struct ProviderDeparture: Sendable {
    public let address: String
    /// For a cookie.
    public let sealed: String

    public init(address: String, sealed: String) {
        self.address = address
        self.sealed = sealed
    }
}

/// A browser that came back from the provider, with what its address and its cookie say.
public struct ProviderArrival: Sendable {
    public let code: String?
    public let state: String?
    public let issuer: String?
    public let error: String?
    public let sealed: String?
    public let network: String

    public init(
        code: String?, state: String?, issuer: String?, error: String?, sealed: String?,
        network: String
    ) {
        self.code = code
        self.state = state
        self.issuer = issuer
        self.error = error
        self.sealed = sealed
        self.network = network
    }

    /// Whether the person, and nobody else, said no (RFC 6749, section 4.1.2.1).
    var isCancelled: Bool { error == "access_denied" }
}

extension ProviderArrival: CustomStringConvertible, CustomReflectable {
    /// Nothing of it: descriptions end up in logs.
    public var description: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension ProviderDeparture: CustomStringConvertible, CustomReflectable {
    /// Nothing of it: descriptions end up in logs.
    public var description: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension StaffAccounts {
    /// - Throws: `StaffError.noRole`; `.accountClosed`.
    func enter(_ person: ProviderPerson) async throws -> NewSession {
        var generator = SystemRandomNumberGenerator()
        let token = SessionToken(using: &generator)
        let new = AccountID.random(using: &generator)
        let now = now()
        let chain = chain
        let id = try await refusing {
            try await store.enter(
                person, asNew: new, session: token.digest, at: now,
                noting: { chain.note($0, by: $1, at: now) })
        }
        guard let id else { throw StaffError.noRole }
        return NewSession(
            token: token, browser: BrowserToken(for: id, by: secret, using: &generator))
    }
}

/// Which sign-ins have come back already, so that each does so once. They are remembered, in memory, as long as they
/// could come back.
private actor SpentFlows {
    private var ends: [String: Date] = [:]

    /// - Returns: whether it was the first time.
    func spend(_ flow: SignInFlow, at now: Date) -> Bool {
        if ends.count > 1000 { ends = ends.filter { $0.value > now } }
        return ends.updateValue(
            flow.startedAt.addingTimeInterval(SignInFlow.longest), forKey: flow.state) == nil
    }
}
