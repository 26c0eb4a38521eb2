import Dialogues
import Foundation
import Reports
import Testing

struct ResultsPageTests {
    private func page(_ language: String = "sv", isDemonstration: Bool = false) -> String {
        resultsPage(
            Sample.release(isDemonstration: isDemonstration),
            Sample.context(isDemonstration: isDemonstration),
            downloads: [ReportDownload(.json, at: "/a?b=1&c=\"2\"")],
            in: Sample.localizer(language == "ar" ? "ar" : "sv"))
    }

    @Test("A page has neither style nor script, which the content security policy forbids")
    func noInlineStyle() {
        for text in [page(), page("ar")] {
            #expect(text.firstMatch(of: /<style|<script|style=| on[a-z]+=|javascript:/) == nil)
        }
    }

    @Test("Every element that is opened is closed, in order")
    func wellFormed() {
        let void: Set<Substring> = ["meta", "br"]
        for text in [page(), page("ar")] {
            var open: [Substring] = []
            for match in text.matches(of: /<(\/?)([a-z0-9]+)[^>]*?(\/?)>/) {
                let (closes, name, isAlone) = (!match.1.isEmpty, match.2, !match.3.isEmpty)
                if closes { #expect(open.popLast() == name) }
                if !closes, !isAlone, !void.contains(name) { open.append(name) }
            }
            #expect(open.isEmpty)
        }
    }

    @Test("No id is used twice, and every label refers to one")
    func identifiers() {
        let text = page()
        let ids = text.matches(of: /\ id="([^"]*)"/).map { String($0.1) }
        let references = text.matches(of: /aria-labelledby="([^"]*)"/)
            .flatMap { $0.1.split(separator: " ").map(String.init) }

