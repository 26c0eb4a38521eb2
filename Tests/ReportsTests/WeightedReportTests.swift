import Dialogues
import DisclosureControl
import Foundation
import Localization
import Reports
import Testing

/// What pages and files say of a release that holds everything.
struct WeightedReportTests {
    private func page(
        _ release: Release = Sample.weightedRelease(), sampling: Sampling = .probability,
        in language: LanguageTag = "sv"
    ) -> String {
        resultsPage(
            release, Sample.context(sampling: sampling), in: Sample.realLocalizer(language))
    }

    private func people(_ release: Release, sampling: Sampling = .probability) -> String {
        csv(
            release, Sample.context(sampling: sampling), style: .people,
            in: Sample.localizer("sv"))
    }

    private func machines(_ release: Release = Sample.weightedRelease()) -> String {
        csv(
            release, Sample.context(sampling: .probability), style: .machines,
            in: Sample.localizer("sv"))
    }

    // MARK: Figures and findings

    @Test("The figure has its unweighted value beside it, and what the tests found below")
    func figure() {
        let text = page()

        #expect(text.contains("<li><span>oviktat 33,7\u{A0}%</span></li>"))
        #expect(text.contains("Säkerställd ökning sedan 2024 (+4,1 procentenheter)."))
        #expect(text.contains("Ingen säkerställd förändring sedan 2022."))
        #expect(!text.contains("ngen förändring"))
        #expect(text.contains("Säkerställt lägre än: "))
        #expect(text.contains("Ingen säkerställd skillnad mot vår siffra."))
    }

    @Test("Uneven weights are warned of, others not", arguments: [(3.2, false), (5.1, true)])
    func unevenWeights(largest: Double, isWarned: Bool) {
        let text = page(Sample.weightedRelease(largestWeight: largest))

        #expect(text.contains("Vikterna är ojämna: några få svar väger mycket.") == isWarned)
    }

    @Test("A share of don't know has decimals of its own")
    func dontKnowDecimals() {
        #expect(page().contains("<li><span>38,4\u{A0}% vet inte</span></li>"))
        #expect(people(Sample.weightedRelease()).contains(";990;38,4;"))
    }

    @Test("Groups are set against the rest, and the table says whether they differ")
    func groups() {
        let text = page()

        #expect(text.contains("<span>Mot övriga</span>"))
        #expect(text.contains("<bdi>säkerställt högre</bdi>"))
        #expect(text.contains("<bdi>ingen säkerställd skillnad</bdi>"))
        #expect(text.contains("Det finns en säkerställd skillnad mellan grupperna."))
        #expect(text.contains("Ingen säkerställd skillnad mellan grupperna."))
    }

    @Test("A self-selected round says nothing of differences found, margins or tests")
    func selfSelected() throws {
        let release = Sample.weightedRelease(sampling: .selfSelected)
        let context = Sample.context(sampling: .selfSelected)
        for language in ["sv", "sv-simple", "en", "fi", "ar"] as [LanguageTag] {
            let localizer = Sample.realLocalizer(language)
            let key = { localizer.string($0, in: "results") }
            let texts = [
                resultsPage(release, context, in: localizer),
                csv(release, context, style: .people, in: localizer),
                String(decoding: try json(release, context, in: localizer), as: UTF8.self),
            ].joined()

            #expect(!texts.contains(key("results.method.tests")))
            #expect(!texts.contains(key("results.rest.higher")))
            #expect(!texts.contains(key("results.groups-differ")))
            #expect(!texts.contains("finding\""))
        }
        #expect(!page(release, sampling: .selfSelected).lowercased().contains("säkerställ"))
        #expect(!page(release, sampling: .selfSelected).lowercased().contains("felmarginal"))
    }

    // MARK: Series

