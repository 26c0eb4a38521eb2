import Dialogues
import HTTPTypes
import SurveyDefinition
import TestSupport
import Testing

@testable import PublicSite

/// The page about how a round's answers are protected, and the ways to it.
struct PrivacyPageTests {
    private func path(_ round: RoundID, _ language: String = "sv") -> String {
        "/\(language)/d/\(round)/integritet"
    }

    @Test("Every round has the page, before it opens and after it closed")
    func everyStage() async throws {
        try await withShippedSite { site in
            for round in ["trygghet-2027", "medborgardialog-2026", "trygghet-2026"] {
                let page = try await site.get(path(RoundID(round)))

                #expect(page.status == 200, "\(round)")
                #expect(page.text.contains("<h1>Så skyddas dina svar</h1>"), "\(round)")
                #expect(
                    page.text.contains("Omgången stängde") == (round == "trygghet-2026"), "\(round)"
                )
                #expect(page.text.contains("kontakt@example.org"), "\(round)")
            }
            #expect(try await site.get(path("nowhere-2026")).status == 404)
        }
    }

    @Test("The pages about a round, before sending and after closing lead to it")
    func links() async throws {
        try await withSmallSite { site in
            let link = #"<a href="\#(path(openRound))""#
            let about = try await site.get("/sv/d/\(openRound)")
            let closed = try await site.get("/sv/d/\(closedRound)")
            var page = try await site.get("/sv/d/\(openRound)/svara")
            for _ in 0..<3 {
                let form = try Form(page)
                let answers =
                    page.text.contains("q-safe-at-night") ? [("safe-at-night", "very-safe")] : []
                page = try await site.post(
                    form.fields(answers, action: "next"), to: "/sv/d/\(openRound)/svara")
            }

            #expect(about.text.contains(link + ">"))
            #expect(closed.text.contains(#"<a href="\#(path(closedRound))""#))
            // In a tab of its own, so that nobody loses their answers.
            #expect(page.text.contains(link + #" target="_blank" rel="noopener">"#))
        }
    }

    @Test("What was disposed of is told as soon as it is, on a page that was shown before")
    func disposal() async throws {
        try await withShippedSite { site in
            let before = try await site.get(path("trygghet-2026"))
            _ = try await site.fixture.consultation.dispose(
                .answers, of: "trygghet-2026", on: CalendarDay(of: .init(timeIntervalSince1970: 0)))
            try await Task.sleep(for: .seconds(1.1))
            let after = try await site.get(path("trygghet-2026"))

            #expect(!before.text.contains("Gallrat"))
            #expect(after.text.contains("Gallrat 1970-01-01"))
        }
    }

    @Test("It says what the page before sending says isn't kept")
    func sameWords() async throws {
        try await withShippedSite { site in
            let about = try await site.get("/sv/d/medborgardialog-2026")
            let privacy = try await site.get(path("medborgardialog-2026"))
            let list = try #require(
                about.text.firstMatch(
                    of: #/<ul class="not-kept">\n(.*?)</ul>/#.dotMatchesNewlines()))

            for item in list.1.split(separator: "\n") { #expect(privacy.text.contains(item)) }
        }
    }
}
