import Answering
import Diagnostics
import Pipeline
import Staff
import SurveyDefinition
import TestSupport
import Testing

@testable import Workspace

/// A moderator reads what residents wrote, and says what it is about and whether it may be published.
struct TextTests {
    private static let question = "/arbete/omgangar/\(openRound)/texter/wish"

    private func withTexts(
        _ texts: [String], _ body: @Sendable (TestWorkspace, SessionToken) async throws -> Void
    ) async throws {
        let definitions = try #require(
            SmallSurvey.read(
                replacing: ["small/themes.yaml": "wish: [light, roads]"],
                reportingTo: FaultCollector()))
        try await withWorkspace(definitions: definitions) { site in
            let survey = try #require(definitions.survey("small"))
            var generator = SeededGenerator(seed: 1)
            for text in texts {
                let response = try Journey.random(through: survey, using: &generator)
                    .answering("wish", with: .text(text)).completed()
                _ = try await site.consultation.submit(
                    response, SubmissionKey(using: &generator), to: openRound)
            }
            try await site.consultation.closeRound(openRound)
            let (_, token) = try await site.staff.colleague(
                named: "Mona Moderator", with: [Grant(.moderator)],
                invitedBy: try await site.staff.owner())
            try await body(site, token)
        }
    }

    /// The fields of the only form about a text that has these words.
    private func form(of words: String, on page: Reply) throws -> [String: String] {
        let card = try #require(
            page.text.components(separatedBy: "<li class=\"card\"").first { $0.contains(words) })
        func value(_ name: String) throws -> String {
            let match = try Regex("name=\"\(name)\" value=\"([^\"]*)\"").firstMatch(in: card)
            return try #require(match?[1].substring.map(String.init))
        }
        return [
            "text": try value("text"), "revision": try value("revision"),
            "which": try value("which"),
        ]
    }

    @Test("A text is read, coded and approved; the log has each act, and no text")
    func wholeWay() async throws {
        try await withTexts(["Fler <b>lampor</b> vid skolan", "Bättre vägar"]) { site, token in
            let progress = try await site.get("/arbete/omgangar/\(openRound)/texter", as: token)
            let page = try await site.get(Self.question, as: token)
            var fields = try form(of: "lampor", on: page)
            fields["theme"] = "light"
            fields["wording"] = "Fler lampor"
            fields["action"] = "approve"
            let saved = try await site.post(fields, to: Self.question, as: token)
            let unread = try await site.get(Self.question, as: token)
            let approved = try await site.get(Self.question + "?vilka=approved", as: token)

            #expect(progress.status == 200 && progress.text.contains(Self.question))
            #expect(page.text.contains("Fler &lt;b&gt;lampor&lt;/b&gt; vid skolan"))
            #expect(page.text.contains("Bättre vägar"))
            #expect(saved.status == 303)
            #expect(!unread.text.contains("lampor") && unread.text.contains("Bättre vägar"))
            #expect(approved.text.contains("Fler lampor</textarea>"))
            #expect(approved.text.contains("value=\"light\" checked"))
            let acts = try await site.staff.accounts.readAuditLog().entries.map(\.act)
            #expect(acts.filter { $0 == "texts-read" }.count == 3)
            #expect(acts.filter { $0 == "text-coded" }.count == 1)
            #expect(acts.filter { $0 == "text-judged" }.count == 1)
        }
    }

    @Test(
        "Of two moderators the second sees the text as it is now, with what she wrote, and nothing is lost"
    )
    func meanwhile() async throws {
        try await withTexts(["Fler lampor"]) { site, token in
            let page = try await site.get(Self.question, as: token)
            var first = try form(of: "lampor", on: page)
            first["wording"] = "Första lydelsen"
            first["action"] = "approve"
            var second = first
            second["wording"] = "Andra lydelsen"

            #expect(try await site.post(first, to: Self.question, as: token).status == 303)
            let refused = try await site.post(second, to: Self.question, as: token)
            let kept = try await site.get(Self.question + "?vilka=approved", as: token)

            #expect(refused.status == 409)
            #expect(refused.text.contains("Andra lydelsen</textarea>"))
            #expect(refused.text.contains("role=\"alert\""))
            #expect(kept.text.contains("Första lydelsen</textarea>"))
        }
    }

    @Test("A wording with a telephone number is refused, and stays in the field")
    func personalData() async throws {
        try await withTexts(["Fler lampor"]) { site, token in
            let page = try await site.get(Self.question, as: token)
            var fields = try form(of: "lampor", on: page)
            fields["wording"] = "Ring 070-123 45 67"
            fields["action"] = "approve"

            let refused = try await site.post(fields, to: Self.question, as: token)

            #expect(refused.status == 409)
            #expect(refused.text.contains("Ring 070-123 45 67</textarea>"))
        }
    }

    @Test("A question that isn't there, and a form that is none, are told as such")
    func strangers() async throws {
        try await withTexts(["Fler lampor"]) { site, token in
            let prefix = "/arbete/omgangar/\(openRound)/texter/"

            let none = try await site.get(prefix + "none", as: token)
            let choice = try await site.get(prefix + "gender", as: token)
            let empty = try await site.post([:], to: prefix + "wish", as: token)

            #expect([none.status, choice.status, empty.status] == [404, 404, 400])
        }
    }
}
