import HTTPTypes
import Staff
import TestSupport
import Testing

@testable import Workspace

/// Forms that aren't from our own pages, and cookies that aren't from our own sign-in.
struct ForgeryTests {
    /// Every change that takes a session.
    private func changes(_ site: TestWorkspace) -> [String] {
        site.workspace.routes.filter { route in
            if case .anybody = route.answer { return false }
            return route.method == .post
        }
        .map {
            $0.pattern.replacing("{account}", with: "0").replacing("{link}", with: "0")
        }
    }

    @Test("Every change is refused without the session's form token, or with another session's")
    func formToken() async throws {
        try await withWorkspace { site in
            let owner = try await site.staff.owner()
            let (_, token) = try await site.staff.colleague(
                named: "Eva Editor", with: [Grant(.owner)], invitedBy: owner)
            let (_, other) = try await site.staff.colleague(
                named: "Rut Reader", with: [Grant(.owner)], invitedBy: owner)
            let before = try await site.staff.store.auditLog().entries.count

            for path in changes(site) {
                for forged in ["", "x", other.formToken, token.text] {
                    let reply = try await site.post([:], to: path, as: token, formToken: forged)
                    #expect(reply.status == 403, "\(path)")
                }
            }

            #expect(try await site.staff.store.auditLog().entries.count == before)
            #expect(try await site.get("/arbete/konto", as: token).status == 200)
        }
    }

    @Test("Every change is refused that comes from another origin, or doesn't say from where")
    func origin() async throws {
        try await withWorkspace { site in
            let owner = try await site.staff.owner()
            let (_, token) = try await site.staff.colleague(
                named: "Eva Editor", with: [Grant(.owner)], invitedBy: owner)
            let ways = site.workspace.routes.filter { $0.method == .post }.map(\.pattern)

            for path in ways.map({
                $0.replacing("{account}", with: "0").replacing("{link}", with: "0")
                    .replacing("{token}", with: "0")
            }) {
                for origin in [
                    "https://evil.example", "null", "http://localhost.evil.example", "",
                    "http://localhost:81", nil,
                ] {
                    let reply = try await site.post([:], to: path, as: token, origin: origin)
                    #expect(reply.status == 403, "\(path) from \(origin ?? "nowhere")")
                }
            }
            #expect(try await site.get("/arbete/konto", as: token).status == 200)
        }
    }

    @Test("A browser that sends no origin but says that the form is ours is believed")
    func fetchMetadata() async throws {
        try await withWorkspace { site in
            let owner = try await site.staff.owner()
            let (_, token) = try await site.staff.colleague(
                named: "Eva Editor", with: [Grant(.reader)], invitedBy: owner)
            let name = try #require(HTTPField.Name("Sec-Fetch-Site"))
            for (value, status) in [
                ("same-origin", 303), ("same-site", 403), ("cross-site", 403), ("none", 403),
            ] {
                let reply = try await site.post(
                    ["language": "fi"], to: "/arbete/konto/sprak", as: token, origin: nil,
                    [name: value])
                #expect(reply.status == status, "\(value)")
            }
        }
    }

    @Test("Behind a web server with TLS, forms come from the configured address")
    func configuredOrigin() async throws {
        try await withWorkspace(at: "https://radslag.example.se/") { site in
            let reply = try await site.post(
                ["email": "a@b.se", "password": "x"], to: "/arbete/logga-in",
                origin: "https://radslag.example.se")
            let other = try await site.post(
                ["email": "a@b.se", "password": "x"], to: "/arbete/logga-in",
                origin: "https://other.example.se")

            #expect(reply.status == 422)
            #expect(other.status == 403)
        }
    }

    @Test(
        "A session's token is never one from before the sign-in, and the session from before is over"
    )
    func fixation() async throws {
        try await withWorkspace { site in
            _ = try await site.staff.owner()
            var generator = SeededGenerator(seed: 3)
            let planted = SessionToken(using: &generator)
            let form = [
                "email": StaffFixture.email(of: "Olga Owner"), "password": StaffFixture.password,
            ]

            let first = try await site.post(form, to: "/arbete/logga-in", as: planted)
            let session = try #require(first.session)
            let second = try await site.post(form, to: "/arbete/logga-in", as: session)
            let renewed = try #require(second.session)

            #expect(session.text != planted.text && renewed.text != session.text)
            #expect(try await site.get("/arbete", as: planted).status == 303)
            #expect(try await site.get("/arbete", as: session).status == 303)
            #expect(try await site.get("/arbete", as: renewed).status == 200)
        }
    }

    @Test("After signing out, and after two hours, the cookie opens nothing")
    func over() async throws {
        try await withWorkspace { site in
            let owner = try await site.staff.owner()
            let (_, token) = try await site.staff.colleague(
                named: "Eva Editor", with: [Grant(.reader)], invitedBy: owner)
            let (_, idle) = try await site.staff.colleague(
                named: "Rut Reader", with: [Grant(.reader)], invitedBy: owner)

            let out = try await site.post([:], to: "/arbete/logga-ut", as: token)

            #expect(out.status == 303 && out["Location"] == "/arbete/logga-in")
            #expect(
                out.cookies.contains {
                    $0.hasPrefix("radslag-arbete=;") && $0.contains("Max-Age=0")
                })
            #expect(try await site.get("/arbete", as: token).status == 303)
            site.staff.clock.advance(by: 2 * 3600)
            #expect(try await site.get("/arbete", as: idle).status == 303)
        }
    }

    @Test(
        "Cookies reach /arbete and no script, come with no foreign request, and need TLS where there is any"
    )
    func cookies() async throws {
        for (address, secure) in [
            (nil, false), ("https://radslag.example.se", true),
            ("http://radslag.example.se", false),
        ] {
            try await withWorkspace(at: address) { site in
                _ = try await site.staff.owner()
                let reply = try await site.post(
                    [
                        "email": StaffFixture.email(of: "Olga Owner"),
                        "password": StaffFixture.password,
                    ], to: "/arbete/logga-in")

                #expect(reply.status == 303)
                #expect(reply.cookies.count == 2)
                for cookie in reply.cookies {
                    #expect(cookie.contains("; Path=/arbete;"))
                    #expect(cookie.contains("; HttpOnly"))
                    #expect(cookie.contains("; SameSite=Strict"))
                    #expect(!cookie.contains("Domain"))
                    #expect(cookie.contains("; Secure") == secure)
                    #expect(cookie.hasPrefix("__Secure-") == secure)
                }
            }
        }
    }
}
