import Answering
import Foundation
import Hummingbird
import HummingbirdTesting
import Pipeline
import SurveyDefinition
import TestSupport
import Testing

@testable import PublicSite

private let round: RoundID = "urval-2026"
private let path = "/sv/d/\(round)/svara"

/// A site whose round of the small survey takes one response for each code.
private struct CodeSite {
    let site: TestSite
    let codes: [InvitationCode]

    static func run(_ body: @escaping @Sendable (CodeSite) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let fixture = try SiteFixture(in: folder, definitions: SmallSurvey.makeDefinitions())
            try await fixture.consultation.createRound(
                .init(
                    id: round, survey: "small", period: "2026", sampling: .census, anonymity: .code)
            )
            let codes = try await fixture.consultation.createInvitations(3, in: round)
            try await fixture.consultation.openRound(round)
            try await Application(router: fixture.site.router()).test(.router) { client in
                try await body(
                    CodeSite(site: TestSite(fixture: fixture, client: client), codes: codes))
            }
        }
    }

    /// Types a code on the page that asks for it.
    func type(_ code: String, on page: Reply, action: String = "next") async throws -> Reply {
        try await site.post(
            try Form(page).fields(action: action) + [("code", code)], to: path)
    }

    /// Presses a button of a page, with answers.
    func press(
        _ action: String, on page: Reply, _ given: [(String, String)] = []
    ) async throws -> Reply {
        try await site.post(try Form(page).fields(given, action: action), to: path)
    }

    /// From the first section to the review.
    func review(from first: Reply, wish: String) async throws -> Reply {
        let council = try await press("next", on: first, [("safe-at-night", "very-safe")])
        let aboutYou = try await press("next", on: council, [("wish", wish)])
        return try await press("next", on: aboutYou)
    }

    func accepted() async throws -> Int { try await site.fixture.holdings(of: round).accepted }

    func submit(_ code: String?, key: String) async throws -> Reply {
        let code = code.map { "\"code\": \"\($0)\", " } ?? ""
        return try await site.submit(
            "{\"submissionKey\": \"\(key)\", \(code)\"answers\": {\"safe-at-night\": \"unsafe\"}}",
            to: round)
    }
}

/// The page without what differs from one resident to the next: the sealed journey and the code itself.
private func common(_ page: Reply, _ code: InvitationCode) throws -> String {
    page.text.replacing(try Form(page).journey, with: "").replacing(code.printed, with: "")
}

@Suite("Answering with an invitation code")
struct InvitationTests {
    @Test("A round that needs a code asks for it first, and for the answers after")
    func typed() async throws {
        try await CodeSite.run { here in
            let asked = try await here.site.get(path)
            let code = here.codes[0].printed.lowercased().replacing("-", with: " ")
            let first = try await here.type(code, on: asked)
            let sent = try await here.press(
                "send", on: try await here.review(from: first, wish: "Ljus"))

            #expect(asked.status == 200)
            #expect(try Form(asked).section == "code")
            #expect(asked.text.contains("name=\"code\""))
            #expect(try Form(first).names.contains("q-safe-at-night"))
            #expect(sent.status == 303)
            #expect(try await here.accepted() == 1)
        }
    }

    @Test(
        "A printed link leads through the round's page to the questions, and no page of it is kept")
    func link() async throws {
        try await CodeSite.run { here in
            let link = invitationLink(with: here.codes[0], to: round, at: "https://x.example/")
            let printed = here.codes[0].printed
            #expect(link == "https://x.example/d/\(round)?kod=\(printed)")

            let negotiated = try await here.site.get(
                "/d/\(round)?kod=\(printed)", [.acceptLanguage: "fi"])
            let about = try await here.site.get(try #require(negotiated["Location"]))
            let plain = try await here.site.get("/fi/d/\(round)")
            let first = try await here.site.get("\(path)?kod=\(printed)")

            #expect(negotiated["Location"] == "/fi/d/\(round)?kod=\(printed)")
            #expect(about.text.contains("/fi/d/\(round)/svara?kod=\(printed)"))
            #expect(about.text.contains("/ar/d/\(round)?kod=\(printed)"))
            #expect(about["Cache-Control"] == "no-store")
            #expect(about["ETag"] == nil)
            #expect(!plain.text.contains(printed))
            #expect(try Form(first).names.contains("q-safe-at-night"))
        }
    }

    @Test(
        "A mistyped code comes back as it was typed, escaped, with the cure; nothing is asked of the store"
    )
    func mistyped() async throws {
        try await CodeSite.run { here in
            let typed = "\"><script>" + here.codes[0].printed.dropLast()
            let page = try await here.type(typed, on: try await here.site.get(path))
            let byLink = try await here.site.get("\(path)?kod=ABCD")

            for reply in [page, byLink] {
                #expect(reply.status == 422)
                #expect(reply.text.contains("aria-invalid=\"true\""))
                #expect(reply.text.contains("href=\"#code\""))
                #expect(Markup(reply.text).faults == [])
            }
            #expect(page.text.contains("value=\"&quot;&gt;&lt;script&gt;"))
            #expect(!page.text.contains("<script"))
        }
    }

    @Test("Without a code no page of questions is reached, and with another page's fields neither")
    func noWayAround() async throws {
        try await CodeSite.run { here in
            let asked = try await here.site.get(path)
            let journey = try Form(asked).journey
            for section in ["place", "review"] {
                for action in ["next", "send"] {
                    let reply = try await here.site.post(
                        [("journey", journey), ("section", section), ("action", action)], to: path)

                    #expect(reply.status == 422)
                    #expect(try Form(reply).section == "code")
                }
            }
            #expect(try await here.accepted() == 0)
        }
    }

    @Test(
        "A used and an unknown code give the same page, which keeps the answers and takes another code"
    )
    func refused() async throws {
        try await CodeSite.run { here in
            var generator = SeededGenerator(seed: 1)
            let unknown = InvitationCode(using: &generator)
            _ = try await here.submit(here.codes[0].printed, key: "0123456789abcdef")
            var refusals: [Reply] = []
            for code in [here.codes[0], unknown] {
                let first = try await here.type(code.printed, on: try await here.site.get(path))
                let review = try await here.review(from: first, wish: "Det jag skrev")
                refusals.append(try await here.press("send", on: review))
            }

            #expect(refusals.map(\.status) == [403, 403])
            #expect(refusals[0].headers == refusals[1].headers)
            #expect(
                try common(refusals[0], here.codes[0]) == common(refusals[1], unknown))
            #expect(try await here.accepted() == 1)

            let review = try await here.type(here.codes[1].printed, on: refusals[1])
            let sent = try await here.press("send", on: review)

            #expect(try Form(review).section == "review")
            #expect(review.text.contains("Det jag skrev"))
            #expect(sent.status == 303)
            #expect(try await here.accepted() == 2)
        }
    }