    @Test("A series has a chart and a table with the same rounds, and its break with the reason")
    func series() {
        let article = page().components(separatedBy: "<article").first {
            $0.contains("-active-participation\"")
        }
        let sentence = "Serien bryts mellan 2022 och 2024: nytt sätt att svara."

        #expect(
            article?.contains(
                "<summary><span id=\"result-trygghet-2026-active-participation-series\">Över tid</span>"
            ) == true)
        #expect(article?.contains("class=\"chart-break\"") == true)
        #expect(article?.contains("2022: 36\u{A0}%. \(sentence) 2024: 28,3\u{A0}%.") == true)
        #expect(article?.contains("· \(sentence)</span></td>") == true)
        #expect(article?.contains("Siffran är inte viktad.") == true)
        #expect(article?.contains("Skalan i diagrammet går från 25\u{A0}% till 40\u{A0}%.") == true)
    }

    @Test("A withheld round of a series is a gap with the reason, and a single round is no series")
    func gapsAndSingles() {
        let articles = page().components(separatedBy: "<article")
        let gap = articles.first { $0.contains("-free-from-corruption\"") }
        let single = articles.first { $0.contains("-trust-in-people\"") }

        #expect(gap?.contains("2024: redovisas inte: för få svar.") == true)
        #expect(gap?.contains("class=\"chart-line\" x1") == false)
        #expect(single?.contains("Över tid") == false)
    }

    @Test("The page of a goal has the release's series once, open, with its break")
    func goalPageSeries() {
        let localizer = Sample.localizer("sv")
        let text = goalPage(
            "G",
            [
                (
                    release: Sample.weightedRelease(),
                    context: Sample.context(sampling: .probability)
                ),
                (
                    release: Sample.release(sampling: .probability, round: "trygghet-2024"),
                    context: Sample.context(
                        sampling: .probability, round: "trygghet-2024", period: "2024")
                ),
                (
                    release: Sample.release(round: "dialog-2025"),
                    context: Sample.context(round: "dialog-2025", period: "2025")
                ),
            ],
            goals: Sample.goals, in: localizer)

        #expect(text.components(separatedBy: "Omgång för omgång").count == 3)
        #expect(text.components(separatedBy: "class=\"chart-break\" x1").count == 2)
        #expect(text.contains("Trygghet i Södertälje 2025</bdi>"))
        #expect(!text.contains("Trygghet i Södertälje 2024</bdi>"))
        #expect(text.components(separatedBy: "Jämför dem inte med varandra.").count == 2)
    }

    // MARK: Who answered, and how answers are spread

    @Test("The page says how many were asked, in which languages answers came, and who is missing")
    func coverage() {
        let text = page()

        #expect(text.contains("6\u{A0}000 personer fick frågorna."))
        #expect(text.contains("41\u{A0}% av dem har svarat."))
        #expect(text.contains("<bdi lang=\"ar\" dir=\"rtl\">العربية</bdi> <bdi>8\u{A0}%</bdi>"))
        #expect(text.contains("Hovsjö (ungefär en tredjedel så ofta)"))
        #expect(text.contains("<span>Av befolkningen</span>"))
    }

    @Test("An indicator's question has its distribution, with dots and their reason")
    func distributions() {
        let article = page().components(separatedBy: "<article").first {
            $0.contains("-active-participation\"")
        }

        #expect(article?.contains("Så fördelade sig svaren") == true)
        #expect(article?.contains("<bdi>66,3\u{A0}%</bdi>") == true)
        #expect(article?.contains("<span>Ganska dåligt</span></th></tr>") == true)
        #expect(article?.contains("<bdi>71\u{A0}%</bdi>") == true)
        #expect(article?.contains("Andelarna i tabellen är inte viktade.") == true)
        #expect(article?.contains("ändrade lite av slumpen") == false)
        #expect(page(Sample.weightedRelease(isPerturbed: true)).contains("ändrade lite av slumpen"))
    }

    @Test("A question without an indicator is at the end of the page, and in its contents")
    func otherQuestions() {
        let text = page()

        #expect(text.contains("<a href=\"#other-questions\">Övriga frågor</a>"))
        #expect(text.contains("id=\"question-trygghet-2026-had-contact\""))
        #expect(text.contains("<bdi>62,4\u{A0}%</bdi>"))
        #expect(!text.contains("question-trygghet-2026-take-part"))
    }

    // MARK: The method box

    @Test("Made-up population figures are said at the top and in every file, in every language")
    func exampleFigures() throws {
        let (release, context) = (
            Sample.weightedRelease(), Sample.context(sampling: .probability)
        )
        for language in ["sv", "sv-simple", "en", "fi", "ar"] as [LanguageTag] {
            let localizer = Sample.realLocalizer(language)
            let notice = localizer.string("results.not-official", in: "results")
            let page = resultsPage(release, context, in: localizer)
            let top = page.components(separatedBy: "results-about").first

            #expect(top?.contains(notice) == true)
            #expect(page.components(separatedBy: notice).count == 3)
            #expect(csv(release, context, style: .people, in: localizer).contains(notice))
            #expect(
                String(decoding: try json(release, context, in: localizer), as: UTF8.self)
                    .contains(notice))
        }
        #expect(machines().contains(",population_is_example,"))
    }

    @Test("Nothing else is called official")
    func neverOfficial() {
        let release = Sample.weightedRelease(isExample: false)
        for (language, word) in [("sv", "offici"), ("en", "offici"), ("fi", "viralli")] {
            let tag = LanguageTag(language) ?? Locales.source
            #expect(!page(release, in: tag).lowercased().contains(word))
            #expect(!page(Sample.release(), in: tag).lowercased().contains(word))
        }
    }

    @Test(
        "The method box has every part of how the figures were made, on the page and in the files")
    func methodBox() throws {
        let context = Sample.context(sampling: .probability)
        let localizer = Sample.localizer("sv")
        let document = try JSONSerialization.jsonObject(
            with: try json(Sample.weightedRelease(), context, in: localizer))
        let sentences = (document as? [String: Any])?["methodText"] as? [String] ?? []
        let rows = people(Sample.weightedRelease()).components(separatedBy: "\r\n")
            .filter { $0.hasPrefix("Metod;") }

        for part in [
            "valdes ut slumpvis", "omgången 2026", "stängde 2026-09-30", "Minst 2\u{A0}450 svar",
            "Det gick att svara på: Svenska, Suomi, العربية.", "viktade efter kön, ålder, stadsdel",
            "raking", "SCB, 2025-12-31", "version 2026", "1\u{A0}775 svar", "1,38", "0,41", "3,20",
            "Students t-fördelning", "Holms metod", "minst 30 svar", "färre än 5", "avrundade",
            "dela med 5", "utgåva 3",
        ] {
            #expect(sentences.contains { $0.contains(part) }, "\(part)")
            #expect(rows.contains { $0.contains(part) }, "\(part)")
        }
        #expect(rows.count == sentences.count)
        // The real texts have no name of the sample's free-text questions; `TextReportTests` has them.
        let others = sentences.filter { !$0.contains("texter kom in") }
        #expect(others.count == sentences.count - 2)
        // The names in a sentence, such as those of languages, have marks of their own on the page.
        for sentence in others where !sentence.contains("Svenska") && !sentence.contains("skärm") {
            let escaped = sentence.replacing("<", with: "&lt;")
            #expect(page().contains(escaped), "\(sentence)")
        }
    }

    @Test("Weights that could not be computed are told of, and nothing is called weighted")
    func failedWeights() {
        let failed = Release(
            round: "trygghet-2026", number: 1,
            survey: .init(id: "trygghet", version: 1, digest: "0123456789abcdef"),
            method: .init(
                sampling: "probability", isDemonstration: false, weighting: "none",
                interval: "logit", smallestBase: 30, smallestCell: 5, softwareVersion: "0.2.0",
                languages: ["sv"], weightingFailure: "The margins don't agree."),
            responsesAtLeast: 25, table: Sample.weightedRelease().table)

        #expect(page(failed).contains("gick det inte att räkna ut vikter."))
        #expect(page(failed).contains("Svaren är inte viktade."))
        #expect(!page(failed).contains("raking"))
        #expect(machines(failed).contains(",weighting_failure,"))
        #expect(!page().contains("gick det inte att räkna ut vikter."))
    }

    // MARK: The files for programs and spreadsheets

    @Test("The machine file has a row of each kind, and withheld ones without figures")
    func machineRows() {
        let lines = machines().components(separatedBy: "\r\n")

        #expect(
            lines.contains {
                $0.hasPrefix("series,") && $0.contains(",trygghet-2024,2024,1,true,mode,")
            })
        #expect(
            lines.contains {
                $0.hasPrefix("coverage,trygghet-2026,3,,,gender,man,,,0.36,")
                    && $0.contains(",0.5,0.7,")
            })
        #expect(
            lines.contains {
                $0.hasPrefix("distribution,trygghet-2026,3,,,gender,woman,,1240,0.094,")
                    && $0.contains(",take-part,very-well,false,")
            })
        #expect(
            lines.contains {
                $0.hasPrefix("distribution,trygghet-2026,3,,,gender,other,,,,")
                    && $0.contains(",true,share,")
            })
        #expect(lines.contains { $0.contains(",design_effect,") && $0.hasSuffix(",1.38") })
        #expect(lines.contains { $0.contains(",0.337,,0.041,trygghet-2024,higher,,") })
    }

    @Test("The columns of both files begin as they always did")
    func columns() {
        let machines = machines().prefix { $0 != "\r\n" }
        let people = people(Sample.weightedRelease()).prefix { $0 != "\r\n" }

        #expect(
            machines.hasPrefix(
                "row,round,release,goal,indicator,variable,group,measure,n,value,low,high,"
                    + "less_than,more_than,dont_know_share,withheld,unit,territory,year,source,"
                    + "subgroup,note,sampling,demonstration,"))
        #expect(machines.hasSuffix(",text"))
        #expect(
            people.hasPrefix(
                "\u{FEFF}Rad;Mål;Indikator;Uppdelning;Grupp;Område;År;Värde;Enhet;"))
    }

    @Test("Every row of both files has as many cells as the heading")
    func rectangular() {
        for (file, separator) in [(people(Sample.weightedRelease()), ";"), (machines(), ",")] {
            let counts = Set(
                file.components(separatedBy: "\r\n").dropLast().map { line in
                    line.replacingOccurrences(
                        of: "\"(?:[^\"]|\"\")*\"", with: "", options: .regularExpression
                    ).components(separatedBy: separator).count
                })
            #expect(counts.count == 1)
        }
    }

    // MARK: The page as such

    @Test("The page has neither style nor script, every element closed, and no id twice")
    func wellFormed() {
        for language in ["sv", "ar"] as [LanguageTag] {
            let text = page(in: language)
            var open: [Substring] = []
            for match in text.matches(of: /<(\/?)([a-z0-9]+)[^>]*?(\/?)>/) {
                let (closes, name, isAlone) = (!match.1.isEmpty, match.2, !match.3.isEmpty)
                if closes { #expect(open.popLast() == name) }
                if !closes, !isAlone { open.append(name) }
            }
            let ids = text.matches(of: /\ id="([^"]*)"/).map { String($0.1) }
            let references = text.matches(of: /aria-labelledby="([^"]*)"/)
                .flatMap { $0.1.split(separator: " ").map(String.init) }

            #expect(open.isEmpty)
            #expect(text.firstMatch(of: /<style|<script|style=| on[a-z]+=|javascript:/) == nil)
            #expect(ids.count == Set(ids).count)
            #expect(Set(references).isSubset(of: ids))
        }
    }

    @Test("Each list of names in a right-to-left sentence is isolated with its direction")
    func isolatedLists() {
        #expect(page(in: "ar").contains("\u{2068}\u{2067}"))
        #expect(!page().unicodeScalars.contains { (0x2066...0x2069).contains($0.value) })
    }

    @Test("A release of software before 0.2 has nothing of what is new")
    func oldRelease() {
        let text = page(Sample.release(), sampling: .selfSelected)

        for part in [
            "oviktat", "Över tid", "Så fördelade", "Övriga frågor", "Mot övriga", "<h3>När?",
        ] {
            #expect(!text.contains(part))
        }
    }
}
