import Dialogues
import Foundation
import Localization
import SurveyDefinition
import TestSupport
import Testing
import Tickets

@testable import PrivacyDocuments

/// The page says what the definition holds, and nothing that it doesn't.
struct PrivacyPageTests {
    /// A survey at a level in a language.
    struct Case: CustomTestStringConvertible, Sendable {
        let survey: Survey
        let level: AnonymityLevel
        let language: LanguageTag

        var testDescription: String { "\(survey.id) \(level.rawValue) \(language)" }

        var page: PrivacyDocument {
            privacyPage(
                Sample.context(survey, Sample.round(of: survey, level: level)), in: localizer)
        }

        var localizer: Localizer { Sample.localizer(language) }

        func text(_ key: String, count: Int? = nil, _ values: [String: String] = [:]) -> String {
            PrivacyWords(localizer: localizer).text(key, count: count, values).string
        }

        func names(_ questions: [Question]) -> [String] {
            questions.map { localizer.string("question.\($0.id).text", in: survey.textFile) }
        }
    }

    static let cases = Sample.shipped.surveys.flatMap { survey in
        AnonymityLevel.allCases.flatMap { level in
            Sample.languages.map { Case(survey: survey, level: level, language: $0) }
        }
    }

    @Test(
        "Sensitive questions and free texts are named, all of them, and only where there are some",
        arguments: cases)
    func sensitiveQuestions(of each: Case) {
        let page = each.page
        let sensitive = each.survey.questions.filter { $0.isSensitive && !$0.isFreeText }
        let texts = each.survey.questions.filter(\.isFreeText)

        #expect(
            page.items(of: each.text("privacy.asked.sensitive"))
                == (sensitive.isEmpty ? nil : each.names(sensitive)))
        #expect(
            page.items(of: each.text("privacy.asked.texts"))
                == (texts.isEmpty ? nil : each.names(texts)))
        #expect(page.texts.contains(each.text("privacy.kept.sensitive")) == !sensitive.isEmpty)
        #expect(page.texts.contains(each.text("privacy.kept.texts")) == !texts.isEmpty)
    }

    @Test("What is kept is kept for as long as the survey says", arguments: cases)
    func retention(of each: Case) throws {
        let rows = try #require(each.page.rows(captioned: each.text("privacy.kept.caption")))
        func told(_ key: String, _ values: [String: String] = [:]) -> String? {
            let name = each.text(key, values)
            return rows.first { $0[0] == name }?[1]
        }
        func years(_ months: Int?) throws -> String {
            let years = try #require(months) / 12
            return each.text("privacy.until.years", count: years, ["count": "\(years)"])
        }

        // Every shipped survey has limits of whole years.
        #expect(told("privacy.kept.counts") == (try years(each.survey.retention.answers)))
        if each.survey.questions.contains(where: \.isFreeText) {
            #expect(told("privacy.kept.texts") == (try years(each.survey.retention.texts)))
        }
        #expect((told("privacy.kept.codes") != nil) == (each.level == .code))
        #expect((told("privacy.kept.language") != nil) == each.survey.countsLanguages)
    }

    @Test("Each number on the page is the policy's", arguments: cases)
    func numbers(of each: Case) {
        let policy = each.survey.policy
        let values = [
            "batch": policy.batch, "k": policy.smallestClass,
            "minutes": policy.minutesBetweenMixings,
            "base": policy.smallestBase, "cell": policy.smallestCell,
        ]
        .mapValues { each.localizer.number($0) }
        let parts = PrivacyWords(localizer: each.localizer)
            .variables(each.survey.backgroundVariables)
        let texts = each.page.texts

        #expect(
            texts.contains(
                each.text("privacy.mixing.alike", values.merging(["parts": parts]) { $1 })))
        #expect(texts.contains(each.text("privacy.published.figures", values)))
    }

    @Test("What isn't kept is what the pages before and after say", arguments: cases)
    func neverKept(of each: Case) {
        let texts = each.page.texts
        for thing in NeverKept.allCases {
            let isTold = texts.contains(each.localizer.string(thing.textKey))
            switch thing {
            case .language: #expect(isTold == !each.survey.countsLanguages)
            case .code: #expect(isTold == (each.level == .code))
            case .ticket: #expect(isTold == (each.level == .blind))
            case .identity, .device, .time, .unfinished: #expect(isTold)
            }
        }
    }

    @Test(
        "Every text of every document is in the document's language, and filled in",
        arguments: cases)
    func wholeTexts(of each: Case) {
        let context = Sample.context(
            each.survey, Sample.round(of: each.survey, level: each.level),
            population: Sample.shipped.population(for: each.survey))
        for (name, document) in Sample.documents(of: context, in: each.localizer) {
            for text in document.texts {
                #expect(!text.isEmpty, "\(name)")
                #expect(!text.contains("{") && !text.hasPrefix("privacy."), "\(name): \(text)")
            }
            // On the page each language's name is in its own language.
            let foreign = document.html.matches(of: /<span lang=/).count
            #expect(foreign == (name == "page" ? Sample.languages.count - 1 : 0), "\(name)")
        }
    }

    @Test("A survey with a sensitive question more names it, and one without any names none")
    func anotherSensitiveQuestion() throws {
        let source = SmallSurvey.source
        let more = SmallSurvey.makeDefinitions(
            of: source.replacing(
                "      - id: trust\n",
                with: "      - id: offended\n        kind: single-choice\n        sensitive: true\n"
                    + "        options: [\"yes\", \"no\"]\n      - id: trust\n"))
        func page(_ survey: Survey) -> PrivacyDocument {
            privacyPage(Sample.context(survey), in: Sample.localizer("sv"))
        }

        let before = page(SmallSurvey.make())
        let after = page(more.surveys[0])

        // The small survey has no texts of its own, so that its questions are named by their keys.
        #expect(before.items(of: "Känsliga frågor.") == ["question.victim.text"])
        #expect(
            after.items(of: "Känsliga frågor.") == [
                "question.victim.text", "question.offended.text",
            ])
    }

    @Test("A stricter policy is told on the page")
    func stricterPolicy() {
        let strict = SmallSurvey.makeDefinitions(
            of: SmallSurvey.source.replacing(
                "helpLines: true\n",
                with: "helpLines: true\npolicy: {smallestClass: 7, smallestBase: 41, batch: 33}\n"))

        let text = privacyPage(Sample.context(strict.surveys[0]), in: Sample.localizer("sv"))
            .texts.joined(separator: "\n")

        #expect(text.contains("minst 33 svar") && text.contains("minst 7 av varje grupp"))
        #expect(text.contains("minst 41 svar"))
        #expect(!text.contains("minst 20 svar") && !text.contains("minst 30 svar"))
    }

    @Test("Months that are no whole years are told as months; what has no limit as that")
    func oddLimits() throws {
        let survey = SmallSurvey.makeDefinitions(
            of: SmallSurvey.source.replacing(
                "helpLines: true\n", with: "helpLines: true\nretention: {texts: P18M}\n")
        )
        .surveys[0]

        let page = privacyPage(Sample.context(survey), in: Sample.localizer("sv"))
        let rows = try #require(page.rows(captioned: "Vad som sparas och hur länge"))

        #expect(rows.first { $0[0].hasPrefix("Fria texter") }?[1] == "18 månader efter stängning")
        #expect(
            rows.first { $0[0].hasPrefix("Svaren") }?[1]
                == "Ingen gräns i enkäten: kommunens plan för gallring bestämmer")
    }

    @Test("A closed round says when it closed and what has become of everything")
    func closedRound() throws {
        let survey = try Sample.survey("medborgardialog")
        let round = Sample.round(
            of: survey, level: .code, stage: .closed, closedIn: "2026-12",
            textsDisposedOn: "2028-01-03")

        let page = privacyPage(Sample.context(survey, round), in: Sample.localizer("sv"))
        let rows = try #require(page.rows(captioned: "Vad som sparas och hur länge"))

        #expect(page.texts.contains { $0.hasPrefix("Omgången stängde 2026-12.") })
        #expect(rows.first { $0[0].hasPrefix("Vilka koder") }?[2] == "Förstört")
        #expect(rows.first { $0[0].hasPrefix("Fria texter") }?[2] == "Gallrat 2028-01-03")
        #expect(rows.first { $0[0].hasPrefix("Svaren") }?[2] == "Finns kvar")
        #expect(page.texts.contains { $0.hasPrefix("Omgången krävde en kod.") })
        #expect(!page.texts.contains { $0.hasPrefix("Omgången kräver") })
    }

    @Test("Of a round whose answers were disposed of, nobody is said to see any")
    func disposedRound() throws {
        let survey = try Sample.survey("medborgardialog")
        let round = Sample.round(
            of: survey, stage: .closed, closedIn: "2026-12", textsDisposedOn: "2028-01-03",
            answersDisposedOn: "2032-01-02")

        let page = privacyPage(Sample.context(survey, round), in: Sample.localizer("sv"))
        let onlookers = try #require(page.rows(captioned: "Vem som kan se vad")).map { $0[0] }

        #expect(!onlookers.contains { $0.hasPrefix("Den som har databasen") })
        #expect(!onlookers.contains { $0.hasPrefix("Den som har både") })
        #expect(onlookers.contains("Alla"))
    }

    @Test("At level blind the page says who sees a plain ticket, where the round gives them")
    func plainTickets() throws {
        let survey = SmallSurvey.make()
        let key = try TicketSigningKey().publicKey
        func onlookers(isPlainAllowed: Bool) throws -> [[String]] {
            let terms = TicketTerms(key: key, isPlainAllowed: isPlainAllowed)
            let round = Sample.round(of: survey, level: .blind, tickets: terms)
            let page = privacyPage(Sample.context(survey, round), in: Sample.localizer("sv"))
            let isPlainTold = page.texts.contains { $0.hasPrefix("Den som inte har JavaScript") }
            #expect(isPlainTold == isPlainAllowed)
            #expect(page.texts.contains("Ett enda litet skript, som gör biljetten."))
            return try #require(page.rows(captioned: "Vem som kan se vad"))
        }

        let strict = try onlookers(isPlainAllowed: false)
        let plain = try onlookers(isPlainAllowed: true)

        func issuer(_ rows: [[String]]) -> String? {
            rows.first { $0[0] == "Den som utfärdar biljetter" }?[1]
        }
        #expect(issuer(strict)?.contains("vanlig biljett") == false)
        #expect(issuer(plain)?.contains("vanlig biljett") == true)
        #expect(!strict.contains { $0[1].contains("vilken kod som användes") })
    }

    @Test("The page is as it was")
    func golden() throws {
        let survey = try Sample.survey("trygghet")
        let page = privacyPage(
            Sample.context(survey, Sample.round(of: survey, level: .code)),
            in: Sample.localizer("sv"))

        try expectGolden(Data(page.html.utf8), "page-trygghet-code-sv.html")
    }
}
