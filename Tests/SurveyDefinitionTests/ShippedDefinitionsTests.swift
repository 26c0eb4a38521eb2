import Diagnostics
import Localization
import SurveyDefinition
import TestSupport
import Testing

/// What stands in `Surveys/` and `Locales/` is usable as it stands.
struct ShippedDefinitionsTests {
    @Test("The shipped surveys, goals, districts and policy have no fault")
    func definitions() throws {
        let faults = FaultCollector()

        let definitions = try #require(readDefinitions(from: Project.surveys, reportingTo: faults))

        #expect(faults.diagnostics == [])
        #expect(definitions.surveys.map(\.id) == ["anlaggning", "medborgardialog", "trygghet"])
        #expect(definitions.goals.goals.map(\.id.value).joined() == "ABCDEFGHIJKLMNO")
    }

    @Test("The shipped population figures are marked as examples, and weigh what they should")
    func population() throws {
        let definitions = try #require(
            readDefinitions(from: Project.surveys, reportingTo: FaultCollector()))

        let table = try #require(definitions.population("sodertalje-2025"))

        #expect(table.isExample)
        #expect(Set(table.variables.map { table.total(of: $0) }) == [81_000])
        let weighted = definitions.surveys.filter { $0.weighting?.population == table.id }
        #expect(weighted.map(\.id) == ["medborgardialog", "trygghet"])
        #expect(definitions.survey("trygghet")?.countsLanguages == true)
    }

    @Test("Every shipped free-text question has themes to code its texts to")
    func themes() throws {
        let definitions = try #require(
            readDefinitions(from: Project.surveys, reportingTo: FaultCollector()))

        for survey in definitions.surveys {
            for question in survey.questions where question.isFreeText {
                #expect(
                    definitions.themes(of: question.id, in: survey.id).count >= 8,
                    "\(survey.id) \(question.id)")
            }
        }
        #expect(definitions.themes.map(\.survey) == ["anlaggning", "medborgardialog"])
    }

    @Test("The Swedish texts are exactly those that the shipped definitions use")
    func texts() throws {
        let faults = FaultCollector()
        let definitions = try #require(
            readDefinitions(from: Project.surveys, reportingTo: FaultCollector()))
        let locales = try #require(
            readLocales(from: Project.locales, reportingTo: FaultCollector()))

        checkTexts(of: definitions, in: locales, reportingTo: faults)

        #expect(faults.diagnostics == [])
    }
}