        #expect(ids.count == Set(ids).count)
        #expect(ids.count > 10)
        #expect(Set(references).isSubset(of: ids))
    }

    @Test("Names and addresses are escaped")
    func escaping() {
        #expect(page().contains("Lina; &quot;hage&quot; &amp; &lt;berg&gt;"))
        #expect(page().contains("href=\"/a?b=1&amp;c=&quot;2&quot;\""))
    }

    @Test("Every page and file of a demonstration says that the answers are invented")
    func demonstration() throws {
        let notice = "Exempeldata: påhittade svar"
        let (release, context) = (
            Sample.release(isDemonstration: true), Sample.context(isDemonstration: true)
        )
        let localizer = Sample.localizer("sv")
        let goal = goalPage(
            "G", [(release: release, context: context)], goals: Sample.goals, in: localizer)
        let people = csv(release, context, style: .people, in: localizer)
        let machines = csv(release, context, style: .machines, in: localizer)
        let document = String(decoding: try json(release, context, in: localizer), as: UTF8.self)

        #expect(page(isDemonstration: true).contains(notice))
        #expect(goal.contains(notice))
        #expect(people.contains(notice))
        #expect(machines.contains(",self-selected,true,"))
        #expect(document.contains("\"isDemonstration\" : true"))
        #expect(!page(isDemonstration: false).contains(notice))
    }

    @Test("A text that fell back is marked with its language and direction, and no other is")
    func fallbacks() {
        #expect(page().firstMatch(of: /\ lang=/) == nil)

        let arabic = page("ar")
        #expect(arabic.contains("<p class=\"results-kicker\">النتائج</p>"))
        #expect(arabic.contains(" lang=\"en\" dir=\"ltr\">Who answered?</h2>"))
        #expect(
            arabic.contains(" lang=\"sv\" dir=\"ltr\">Möjlighet att delta aktivt fungerar bra</h3>")
        )
    }

    @Test(
        "Numbers in a right-to-left sentence are isolated, and Swedish has no invisible characters")
    func isolates() {
        #expect(page("ar").contains("من \u{2068}30.5\u{2069} إلى \u{2068}34.4%\u{2069}"))
        #expect(!page().unicodeScalars.contains { (0x2066...0x2069).contains($0.value) })
    }

    @Test("Small counts, uncertain figures and many who don't know are told in words")
    func remarks() {
        let text = page()

        #expect(text.contains("<bdi>&lt;13\u{A0}%</bdi>"))
        #expect(text.contains("Färre än 5 svarade så."))
        #expect(text.contains("<bdi>&gt;86\u{A0}%</bdi>"))
        #expect(text.contains("Färre än 5 svarade något annat."))
        #expect(text.contains("Osäkert: intervallet är brett"))
        #expect(text.contains("Många svarade vet inte."))
    }

    @Test("Register indicators and goals without figures are not on the page of a round")
    func registersAndGoals() {
        let text = page()
        let goal = goalPage(
            "G", [(release: Sample.release(), context: Sample.context())], goals: Sample.goals,
            in: Sample.localizer("sv"))

        #expect(!text.contains("Valdeltagande i senaste valen"))
        #expect(!text.contains("Mäts inte här"))
        #expect(!text.contains("goal-A"))
        #expect(goal.contains("Valdeltagande i senaste valen"))
        #expect(goal.contains("Mäts inte här"))
    }

    @Test("The contents lead to every goal of the page by its short name")
    func contents() {
        let text = page()
        let links = text.matches(of: /<a href="#([^"]*)">([^<]*)</).map { [$0.1, $0.2] }
        let sections = text.matches(of: /<section class="results-goal" id="([^"]*)"/).map(\.1)

        #expect(
            links == [
                ["goal-G", "Inflytande"], ["goal-H", "Förtroende"], ["goal-N", "Trygghet"],
            ])
        #expect(links.map(\.first) == sections)
    }

    @Test("A goal has a link to its own page when there is an address, with the goal in its name")
    func linkToGoal() {
        let text = resultsPage(
            Sample.release(), Sample.context(), goalAddress: { "/sv/mal/\($0)" },
            in: Sample.localizer("sv"))

        let link =
            "<a href=\"/sv/mal/H\" id=\"goal-H-link\" "
            + "aria-labelledby=\"goal-H-link goal-H-heading\">Allt om målet</a>"
        #expect(text.contains(link))
        #expect(text.contains("<h2 id=\"goal-H-heading\">"))
        #expect(!page().contains("Allt om målet"))
    }

    @Test("The facts about a figure are a list of a few words each, and remarks are sentences")
    func facts() {
        let article = page().components(separatedBy: "<article").first {
            $0.contains("-free-from-corruption\"")
        }
        let facts = article?.matches(of: /<li><span>([^<]*)<\/span><\/li>/).map { String($0.1) }

        #expect(
            facts == [
                "95 %-intervall 21–29\u{A0}%", "640 svar", "40\u{A0}% vet inte", "högre är bättre",
            ])
        #expect(
            article?.contains("<p class=\"results-note\">Många svarade vet inte.") == true)
    }

    @Test("A source that all values share is told once, and otherwise every row has its own")
    func sources() {
        let articles = page().components(separatedBy: "<article")
        let different = articles.first { $0.contains("-active-participation\"") }
        let same = articles.first { $0.contains("-free-from-corruption\"") }

        #expect(different?.contains("<small>Medborgarundersökningen</small>") == true)
        #expect(different?.components(separatedBy: "<td><bdi>Kolada</bdi>").count == 4)
        #expect(same?.contains("<p class=\"results-note\">Källa: Kolada.</p>") == true)
        #expect(same?.contains("<bdi>Kolada</bdi>") == false)
    }

    @Test("Published values wait behind a summary that names them, with a sentence on comparing")
    func publishedTable() {
        let article = page().components(separatedBy: "<article").first {
            $0.contains("-active-participation\"")
        }
        let id = "result-trygghet-2026-active-participation-published"

        #expect(
            article?.contains(
                "<summary><span id=\"\(id)\">Publicerade värden och källor</span></summary>")
                == true)
        #expect(article?.contains("<table aria-labelledby=\"\(id)\">") == true)
        #expect(article?.contains("<td><bdi>Kolada</bdi>") == true)
        #expect(article?.components(separatedBy: "men med en annan metod.").count == 2)
    }

    @Test("A published value that can't be compared is in the table and not in the chart")
    func notComparable() {
        let articles = page().components(separatedBy: "<article")
        let comparable = articles.first { $0.contains("-active-participation\"") }
        let incomparable = articles.first { $0.contains("-free-from-corruption\"") }

        #expect(comparable?.contains("<svg x=\"32%\" y=\"58\"") == true)
        #expect(incomparable?.contains("<svg x=") == false)
        #expect(incomparable?.contains("21\u{A0}%") == true)
        #expect(incomparable?.contains("går inte att jämföra") == true)
    }

    @Test("The chart is told in words to whoever can't see it")
    func chartDescription() {
        let expected =
            "Den här mätningen: 32,4\u{A0}%. 95 %-intervall 30,5–34,4\u{A0}%. "
            + "Södertälje: 32\u{A0}% (2025). Länet: 41\u{A0}% (2025). Riket: 36\u{A0}% (2025)."

        #expect(page().contains(">\(expected)</desc>"))
        #expect(!page("ar").contains("<svg class=\"chart\" role=\"img\">"))
        #expect(page("ar").contains("direction=\"ltr\""))
    }
}

/// When something of a round was disposed of is told where its answers are told of.
struct DisposedRoundTests {
    @Test("A page and a file say when answers and texts were disposed of, and nothing otherwise")
    func disposed() throws {
        let context = Sample.context()
        let round = context.round
        let disposed = ReportContext(
            round: Round(
                id: round.id, survey: round.survey, surveyVersion: round.surveyVersion,
                period: round.period, sampling: round.sampling, stage: .closed,
                textsDisposedOn: "2027-11-01", answersDisposedOn: "2031-12-01"),
            survey: context.survey, goals: context.goals, districts: context.districts,
            municipality: context.municipality, languages: context.languages)
        let release = Sample.weightedRelease()
        let english = Sample.realLocalizer("en")

        let page = resultsPage(release, disposed, in: english)
        let file = csv(release, disposed, style: .people, in: english)

        for text in [page, file] {
            #expect(text.contains("The answers were disposed of on 2031-12-01."))
            #expect(text.contains("The free texts were disposed of on 2027-11-01."))
        }
        #expect(!resultsPage(release, context, in: english).contains("disposed of"))
    }
}
