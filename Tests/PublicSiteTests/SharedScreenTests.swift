import HTTPTypes
import SurveyDefinition
import TestSupport
import Testing

@testable import PublicSite

/// A screen that many use, and staff who ask: the link says so, every page carries it on, and the answer is counted so.
struct SharedScreenTests {
    private static let counting = SmallSurvey.makeDefinitions(of: SmallSurvey.sourceCountingModes)

    /// Answers from the first page to the last; the address that it leads to.
    private func answer(_ site: TestSite, at path: String) async throws -> String {
        var page = try await site.get(path)
        for fields in [[("safe-at-night", "very-safe")], [], []] {
            let action = try #require(
                page.text.firstMatch(of: /<form id="answers" method="post" action="([^"]+)"/))
            #expect(String(action.1).replacing("&amp;", with: "&") == path)
            page = try await site.post(try Form(page).fields(fields, action: "next"), to: path)
        }
        let sent = try await site.post(try Form(page).fields(action: "send"), to: path)
        #expect(sent.status == 303)
        return try #require(sent["Location"])
    }

    @Test("The next person begins from the page of thanks, at the same screen")
    func nextPerson() async throws {
        try await withSmallSite(asking: Self.counting) { site in
            for (mode, next) in [
                ("kiosk", "/d/small-2026?satt=kiosk"),
                ("intervju", "/fi/d/small-2026/svara?satt=intervju"),
            ] {
                let thanks = try await answer(site, at: "/fi/d/small-2026/svara?satt=\(mode)")
                #expect(thanks == "/fi/d/small-2026/tack?satt=\(mode)")
                let page = try await site.get(thanks)
                #expect(page.text.contains("<a class=\"button\" href=\"\(next)\">"))
                #expect(
                    !page.text.contains("href=\"/fi/resultat\""), "no way out of a shared screen")
            }
            let usual = try await answer(site, at: "/fi/d/small-2026/svara")
            #expect(usual == "/fi/d/small-2026/tack")
        }
    }

    @Test("How the answers came in is counted, and whatever else the address says counts as usual")
    func counted() async throws {
        try await withSmallSite(asking: Self.counting) { site in
            for (mode, times) in [("kiosk", 2), ("intervju", 3), ("papper", 1), ("x", 1)] {
                for _ in 0..<times {
                    var page = try await site.get("/sv/d/small-2026/svara?satt=\(mode)")
                    let path = "/sv/d/small-2026/svara?satt=\(mode)"
                    page = try await site.post(
                        try Form(page).fields([("safe-at-night", "very-safe")], action: "next"),
                        to: path)
                    for action in ["next", "next", "send"] {
                        page = try await site.post(try Form(page).fields(action: action), to: path)
                    }
                }
            }
            try await site.fixture.consultation.closeRound(openRound)
            let counts = try await site.fixture.store.responses(in: openRound).counts
                .filter { $0.key.question == Survey.modeQuestion }
            let byMode = Dictionary(
                uniqueKeysWithValues: counts.map { ($0.key.answer.codes[0].value, $0.value) })
            #expect(byMode == ["kiosk": 2, "interview": 3, "web": 2])
        }
    }

    @Test(
        "Only the pages of a shared screen and those with a free text may run a script, and the page says which"
    )
    func scripts() async throws {
        try await withSmallSite(asking: Self.counting) { site in
            for (path, script) in [
                ("/sv/d/small-2026/svara?satt=kiosk", "kiosk.js"),
                ("/sv/d/small-2026?satt=kiosk", "kiosk.js"),
                ("/sv/d/small-2026/tack?satt=kiosk", "kiosk.js"),
                ("/sv/d/small-2026/svara?satt=intervju", "interview.js"),
                ("/sv/d/small-2026/svara", nil), ("/sv/d/small-2026", nil),
                ("/sv/d/small-2026/tack", nil),
            ] as [(String, String?)] {
                let page = try await site.get(path)
                let scripts = page.text.matches(of: /<script type="module" src="[^"]+\/([^"\/]+)">/)
                    .map { String($0.1) }
                let policy = page["Content-Security-Policy"] ?? ""

                #expect(scripts == (script.map { [$0] } ?? []), "\(path)")
                #expect(policy.contains("script-src 'self'") == (script != nil), "\(path)")
            }
        }
    }
}
