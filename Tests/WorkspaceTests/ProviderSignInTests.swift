import Foundation
import HTTPTypes
import SingleSignOn
import Staff
import TestSupport
import Testing

@testable import Workspace

/// Signing in through the municipality's provider, and which roles that gives.
@Suite(.serialized)
struct ProviderSignInTests {
    /// The account of a subject at the provider.
    private func account(_ subject: String, _ provider: ProviderSite) async throws -> Account? {
        try await provider.site.staff.store.accounts().first {
            $0.provider?.subject == subject
        }
    }

    @Test(
        "Leaving for the provider carries what the code flow with PKCE takes, and a sealed cookie")
    func leaving() async throws {
        try await withProvider { provider in
            let departure = try await provider.leave("/arbete/oidc?sprak=sv&vidare=/arbete/konto")
            let reply = try await provider.site.get("/arbete/oidc")
            let cookie = try #require(reply.cookies.first)

            let query = departure.query
            #expect(query["response_type"] == "code" && query["client_id"] == "radslag")
            #expect(
                query["redirect_uri"] == "https://radslag.example.se/arbete/oidc/tillbaka")
            #expect(query["scope"] == "openid profile email")
            #expect(query["code_challenge_method"] == "S256")
            for name in ["state", "nonce", "code_challenge"] {
                #expect(query[name]?.count == 43, "\(name)")
                #expect(!departure.cookie.contains(query[name] ?? ""))
            }
            #expect(reply.status == 303 && reply.cookies.count == 1)
            #expect(
                cookie.hasSuffix("; Path=/arbete/oidc; Max-Age=600; HttpOnly; SameSite=Lax"))
            #expect(reply["Cache-Control"] == "no-store")
        }
    }

    @Test("Groups give roles, and the browser is led on by a page of ours")
    func groups() async throws {
        try await withProvider { provider in
            let departure = try await provider.leave("/arbete/oidc?vidare=/arbete/konto")
            let token = SigningKeys.rsa.token(provider.claims(departure))
            provider.rogue.behave { $0.token = { token } }

            let reply = try await provider.comeBack(departure)

            let session = try #require(reply.session)
            #expect(reply.status == 200)
            #expect(
                reply.text.contains(
                    "<meta http-equiv=\"refresh\" content=\"0; url=/arbete/konto\">"))
            #expect(reply.cookies.filter { $0.contains("SameSite=Strict") }.count == 2)
            #expect(reply.cookies.contains { $0.hasPrefix("radslag-oidc=; ") })
            let account = try #require(try await account("anna-1", provider))
            #expect(account.name == "Anna Editor" && account.email?.text == "anna@kommun.example")
            #expect(account.grants == [Grant(.editor), Grant(.analyst)])
            #expect(account.provider?.issuer == provider.rogue.issuer)
            #expect(
                try await provider.acts() == [
                    "joined-by-provider", "granted-by-provider", "granted-by-provider",
                    "signed-in-by-provider",
                ])
            let page = try await provider.site.get("/arbete/konto", as: session)
            #expect(page.text.contains("Kommunens inloggning"))
            #expect(!page.text.contains("name=\"current\""))
            #expect(
                try await provider.site.get("/arbete/konto/engangskod", as: session)["Location"]
                    == "/arbete/konto")
        }
    }

    @Test("What providers do differently, and may")
    func variations() async throws {
        try await withProvider { provider in
            let now = provider.site.staff.clock.now.timeIntervalSince1970
            let changes: [@Sendable (inout [String: Any]) -> Void] = [
                { $0["aud"] = ["radslag"] },
                {
                    $0["aud"] = ["radslag", "other"]
                    $0["azp"] = "radslag"
                },
                { $0["azp"] = "radslag" },
                { $0["exp"] = now - 30 },
                {
                    $0["iat"] = now + 30
                    $0["nbf"] = now + 30
                },
                { $0["iat"] = now - 30 },
                { $0["groups"] = "editors" },
                { $0["name"] = nil },
                { $0["email"] = "no address" },
                { $0["email"] = nil },
                { $0["name"] = String(repeating: "a", count: 500) },
                { $0["name"] = "a\nb\u{202E}c" },
            ]
            for (number, change) in changes.enumerated() {
                let departure = try await provider.leave()
                var claims = provider.claims(departure, subject: "subject-\(number)")
                change(&claims)
                let token = SigningKeys.curve.token(claims)
                provider.rogue.behave { $0.token = { token } }

                let reply = try await provider.comeBack(
                    "code=good&state=\(departure.state)&session_state=x&iss="
                        + provider.rogue.issuer.replacing(":", with: "%3A"),
                    cookie: departure.cookie)

                #expect(reply.session != nil, "\(number): \(provider.faults.all)")
            }
        }
    }

    @Test("Groups that aren't in the token are asked for, and must be of the same person")
    func userinfo() async throws {
        try await withProvider { (provider) async throws in
            func attempt(_ userinfo: String?) async throws -> Int {
                let departure = try await provider.leave()
                let token = SigningKeys.rsa.token(provider.claims(departure, groups: nil))
                provider.rogue.behave {
                    $0.token = { token }
                    $0.userinfo = userinfo
                }
                return try await provider.comeBack(departure).status
            }

            #expect(try await attempt(#"{"sub":"bo-1","groups":["owners"]}"#) == 403)
            #expect(provider.faults.all == [.anotherSubject])
            #expect(try await attempt(#"{"sub":"anna-1","groups":["readers"]}"#) == 200)
            #expect(try await account("anna-1", provider)?.grants == [Grant(.reader)])
            #expect(try await attempt(nil) == 503)
            #expect(try await attempt(#"{"sub":"anna-1"}"#) == 403)
            #expect(try await account("anna-1", provider)?.grants == [])
        }
    }

    @Test("Groups that were too many for the token are no groups: it is told")
    func overage() async throws {
        try await withProvider { provider in
            let departure = try await provider.leave()
            var claims = provider.claims(departure, groups: nil)
            claims["_claim_names"] = ["groups": "src1"]
            let token = SigningKeys.rsa.token(claims)
            provider.rogue.behave { $0.token = { token } }

            #expect(try await provider.comeBack(departure).status == 503)
            #expect(provider.faults.all == [.tooManyGroups])
        }
    }

    @Test("Groups may be in a claim of another name, such as the roles of the application")
    func otherClaim() async throws {
        try await withProvider(groupsClaim: "roles") { provider in
            let departure = try await provider.leave()
            var claims = provider.claims(departure, groups: ["owners"])
            claims["roles"] = ["readers"]
            let token = SigningKeys.rsa.token(claims)
            provider.rogue.behave { $0.token = { token } }
            _ = try await provider.comeBack(departure)

            #expect(try await account("anna-1", provider)?.grants == [Grant(.reader)])
        }
    }

    @Test(
        "Changed groups change the provider's roles at the next sign-in; those given by hand stay")
    func changedGroups() async throws {
        try await withProvider { provider in
            let staff = provider.site.staff
            let owner = try await staff.owner()
            let first = try #require(
                try await provider.signIn("anna-1", groups: ["editors"]).session)
            let id = try #require(try await account("anna-1", provider)?.id)
            try await staff.accounts.grant(Grant(.moderator), to: id, by: owner)
            try await staff.accounts.grant(Grant(.editor), to: id, by: owner)

            // Given by both: the hand's stays when the group's goes.
            let second = try await provider.signIn(
                "anna-1", groups: ["readers", "unknown"], name: "Anna Gift-Editor")

            let account = try #require(try await account("anna-1", provider))
            #expect(second.session != nil && account.id == id)
            #expect(account.name == "Anna Gift-Editor")
            #expect(account.grants == [Grant(.moderator), Grant(.editor), Grant(.reader)])
            #expect(account.providerRoles == [.reader])
            // What changed holds in the browser that was signed in before, too.
            #expect(try await staff.signedIn(first).account.grants == account.grants)
            let page = try await staff.store.auditLog().entries.filter {
                $0.act == "revoked-by-provider"
            }
            #expect(page.compactMap { $0.details["role"] } == ["editor", "analyst"])

            // A colleague can't take what the provider gives.
            try await staff.accounts.revoke(Grant(.reader), from: id, by: owner)
            #expect(try await staff.store.account(id)?.grants.contains(Grant(.reader)) == true)
        }
    }

    @Test("Without a role nobody gets a session, nor an account that wasn't there; open ones end")
    func noRole() async throws {
        try await withProvider { provider in
            let stranger = try await provider.signIn("bo-1", groups: ["canteen"])
            #expect(stranger.status == 403 && stranger.session == nil)
            #expect(stranger.text.contains("Be den som har hand om Rådslag"))
            #expect(try await provider.site.staff.store.accounts().isEmpty)

            let session = try #require(
                try await provider.signIn("anna-1", groups: ["editors"]).session)
            let left = try await provider.signIn("anna-1", groups: [])

            #expect(left.status == 403 && left.session == nil)
            #expect(try await account("anna-1", provider)?.grants == [])
            #expect(try await provider.site.get("/arbete/konto", as: session).status == 303)
        }
    }

    @Test("The last owner stays one, whatever the groups say, and the log tells")
    func lastOwner() async throws {
        try await withProvider { provider in
            _ = try await provider.signIn("anna-1", groups: ["owners"])

            let kept = try await provider.signIn("anna-1", groups: [])

            #expect(kept.session != nil)
            #expect(try await account("anna-1", provider)?.grants == [Grant(.owner)])
            #expect(try await provider.acts().contains("owner-kept"))
            _ = try await provider.signIn("bo-1", groups: ["owners"], name: "Bo")
            #expect(try await provider.signIn("anna-1", groups: []).status == 403)
        }
    }

    @Test(
        "The first owner may come by the provider; a printed link is void then, a new one can be made"
    )
    func firstOwner() async throws {
        try await withProvider { provider in
            let accounts = provider.site.staff.accounts
            let printed = try await accounts.makeSetUpLink()

            _ = try await provider.signIn("anna-1", groups: ["owners"])

            #expect(try await !accounts.needsSetUp())
            await #expect(throws: StaffError.linkNotValid) { try await accounts.link(printed) }
            // For the day on which the provider is down: whoever runs the machine can make an owner with a password.
            _ = try await provider.site.staff.owner()
            await #expect(throws: StaffError.alreadySetUp) {
                try await accounts.makeSetUpLink()
            }
        }
    }

    @Test("A closed account stays closed, whatever the groups say")
    func closed() async throws {
        try await withProvider { provider in
            let staff = provider.site.staff
            let owner = try await staff.owner()
            let session = try #require(
                try await provider.signIn("anna-1", groups: ["editors"]).session)
            let id = try #require(try await account("anna-1", provider)?.id)

            try await staff.accounts.close(id, by: owner)
            let again = try await provider.signIn("anna-1", groups: ["owners"])

            #expect(again.status == 403 && again.session == nil)
            #expect(again.text.contains("är avslutat"))
            let left = try #require(try await staff.store.account(id))
            #expect(left.isClosed && left.email == nil && left.grants == [])
            #expect(try await provider.site.get("/arbete/konto", as: session).status == 303)
            #expect(try await staff.store.accounts().last == left)
        }
    }

    @Test("Accounts are known by issuer and subject: an equal address is somebody else")
    func addresses() async throws {
        try await withProvider { provider in
            let staff = provider.site.staff
            let owner = try await staff.owner()
            let email = StaffFixture.email(of: owner.account.name)

            let first = try await provider.signIn("anna-1", groups: ["readers"], email: email)
            let second = try await provider.signIn("bo-1", groups: ["readers"], email: email)

            #expect(first.session != nil && second.session != nil)
            let all = try await staff.store.accounts().filter { $0.email?.text == email }
            #expect(all.count == 3 && Set(all.map(\.id)).count == 3)
            let token = try #require(first.session)
            #expect(try await staff.signedIn(token).account.grants == [Grant(.reader)])
        }
    }

    @Test("No password opens an account of the provider, and none can be set")
    func noPassword() async throws {
        try await withProvider { provider in
            let accounts = provider.site.staff.accounts
            let token = try #require(
                try await provider.signIn("anna-1", groups: ["owners"]).session)
            for password in ["", "blåbär under trappan"] {
                let reply = try await provider.site.post(
                    ["email": "anna@kommun.example", "password": password], to: "/arbete/logga-in")
                #expect(reply.status == 422 && reply.session == nil)
            }
            let change = try await provider.site.post(
                [
                    "current": "", "password": StaffFixture.password,
                    "repeated": StaffFixture.password,
                ], to: "/arbete/konto/losenord", as: token)
            #expect(change.status == 422)
            await #expect(throws: StaffError.unknownAccount) {
                try await accounts.makeNewPasswordLink(for: EmailAddress("anna@kommun.example"))
            }
            let signedIn = try await provider.site.staff.signedIn(token)
            let (secret, sealed) = accounts.proposeOneTimeCode(for: signedIn)
            let code = secret.code(at: OneTimeSecret.step(at: provider.site.staff.clock.now))
            await #expect(throws: StaffError.notPermitted) {
                try await accounts.confirmOneTimeCode(sealed, code: code, by: signedIn)
            }
        }
    }

    @Test(
        "The provider leads back to our own pages alone",
        arguments: [
            "https://evil.example", "//evil.example", "/arbete//evil.example",
            "javascript:alert(1)",
            "/sv/", "/arbete/logga-in", "/arbete/oidc", "/arbete/logg%0d%0aX-Injected:%201",
        ])
    func openRedirect(_ next: String) async throws {
        try await withProvider { provider in
            let departure = try await provider.leave("/arbete/oidc?vidare=\(next)")
            let token = SigningKeys.rsa.token(provider.claims(departure))
            provider.rogue.behave { $0.token = { token } }

            let reply = try await provider.comeBack(departure)

            #expect(reply.text.contains("content=\"0; url=/arbete\""))
            #expect(!reply.text.contains("evil") && reply["X-Injected"] == nil)
        }
    }

    @Test(
        "The provider's button comes first, in every language, and keeps the page that was asked for"
    )
    func button() async throws {
        try await withProvider { provider in
            for language in SiteFixture.shippedLocales.languages.map(\.tag) {
                let page = try await provider.site.get(
                    "/arbete/logga-in?sprak=\(language)&vidare=/arbete/konto")
                let button = try #require(page.text.firstRange(of: "href=\"/arbete/oidc?"))
                let form = try #require(page.text.firstRange(of: "<form"))

                #expect(button.lowerBound < form.lowerBound)
                #expect(
                    page.text.contains(
                        "/arbete/oidc?sprak=\(language)&amp;vidare=/arbete/konto\""))
                #expect(page.text.matches(of: /Kommunens inloggning/).count == 2)
                #expect(!page.text.contains("{"))
                #expect(Markup(page.text).faults == [])
            }
        }
    }

    @Test("Markup in what the provider tells is text on every page")
    func markup() async throws {
        try await withProvider { provider in
            let name = "<script>alert(1)</script>{{name}}"
            let token = try #require(
                try await provider.signIn(name, groups: ["owners", name], name: name).session)
            let id = try #require(try await account(name, provider)?.id)
            for path in [
                "/arbete/konto", "/arbete/kollegor", "/arbete/kollegor/\(id)", "/arbete/logg",
            ] {
                let page = try await provider.site.get(path, as: token)
                #expect(page.status == 200 && Markup(page.text).faults == [])
                #expect(!page.text.contains("<script"))
            }
        }
    }

    @Test("The chain of the log is whole after all of it")
    func chain() async throws {
        try await withProvider { provider in
            for groups in [["owners"], ["editors"], ["owners", "readers"]] {
                _ = try await provider.signIn("anna-1", groups: groups)
            }

            let log = try await provider.site.staff.accounts.readAuditLog()

            #expect(log.fault == nil && log.entries.count > 8)
            #expect(log.entries.allSatisfy { $0.account != nil })
        }
    }
}
