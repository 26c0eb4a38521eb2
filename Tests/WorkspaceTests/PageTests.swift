import Foundation
import HTTPTypes
import Localization
import Staff
import SurveyDefinition
import TestSupport
import Testing

@testable import Workspace

/// What the pages are like, and what one does on them.
struct PageTests {
    private func everyPage(_ site: TestWorkspace, _ owner: SignedIn) async throws -> [String] {
        let (invitation, _) = try await site.staff.accounts.invite(to: Grant(.moderator), by: owner)
        return [
            "/arbete", "/arbete/konto", "/arbete/konto/engangskod", "/arbete/kollegor",
            "/arbete/kollegor/\(owner.account.id)", "/arbete/logg", "/arbete/nowhere",
            "/arbete/lank/\(invitation.text)", "/arbete/lank/nothing",
        ]
    }

    private func signedIn(_ site: TestWorkspace) async throws -> (SignedIn, SessionToken) {
        let link = try await site.staff.accounts.makeSetUpLink()
        let (owner, token) = try await site.staff.join(by: link, named: "Olga Owner")
        return (owner, token)
    }

    @Test("Every page is well formed in every language, and shows no key in place of a text")
    func languages() async throws {
        try await withWorkspace { site in
            let (owner, token) = try await signedIn(site)
            for language in SiteFixture.shippedLocales.languages {
                try await site.staff.accounts.setLanguage(language.tag, of: owner)
                for path in try await everyPage(site, owner) {
                    let page = try await site.get(path, as: token)
                    let open = try await site.get(
                        "/arbete/logga-in?sprak=\(language.tag)")

                    for text in [page.text, open.text] {
                        #expect(Markup(text).faults == [], "\(path) \(language.tag)")
                        #expect(
                            text.contains(
                                "<html lang=\"\(language.tag)\" dir=\"\(language.direction.rawValue)\">"
                            ))
                        #expect(text.firstMatch(of: />[a-z-]+\.[a-z-]+[<\s]/) == nil, "\(path)")
                    }
                }
            }
        }
    }

    @Test(
        "Every answer has the security headers, is kept by nobody, and tells no foreign page anything"
    )
    func headers() async throws {
        try await withWorkspace { site in
            let (owner, token) = try await signedIn(site)
            for path in try await everyPage(site, owner) + ["/arbete/logga-in"] {
                for reply in [
                    try await site.get(path, as: token), try await site.get(path),
                    try await site.send(.delete, path, as: token),
                    try await site.post([:], to: path, as: token),
                ] {
                    let policy = reply["Content-Security-Policy"] ?? ""
                    #expect(policy.hasPrefix("default-src 'none'; style-src 'self'"))
                    #expect(!policy.contains("unsafe") && !policy.contains("script-src"))
                    #expect(policy.contains("frame-ancestors 'none'"))
                    #expect(reply["X-Content-Type-Options"] == "nosniff")
                    #expect(reply["Referrer-Policy"] == "same-origin")
                    #expect(reply["Cache-Control"] == "no-store", "\(path)")
                    #expect(reply["ETag"] == nil)
                    #expect(reply.status < 500, "\(path)")
                }
            }
        }
    }

    @Test("The language is the account's, else the asked one, else the browser's")
    func choiceOfLanguage() async throws {
        try await withWorkspace { site in
            let (owner, token) = try await signedIn(site)
            func language(_ path: String, _ token: SessionToken?) async throws -> String? {
                try await site.get(path, as: token, [.acceptLanguage: "fi"])["Content-Language"]
            }

            #expect(try await language("/arbete/logga-in", nil) == "fi")
            #expect(try await language("/arbete/logga-in?sprak=ar", nil) == "ar")
            #expect(try await language("/arbete/logga-in?sprak=tlh", nil) == "fi")
            #expect(try await language("/arbete/konto?sprak=ar", token) == "sv")
            let reply = try await site.post(
                ["language": "ar"], to: "/arbete/konto/sprak", as: token)
            #expect(reply["Location"] == "/arbete/konto?gjort=language")
            #expect(try await language("/arbete/konto", token) == "ar")
            #expect(owner.account.language == "sv")
        }
    }

    @Test("From the set-up link to a colleague who signs in, without a default password anywhere")
    func firstDay() async throws {
        try await withWorkspace { site in
            // Given a workspace without an owner
            let signIn = try await site.get("/arbete/logga-in")
            #expect(signIn.text.contains("ingen ägare än"))
            let link = try await site.staff.accounts.makeSetUpLink()

            // When the first owner makes an account by the printed link
            let page = try await site.get("/arbete/lank/\(link.text)")
            #expect(page.text.contains("Gör i ordning arbetsytan"))
            let joined = try await site.post(
                [
                    "name": "Olga Owner", "email": "olga@kommun.example",
                    "password": StaffFixture.password, "repeated": StaffFixture.password,
                ], to: "/arbete/lank/\(link.text)")
            let owner = try #require(joined.session)
            #expect(joined["Location"] == "/arbete")
            #expect(try await site.get("/arbete/lank/\(link.text)").status == 404)

            // and invites a colleague
            let invited = try await site.post(
                ["role": "moderator", "scope": "round:small-2026"], to: "/arbete/kollegor/bjud-in",
                as: owner)
            let address = try #require(
                invited.text.firstMatch(of: #/http://localhost(/arbete/lank/[\w-]+)/#))
            let welcome = try await site.get(String(address.1))
            #expect(welcome.text.contains("Moderator"))
            let colleague = try await site.post(
                [
                    "name": "Mona Moderator", "email": "mona@kommun.example",
                    "password": "gratis asfalt krona", "repeated": "gratis asfalt krona",
                ], to: String(address.1))

            // Then the colleague is in, and may do that and nothing else
            let session = try #require(colleague.session)
            #expect(try await site.get("/arbete", as: session).status == 200)
            #expect(try await site.get("/arbete/kollegor", as: session).status == 403)
            let signedIn = try await site.staff.signedIn(session)
            #expect(signedIn.account.grants == [Grant(.moderator, in: .round("small-2026"))])
        }
    }

    @Test("A form with a fault says what to do, at the field, and keeps all but the passwords")
    func faults() async throws {
        try await withWorkspace { site in
            let link = try await site.staff.accounts.makeSetUpLink()
            let reply = try await site.post(
                [
                    "name": "Olga", "email": "olga@kommun.example", "password": "för kort",
                    "repeated": "för kort",
                ], to: "/arbete/lank/\(link.text)")

            #expect(reply.status == 422)
            #expect(reply.text.contains("minst 12 tecken"))
            #expect(reply.text.contains("href=\"#password\""))
            #expect(
                reply.text.contains(
                    "aria-describedby=\"h-password e-password\" aria-invalid=\"true\""))
            #expect(reply.text.contains("value=\"olga@kommun.example\""))
            #expect(!reply.text.contains("för kort\""))
            #expect(reply.text.contains("<title>Fel: "))
        }
    }

    @Test("The one-time code is set up from a QR code or a typed key, and then asked for")
    func oneTimeCode() async throws {
        try await withWorkspace { site in
            let (_, token) = try await signedIn(site)
            let page = try await site.get("/arbete/konto/engangskod", as: token)
            let proposal = try #require(page.text.firstMatch(of: /name="proposal" value="([^"]+)"/))
            let key = try #require(page.text.firstMatch(of: /class="key" dir="ltr">([A-Z2-7 ]+)</))
            let secret = try #require(oneTimeSecret(typed: String(key.1)))
            func code() -> String { secret.code(at: OneTimeSecret.step(at: site.staff.clock.now)) }
            #expect(page.text.contains("<svg"))

            let wrong = try await site.post(
                ["proposal": String(proposal.1), "code": "000000"], to: "/arbete/konto/engangskod",
                as: token)
            #expect(wrong.status == 422 && wrong.text.contains(String(key.1)))
            let right = try await site.post(
                ["proposal": String(proposal.1), "code": code()], to: "/arbete/konto/engangskod",
                as: token)
            #expect(right["Location"] == "/arbete/konto?gjort=one-time-code-on")

            site.staff.clock.advance(by: 60)
            let first = try await site.post(
                [
                    "email": StaffFixture.email(of: "Olga Owner"),
                    "password": StaffFixture.password, "vidare": "/arbete/logg",
                ], to: "/arbete/logga-in")
            #expect(first.status == 200 && first.session == nil)
            let ticket = try #require(first.text.firstMatch(of: /name="ticket" value="([^"]+)"/))
            let form = ["ticket": String(ticket.1), "vidare": "/arbete/logg"]
            let refused = try await site.post(
                form.merging(["code": "000000"]) { $1 }, to: "/arbete/logga-in/kod")
            #expect(refused.status == 422 && refused.session == nil)
            let second = try await site.post(
                form.merging(["code": code()]) { $1 }, to: "/arbete/logga-in/kod")
            #expect(second["Location"] == "/arbete/logg" && second.session != nil)
        }
    }

    @Test("The log is shown newest first, by act, by person and by page")
    func auditLog() async throws {
        try await withWorkspace { site in
            let (owner, token) = try await signedIn(site)
            for _ in 0..<120 {
                _ = try await site.staff.accounts.invite(to: Grant(.reader), by: owner)
            }
            let all = try await site.get("/arbete/logg", as: token)
            let older = try await site.get("/arbete/logg?sida=2", as: token)
            let few = try await site.get("/arbete/logg?handelse=set-up", as: token)
            let nobody = try await site.get("/arbete/logg?konto=nobody", as: token)
            func lines(_ reply: Reply) -> Int { reply.text.matches(of: /<tr><td/).count }

            #expect(lines(all) == 100 && lines(older) == 23)
            #expect(all.text.contains("?sida=2") && older.text.contains("?sida=1"))
            #expect(lines(few) == 1 && few.text.contains("Blev den första ägaren"))
            #expect(lines(nobody) == 0)
            #expect(few.text.contains("<option value=\"set-up\" selected>"))
        }
    }

    @Test("Colleagues are given roles, lose them, and leave; the last owner stays")
    func colleagues() async throws {
        try await withWorkspace { site in
            let (owner, token) = try await signedIn(site)
            let (eva, _) = try await site.staff.colleague(
                named: "Eva Editor", with: [Grant(.editor)], invitedBy: owner)
            let page = "/arbete/kollegor/\(eva.account.id)"

            let given = try await site.post(
                ["role": "translator", "scope": "municipality"], to: page + "/ge-roll", as: token)
            #expect(given["Location"] == page + "?gjort=granted")
            #expect(try await site.get(page, as: token).text.contains("Översättare"))
            _ = try await site.post(
                ["role": "editor", "scope": "municipality"], to: page + "/ta-roll", as: token)
            #expect(
                try await site.staff.store.account(eva.account.id)?.grants == [Grant(.translator)])
            #expect(
                try await site.post(
                    ["role": "reader", "scope": "round:nowhere"], to: page + "/ge-roll", as: token
                ).status == 400)
            _ = try await site.post([:], to: page + "/avsluta", as: token)
            #expect(try await site.get(page, as: token).text.contains("Avslutat konto"))

            let last = try await site.post(
                [:], to: "/arbete/kollegor/\(owner.account.id)/avsluta", as: token)
            #expect(last.status == 422 && last.text.contains("minst en ägare"))
        }
    }

    @Test(
        "Numbers of answers on the start page are rounded down, and the page leads to residents' page"
    )
    func start() async throws {
        try await withWorkspace { site in
            let (_, token) = try await signedIn(site)
            let page = try await site.get("/arbete", as: token)

            #expect(page.text.contains("minst 0 svar"))
            #expect(page.text.contains("href=\"/sv/d/small-2026\""))
        }
    }
}

/// The secret of the key that is typed into an app (RFC 4648, base 32).
private func oneTimeSecret(typed key: String) -> OneTimeSecret? {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    let bits = key.compactMap { digits.firstIndex(of: $0) }.flatMap { digit in
        (0..<5).reversed().map { digit >> $0 & 1 }
    }
    let bytes = stride(from: 0, to: bits.count - 7, by: 8).map { start in
        UInt8(bits[start..<start + 8].reduce(0) { $0 << 1 | $1 })
    }
    return OneTimeSecret(bytes)
}
