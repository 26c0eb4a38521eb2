import Diagnostics
import PopulationImport
import SurveyDefinition
import TestSupport
import Testing

/// What the person who imports says about levels, surveys and names.
struct MatchingTests {
    private static let districts = ImportedFile.csv(
        "Kommundel,Antal\nNorr,10\nSöder,20\nÖster,30\nÖster landsbygd,4\nRestförda,5\n")

    @Test("Levels can be mapped together to one of ours, and left out")
    func mapped() {
        let file = Self.districts.with {
            $0.mapped = [.district: ["east": ["Öster", "Öster landsbygd"]]]
            $0.leftOut = [.district: ["Restförda"]]
        }

        let (table, faults) = file.outcome()

        #expect(faults == [])
        #expect(table?.margins == [.district: ["north": 10, "south": 20, "east": 34]])
    }

    @Test("Each level that fits nothing is named, with what to do")
    func unmatched() {
        let faults = Self.districts.outcome().faults

        #expect(
            faults.map(\.problem) == [
                "'Öster landsbygd' is none of our levels.", "'Restförda' is none of our levels.",
            ])
        #expect(
            faults.allSatisfy { $0.path == "Kommundel" && $0.remedy.contains("north, south, east") }
        )
    }

    @Test("A mapping to a code or from a level that doesn't exist is a fault")
    func wrongMapping() {
        let file = Self.districts.with {
            $0.mapped = [.district: ["west": ["Öster landsbygd"], "east": ["Ostan"]]]
            $0.leftOut = [.district: ["Restförda"]]
        }

        #expect(
            file.outcome().faults.map(\.problem) == [
                "We have no 'west' to map to.", "The file has no level 'Ostan'.",
            ])
    }

    @Test("Districts are known by name and by id, however they are written")
    func districtNames() {
        let file = ImportedFile.csv("District,Persons\nNORR,1\nsouth,2\n öster ,3\n")

        #expect(
            file.outcome().table?.margins == [.district: ["north": 1, "south": 2, "east": 3]])
    }

    @Test("A name that is given for a variable must be in the file")
    func wrongName() {
        let file = Self.districts.with {
            $0.columns = ColumnNames(variables: [.gender: "Sort"])
            $0.leftOut = [.district: ["Öster landsbygd", "Restförda"]]
        }

        let faults = file.outcome().faults

        #expect(faults.map(\.problem) == ["The file has no variable 'Sort' that could be gender."])
        #expect(faults.first?.remedy.contains("Kommundel") == true)
    }

    @Test("An id that is none, and a survey that isn't there, are faults")
    func request() {
        let file = ImportedFile.csv("Kön,Antal\nKvinnor,1\nMän,2\n").with {
            $0.id = "../new"
            $0.survey = "big"
        }

        let problems = file.outcome().faults.map(\.problem)

        #expect(problems.prefix(2) == ["'../new' is no id.", "There is no survey 'big'."])
    }

    @Test("Where surveys have other options, one of them must be named")
    func severalSurveys() throws {
        let other = SmallSurvey.source.replacing("id: small", with: "id: other")
            .replacing("[woman, man, other]", with: "[female, male]")
        let definitions = try #require(
            SmallSurvey.read(
                replacing: ["other/survey.yaml": other], reportingTo: FaultCollector()))
        let file = ImportedFile.csv("Kön,Antal\nKvinnor,1\nMän,2\n")
            .with { $0.definitions = definitions }

        let unsaid = file.outcome()
        let said = file.with { $0.survey = "other" }.outcome()

        #expect(
            unsaid.faults.map(\.problem) == [
                "The surveys don't ask for gender with the same options."
            ])
        #expect(said.faults == [])
        #expect(said.table?.margins == [.gender: ["female": 1, "male": 2]])
    }

    @Test("What is written reads back as the same table, and is never an example")
    func file() throws {
        let file = ImportedFile.px(SamplePeople.px()).with {
            $0.source = #"The "office": C:\figures # 1"#
        }
        let table = try #require(file.outcome().table)
        let faults = FaultCollector()

        let written = populationFile(of: table, importedFrom: "people.px")
        let definitions = SmallSurvey.read(
            replacing: [written.name: written.text], reportingTo: faults)

        #expect(faults.diagnostics == [])
        #expect(written.name == "population/new-2025.yaml")
        #expect(definitions?.population("new-2025") == table)
        #expect(written.text.contains("example: false"))
        #expect(
            written.text.hasPrefix("# Imported from \"people.px\" by: radslag population import"))
    }
}
