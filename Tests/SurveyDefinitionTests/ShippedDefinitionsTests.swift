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
