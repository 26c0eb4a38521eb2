import Dialogues
import Foundation
import SurveyDefinition
import TestSupport
import Testing

@testable import PrivacyDocuments

/// The sheet and the draft of the assessment, for the data-protection officer.
struct OfficerDocumentTests {
    private func context(_ id: SurveyID, _ level: AnonymityLevel = .open) throws -> PrivacyContext {
        let survey = try Sample.survey(id)
        return Sample.context(
            survey, Sample.round(of: survey, level: level),
            population: Sample.shipped.population(for: survey))
    }

    @Test("The sheet names the controller, the version with its digest, the level and the page")
    func sheet() throws {
        let survey = try Sample.survey("trygghet")
        let sheet = dataProtectionSheet(
            try context("trygghet", .code), in: Sample.localizer("sv"))
        let rows = try #require(sheet.rows(captioned: "Om behandlingen"))
        func told(_ name: String) -> String { rows.first { $0[0] == name }?[1] ?? "" }

        #expect(told("Personuppgiftsansvarig") == "Södertälje kommun")
        #expect(told("Enkät").contains("version \(survey.version)"))
        #expect(told("Enkät").contains(String(survey.digest.prefix(12))))
        #expect(told("Anonymitetsnivå").hasPrefix("Kod:"))
        #expect(told("Känsliga frågor").contains("utsatts för brott"))
        #expect(told("Fria texter") == "Inga")
        #expect(told("Sida för den som svarar").hasSuffix("/integritet"))
        #expect(told("Programvara") == "Rådslag 0.3.0")
        #expect(sheet.gaps == [])
    }

    @Test(
        "The rarest groups are told with their residents, and marked where the figures are made up")
    func classes() throws {
        let sheet = dataProtectionSheet(try context("trygghet"), in: Sample.localizer("sv"))

        let rarest = try #require(sheet.rows(captioned: "De minsta grupperna"))
        let coarser = try #require(sheet.rows(captioned: "Svar som väntas sparas grövre"))

        // 40400 × 16900 × 2600 persons of 81000², by the example's margins.
        #expect(rarest[0] == ["Kvinna · 65 år eller äldre · Mölnbo", "271"])
        #expect(coarser.map { $0[0] } == ["250", "1\u{A0}000", "4\u{A0}000"])
        #expect(sheet.texts.contains { $0.hasPrefix("Exempelsiffror") })
        #expect(sheet.texts.contains { $0.contains("ger 80 grupper") })
    }

    @Test(
        "A table of real residents is not called an example, and a survey that nobody counts says so"
    )
    func realFigures() throws {
        let survey = try Sample.survey("trygghet")
        let example = try #require(Sample.shipped.population(for: survey))
        let real = PopulationTable(
            id: example.id, source: "SCB", date: example.date, regionVersion: example.regionVersion,
            isExample: false, margins: example.margins)

        let told = dataProtectionSheet(
            Sample.context(survey, population: real), in: Sample.localizer("sv")
        )
        .texts
        let uncounted = dataProtectionSheet(
            try context("anlaggning"), in: Sample.localizer("sv")
        )
        .texts

        #expect(!told.contains { $0.hasPrefix("Exempelsiffror") })
        #expect(told.contains { $0.contains("SCB, \(example.date)") })
        #expect(uncounted.contains { $0.hasPrefix("Ingen befolkningstabell räknar") })
    }

    @Test(
        "The assessment has the parts that article 35.7 asks for, and gaps for what nobody here knows"
    )
    func assessment() throws {
        let document = impactAssessment(try context("trygghet"), in: Sample.localizer("sv"))
        let headings = document.blocks.compactMap {
            if case .heading(let text, 2) = $0 { text.string } else { nil }
        }

        #expect(
            headings == [
                "Behövs en konsekvensbedömning?", "Beskrivning av behandlingen",
                "Ändamål och rättslig grund", "Nödvändighet och proportionalitet",
                "Risker för de registrerade", "Skyddsåtgärder i tjänsten",
                "Det som tjänsten inte kan skydda", "Det som kommunen ansvarar för", "Samråd",
                "Beslut och uppföljning",
            ])
        for gap in [
            "rättslig grund enligt artikel 6", "undantag enligt artikel 9.2",
            "dataskyddsombudets råd",
        ] {
            #expect(document.gaps.contains { $0.hasPrefix(gap) }, "\(gap)")
        }
    }

    @Test(
        "The exemption of article 9 is asked for where answers may need it",
        arguments: allSurveys.map(\.id))
    func articleNine(id: SurveyID) throws {
        let survey = try #require(allSurveys.first { $0.id == id })
        let document = impactAssessment(Sample.context(survey), in: Sample.localizer("sv"))

        let mayBeSensitive = survey.questions.contains { $0.isSensitive || $0.isFreeText }
        #expect(document.gaps.contains { $0.contains("artikel 9.2") } == mayBeSensitive)
    }

    @Test("Each risk has its measures and what remains, and stands in the summary")
    func risks() throws {
        for level in AnonymityLevel.allCases {
            let context = try context("medborgardialog", level)
            let document = impactAssessment(context, in: Sample.localizer("sv"))

            let summary = try #require(document.rows(captioned: "Riskerna i sammandrag"))
            let measures = document.texts.filter { $0.hasPrefix("Åtgärder: ") }
            let remains = document.texts.filter { $0.hasPrefix("Kvarstår: ") }

            #expect(summary.count == context.facts.risks.count)
            #expect(Set(measures).count == summary.count && Set(remains).count == summary.count)
        }
    }
}
