import Foundation
import GRDB
import HTTPTypes
import Staff
import TestSupport
import Testing

@testable import Storage
@testable import Workspace

/// What is tried against staff's pages.
struct AttackTests {
    private static let markup = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' autofocus onfocus='x",
        "</title><script>", "{{name}}{{{content}}}", "&lt;script&gt;", "<!-- x -->",
    ]

    /// Every page that an owner sees who is signed in.
    private func pages(_ site: TestWorkspace, about account: AccountID) -> [String] {
        [
            "/arbete", "/arbete/konto", "/arbete/konto/engangskod", "/arbete/kollegor",
            "/arbete/kollegor/\(account)", "/arbete/logg", "/arbete/nowhere",
        ]
    }

    @Test("Markup in a name is a name, on every page and in the log", arguments: markup)
    func storedMarkup(_ name: String) async throws {
        try await withWorkspace { site in
            let owner = try await site.staff.owner(named: name)
            let session = try await site.post(
                [
                    "email": StaffFixture.email(of: name), "password": StaffFixture.password,
                ], to: "/arbete/logga-in")
            let token = try #require(session.session)

            for path in pages(site, about: owner.account.id) {
                let page = try await site.get(path, as: token)

                #expect(Markup(page.text).faults == [], "\(path)")
                #expect(!page.text.contains("<script") && !page.text.contains("<img"), "\(path)")
            }
            let own = try await site.get("/arbete/konto", as: token)
            #expect(own.text.contains(escapedForTest(name)))
        }
    }

    private func escapedForTest(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
    }

    @Test(
        "What is sent and shown again is text, in every field and every part of an address",
        arguments: markup)
    func reflectedMarkup(_ text: String) async throws {
        try await withWorkspace { site in
            let owner = try await site.staff.owner()
            let (_, token) = try await site.staff.colleague(
                named: "Eva Editor", with: [Grant(.owner)], invitedBy: owner)
            let (link, _) = try await site.staff.accounts.invite(to: Grant(.reader), by: owner)
            let query = text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            let replies = [
                try await site.post(
                    ["email": text, "password": text, "vidare": text], to: "/arbete/logga-in"),
                try await site.post(
                    ["ticket": text, "code": text, "vidare": text], to: "/arbete/logga-in/kod"),
                try await site.post(
                    ["name": text, "email": text, "password": text, "repeated": text],
                    to: "/arbete/lank/\(link.text)"),
                try await site.post(
                    ["current": text, "password": text, "repeated": text],
                    to: "/arbete/konto/losenord", as: token),
                try await site.post(
                    ["proposal": text, "code": text], to: "/arbete/konto/engangskod", as: token),
                try await site.post(["language": text], to: "/arbete/konto/sprak", as: token),
                try await site.post(
                    ["role": text, "scope": text], to: "/arbete/kollegor/bjud-in", as: token),
                try await site.get("/arbete/logga-in?vidare=\(query)&sprak=\(query)"),
                try await site.get(
                    "/arbete/logg?handelse=\(query)&konto=\(query)&sida=\(query)", as: token),
                try await site.get("/arbete/konto?gjort=\(query)", as: token),
                try await site.get("/arbete/kollegor/\(query)", as: token),
                try await site.get("/arbete/\(query)", as: token),
                try await site.get("/arbete/lank/\(query)"),
            ]
            for reply in replies where reply.status != 303 {
                #expect(Markup(reply.text).faults == [])
                #expect(!reply.text.contains("<script") && !reply.text.contains("<img"))
            }
        }
    }

    @Test(
        "Signing in leads to our own pages alone, wherever somebody says that it should lead",
        arguments: [
            "https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example",
            "javascript:alert(1)", "/arbete/../sv", "/arbete//evil.example", "/sv/", "",
            "/arbete/logg\r\nX-Injected: 1", "/arbete/logga-in", "/arbete/konto?x=1", "arbete",
            "/arbete/lank/x", "/arbete/logga-ut", "/arbete@evil.example",
        ])
    func openRedirect(_ next: String) async throws {
        try await withWorkspace { site in
            _ = try await site.staff.owner()
            let reply = try await site.post(
                [
                    "email": StaffFixture.email(of: "Olga Owner"),
                    "password": StaffFixture.password, "vidare": next,
                ], to: "/arbete/logga-in")

            #expect(reply.status == 303)
            #expect(reply["Location"] == "/arbete")
            #expect(reply["X-Injected"] == nil)
        }
    }

    @Test("Signing in leads on to the page that was asked for")
    func goodRedirect() async throws {
        try await withWorkspace { site in
            let owner = try await site.staff.owner()
            for path in ["/arbete/logg", "/arbete/konto", "/arbete/kollegor/\(owner.account.id)"] {
                let asked = try await site.get(path)
                #expect(asked["Location"] == "/arbete/logga-in?vidare=\(path)")
                let page = try await site.get(asked["Location"] ?? "")
                #expect(page.text.contains("name=\"vidare\" value=\"\(path)\""))
                let reply = try await site.post(
                    [
                        "email": StaffFixture.email(of: "Olga Owner"),
                        "password": StaffFixture.password, "vidare": path,
                    ], to: "/arbete/logga-in")
                #expect(reply["Location"] == path)
            }
        }
    }

    @Test(
        "An address that climbs leads nowhere",
        arguments: [
            "/arbete/../../etc/passwd", "/arbete/%2e%2e/%2e%2e/etc/passwd", "/arbete/..%2f..%2fetc",
            "/arbete/stil-..%2f..%2fsecret.css", "/arbete/kollegor/..%2f..%2f",
            "/arbete/lank/../konto",
            "/arbete/%00", "/arbete/%ff", "/arbete/kollegor/%c0%ae%c0%ae", "/arbete//konto/../logg",
        ])
    func pathTraversal(_ path: String) async throws {
        try await withWorkspace { site in
            let owner = try await site.staff.owner()
            let (_, token) = try await site.staff.colleague(
                named: "Eva Editor", with: [Grant(.owner)], invitedBy: owner)
            let reply = try await site.get(path, as: token)

            #expect((400..<500).contains(reply.status))
            #expect(!reply.text.contains("root:"))
            #expect(Markup(reply.text).faults == [])
        }
    }

    @Test("Line breaks in what is sent end up in no header")
    func headerInjection() async throws {
        try await withWorkspace { site in
            let owner = try await site.staff.owner()
            let (_, token) = try await site.staff.colleague(
                named: "Eva Editor", with: [Grant(.owner)], invitedBy: owner)
            let bad = "fi\r\nSet-Cookie: stolen=1\r\nX-Injected: 1"
            let query = bad.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            for reply in [
                try await site.get("/arbete/logga-in?sprak=\(query)&vidare=\(query)"),
                try await site.get("/arbete/\(query)"),
                try await site.get("/arbete/konto/\(query)"),
                try await site.post(["language": bad], to: "/arbete/konto/sprak", as: token),
                try await site.post(["email": bad, "vidare": bad], to: "/arbete/logga-in"),
                try await site.post(
                    ["role": bad], to: "/arbete/kollegor/\(query)/ge-roll", as: token),
            ] {
                #expect(reply["X-Injected"] == nil)
                #expect(reply.cookies.isEmpty)
                for field in reply.headers {
                    #expect(!field.value.contains("\n") && !field.value.contains("\r"))
                }
            }
        }
    }

    @Test("What is too large is refused on a clear page, and nothing is changed")
    func oversize() async throws {
        try await withWorkspace { site in
            let owner = try await site.staff.owner()
            let (_, token) = try await site.staff.colleague(
                named: "Eva Editor", with: [Grant(.owner)], invitedBy: owner)
            let before = try await site.staff.store.auditLog().entries.count
            let large = String(repeating: "a", count: 30_000)

            let body = try await site.post(
                ["role": "reader", "scope": "municipality", "x": large],
                to: "/arbete/kollegor/bjud-in", as: token)
            let fields = try await site.send(
                .post, "/arbete/kollegor/bjud-in", as: token, [.origin: "http://localhost"],
                body: Array(String(repeating: "a=&", count: 501).utf8))
            let password = try await site.post(
                ["email": "a@b.se", "password": String(repeating: "a", count: 10_000)],
                to: "/arbete/logga-in")

            #expect(body.status == 413)
            #expect(fields.status == 400)
            #expect(password.status == 422)
            #expect(try await site.staff.store.auditLog().entries.count == before)
        }
    }

    @Test("Guessing passwords is slowed down on a page that says how long, and others aren't")
    func bruteForce() async throws {
        try await withWorkspace { site in
            _ = try await site.staff.owner()
            let form = ["email": StaffFixture.email(of: "Olga Owner"), "password": "guess"]
            var statuses: [Int] = []
            for _ in 0..<8 {
                statuses.append(try await site.post(form, to: "/arbete/logga-in").status)
            }
            let waiting = try await site.post(form, to: "/arbete/logga-in")
            let realIP = try #require(HTTPField.Name("X-Real-IP"))
            let elsewhere = try await site.post(
                ["email": form["email"] ?? "", "password": StaffFixture.password],
                to: "/arbete/logga-in", [realIP: "192.0.2.1"])

            #expect(statuses == [422, 422, 422, 422, 422, 429, 429, 429])
            #expect(waiting.text.contains("Vänta 1 sekund"))
            #expect(elsewhere.status == 303)
        }
    }

    @Test("A wrong password, an unknown address and a closed account get the same page")
    func sameAnswer() async throws {
        try await withWorkspace { site in
            let owner = try await site.staff.owner()
            let (closed, _) = try await site.staff.colleague(
                named: "Eva Editor", with: [Grant(.reader)], invitedBy: owner)
            try await site.staff.accounts.close(closed.account.id, by: owner)
            func page(_ email: String) async throws -> String {
                try await site.post(["email": email, "password": "wrong"], to: "/arbete/logga-in")
                    .text.replacing(email, with: "…")
            }

            let known = try await page(StaffFixture.email(of: "Olga Owner"))
            #expect(try await page("nobody@kommun.example") == known)
            #expect(try await page(StaffFixture.email(of: "Eva Editor")) == known)
        }
    }

    @Test("The page of the log says that it was tampered with")
    func tamperedLog() async throws {
        try await withWorkspace { site in
            let owner = try await site.staff.owner()
            let (_, token) = try await site.staff.colleague(
                named: "Eva Editor", with: [Grant(.owner)], invitedBy: owner)
            #expect(
                try await site.get("/arbete/logg", as: token).text.contains(
                    "Loggen är hel: 6 rader"))

            try await site.staff.store.write {
                try $0.execute(sql: "DELETE FROM audit WHERE number = 4")
            }

            let page = try await site.get("/arbete/logg", as: token)
            #expect(page.text.contains("rad 4 saknas"))
            #expect(page.text.contains("role=\"alert\""))
        }
    }

    @Test("A name that a spreadsheet would run isn't run in the exported log")
    func formula() async throws {
        try await withWorkspace { site in
            let owner = try await site.staff.owner(named: "=HYPERLINK(\"http://evil.example\")")
            let token = try #require(
                try await site.post(
                    [
                        "email": StaffFixture.email(of: owner.account.name),
                        "password": StaffFixture.password,
                    ], to: "/arbete/logga-in"
                ).session)

            let file = try await site.post([:], to: "/arbete/logg/exportera", as: token)

            #expect(file["Content-Type"] == "text/csv; charset=utf-8")
            #expect(file.text.contains("\"'=HYPERLINK("))
            #expect(!file.text.contains(";=HYPERLINK") && !file.text.contains(";\"=HYPERLINK"))
        }
    }
}
