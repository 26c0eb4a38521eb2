import SurveyDefinition
import Testing

@testable import DisclosureControl
@testable import Indicators

/// Who answered, as it may be told.
struct CoverageTests {
    private func composition(
        _ rows: [(group: Code, respondents: Int, population: Int?)] = [],
        respondents: Int? = nil, languages: [Code: Int] = [:], modes: [Code: Int] = [:]
    ) -> Composition {
        Composition(
            respondents: respondents ?? rows.map(\.respondents).reduce(0, +),
            tables: [
                .init(
                    variable: .district,
                    rows: rows.map {
                        .init(
                            group: $0.group, respondents: $0.respondents,
                            population: $0.population)
                    })
            ], languages: languages, modes: modes)
    }

    private func coverage(_ composition: Composition, invited: Int? = nil) -> Coverage {
        DisclosureControl.coverage(of: composition, invited: invited, policy: Policy())
    }

    /// ```
    /// group       responses       population      ratio
    /// A           120 of 200      5 000 of 10 000  60 / 50
    /// B            60             2 500            30 / 25
    /// C            16             2 450             8 / 25 (24.5 is rounded away from zero)
    /// D             4                50            a few, of whom nothing is told
    /// not-stated    0                 -
    /// ```
    @Test("shares are in whole percent, and how often a group answers with one decimal")
    func shares() throws {
        let rows = try #require(
            coverage(
                composition([
                    ("A", 120, 5000), ("B", 60, 2500), ("C", 16, 2450), ("D", 4, 50),
                    ("not-stated", 0, nil),
                ])
            ).tables.first
        ).rows

        #expect(rows.map(\.responses) == [0.6, 0.3, 0.08, nil, nil])
        #expect(rows.map(\.population) == [0.5, 0.25, 0.25, 0.01, nil])
        #expect(rows.map(\.ratio) == [1.2, 1.2, 0.3, nil, nil])
    }

    @Test("a group of a few and one of nobody look alike")
    func fewLikeNobody() {
        let few = coverage(composition([("A", 96, 500), ("B", 4, 500)], respondents: 100))
        let nobody = coverage(composition([("A", 96, 500), ("B", 0, 500)], respondents: 100))

        #expect(few == nobody)
    }

    @Test("below one percent of the answers nothing is compared")
    func belowOnePercent() throws {
        let table = try #require(
            coverage(composition([("A", 1995, 900), ("B", 5, 100)])).tables.first)

        #expect(table.rows[1].responses == 0)
        #expect(table.rows[1].ratio == nil)
    }

    @Test("of an open round with fewer answers than the smallest base nothing is told")
    func tooFew() {
        let composition = composition(
            [("A", 20, 500), ("B", 9, 500)], languages: ["sv": 20, "fi": 9])

        let coverage = coverage(composition, invited: 100)

        #expect(coverage.tables.isEmpty && coverage.languages.isEmpty)
        #expect(coverage.responseRate == nil)
        #expect(coverage.invited == 100)
        #expect(!self.coverage(self.composition([("A", 30, 500)])).tables.isEmpty)
    }

    @Test("the response rate is of those invited, and none when fewer were than answered")
    func responseRate() {
        let composition = composition([("A", 150, 500)])

        #expect(coverage(composition, invited: 400).responseRate == 0.38)  // 37.5 %
        #expect(coverage(composition, invited: 149).responseRate == nil)
        #expect(coverage(composition, invited: nil).responseRate == nil)
        #expect(coverage(composition, invited: nil).invited == nil)
    }

    /// A single rare version would be 100 % less the others: it takes the next rarest with it.
    @Test(
        "rare language versions are told together, never one alone",
        arguments: [
            (["sv": 90, "fi": 8, "ar": 2], ["sv 90", "- 10"]),
            (["sv": 90, "fi": 6, "ar": 4], ["sv 90", "- 10"]),
            (["sv": 80, "fi": 12, "ar": 4, "en": 4], ["sv 80", "fi 12", "- 8"]),
            (["sv": 80, "fi": 16, "ar": 3, "en": 1], ["sv 80", "- 20"]),
            (["sv": 80, "fi": 12, "ar": 8], ["sv 80", "fi 12", "ar 8"]),
            (["sv": 98, "fi": 2], ["- 100"]), (["sv": 100, "fi": 0], ["sv 100"]),
        ] as [([Code: Int], [String])])
    func languages(counts: [Code: Int], told: [String]) {
        let languages = coverage(composition(respondents: 100, languages: counts)).languages

        #expect(languages.map { "\($0.tag ?? "-") \(Int(($0.responses * 100).rounded()))" } == told)
    }

    @Test("modes of collection are told by the same rule")
    func modes() {
        let modes =
            coverage(
                composition(respondents: 100, modes: ["web": 90, "kiosk": 6, "paper": 4])
            ).modes ?? []

        #expect(modes.map(\.mode) == [.web, nil])
        #expect(modes.map(\.responses) == [0.9, 0.1])
    }

    @Test("language versions that fewer than the smallest base used are not told")
    func fewLanguages() {
        #expect(
            coverage(composition(respondents: 100, languages: ["sv": 20, "fi": 9])).languages
                .isEmpty)
    }
}
