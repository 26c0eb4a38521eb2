import Localization
import Testing

@testable import DisclosureControl
@testable import Reports
@testable import SurveyDefinition

/// The sentence on who is missing most, and what is drawn of who answered.
struct CoverageTests {
    private func coverage(_ tables: [(BackgroundVariable, [(Code, Double?)])]) -> Coverage {
        Coverage(
            tables: tables.map { variable, rows in
                .init(
                    variable: variable,
                    rows: rows.map {
                        .init(group: $0, responses: 0.1, population: 0.2, ratio: $1)
                    })
            },
            languages: [], modes: [], invited: nil, responseRate: nil)
    }

    private func sentence(
        _ tables: [(BackgroundVariable, [(Code, Double?)])], in language: LanguageTag = "sv"
    ) -> String? {
        CoverageFields(
            coverage: coverage(tables), context: Sample.context(),
            words: ReportWords(Sample.realLocalizer(language))
        ).missing?.string
    }

    @Test(
        "How much less often a group answers is told with the nearest simple fraction",
        arguments: [
            (0.0, "mindre än en fjärdedel så ofta"), (0.1, "mindre än en fjärdedel så ofta"),
            (0.2, "ungefär en fjärdedel så ofta"), (0.3, "ungefär en tredjedel så ofta"),
            (0.4, "ungefär en tredjedel så ofta"), (0.5, "ungefär hälften så ofta"),
            (0.6, "ungefär hälften så ofta"), (0.7, "ungefär tre fjärdedelar så ofta"),
            (0.8, "ungefär tre fjärdedelar så ofta"),
        ])
    func fractions(ratio: Double, words: String) {
        #expect(
            sentence([(.gender, [("woman", 1.2), ("man", ratio)])])
                == "En grupp har svarat mer sällan än genomsnittet: Man (\(words)).")
    }

    @Test("The rarest group of each variable is named, the rarest of all first")
    func worstOfEach() {
        let sentence = sentence([
            (.gender, [("woman", 1.2), ("man", 0.7)]),
            (.age, [("16-29", 0.5), ("30-49", 0.6), ("65-plus", 1.5)]),
            (.district, [("hovsjo", 0.3), ("jarna", 1)]),
        ])

        #expect(
            sentence == "Några grupper har svarat mer sällan än genomsnittet: "
                + "Hovsjö (ungefär en tredjedel så ofta), 16–29 år (ungefär hälften så ofta), "
                + "Man (ungefär tre fjärdedelar så ofta).")
    }

    @Test("Nothing is said of groups that answer about as often as others, or of unknown ones")
    func nobodyMissing() {
        #expect(sentence([(.gender, [("woman", 1.1), ("man", 0.9), ("other", nil)])]) == nil)
        #expect(sentence([]) == nil)
    }

    @Test("The sentence is in the page's language, its plural too")
    func languages() {
        let one: [(BackgroundVariable, [(Code, Double?)])] = [(.gender, [("man", 0.5)])]
        let two = one + [(.age, [("16-29", 0.5)])]

        #expect(sentence(one, in: "fi")?.contains("Mies (noin puolet niin usein)") == true)
        #expect(sentence(one, in: "fi") != sentence(two, in: "fi"))
        #expect(sentence(two, in: "ar")?.contains("مجموعتان") == true)
    }

    @Test("Both shares of a row are drawn in shapes of their own, on the axis of their table")
    func shapes() {
        let row = Coverage.Row(group: "man", responses: 0.25, population: 0.5, ratio: 0.5)
        let empty = Coverage.Row(group: "other", responses: nil, population: nil, ratio: nil)
        let chart = CoverageChart(.init(variable: .gender, rows: [row, empty]))

        #expect(chart.shapes(row).contains("<svg x=\"50%\" y=\"10\""))
        #expect(chart.shapes(row).contains("<svg x=\"94%\" y=\"10\""))
        #expect(CoverageChart.responses != CoverageChart.population)
        #expect(!chart.shapes(empty).contains("<svg"))
    }
}
