import Diagnostics
import SurveyDefinition
import TestSupport
import Testing

/// Population tables: how they read, and their faults, each alone.
struct PopulationFaultTests {
    private static let file = "population/here.yaml"
    private static let district = "district: {north: 400, south: 350, east: 255}"

    @Test("A table reads as it is written, and is known by its file's name")
    func reads() throws {
        let definitions = SmallSurvey.makeDefinitions()

        let table = try #require(definitions.population("here"))

        #expect(table.source == "Made up for tests")
        #expect(table.date == "2025-12-31")
        #expect(table.regionVersion == "2026")
        #expect(table.isExample)
        #expect(table.variables == [.gender, .age, .district])
        #expect(table.margins[.district] == ["north": 400, "south": 350, "east": 255])
        #expect(table.total(of: .age) == 1010)
        #expect(table.total(of: .site) == 0)
        #expect(definitions.population("there") == nil)
    }

    @Test(
        "A fault in a table is found alone",
        arguments: [
            SurveyFault(
                "unknown key", in: file, "example: true", "example: true\nid: here", at: "id",
                "'id' is unknown"),
            SurveyFault(
                "no source", in: file, "source: Made up for tests\n", "", at: "",
                "'source' is missing"),
            SurveyFault(
                "nothing says whether it is an example", in: file, "example: true\n", "", at: "",
                "'example' is missing"),
            SurveyFault(
                "a year for a date", in: file, "2025-12-31", "2025", at: "date",
                "'2025' is no date"),
            SurveyFault(
                "a day that isn't in the calendar", in: file, "2025-12-31", "2025-02-30",
                at: "date", "'2025-02-30' is no date"),
            SurveyFault(
                "another version of the districts", in: file, "\"2026\"", "\"2024\"",
                at: "regionVersion", "districts.yaml has those of '2026'"),
            SurveyFault(
                "unknown variable", in: file, "gender: {", "income: {", at: "margins.income",
                "aren't counted by 'income'"),
            SurveyFault(
                "residents of a site", in: file, "gender: {", "site: {", at: "margins.site",
                "aren't counted by 'site'"),
            SurveyFault(
                "nobody", in: file, "man: 510", "man: 0", at: "margins.gender.man",
                "0 is no number of residents"
            )
            .and("woman: 500", everywhere: "woman: 1010"),
            SurveyFault(
                "half a person", in: file, "man: 510", "man: 1.5", at: "margins.gender.man",
                "A whole number"
            )
            .and("woman: 500", everywhere: "woman: 1010"),
            SurveyFault(
                "an ill-formed code", in: file, "woman: 500", "wo_man: 500",
                at: "margins.gender.wo_man", "'wo_man' is no id"),
            SurveyFault(
                "an answer that nobody is registered with", in: file, "man: 510",
                "prefer-not-to-say: 510", at: "margins.gender.prefer-not-to-say",
                "No resident is counted as 'prefer-not-to-say'"),
            SurveyFault(
                "a district of elsewhere", in: file, district,
                "district: {north: 400, south: 350, east: 200, west: 55}",
                at: "margins.district.west", "There is no district 'west'"),
            SurveyFault(
                "a district that lacks", in: file, district, "district: {north: 650, south: 350}",
                at: "margins.district", "Nobody is counted in east"),
            SurveyFault(
                "an empty margin", in: file, "gender: {woman: 500, man: 510}", "gender: {}",
                at: "margins.gender", "The margin counts nobody"),
            SurveyFault(
                "other people in another margin", in: file, "16-29: 200", "16-29: 221",
                at: "margins.age", "By age there are 1031 residents, and by gender 1010"),
        ])
    func faults(fault: SurveyFault) throws {
        try fault.expectAlone()
    }

    @Test("Margins of perturbed tables may differ by two per cent of the first")
    func perturbed() throws {
        let text = try #require(SmallSurvey.files[Self.file])
            .replacing("16-29: 200", with: "16-29: 220")
        let faults = FaultCollector()

        let definitions = SmallSurvey.read(replacing: [Self.file: text], reportingTo: faults)

        #expect(faults.diagnostics == [])
        #expect(definitions?.populations.first?.total(of: .age) == 1030)
    }

    @Test("A table without margins counts nobody")
    func noMargins() throws {
        let lines = try #require(SmallSurvey.files[Self.file]).split(separator: "margins:")
        let faults = FaultCollector()

        let table = readPopulation(
            lines[0] + "margins: {}\n", named: Self.file, districts: nil, reportingTo: faults)

        #expect(table == nil)
        #expect(faults.diagnostics.map(\.problem) == ["The file counts nobody."])
    }

    @Test("The file's name is the id, and must be one")
    func name() throws {
        let text = try #require(SmallSurvey.files[Self.file])
        let faults = FaultCollector()

        _ = SmallSurvey.read(replacing: ["population/all of us.yaml": text], reportingTo: faults)

        #expect(faults.diagnostics.map(\.file) == ["population/all of us.yaml"])
        #expect(faults.diagnostics.first?.problem.contains("'all of us', is no id") == true)
    }

    @Test("Faults of the districts aren't told again at a table")
    func faultsOfDistricts() throws {
        let districts = try #require(SmallSurvey.files["districts.yaml"])
            .replacing("id: east", with: "id: north")
        let faults = FaultCollector()

        _ = SmallSurvey.read(replacing: ["districts.yaml": districts], reportingTo: faults)

        #expect(faults.diagnostics.map(\.file) == ["districts.yaml"])
    }
}
