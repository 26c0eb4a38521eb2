import Diagnostics
import Localization
import SurveyDefinition
import TestSupport
import Testing

/// Whoever edits the files is told everything at once.
struct TenFaultsTests {
    private let folder = Project.fixtures.appending(path: "ten-faults")

    @Test("All ten faults of a folder are listed in one run, and nothing else")
    func allAtOnce() throws {
        let faults = FaultCollector()

        let definitions = try #require(
            readDefinitions(from: folder.appending(path: "Surveys"), reportingTo: faults))
        let locales = try #require(
            readLocales(from: folder.appending(path: "Locales"), reportingTo: faults))
        checkTexts(of: definitions, in: locales, reportingTo: faults)

        let found = faults.diagnostics.map { "\($0.file): \($0.path)" }
        #expect(
            found.sorted() == [
                "districts.yaml: districts[1].id",
                "goals.yaml: indicators[1]",
                "park/survey.yaml: indicators[0].dontKnow",
                "park/survey.yaml: policy.smallestBase",
                "park/survey.yaml: sections[0].questions[1].block",
                "park/survey.yaml: sections[0].questions[1].shownWhen[0]",
                "park/survey.yaml: sections[0].questions[2].required",
                "park/survey.yaml: sections[0].questions[3].bands",
                "sv/goals.yaml: goal.L",
                "sv/goals.yaml: indicator.park-clean",
            ])
        #expect(faults.diagnostics.allSatisfy { !$0.problem.isEmpty && !$0.remedy.isEmpty })
    }

    @Test("Each fault is one line with file, place, problem and remedy")
    func oneLine() throws {
        let faults = FaultCollector()

        _ = readDefinitions(from: folder.appending(path: "Surveys"), reportingTo: faults)

        let line = try #require(
            faults.diagnostics.map(\.description).first { $0.contains("bands") })
        #expect(
            line == """
                park/survey.yaml: sections[0].questions[3].bands: \
                The band 'some' begins at 2, not at 1. \
                Let the bands follow on from 0 to 10.
                """)
    }
}
