import Diagnostics
import Dialogues
import Foundation
import Localization
import Reports
import TestSupport
import Testing

@testable import DisclosureControl
@testable import SurveyDefinition

struct ScreenshotTests {
    @Test("write") func write() throws {
        let definitions = try #require(
            readDefinitions(from: Project.surveys, reportingTo: FaultCollector()))
        let survey = try #require(definitions.survey("medborgardialog"))
        let shares: [Double?] = [0.31, 0.24, 0.22, 0.2, 0.12, 0.11, 0.1, nil, 0.09, nil, 0.15]
        let texts = ProtectedTexts(questions: [
            .init(
                question: "area-change", n: 240, read: 240, coded: 240,
                themes: zip(definitions.themes(of: "area-change", in: survey.id), shares).map {
                    .init(theme: $0, share: $1, lessThan: $1 == nil ? 0.03 : nil, moreThan: nil)
                },
                quotations: [
                    "Bättre belysning på gångvägen till stationen.\nDet är mörkt hela vintern.",
                    "Lisää penkkejä ja valoja puistoon, kiitos.",
                    "نريد مكاناً يلتقي فيه الشباب بعد المدرسة.",
                ]),
            .init(
                question: "easier-to-take-part", n: 60, read: 25, coded: 0, themes: nil,
                quotations: (1...9).map { "Möten på kvällstid, nummer \($0)" }),
        ])
        let base = Sample.weightedRelease()
        let release = Release(
            round: "dialog-2026", number: 2,
            survey: .init(id: survey.id, version: 3, digest: survey.digest), method: base.method,
            responsesAtLeast: 400,
            table: ProtectedTable(indicators: [], distributions: [], coverage: nil), texts: texts)
        let context = ReportContext(
            round: Round(
                id: "dialog-2026", survey: survey.id, surveyVersion: 3, period: "2026",
                sampling: .selfSelected, stage: .closed),
            survey: survey, goals: definitions.goals, districts: survey.districts,
            municipality: "Södertälje kommun", languages: Sample.languages)
        let style = try String(
            contentsOf: Project.sources.appending(path: "Pages/Templates/style.css"),
            encoding: .utf8)
        for tag in ["sv", "ar", "fi", "en", "sv-simple"] as [LanguageTag] {
            let localizer = Sample.realLocalizer(tag)
            let page = htmlDocument(
                body: resultsPage(release, context, in: localizer), title: "t",
                language: localizer.language,
                stylesheet: ":root{--accent:#1f5f7a;--accent-strong:#174a60;--accent-soft:#e6f0f4}" + style)
            try Data(page.utf8).write(to: URL(filePath: "/tmp/themes/page-\(tag).html"))
        }
    }
}