    @Test("The same page sent again is thanked again, although its code is used by then")
    func repeated() async throws {
        try await CodeSite.run { here in
            let first = try await here.type(
                here.codes[0].printed, on: try await here.site.get(path))
            let review = try await here.review(from: first, wish: "")

            let sent = try await here.press("send", on: review)
            let again = try await here.press("send", on: review)

            #expect(sent.status == 303 && again.status == 303)
            #expect(sent.headers == again.headers)
            #expect(try await here.accepted() == 1)
        }
    }

    @Test("The page that asks for a code speaks another language without losing what was typed")
    func language() async throws {
        try await CodeSite.run { here in
            let asked = try await here.site.get(path)
            let arabic = try await here.site.post(
                try Form(asked).fields(action: "stay") + [("code", "abcd 12")],
                to: "/ar/d/\(round)/svara")

            #expect(arabic.status == 200)
            #expect(arabic.text.contains("dir=\"rtl\""))
            #expect(arabic.text.contains("value=\"abcd 12\""))
            #expect(!arabic.text.contains("aria-invalid"))
        }
    }

    @Test("The API refuses a used, an unknown, a mistyped and a missing code by the same bytes")
    func api() async throws {
        try await CodeSite.run { here in
            var generator = SeededGenerator(seed: 2)
            let accepted = try await here.submit(here.codes[0].printed, key: "first-key-of-sixteen")
            let again = try await here.submit(here.codes[0].printed, key: "first-key-of-sixteen")
            let refusals = [
                try await here.submit(here.codes[0].printed, key: "other-key-of-sixteen"),
                try await here.submit(
                    InvitationCode(using: &generator).printed, key: "other-key-of-sixteen"),
                try await here.submit("ABCD", key: "other-key-of-sixteen"),
                try await here.submit(nil, key: "other-key-of-sixteen"),
            ]

            #expect(accepted.status == 201 && again.status == 201)
            #expect(again.bytes == accepted.bytes)
            for refusal in refusals {
                #expect(refusal.status == 403)
                #expect(try refusal.problem().code == "code-not-valid")
                #expect(refusal.bytes == refusals[0].bytes)
                #expect(refusal.headers == refusals[0].headers)
            }
            #expect(try await here.accepted() == 1)
        }
    }

    @Test("Of 200 pages sent with one code at once, one is thanked")
    func atOnce() async throws {
        try await CodeSite.run { here in
            let replies = try await withThrowingTaskGroup(of: Reply.self) { tasks in
                for number in 100..<300 {
                    tasks.addTask {
                        try await here.submit(
                            here.codes[2].printed, key: "key-number-\(number)-of-many")
                    }
                }
                return try await tasks.reduce(into: []) { $0.append($1) }
            }

            #expect(replies.count { $0.status == 201 } == 1)
            #expect(replies.count { $0.status == 403 } == 199)
            #expect(try await here.accepted() == 1)
        }
    }

    @Test("Every language's pages are whole, and say at which level the round stands")
    func everyLanguage() async throws {
        try await CodeSite.run { here in
            for language in here.site.fixture.locales.languages {
                let text = try #require(here.site.fixture.site.texts[language.tag])
                let about = try await here.site.get("/\(language.tag)/d/\(round)")
                let asked = try await here.site.get("/\(language.tag)/d/\(round)/svara")
                let wrong = try await here.site.get("/\(language.tag)/d/\(round)/svara?kod=x")

                for page in [about, asked, wrong] { #expect(Markup(page.text).faults == []) }
                #expect(about.text.contains(text.html("level.code")))
                #expect(about.text.contains(text.html("kept.code")))
                #expect(about.text.contains(text.html("not-kept.code")))
                #expect(!about.text.contains(text.html("level.open")))
                #expect(asked.text.contains(text.html("code.lead")))
            }
            let review = try await here.review(
                from: try await here.site.get("\(path)?kod=\(here.codes[0].printed)"), wish: "")
            let text = try #require(here.site.fixture.site.texts["sv"])
            #expect(review.text.contains(text.html("level.code")))
            #expect(review.text.contains(text.html("kept.code")))
        }
    }
}
