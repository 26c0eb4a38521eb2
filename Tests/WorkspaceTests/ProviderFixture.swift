import Foundation
import HTTPTypes
import Pipeline
import SingleSignOn
import Staff
import Synchronization
import TestSupport
import Testing

@testable import Workspace

/// A workspace whose municipality has the rogue provider.
struct ProviderSite: Sendable {
    let site: TestWorkspace
    let rogue: RogueProvider
    let faults: Faults

    /// What the person on call is told.
    final class Faults: Sendable {
        private let kept = Mutex<[ProviderFault]>([])
        var all: [ProviderFault] { kept.withLock { $0 } }
        func add(_ fault: ProviderFault) { kept.withLock { $0.append(fault) } }
    }

    /// A browser that has left for the provider.
    struct Departure: Sendable {
        let query: [String: String]
        let cookie: String

        var state: String { query["state"] ?? "" }
        var nonce: String { query["nonce"] ?? "" }
    }

    /// Opens the provider's button.
    func leave(_ path: String = "/arbete/oidc") async throws -> Departure {
        let reply = try await site.get(path)
        let location = try #require(reply["Location"], "\(reply.status): \(reply.text)")
        #expect(location.hasPrefix(rogue.issuer + "/authorize?tenant=1&"))
        let items = URLComponents(string: location)?.queryItems ?? []
        let query = Dictionary(items.map { ($0.name, $0.value ?? "") }) { first, _ in first }
        rogue.expect(challenge: query["code_challenge"] ?? "")
        let cookie = try #require(reply.cookies.first { $0.hasPrefix("radslag-oidc=") })
        return Departure(
            query: query, cookie: String(cookie.prefix { $0 != ";" }))
    }

    /// Comes back by the address that the provider would lead to.
    func comeBack(
        _ query: String, cookie: String?, _ headers: HTTPFields = [:]
    ) async throws -> Reply {
        var headers = headers
        if let cookie { headers[.cookie] = cookie }
        return try await site.get("/arbete/oidc/tillbaka?" + query, headers)
    }

    func comeBack(_ departure: Departure) async throws -> Reply {
        try await comeBack("code=good&state=\(departure.state)", cookie: departure.cookie)
    }

    /// The claims of a good token.
    func claims(
        _ departure: Departure, subject: String = "anna-1", groups: [String]? = ["editors"]
    ) -> [String: Any] {
        let now = site.staff.clock.now.timeIntervalSince1970
        var claims: [String: Any] = [
            "iss": rogue.issuer, "aud": RogueProvider.client, "sub": subject,
            "exp": now + 300, "iat": now, "nonce": departure.nonce, "name": "Anna Editor",
            "email": "anna@kommun.example",
        ]
        if let groups { claims["groups"] = groups }
        return claims
    }

    /// Signs in as somebody in these groups.
    func signIn(
        _ subject: String, groups: [String], name: String = "Anna Editor",
        email: String? = "anna@kommun.example"
    ) async throws -> Reply {
        let departure = try await leave()
        var claims = claims(departure, subject: subject, groups: groups)
        claims["name"] = name
        claims["email"] = email
        let token = SigningKeys.rsa.token(claims)
        rogue.behave { $0.token = { token } }
        return try await comeBack(departure)
    }

    /// Every line of the audit log, by its act.
    func acts() async throws -> [String] {
        try await site.staff.store.auditLog().entries.map(\.act)
    }
}

func withProvider(
    groupsClaim: String = "groups", _ body: @Sendable (ProviderSite) async throws -> Void
) async throws {
    try await RogueProvider.run { rogue in
        let faults = ProviderSite.Faults()
        let settings = try ProviderSettings(
            issuer: rogue.issuer, clientID: RogueProvider.client,
            clientSecret: RogueProvider.secret,
            returnAddress: providerReturnAddress(at: "https://radslag.example.se"),
            groupsClaim: groupsClaim)
        let roles = try GroupRoles("editors=editor, owners = owner,readers=reader,editors=analyst")
        try await withWorkspace(
            signingInBy: { staff in
                ProviderSignIn(
                    for: staff, at: IdentityProvider(settings, patience: 120),
                    called: "Kommunens inloggning",
                    roles: roles, report: { faults.add($0) })
            }
        ) { site in
            try await body(ProviderSite(site: site, rogue: rogue, faults: faults))
        }
    }
}
