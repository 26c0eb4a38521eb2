import Localization
import SurveyDefinition
import TestSupport
import Testing

@testable import Answering
@testable import PublicSite

/// Every page in every language is whole: balanced markup, its own language and direction, and only
/// texts.
struct EveryPageTests {
    /// Every text key of the source language that couldn't be a word.
    private let keys: Set<String> = {
        let files = SiteFixture.shippedLocales.catalogue(of: Locales.source).files
        return Set(files.values.flatMap(\.keys).filter { $0.contains(".") })
    }()

    private func expectWhole(_ reply: Reply, _ language: Language, _ path: String) {
        let html = reply.text
        let start =
            "<!doctype html>\n<html lang=\"\(language.tag)\" dir=\"\(language.direction.rawValue)\">"
        #expect(html.hasPrefix(start), "\(path)")
        #expect(Markup(html).faults == [], "\(path)")
        #expect(html.matches(of: /<h1[ >]/).count == 1, "\(path)")
        let words = html.matches(of: /[a-z]+[a-z0-9-]*(?:\.[a-z0-9-]+)+/).map { String($0.0) }
        #expect(keys.intersection(words) == [], "\(path)")
        #expect(html.firstMatch(of: /\{[a-z-]+\}|\{\{|\}\}/) == nil, "\(path)")
        #expect(!html.unicodeScalars.contains { (0xE000...0xF8FF).contains($0.value) }, "\(path)")
        #expect(!html.contains("&amp;lt;") && !html.contains("&amp;quot;"), "\(path)")
        #expect(!html.contains("&lt;span"), "\(path)")
    }

    @Test("The pages that are the same for everybody are whole")
    func commonPages() async throws {
        try await withShippedSite { site in
            for language in site.fixture.locales.languages {
                for path in [
                    "", "/resultat", "/mal/N", "/mal/G", "/mal/A", "/d/medborgardialog-2026",
                    "/d/anlaggning-2026", "/d/anlaggning-2026?site=sydpoolen",
                    "/d/medborgardialog-2026/tack",
                    "/d/trygghet-2026/tack", "/d/anlaggning-2026/tack",
                    "/d/medborgardialog-2026/resultat",
                    "/d/trygghet-2026/resultat",
                    "/d/medborgardialog-2026/integritet", "/d/anlaggning-2026/integritet",
                    "/d/trygghet-2026/integritet", "/d/trygghet-2027/integritet",
                ] {
                    let reply = try await site.get("/\(language.tag)\(path)")

                    #expect(reply.status == 200, "\(path)")
                    expectWhole(reply, language, "/\(language.tag)\(path)")
                }
            }
        }
    }

    @Test("The pages that say no are whole")
    func problemPages() async throws {
        try await withShippedSite { site in
            for language in site.fixture.locales.languages {
                let tag = language.tag
                let answer = "/\(tag)/d/medborgardialog-2026/svara"
                let replies = [
                    try await site.get("/\(tag)/d/nowhere"),
                    try await site.get("/\(tag)/d/trygghet-2027"),
                    try await site.get("/\(tag)/d/trygghet-2026"),
                    try await site.get("/\(tag)/mal/Z"),
                    try await site.post("journey=x", to: answer),
                    try await site.post("a=%", to: answer),
                    try await site.send(.put, "/\(tag)/resultat"),
                    try await site.post("a=" + String(repeating: "a", count: 300_000), to: answer),
                ]

                #expect(replies.map(\.status) == [404, 409, 409, 404, 400, 400, 405, 413])
                for reply in replies { expectWhole(reply, language, "\(tag) \(reply.status)") }
            }
        }
    }

    @Test("Every page of every survey is whole: empty, answered, wrong, and on the review")
    func surveyPages() async throws {
        for survey in SiteFixture.shippedDefinitions.surveys {
            for language in SiteFixture.shippedLocales.languages {
                try await withTemporaryFolder { folder in
                    let fixture = try SiteFixture(in: folder)
                    try await fixture.open("round-2026", of: survey.id)
                    let listings = try await fixture.consultation.listings()
                    let round = try #require(listings.first).round
                    let text = try #require(fixture.site.texts[language.tag])
                    let pages = SurveyPages(
                        for: round, asking: survey, in: text, frame: fixture.site.frame)

                    for (name, html) in shownPages(pages, survey) {
                        expectWhole(
                            Reply(html: html), language, "\(survey.id) \(language.tag) \(name)")
                    }
                }
            }
        }
    }

    /// The survey's pages: without answers, with every answer and with an error at every question.
    private func shownPages(_ pages: SurveyPages, _ survey: Survey) -> [(String, String)] {
        var generator = SeededGenerator(seed: 1)
        let empty = Journey(through: survey, submissionKey: SubmissionKey(using: &generator))
        var full = empty
        for question in survey.questions {
            full = full.answering(question.id, with: someAnswer(question, survey))
        }
        var shown = [
            ("review empty", pages.review(empty, sealed: "x")),
            ("review full", pages.review(full, sealed: "x")),
        ]
        for section in survey.sections {
            let errors = Dictionary(
                uniqueKeysWithValues: section.questions.map {
                    ($0.id, AnswerError.tooMany(most: 2))
                })
            let given = Dictionary(
                uniqueKeysWithValues: section.questions.map { ($0.id, GivenAnswer.text("\"'<&>")) })
            let states = [
                "empty": SectionState(journey: empty, sealed: "x", section: section.id),
                "full": SectionState(journey: full, sealed: "x", section: section.id),
                "wrong": SectionState(
                    journey: full, sealed: "x", section: section.id, given: given, errors: errors),
            ]
            shown += states.map { ("\(section.id) \($0.key)", pages.section($0.value)) }
        }
        return shown.map { ($0.0, String(buffer: $0.1)) }
    }

    /// An answer that opens what can be opened: the shipped surveys' conditions ask for *yes*.
    private func someAnswer(_ question: Question, _ survey: Survey) -> Answer {
        switch question.kind {
        case .singleChoice, .district:
            let codes = survey.codes(of: question)
            return .code(codes.contains("yes") ? "yes" : codes[0])
        case .multipleChoice(let options, _): return .codes([options[0].code])
        case .ranking(let options, _): return .ranking([options[0].code, options[1].code])
        case .scale(let range, _), .number(let range, _): return .number(range.upperBound)
        case .freeText: return .text("\"'<&>\u{301}")
        }
    }
}

extension Reply {
    fileprivate init(html: String) {
        self.init(status: 200, headers: [:], bytes: Array(html.utf8))
    }
}
