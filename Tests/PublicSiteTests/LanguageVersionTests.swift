import HTTPTypes
import Localization
import Pages
import SurveyDefinition
import TestSupport
import Testing

@testable import PublicSite

/// The language version that is kept is the one that was answered in, and the pages say so.
struct LanguageVersionTests {
    private static let counting = SmallSurvey.makeDefinitions(
        of: SmallSurvey.sourceCountingLanguages)

    /// The languages that the closed round keeps, each as often as it was answered in.
    private func kept(_ site: TestSite) async throws -> [String] {
        try await site.fixture.consultation.closeRound(openRound)
        return try await site.fixture.store.responses(in: openRound).counts
            .filter { $0.key.question == Survey.languageQuestion }
            .flatMap { cell, count in
                cell.answer.codes.flatMap { Array(repeating: $0, count: count) }
            }
            .map(\.value).sorted()
    }

    @Test("A form's is that of the page which is sent, whatever the browser accepts")
    func form() async throws {
        try await withSmallSite(asking: Self.counting) { site in
            func send(_ page: Reply, from path: String) async throws -> Reply {
                try await site.post(try Form(page).fields(action: "send"), to: path)
            }
            for (first, last) in [("sv", "ar"), ("fi", "fi"), ("ar", "sv-simple")] {
                let (begin, end) = ("/\(first)/d/small-2026/svara", "/\(last)/d/small-2026/svara")
                var page = try await site.get(begin, [.acceptLanguage: "en"])
                page = try await site.post(
                    try Form(page).fields([("safe-at-night", "very-safe")], action: "next"),
                    to: begin)
                page = try await site.post(try Form(page).fields(action: "next"), to: begin)
                page = try await site.post(try Form(page).fields(action: "next"), to: end)

                #expect(try await send(page, from: end).status == 303)
                #expect(try await send(page, from: begin).status == 303)
            }

            #expect(try await kept(site) == ["ar", "fi", "sv-simple"])
        }
    }

    @Test("A program's is the one that it declares, if the site speaks it, and else none")
    func program() async throws {
        try await withSmallSite(asking: Self.counting) { site in
            for (place, declared) in [
                #""fi""#, #""fi""#, #""sv-simple""#, #""xx""#, #""SV""#, #""sv-SE""#, #""""#,
                #""kanariefågel""#, "null", nil,
            ].enumerated() {
                let language = declared.map { ", \"language\": \($0)" } ?? ""
                let body =
                    "{\"submissionKey\": \"key-of-16-bytes-\(place)\"\(language), "
                    + "\"answers\": {\"safe-at-night\": \"unsafe\"}}"
                let reply = try await site.send(
                    .post, "/api/v1/rounds/\(openRound)/responses?language=ar",
                    [.contentType: "application/json", .acceptLanguage: "en"],
                    body: Array(body.utf8))

                #expect(reply.status == 201)
            }

            #expect(try await kept(site) == ["fi", "fi", "sv-simple"])
        }
    }

    @Test("Of a survey that counts none, none is kept, and the pages and the API say that")
    func notCounted() async throws {
        try await withSmallSite { site in
            for language in site.fixture.locales.languages.map(\.tag) {
                let text = site.fixture.locales.localizer(for: language)
                let pages = try await self.pages(of: site, in: language)

                #expect(pages.about.contains(escaped(text.string("not-kept.language"))))
                #expect(pages.review.contains(escaped(text.string("not-kept.language"))))
                #expect(!pages.about.contains(escaped(text.string("kept.language"))))
                #expect(!pages.review.contains(Self.reviewSentence(in: text)))
            }
            let reply = try await site.submit(
                #"{"submissionKey": "0123456789abcdef", "language": "fi", "answers": {"safe-at-night": "unsafe"}}"#
            )
            #expect(reply.status == 201)
            let document = try await site.get("/api/v1/rounds/\(openRound)")
            #expect(document.text.contains("\"countsLanguages\":false"))
            #expect(try await kept(site) == [])
        }
    }

    @Test("Of a survey that counts them, every page says so in its language, and which it is")
    func told() async throws {
        try await withSmallSite(asking: Self.counting) { site in
            #expect(site.fixture.locales.languages.count == 5)
            for language in site.fixture.locales.languages.map(\.tag) {
                let text = site.fixture.locales.localizer(for: language)
                let pages = try await self.pages(of: site, in: language)

                #expect(pages.about.contains(escaped(text.string("kept.language"))))
                #expect(pages.review.contains(Self.reviewSentence(in: text)))
                for page in [pages.about, pages.review] {
                    #expect(!page.contains(escaped(text.string("not-kept.language"))))
                }
            }
            let document = try await site.get("/api/v1/rounds/\(openRound)")
            #expect(document.text.contains("\"countsLanguages\":true"))
        }
    }

    /// What the page before sending says, up to the name of the language.
    private static func reviewSentence(in text: Localizer) -> String {
        let language = text.language
        let name =
            language.direction == .rightToLeft ? "\u{2068}\(language.name)\u{2069}" : language.name
        return "<li>" + escaped(text.string("review.kept-language", ["language": name])) + "</li>"
    }

    private func pages(
        of site: TestSite, in language: LanguageTag
    ) async throws -> (about: String, review: String) {
        let path = "/\(language)/d/small-2026/svara"
        var page = try await site.get(path)
        for answers in [[("safe-at-night", "very-safe")], [], []] {
            page = try await site.post(try Form(page).fields(answers, action: "next"), to: path)
        }
        try #require(try Form(page).section == "review")
        return (try await site.get("/\(language)/d/small-2026").text, page.text)
    }
}
