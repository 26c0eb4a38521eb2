import Dialogues
import Foundation
import Localization
import Reports
import SurveyDefinition
import Testing

@testable import DisclosureControl

/// What people wrote, on the page and in the files.
struct TextReportTests {
    private let release = Sample.weightedRelease()
    private let context = Sample.context(sampling: .probability)
    private let localizer = Sample.localizer("sv")

    private var page: String { resultsPage(release, context, in: localizer) }

    /// The page from the heading of a question on.
    private func article(_ question: String) throws -> String {
        try #require(
            page.components(separatedBy: "<article").first {
                $0.contains("id=\"texts-trygghet-2026-\(question)\"")
            })
    }

    @Test("Themes are listed by how many texts are about them; those with a bound tell no order")
    func themes() throws {
        let article = try article("wish")

        let names = article.matches(of: /<th scope="row"[^>]*><bdi>([^<]*)<\/bdi>/).map {
            String($0.1)
        }
        let values = article.matches(of: /<td class="results-number"><bdi>([^<]*)<\/bdi>/).map {
            String($0.1)
        }

        #expect(
            names == ["Staden", "Vägar &amp; &quot;stigar&quot;", "Belysning", "Bänkar", "Brott"])
        #expect(
            values == [
                "&gt;99,5\u{A0}%", "37,1\u{A0}%", "20,4\u{A0}%", "20,4\u{A0}%", "&lt;0,5\u{A0}%",
            ])
        #expect(article.contains("Omkring 1\u{A0}240 texter"))
        #expect(article.contains("Färre än 5 texter handlar om det."))
        #expect(article.contains("Färre än 5 texter handlar bara om annat."))
        #expect(article.contains("Därför blir summan inte 100."))
    }

    @Test("Quotations are escaped, each in the direction of its own first letter")
    func quotations() throws {
        let article = try article("wish")

        #expect(
            article.contains(
                "<blockquote dir=\"auto\">=Mer ljus; och &quot;bänkar&quot; &lt;nu&gt;</blockquote>"
            ))
        #expect(article.contains("<blockquote dir=\"auto\">مقاعد أكثر &amp; إنارة</blockquote>"))
        #expect(article.components(separatedBy: "<blockquote").count - 1 == 3)
        #expect(!article.contains("<details"))
    }

    @Test("Many quotations wait until they are asked for, and need no themes beside them")
    func folded() throws {
        let article = try article("why")

        #expect(article.contains(">9 citat</span></summary>"))
        #expect(article.components(separatedBy: "<blockquote").count - 1 == 9)
        #expect(!article.contains("<table"))
    }

    @Test("The method says how many texts were read, coded and approved")
    func method() {
        let sentence =
            "”Vad vill du ändra?” Omkring 1\u{A0}240 texter kom in. Lästa: 1\u{A0}240. Kodade till teman: 1\u{A0}240. Publicerade som citat: 3."

        #expect(page.contains(sentence))
        #expect(page.contains("Omkring 60 texter kom in. Lästa: 25. Kodade till teman: 0."))
        #expect(csv(release, context, style: .people, in: localizer).contains(sentence))
    }

    @Test("No group stands anywhere beside a theme or a quotation")
    func noGroups() throws {
        for style in [CSVStyle.people, .machines] {
            let file = csv(release, context, style: style, in: localizer)
            let lines = file.components(separatedBy: "\r\n").filter {
                $0.hasPrefix("Tema") || $0.hasPrefix("Citat") || $0.hasPrefix("theme")
                    || $0.hasPrefix("quotation")
            }
            #expect(lines.count == 5 + 3 + 9)
            for group in ["Kvinna", "woman", "Hovsjö", "hovsjo", "gender", "district"] {
                #expect(!lines.contains { $0.contains(group) })
            }
        }
        for id in ["wish", "why"] {
            #expect(try !article(id).contains("Kvinna") && !article(id).contains("Kön"))
        }
    }

    @Test("The files have a row per theme and per quotation, quoted and guarded")
    func files() {
        let people = csv(release, context, style: .people, in: localizer)
        let machines = csv(release, context, style: .machines, in: localizer)

        #expect(people.contains(";37,1;procent;;;1240;"))
        #expect(people.contains(";\"'=Mer ljus; och \"\"bänkar\"\" <nu>\";"))
        #expect(
            people.contains(";\"Första raden\nandra raden\";") || people.contains("Första raden"))
        #expect(
            machines.contains(
                "theme,trygghet-2026,3,,,,,,1240,0.371,,,,,,false,share,"))
        #expect(machines.contains(",wish,roads,,"))
        #expect(machines.contains(",\"Första raden\nandra raden\"\r\n"))
    }

    @Test("The JSON has them under a key of their own, which other releases lack")
    func document() throws {
        func object(_ release: Release) throws -> [String: Any] {
            try #require(
                try JSONSerialization.jsonObject(
                    with: try json(release, context, in: localizer)) as? [String: Any])
        }

        let texts = try #require(try object(release)["texts"] as? [[String: Any]])
        let themes = try #require(texts[0]["themes"] as? [[String: Any]])

        #expect(texts.map { $0["question"] as? String } == ["wish", "why"])
        #expect(texts[0]["n"] as? Int == 1240)
        #expect(themes.map { $0["share"] as? Double } == [0.204, nil, 0.371, nil, 0.204])
        #expect(themes.map { $0["lessThan"] as? Double } == [nil, 0.005, nil, nil, nil])
        #expect(themes.map { $0["moreThan"] as? Double } == [nil, nil, nil, 0.995, nil])
        #expect(themes[0]["title"] as? String == "Belysning")
        #expect(texts[1]["themes"] == nil)
        #expect((texts[1]["quotations"] as? [String])?.count == 9)
        #expect(try object(Sample.release())["texts"] == nil)
    }

    @Test("In every language the page tells all of it, and leaves quotations as they were written")
    func languages() {
        for language in ["sv", "sv-simple", "en", "fi", "ar"] as [LanguageTag] {
            let localizer = Sample.realLocalizer(language)
            let page = resultsPage(release, context, in: localizer)

            for key in [
                "results.written-answers", "results.themes-overlap", "results.method.themes",
                "results.method.quotations",
            ] {
                #expect(page.contains(localizer.string(key, in: "results")), "\(language) \(key)")
            }
            #expect(page.contains("مقاعد أكثر &amp; إنارة"))
        }
    }

    @Test("A release without texts says nothing of any")
    func without() {
        let page = resultsPage(Sample.release(), context, in: localizer)

        #expect(!page.contains("blockquote") && !page.contains("Svar med egna ord"))
        #expect(!page.contains("Kodade till teman"))
    }
}
