import Diagnostics
import Foundation
import SurveyDefinition
import TestSupport
import Testing

/// Faults in the goals, the districts and the policy, each alone.
struct MunicipalityFaultTests {
    @Test(
        "A fault in goals.yaml is found alone",
        arguments: [
            SurveyFault(
                "an indicator without goal", in: "goals.yaml", "- id: turnout\n    goal: G\n",
                "- id: turnout\n",
                at: "indicators[3]", "'goal' is missing"),
            SurveyFault(
                "an indicator of an unknown goal", in: "goals.yaml", "- id: turnout\n    goal: G\n",
                "- id: turnout\n    goal: Z\n", at: "indicators[3].goal", "There is no goal 'Z'"),
            SurveyFault(
                "a goal of an unknown area", in: "goals.yaml", "{id: N, targetArea: 2}",
                "{id: N, targetArea: 7}",
                at: "goals[1].targetArea", "There is no target area 7"),
            SurveyFault(
                "a goal twice", in: "goals.yaml", "  - {id: N, targetArea: 2}",
                "  - {id: N, targetArea: 2}\n  - {id: N, targetArea: 1}", at: "goals[2].id",
                "already taken"),
            SurveyFault(
                "unknown polarity", in: "goals.yaml",
                "- id: turnout\n    goal: G\n    kind: register\n    polarity: higher-is-better",
                "- id: turnout\n    goal: G\n    kind: register\n    polarity: up",
                at: "indicators[3].polarity",
                "'up' is unknown"),
            SurveyFault(
                "a published value without a source", in: "goals.yaml",
                "value: 70, year: 2025, source: police",
                "value: 70, year: 2025", at: "indicators[0].published[0]", "'source' is missing"),
            SurveyFault(
                "a published share above 100", in: "goals.yaml", "value: 70", "value: 170",
                at: "indicators[0].published[0].value", "is no percentage"),
            SurveyFault(
                "measured by no survey", in: "goals.yaml", "kind: register", "kind: measured",
                at: "indicators[3]",
                "'turnout' is measured, but no survey codes it"),
        ])
    func goals(fault: SurveyFault) throws {
        try fault.expectAlone()
    }

    @Test(
        "A fault in districts.yaml or policy.yaml is found alone",
        arguments: [
            SurveyFault(
                "a district twice", in: "districts.yaml", "id: east", "id: north",
                at: "districts[2].id", "already taken"),
            SurveyFault(
                "a district with the code of no answer", in: "districts.yaml", "id: east",
                "id: dont-know",
                at: "districts[2]", "reserved"),
            SurveyFault(
                "a district without a name", in: "districts.yaml", ", name: Söder", "",
                at: "districts[1]",
                "'name' is missing"),
            SurveyFault(
                "no version", in: "districts.yaml", "regionVersion: \"2026\"\n", "", at: "",
                "'regionVersion' is missing"),
            SurveyFault(
                "a policy without k", in: "policy.yaml", "smallestClass: 5\n", "", at: "",
                "'smallestClass' is missing"),
            SurveyFault(
                "k of nobody", in: "policy.yaml", "smallestClass: 5", "smallestClass: 0",
                at: "smallestClass", "out of range"),
            SurveyFault(
                "an interval in percent", in: "policy.yaml", "widestInterval: 0.30",
                "widestInterval: 30",
                at: "widestInterval", "is no share"),
            SurveyFault(
                "neither with cell keys nor without", in: "policy.yaml", "mostBackground: 4",
                "mostBackground: 4\ncellKeys: maybe", at: "cellKeys", "Either true or false"),
        ])
    func municipality(fault: SurveyFault) throws {
        try fault.expectAlone()
    }

    @Test("Cell keys are off until the policy turns them on, for every survey")
    func cellKeys() throws {
        let policy = try #require(SmallSurvey.files["policy.yaml"]) + "cellKeys: true\n"
        let faults = FaultCollector()

        let definitions = SmallSurvey.read(replacing: ["policy.yaml": policy], reportingTo: faults)

        #expect(faults.diagnostics == [])
        #expect(definitions?.policy.cellKeys == true)
        #expect(definitions?.surveys.first?.policy.cellKeys == true)
        #expect(!SmallSurvey.make().policy.cellKeys)
    }

    @Test("A missing policy leaves nothing to use")
    func missingPolicy() async throws {
        try await withTemporaryFolder { folder in
            for (file, text) in SmallSurvey.files where file != "policy.yaml" {
                let url = folder.appending(path: file)
                try FileManager.default.createDirectory(
                    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                try text.write(to: url, atomically: true, encoding: .utf8)
            }
            let faults = FaultCollector()

            let definitions = readDefinitions(from: folder, reportingTo: faults)

            #expect(definitions == nil)
            #expect(faults.diagnostics.map(\.file) == ["policy.yaml"])
        }
    }

    @Test("A file that isn't YAML is one fault")
    func noYAML() throws {
        let faults = FaultCollector()

        let definitions = SmallSurvey.read(
            replacing: ["small/survey.yaml": "id: [small"], reportingTo: faults)

        #expect(definitions?.surveys.isEmpty == true)
        #expect(faults.diagnostics.map(\.file) == ["small/survey.yaml"])
    }
}
