import Diagnostics
import PopulationImport
import SurveyDefinition
import TestSupport
import Testing

/// Ages of a file against the bands of the survey: 16–29, 30–49, 50–64, 65 and over.
struct AgeTests {
    /// A file with one person in each level.
    private static func file(_ levels: [String]) -> ImportedFile {
        .csv("ålder,antal\n" + levels.map { "\"\($0)\",1\n" }.joined())
    }

    private static func years(_ range: ClosedRange<Int>) -> [String] { range.map { "\($0) år" } }

    @Test("Single years are summed into the bands, and the younger left out")
    func singleYears() {
        let (table, faults) = Self.file(Self.years(0...99) + ["100+ år"]).outcome()

        #expect(faults == [])
        #expect(
            table?.margins[.age] == ["16-29": 14, "30-49": 20, "50-64": 15, "65-plus": 36])
    }

    @Test("Whoever is over 100 may be counted by single years, too")
    func veryOld() {
        #expect(Self.file(Self.years(16...108)).outcome().table?.margins[.age]?["65-plus"] == 44)
    }

    @Test(
        "A level without a highest age is known in many spellings",
        arguments: [
            "65+", "65 år och äldre", "65-plus", "65 -", "65–", "65-w år", "65 and over",
            "65 ja yli",
        ])
    func open(spelling: String) {
        let (table, faults) = Self.file(["0-15", "16–29 år", "30 - 49", "50-64", spelling])
            .outcome()

        #expect(faults == [])
        #expect(table?.margins[.age]?["65-plus"] == 1)
    }

    @Test("A total of all ages isn't counted again")
    func total() {
        let levels = ["totalt ålder", "16-29", "30-49", "50-64", "65+"]

        #expect(Self.file(levels).outcome().table?.total(of: .age) == 4)
    }

    @Test(
        "Ages that don't fill the bands once are a fault",
        arguments: [
            (
                ["15-19", "20-29", "30-49", "50-64", "65+"],
                "'15-19' isn't within one of our levels"
            ),
            (["16-29", "30-49", "50-69", "70+"], "'50-69' isn't within one of our levels"),
            (["16-29", "30-49", "50-64"], "Nobody is counted in 65-plus"),
            (["16-22", "24-29", "30-49", "50-64", "65+"], "In 16-29, nobody aged 23 is counted"),
            (["17-29", "30-49", "50-64", "65+"], "In 16-29, nobody aged 16 is counted"),
            (["16-29", "30-49", "50-63", "65+"], "In 50-64, nobody aged 64 is counted"),
            (
                ["16-29", "20", "30-49", "50-64", "65+"],
                "In 16-29, those aged 20 are counted twice"
            ),
            (["16-29", "30-49", "50-64", "65-84"], "In 65-plus, nobody aged 85 is counted"),
            (
                ["16-29", "30-49", "50-64", "65+", "80+"],
                "In 65-plus, those aged 80 are counted twice"
            ),
            (["16-29", "30-49", "50-64", "65+", "okänd"], "'okänd' is none of our levels"),
            (["16-29", "30-49", "50-64", "65+", "49-30"], "'49-30' is none of our levels"),
        ])
    func coverage(levels: [String], problem: String) {
        let (table, faults) = Self.file(levels).outcome()

        #expect(table == nil)
        #expect(faults.count == 1, "\(faults)")
        #expect(faults.first?.problem.contains(problem) == true, "\(faults)")
        #expect(faults.first?.path == "ålder")
    }

    @Test("A level that is mapped to a band must lie within it")
    func mappedAcross() {
        let file = Self.file(["15-29", "30-49", "50-64", "65+"]).with {
            $0.mapped = [.age: ["16-29": ["15-29"]]]
        }

        #expect(
            file.outcome().faults.map(\.problem) == [
                "In 16-29, those aged 15 or more are counted, not all within it."
            ])
    }

    @Test("Bands of a number question are filled by their ages")
    func numberQuestion() throws {
        let source = SmallSurvey.source.replacing(
            """
                    kind: single-choice
                    background: age
                    options: [16-29, 30-49, 50-64, 65-plus]
                    coarse: {16-49: [16-29, 30-49], 50-plus: [50-64, 65-plus]}
                    also: [prefer-not-to-say]
            """,
            with: """
                        kind: number
                        background: age
                        from: 16
                        to: 120
                        bands: {young: [16, 49], old: [50, 120]}
                        coarse: {any: [young, old]}
                """)
        let faults = FaultCollector()
        let definitions = try #require(
            SmallSurvey.read(
                replacing: [
                    "small/survey.yaml": source,
                    "population/here.yaml": "example: no",
                ], reportingTo: faults))
        try #require(faults.diagnostics.allSatisfy { $0.file.hasPrefix("population/") })

        let (table, found) = Self.file(Self.years(0...99) + ["100+ år"])
            .with { $0.definitions = definitions }.outcome()

        #expect(found == [])
        #expect(table?.margins[.age] == ["young": 34, "old": 51])
    }
}
