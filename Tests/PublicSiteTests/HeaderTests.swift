import Hummingbird
import SurveyDefinition
import TestSupport
import Testing

@testable import PublicSite

/// What every response says to browsers and caches.
struct HeaderTests {
    /// An address of each route, with rounds of the shipped site.
    private func addresses(of site: TestSite) -> [(method: HTTPRequest.Method, path: String)] {
        site.fixture.site.routes.map { route in
            let round = route.pattern.contains("svara") ? "medborgardialog-2026" : "trygghet-2026"
            let path = route.pattern
                .replacing("{language}", with: "sv").replacing("{round}", with: round)
                .replacing("{goal}", with: "N").replacing("{number}", with: "1")
            return (route.method, path)
        }
    }

    private func expectSafe(_ reply: Reply, _ path: String) {
        let policy = reply["Content-Security-Policy"] ?? ""
        #expect(policy.hasPrefix("default-src 'none'; style-src 'self'"), "\(path)")
        // Only a page that has one of the site's scripts may run them, and no other.
        let scripts = policy.contains("; script-src 'self'; connect-src 'self'")
        #expect(scripts == reply.text.contains("<script type=\"module\""), "\(path)")
        #expect(!policy.contains("unsafe") && scripts == policy.contains("script-src"), "\(path)")
        #expect(
            policy.contains("frame-ancestors 'none'") && policy.contains("form-action 'self'"),
            "\(path)")
        #expect(reply["X-Content-Type-Options"] == "nosniff", "\(path)")
        #expect(reply["Referrer-Policy"] == "no-referrer", "\(path)")
        #expect(reply["Set-Cookie"] == nil, "\(path)")
        #expect(reply["Cache-Control"] != nil, "\(path)")
        #expect(reply.status != 500, "\(path)")
    }

    @Test("A browser is shown the API description; a program is given YAML; the bytes are the same")
    func apiDescription() async throws {
        try await withShippedSite { site in
            let forBrowser = try await site.get("/openapi.yaml", [.accept: "text/html,*/*;q=0.8"])
            let forProgram = try await site.get("/openapi.yaml", [.accept: "*/*"])

            #expect(forBrowser["Content-Type"] == "text/plain; charset=utf-8")
            #expect(forProgram["Content-Type"] == "application/yaml")
            #expect(forBrowser.text == forProgram.text)
            #expect(forBrowser["Vary"]?.contains("Accept") == true)
        }
    }

    @Test(
        "Every route has the security headers and no cookie, whether it likes the request or not"
    )
    func security() async throws {
        try await withShippedSite { site in
            for (method, path) in addresses(of: site) {
                expectSafe(try await site.send(method, path), "\(method) \(path)")
                expectSafe(try await site.send(.delete, path), "DELETE \(path)")
            }
            for path in [
                "/nowhere", "/sv/nowhere/else/at/all", "/xx/", "/%00", "/sv/d/%ff",
                "/api/v1/nowhere",
                "/api/v1/rounds/nowhere", "/sv/d/trygghet-2027", "/sv/d/trygghet-2027/svara",
                "/sv/mal/Z",
                "/api/v1/rounds/trygghet-2026/releases/2",
                "/api/v1/rounds/trygghet-2026/releases/.csv",
                "/api/v1/rounds/trygghet-2026/releases/latest.csv.csv",
                "/sv/d/medborgardialog-2026/resultat.csv",
            ] {
                let reply = try await site.get(path)

                expectSafe(reply, path)
                #expect((400..<500).contains(reply.status), "\(path)")
            }
        }
    }

    @Test("A method that an address doesn't take is told with those that it takes")
    func methods() async throws {
        try await withShippedSite { site in
            for (path, allowed) in [
                ("/api/v1/rounds", "GET, HEAD"),
                ("/api/v1/rounds/medborgardialog-2026/responses", "POST"),
                ("/health/live", "GET, HEAD"),
                ("/sv/d/medborgardialog-2026/svara", "GET, HEAD, POST"),
                ("/sv/resultat", "GET, HEAD"), ("/openapi.yaml", "GET, HEAD"),
            ] {
                for method in [HTTPRequest.Method.put, .delete, .patch, .options] {
                    let reply = try await site.send(method, path)

                    #expect(reply.status == 405, "\(method) \(path)")
                    #expect(reply["Allow"] == allowed, "\(path)")
                }
            }
            let refused = try await site.get("/api/v1/rounds/medborgardialog-2026/responses")
            #expect(try refused.problem().code == "wrong-method")
        }
    }

    @Test("What is the same for everybody is asked for again by its digest, and comes back as 304")
    func digests() async throws {
        try await withShippedSite { site in
            for path in [
                "/sv", "/sv/resultat", "/sv/mal/N", "/sv/d/medborgardialog-2026",
                "/sv/d/medborgardialog-2026/tack", "/sv/d/trygghet-2026/resultat",
                "/sv/d/medborgardialog-2026/integritet",
                "/sv/d/trygghet-2026/resultat.csv", "/openapi.yaml", "/api/v1/rounds",
                "/api/v1/goals",
                "/api/v1/indicators", "/api/v1/rounds/trygghet-2026",
                "/api/v1/rounds/trygghet-2026/releases",
                "/api/v1/rounds/trygghet-2026/participation",
                "/api/v1/rounds/trygghet-2026/releases/latest",
                "/api/v1/rounds/trygghet-2026/releases/latest.csv",
                "/api/v1/rounds/trygghet-2026/releases/1",
                "/api/v1/rounds/trygghet-2026/releases/1.csv",
            ] {
                let first = try await site.get(path)
                let etag = try #require(first["ETag"], "\(path)")
                let again = try await site.get(path, [.ifNoneMatch: etag])
                let other = try await site.get(path, [.ifNoneMatch: "\"0000\""])

                #expect(first["Cache-Control"] == "no-cache", "\(path)")
                #expect(again.status == 304 && again.bytes.isEmpty, "\(path)")
                #expect(again["ETag"] == etag, "\(path)")
                #expect(other.status == 200 && other.bytes == first.bytes, "\(path)")
            }
        }
    }

    @Test("The stylesheet may be kept for good: its address changes with it")
    func immutable() async throws {
        try await withSmallSite { site in
            let reply = try await site.get(site.fixture.site.frame.stylesheet)

            #expect(reply.status == 200)
            #expect(reply["Content-Type"] == "text/css; charset=utf-8")
            #expect(reply["Cache-Control"] == "public, max-age=31536000, immutable")
        }
    }

    @Test("A cache keeps one copy per language of what Accept-Language decides")
    func variation() async throws {
        try await withShippedSite { site in
            for path in [
                "/api/v1/rounds", "/api/v1/rounds/trygghet-2026", "/api/v1/goals",
                "/api/v1/indicators",
                "/api/v1/rounds/trygghet-2026/releases/1",
                "/api/v1/rounds/trygghet-2026/releases/latest",
            ] {
                let swedish = try await site.get(path, [.acceptLanguage: "sv"])
                let arabic = try await site.get(path, [.acceptLanguage: "ar"])

                #expect(swedish.bytes != arabic.bytes, "\(path)")
                #expect(swedish["Vary"]?.contains("Accept-Language") == true, "\(path)")
                #expect(swedish["Vary"]?.contains("Accept-Encoding") == true, "\(path)")
            }
        }
    }

    @Test("A resident's own page is never kept and never compressed")
    func ownPages() async throws {
        try await withShippedSite { site in
            let path = "/sv/d/medborgardialog-2026/svara"
            let first = try await site.get(path, [.acceptEncoding: "gzip"])
            let next = try await site.post(try Form(first).fields(action: "next"), to: path)
            let broken = try await site.post("journey=x", to: path)

            for page in [first, next, broken] {
                #expect(page["Cache-Control"] == "no-store")
                #expect(page["ETag"] == nil)
                #expect(page["Content-Encoding"] == nil)
            }
        }
    }

    @Test("HEAD answers as GET does, without the content")
    func head() async throws {
        try await withShippedSite(.live) { site in
            for path in [
                "/sv", "/sv/d/medborgardialog-2026/svara", "/api/v1/rounds", "/health/live",
                "/health/ready",
                "/openapi.yaml", "/api/v1/rounds/trygghet-2026/releases/1", "/nowhere/at/all",
            ] {
                let whole = try await site.get(path)
                let head = try await site.send(.head, path)

                #expect(head.status == whole.status, "\(path)")
                #expect(head.bytes.isEmpty, "\(path)")
                #expect(head["Content-Type"] == whole["Content-Type"], "\(path)")
                #expect(head["ETag"] == whole["ETag"], "\(path)")
            }
        }
    }

    @Test("The service is ready while its store answers, and says so in plain text")
    func health() async throws {
        struct Broken: Error {}
        try await withSmallSite { site in
            let live = try await site.get("/health/live")
            let ready = try await site.get("/health/ready")

            #expect(live.text == "live\n")
            #expect(ready.text == "ready\n")
        }
        try await withSmallSite(adjusting: { $0.rounds = { throw Broken() } }) { site in
            let live = try await site.get("/health/live")
            let ready = try await site.get("/health/ready")
            let page = try await site.get("/sv")

            #expect(live.status == 200)
            #expect(ready.status == 503)
            #expect(try ready.problem().code == "unavailable")
            #expect(page.status == 503)
            #expect(page["Content-Type"] == "text/html; charset=utf-8")
        }
    }

    @Test("An address can't write a header of its own")
    func headerInjection() async throws {
        try await withSmallSite { site in
            let reply = try await site.get("/d/x%0d%0aSet-Cookie:a=b", [.acceptLanguage: "sv"])

            #expect(reply.status == 302)
            #expect(reply["Set-Cookie"] == nil)
            #expect(reply["Location"] == "/sv/d/x%0d%0aSet-Cookie:a=b")
        }
    }
}
