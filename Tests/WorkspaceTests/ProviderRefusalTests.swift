import Foundation
import HTTPTypes
import Pipeline
import SingleSignOn
import Staff
import TestSupport
import Testing

@testable import Workspace

/// What an attacker, or a provider that is wrong, sends: refused with a clear page and no session.
@Suite(.serialized)
struct ProviderRefusalTests {
    /// A token that must be refused.
    struct Forgery: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let fault: TokenFault
        let token: @Sendable (_ claims: [String: Any], _ now: TimeInterval) -> String

        init(
            _ name: String, _ fault: TokenFault,
            _ token: @escaping @Sendable ([String: Any], TimeInterval) -> String
        ) {
            (testDescription, self.fault, self.token) = (name, fault, token)
        }

        /// A token that is signed well, but says something wrong.
        init(
            saying name: String, _ fault: TokenFault,
            _ change: @escaping @Sendable (inout [String: Any], TimeInterval) -> Void
        ) {
            self.init(name, fault) { claims, now in
                var claims = claims
                change(&claims, now)
                return SigningKeys.rsa.token(claims)
            }
        }
    }

    static let forgeries: [Forgery] = [
        .init(saying: "the nonce of another sign-in", .nonce) { claims, _ in
            claims["nonce"] = "another"
        },
        .init(saying: "no nonce", .nonce) { claims, _ in claims["nonce"] = nil },
        .init(saying: "that it expired", .expired) { claims, now in claims["exp"] = now - 61 },
        .init(saying: "no end", .expired) { claims, _ in claims["exp"] = nil },
        .init(saying: "an end that is no number", .expired) { claims, _ in
            claims["exp"] = "4102444800"
        },
        .init(saying: "another audience", .audience) { claims, _ in claims["aud"] = "another" },
        .init(saying: "other audiences", .audience) { claims, _ in
            claims["aud"] = ["another", "radslag2", "RADSLAG"]
        },
        .init(saying: "no audience", .audience) { claims, _ in claims["aud"] = nil },
        .init(saying: "two audiences and no party", .authorizedParty) { claims, _ in
            claims["aud"] = ["radslag", "another"]
        },
        .init(saying: "another party", .authorizedParty) { claims, _ in
            claims["azp"] = "another"
        },
        .init(saying: "another issuer", .issuer) { claims, _ in
            claims["iss"] = "https://login.example"
        },
        .init(saying: "the issuer with a slash", .issuer) { claims, _ in
            claims["iss"] = "\(claims["iss"] ?? "")/"
        },
        .init(saying: "that it holds later", .notYetValid) { claims, now in
            claims["nbf"] = now + 61
        },
        .init(saying: "that it comes from the future", .issuedAt) { claims, now in
            claims["iat"] = now + 61
        },
        .init(saying: "that it is from before this sign-in", .issuedAt) { claims, now in
            claims["iat"] = now - 61
        },
        .init(saying: "no subject", .subject) { claims, _ in claims["sub"] = nil },
        .init(saying: "an empty subject", .subject) { claims, _ in claims["sub"] = "" },
        .init(saying: "a subject that is no text", .subject) { claims, _ in claims["sub"] = 7 },

        .init("a key that the provider doesn't have", .unknownKey) { claims, _ in
            SigningKeys.other.token(claims)
        },
        .init("another key under the name of the provider's", .signature) { claims, _ in
            SigningKeys.other.token(claims, header: ["kid": "rsa-1"])
        },
        .init("no algorithm, and no signature", .algorithm) { claims, _ in
            SigningKeys.rsa.content(claims, header: ["alg": "none"]) + "."
        },
        .init("no algorithm, and a signature", .algorithm) { claims, _ in
            SigningKeys.rsa.token(claims, header: ["alg": "none"])
        },
        .init("no algorithm, in other letters", .algorithm) { claims, _ in
            SigningKeys.rsa.content(claims, header: ["alg": "nOnE"]) + "."
        },
        .init("HS256 with the public key for a secret", .algorithm) { claims, _ in
            SigningKeys.rsa.tokenByPublicKey(claims)
        },
        .init("RS512, said of a signature by RS256", .algorithm) { claims, _ in
            SigningKeys.rsa.token(claims, header: ["alg": "RS512"])
        },
        .init("ES256, said of the RSA key", .unknownKey) { claims, _ in
            SigningKeys.rsa.token(claims, header: ["alg": "ES256"])
        },
        .init("claims that were changed after signing", .signature) { claims, _ in
            var changed = claims
            changed["groups"] = ["owners"]
            let parts = SigningKeys.rsa.token(claims).split(separator: ".")
            return SigningKeys.rsa.content(changed, header: [:]) + "." + parts[2]
        },
        .init("a signature with one letter changed", .signature) { claims, _ in
            var letters = Array(SigningKeys.curve.token(claims))
            let last = letters.count - 20
            letters[last] = letters[last] == "A" ? "B" : "A"
            return String(letters)
        },
        .init("an empty signature", .signature) { claims, _ in
            SigningKeys.rsa.content(claims, header: [:]) + "."
        },
        .init("an extension that must be understood", .malformed) { claims, _ in
            SigningKeys.rsa.token(claims, header: ["crit": ["b64"], "b64": false])
        },
        .init("five parts, as an encrypted token has", .malformed) { claims, _ in
            SigningKeys.rsa.token(claims) + ".a.b"
        },
        .init("what is no token", .malformed) { _, _ in "token" },
        .init("nothing", .malformed) { _, _ in "" },
    ]

    private func expectRefused(
        _ reply: Reply, _ provider: ProviderSite, status: Int, saying text: String,
        _ location: SourceLocation = #_sourceLocation
    ) async throws {
        #expect(reply.status == status, sourceLocation: location)
        #expect(reply.text.contains(text), "\(reply.text)", sourceLocation: location)
        #expect(Markup(reply.text).faults == [], sourceLocation: location)
        #expect(reply.session == nil, sourceLocation: location)
        #expect(
            reply.cookies.allSatisfy { $0.hasPrefix("radslag-oidc=; ") }, "\(reply.cookies)",
            sourceLocation: location)
        #expect(
            try await provider.site.staff.store.accounts().isEmpty, sourceLocation: location)
        #expect(try await provider.acts() == [], sourceLocation: location)
    }

    @Test("A token that isn't for this sign-in is refused", arguments: forgeries)
    func forgedToken(_ forgery: Forgery) async throws {
        try await withProvider { provider in
            let departure = try await provider.leave()
            let token = forgery.token(
                provider.claims(departure), provider.site.staff.clock.now.timeIntervalSince1970)
            provider.rogue.behave { $0.token = { token } }

            let reply = try await provider.comeBack(departure)

            try await expectRefused(
                reply, provider, status: 403, saying: "Svaret från")
            #expect(provider.faults.all == [.token(forgery.fault)])
            let told = provider.faults.all.map(\.description).joined()
            for secret in token.split(separator: ".") where secret.count > 10 {
                #expect(!told.contains(secret) && !reply.text.contains(secret))
            }
        }
    }

    @Test("The same token is refused in no other way than for what is wrong with it")
    func goodToken() async throws {
        try await withProvider { provider in
            let departure = try await provider.leave()
            let token = SigningKeys.rsa.token(provider.claims(departure))
            provider.rogue.behave { $0.token = { token } }

            let reply = try await provider.comeBack(departure)

            #expect(reply.status == 200 && reply.session != nil)
            #expect(provider.faults.all == [])
        }
    }

    @Test("Keys that are weak, or for something else, verify nothing")
    func unfitKeys() async throws {
        try await withProvider { provider in
            let encrypting = SigningKeys.rsa.jwk.merging(["use": "enc"]) { $1 }
            let otherwise = SigningKeys.rsa.jwk.merging(["alg": "RS512"]) { $1 }
            for (number, (key, jwk)) in [
                (SigningKeys.weak, SigningKeys.weak.jwk), (SigningKeys.rsa, encrypting),
                (SigningKeys.rsa, otherwise),
            ].enumerated() {
                provider.site.staff.clock.advance(by: 4000)
                let departure = try await provider.leave()
                let token = key.token(provider.claims(departure))
                provider.rogue.behave {
                    $0.keys = [jwk]
                    $0.token = { token }
                }

                let reply = try await provider.comeBack(departure)

                try await expectRefused(reply, provider, status: 403, saying: "Svaret från")
                #expect(provider.faults.all.count == number + 1)
                #expect(provider.faults.all.last == .token(.unknownKey))
            }
        }
    }

    @Test(
        "Who comes back without having left, too late, twice or in another browser isn't signed in")
    func foreignFlow() async throws {
        try await withProvider { provider in
            let mine = try await provider.leave()
            let others = try await provider.leave()
            let token = SigningKeys.rsa.token(provider.claims(mine))
            provider.rogue.behave { $0.token = { token } }
            let query = "code=good&state=\(mine.state)"
            let attempts: [(String, String?)] = [
                // no cookie, another browser's, a changed one
                (query, nil), (query, others.cookie), (query, mine.cookie + "A"),
                (query, "radslag-oidc="), (query, "radslag-oidc=AAAA"),
                // another's state, none, an empty one
                ("code=good&state=\(others.state)", mine.cookie), ("code=good", mine.cookie),
                ("code=good&state=", mine.cookie), ("", nil),
            ]
            for (query, cookie) in attempts {
                let reply = try await provider.comeBack(query, cookie: cookie)
                try await expectRefused(reply, provider, status: 400, saying: "Börja om")
            }
            #expect(!provider.rogue.requests.contains("token"))

            provider.site.staff.clock.advance(by: 601)
            let late = try await provider.comeBack(mine)
            try await expectRefused(late, provider, status: 400, saying: "Börja om")
        }
    }

    @Test("An answer of the provider counts once, also when the first time came to nothing")
    func replay() async throws {
        try await withProvider { provider in
            let departure = try await provider.leave()
            let token = SigningKeys.rsa.token(provider.claims(departure))
            provider.rogue.behave { $0.token = { token } }
            #expect(try await provider.comeBack(departure).session != nil)

            let again = try await provider.comeBack(departure)

            #expect(again.status == 400 && again.session == nil)
            let failed = try await provider.leave()
            provider.rogue.behave { $0.token = { "wrong" } }
            #expect(try await provider.comeBack(failed).status == 403)
            let good = SigningKeys.rsa.token(provider.claims(failed))
            provider.rogue.behave { $0.token = { good } }
            #expect(try await provider.comeBack(failed).status == 400)
        }
    }

    @Test("A code is worth nothing without the verifier of the browser that asked for it")
    func proofKey() async throws {
        try await withProvider { provider in
            let mine = try await provider.leave()
            let others = try await provider.leave()
            // The provider now gives the code for the other's challenge alone.
            #expect(mine.query["code_challenge"] != others.query["code_challenge"])
            let token = SigningKeys.rsa.token(provider.claims(mine))
            provider.rogue.behave { $0.token = { token } }

            let reply = try await provider.comeBack(mine)

            try await expectRefused(reply, provider, status: 403, saying: "Svaret från")
            #expect(provider.faults.all == [.codeRefused])
        }
    }

    @Test("Another issuer in the address is refused before the code is sent anywhere")
    func mixUp() async throws {
        try await withProvider { provider in
            let departure = try await provider.leave()

            let reply = try await provider.comeBack(
                "code=good&state=\(departure.state)&iss=https%3A%2F%2Fevil.example",
                cookie: departure.cookie)

            try await expectRefused(reply, provider, status: 403, saying: "Svaret från")
            #expect(!provider.rogue.requests.contains("token"))
        }
    }

    @Test("Who breaks it off at the provider is told so, and a fault there is told too")
    func errors() async throws {
        try await withProvider { provider in
            let cancelled = try await provider.leave()
            let first = try await provider.comeBack(
                "error=access_denied&state=\(cancelled.state)", cookie: cancelled.cookie)
            try await expectRefused(first, provider, status: 422, saying: "Du avbröt")
            let english = try await provider.leave("/arbete/oidc?sprak=en")
            let other = try await provider.comeBack(
                "error=access_denied&state=\(english.state)", cookie: english.cookie)
            try await expectRefused(other, provider, status: 422, saying: "You broke off")

            let failed = try await provider.leave()
            let second = try await provider.comeBack(
                "error=%3Cscript%3E&error_description=%3Cscript%3E&state=\(failed.state)",
                cookie: failed.cookie)
            try await expectRefused(second, provider, status: 403, saying: "Svaret från")
            #expect(!second.text.contains("<script"))
        }
    }

    @Test("What the token endpoint answers wrong is told to the person on call by its kind")
    func tokenEndpoint() async throws {
        try await withProvider { provider in
            let address = provider.rogue.issuer + "/token"
            let answers: [(HTTPResponse.Status, String, ProviderFault, Int)] = [
                (.unauthorized, "", .clientRefused, 503),
                (.badRequest, #"{"error":"invalid_client"}"#, .clientRefused, 503),
                (.badRequest, #"{"error":"invalid_grant"}"#, .codeRefused, 403),
                (.internalServerError, "", .refused(address, status: 500), 503),
                (.ok, "<html>", .unreadable(address), 503),
                (.ok, "{}", .unreadable(address), 503),
                (.ok, String(repeating: " ", count: 600_000), .tooLarge(address), 503),
                (.found, "", .refused(address, status: 302), 503),
            ]
            for (status, body, fault, shown) in answers {
                let departure = try await provider.leave()
                provider.rogue.behave { $0.tokenAnswer = (status, body) }

                let reply = try await provider.comeBack(departure)

                try await expectRefused(
                    reply, provider, status: shown,
                    saying: shown == 403 ? "Svaret från" : "går inte att nå")
                #expect(provider.faults.all.last == fault)
            }
        }
    }

    @Test("A provider that is down, or isn't who it should be, is told and leads nowhere")
    func discovery() async throws {
        try await withProvider { provider in
            let address = provider.rogue.issuer + "/.well-known/openid-configuration"
            let changes: [(@Sendable (inout [String: Any]) -> Void, ProviderFault)] = [
                (
                    { $0["issuer"] = "https://evil.example" },
                    .anotherIssuer(expected: provider.rogue.issuer)
                ),
                ({ $0["issuer"] = nil }, .unreadable(address)),
                (
                    { $0["token_endpoint"] = "http://evil.example/token" },
                    .insecureAddress("token_endpoint")
                ),
                (
                    { $0["authorization_endpoint"] = "javascript:alert(1)" },
                    .insecureAddress("authorization_endpoint")
                ),
                ({ $0["jwks_uri"] = "http://192.0.2.1/keys" }, .insecureAddress("jwks_uri")),
                ({ $0["code_challenge_methods_supported"] = ["plain"] }, .noProofKey),
            ]
            for (change, fault) in changes {
                provider.rogue.behave { $0.discovery = change }
                let reply = try await provider.site.get("/arbete/oidc")
                #expect(reply.status == 503 && reply["Location"] == nil && reply.cookies.isEmpty)
                #expect(reply.text.contains("går inte att nå"))
                #expect(provider.faults.all.last == fault)
                provider.site.staff.clock.advance(by: 5)
            }
            provider.rogue.behave { $0.discoveryStatus = .badGateway }
            _ = try await provider.site.get("/arbete/oidc")
            #expect(provider.faults.all.last == .refused(address, status: 502))
        }
    }

    @Test("Nothing that listens is a clear page too, and isn't asked again for some seconds")
    func down() async throws {
        let faults = ProviderSite.Faults()
        // Port 9, discard: nothing listens there.
        let settings = try ProviderSettings(
            issuer: "http://127.0.0.1:9", clientID: "radslag", clientSecret: "secret",
            returnAddress: "http://127.0.0.1/arbete/oidc/tillbaka")
        let roles = try GroupRoles("a=reader")
        try await withWorkspace(
            signingInBy: { staff in
                ProviderSignIn(
                    for: staff, at: IdentityProvider(settings), called: "Kommunen", roles: roles,
                    report: { faults.add($0) })
            }
        ) { site in
            let reply = try await site.get("/arbete/oidc")

            #expect(reply.status == 503 && reply.text.contains("Kommunen"))
            #expect(
                faults.all == [
                    .unreachable("http://127.0.0.1:9/.well-known/openid-configuration")
                ])
            #expect(faults.all.first?.description.contains("can't be fetched") == true)
            #expect(try await site.get("/arbete/logga-in").status == 200)
        }
    }

    @Test("Keys that lead elsewhere are not followed")
    func keysElsewhere() async throws {
        try await withProvider { provider in
            let departure = try await provider.leave()
            let token = SigningKeys.rsa.token(provider.claims(departure))
            let elsewhere = provider.rogue.issuer + "/.well-known/openid-configuration"
            provider.rogue.behave {
                $0.token = { token }
                $0.keysLeadTo = elsewhere
            }

            let reply = try await provider.comeBack(departure)

            try await expectRefused(reply, provider, status: 503, saying: "går inte att nå")
            #expect(
                provider.faults.all == [.refused(provider.rogue.issuer + "/keys", status: 302)])
        }
    }

    @Test("A new key of the provider is fetched when a token names it, once a minute at most")
    func newKey() async throws {
        try await withProvider { (provider) async throws in
            func attempt(_ key: SigningKey) async throws -> Int {
                let departure = try await provider.leave()
                let token = key.token(provider.claims(departure))
                provider.rogue.behave { $0.token = { token } }
                return try await provider.comeBack(departure).status
            }
            func fetches() -> Int { provider.rogue.requests.filter { $0 == "keys" }.count }

            #expect(try await attempt(SigningKeys.rsa) == 200)
            provider.rogue.behave { $0.keys = [SigningKeys.other.jwk] }
            for _ in 0..<3 { #expect(try await attempt(SigningKeys.other) == 403) }
            #expect(fetches() == 1)
            provider.site.staff.clock.advance(by: 60)
            #expect(try await attempt(SigningKeys.other) == 200)
            #expect(try await attempt(SigningKeys.rsa) == 403)
            #expect(fetches() == 2)
            #expect(provider.rogue.requests.filter { $0 == "discovery" }.count == 1)
        }
    }

    @Test("Going on with wrong answers is slowed down, from that network")
    func flood() async throws {
        try await withProvider { provider in
            var statuses: [Int] = []
            for _ in 0..<32 {
                let departure = try await provider.leave()
                statuses.append(try await provider.comeBack(departure).status)
            }

            #expect(statuses.prefix(30).allSatisfy { $0 == 403 })
            #expect(statuses.last == 429)
        }
    }

    @Test("Without a provider there are no such pages")
    func notConfigured() async throws {
        try await withWorkspace { (site) async throws in
            #expect(try await site.get("/arbete/oidc").status == 404)
            #expect(try await site.get("/arbete/oidc/tillbaka?code=a&state=b").status == 404)
            #expect(try await !site.get("/arbete/logga-in").text.contains("/arbete/oidc"))
        }
    }
}
