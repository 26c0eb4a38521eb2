import Dialogues
import Localization
import Testing

@testable import DisclosureControl
@testable import Reports
@testable import SurveyDefinition

/// Who has answered, as the staff read it at a terminal.
struct CoverageTextTests {
    private let coverage = Coverage(
        tables: [
            .init(
                variable: .gender,
                rows: [
                    .init(group: "woman", responses: 0.62, population: 0.5, ratio: 1.2),
                    .init(group: "man", responses: 0.25, population: 0.5, ratio: 0.5),
                    .init(group: "other", responses: nil, population: nil, ratio: nil),
                ])
        ],
        languages: [.init(tag: "fi", responses: 0.1), .init(tag: nil, responses: 0.02)],
        modes: [], invited: nil, responseRate: nil)

    private func context(_ stage: RoundStage, invited: Int?) -> ReportContext {
        let sample = Sample.context()
        return ReportContext(
            round: Round(
                id: sample.round.id, survey: sample.round.survey, surveyVersion: 1, period: "2026",
                sampling: .probability, stage: stage, invited: invited),
            survey: sample.survey, goals: sample.goals, districts: sample.districts,
            municipality: sample.municipality)
    }

    private func text(
        _ coverage: Coverage, _ stage: RoundStage, invited: Int? = nil,
        in language: LanguageTag = "sv"
    ) -> String {
        coverageText(
            coverage, atLeast: 575, context(stage, invited: invited),
            in: Sample.realLocalizer(language))
    }

    @Test("Of an open round, the rate is the counter's, and tables stand in columns")
    func openRound() {
        #expect(
            text(coverage, .open, invited: 2_500) == """
                Minst 575 svar har kommit in.
                2\u{A0}500 personer fick frågorna.
                23\u{A0}% av dem har svarat.
                Svaren kom på de här språken: fi 10\u{A0}%, andra språk 2\u{A0}%.

                Kön     Av svaren  Av befolkningen
                Kvinna       62\u{A0}%             50\u{A0}%
                Man          25\u{A0}%             50\u{A0}%
                Annat          ..                –

                En grupp har svarat mer sällan än genomsnittet: Man (ungefär hälften så ofta).

                """)
    }

    @Test("Of a closed round, the rate is the release's own")
    func closedRound() {
        let closed = Coverage(
            tables: [], languages: [], modes: [], invited: 900, responseRate: 0.65)

        #expect(
            text(closed, .closed, invited: 900) == """
                Minst 575 svar har kommit in.
                900 personer fick frågorna.
                65\u{A0}% av dem har svarat.

                """)
    }

    @Test(
        "Without a number of invited, or with too small a one, no rate is told",
        arguments: [nil, 500])
    func noRate(invited: Int?) {
        let nothing = Coverage(
            tables: [], languages: [], modes: [], invited: nil, responseRate: nil)

        #expect(text(nothing, .open, invited: invited) == "Minst 575 svar har kommit in.\n")
    }
}
