import Diagnostics
import Localization
import TestSupport
import Testing

@testable import SurveyDefinition

/// What free texts can be coded to: read, checked against the survey, and named.
struct ThemeTests {
    private func read(_ themes: String, survey: String = SmallSurvey.source) throws -> (
        definitions: Definitions, faults: [Diagnostic]
    ) {
        let faults = FaultCollector()
        let definitions = try #require(
            SmallSurvey.read(
                replacing: ["small/themes.yaml": themes, "small/survey.yaml": survey],
                reportingTo: faults))
        return (definitions, faults.diagnostics)
    }

    @Test("A question has its themes in the order of the file, and another question none")
    func reads() throws {
        let (definitions, faults) = try read("wish: [light, roads-and-paths, meeting-places]")

        #expect(faults == [])
        #expect(
            definitions.themes(of: "wish", in: "small")
                == ["light", "roads-and-paths", "meeting-places"])
        #expect(definitions.themes(of: "trust", in: "small") == [])
        #expect(definitions.themes(of: "wish", in: "other") == [])
    }

    @Test("A survey without a file of themes has none, and an empty file is none")
    func none() throws {
        #expect(SmallSurvey.makeDefinitions().themes(of: "wish", in: "small") == [])
        #expect(try read("").faults == [])
    }

    @Test("All faults of a file of themes are listed at once")
    func allFaults() throws {
        let (_, faults) = try read(
            """
            wish: [light, Light And Roads, light]
            trust: [neighbours]
            wishes: [roads]
            victim: []
            safe-at-night: light
            """)

        #expect(Set(faults.map(\.file)) == ["small/themes.yaml"])
        #expect(
            faults.map { "\($0.path): \($0.problem)" } == [
                "wish[1]: 'Light And Roads' is no id.",
                "wish[2]: 'light' stands twice in the list.",
                "trust: Only free texts have themes, and 'trust' isn't answered with one.",
                "wishes: The survey has no question 'wishes'.",
                "victim: The question has no themes.",
                "victim: Only free texts have themes, and 'victim' isn't answered with one.",
                "safe-at-night: A list is expected here.",
                "safe-at-night: Only free texts have themes, and 'safe-at-night' isn't answered with one.",
            ])
        #expect(faults.allSatisfy { !$0.remedy.isEmpty && $0.consequence == .unusable })
    }

    @Test("A file that is no YAML, or names a question twice, is one fault")
    func unreadable() throws {
        #expect(try read("wish: [light").faults.map(\.file) == ["small/themes.yaml"])
        #expect(try read("wish: [a]\nwish: [b]").faults.map(\.file) == ["small/themes.yaml"])
    }

    @Test("Of a survey with faults of its own no question is called unknown")
    func brokenSurvey() throws {
        let (_, faults) = try read(
            "wishes: [roads]",
            survey: SmallSurvey.source.replacing("scale: how-well", with: "scale: how-good"))

        #expect(Set(faults.map(\.file)) == ["small/survey.yaml"])
    }

    // MARK: Names

    private func textFaults(_ definitions: Definitions, naming themes: [String]) -> [Diagnostic] {
        let swedish = Language(
            tag: "sv", name: "Svenska", direction: .leftToRight,
            numbers: NumberFormat(
                decimalMark: ",", groupMark: " ", minus: "-", percentPattern: "{number} %"))
        func texts(_ keys: Set<String>) -> [String: Message] {
            Dictionary(uniqueKeysWithValues: keys.map { ($0, Message("Text")) })
        }
        let faults = FaultCollector()
        checkTexts(
            of: definitions,
            in: Locales(
                languages: [swedish],
                catalogues: [
                    "sv": Catalogue(files: [
                        "small": texts(
                            definitions.surveys[0].textKeys.required.union(themes)),
                        "goals": texts(definitions.goals.textKeys.required),
                    ])
                ]),
            reportingTo: faults)
        return faults.diagnostics
    }

    @Test("Each theme has a name among the survey's texts: a missing and an unused one are found")
    func names() throws {
        let definitions = try read("wish: [light, roads]").definitions

        let complete = textFaults(definitions, naming: ["theme.light", "theme.roads"])
        let wrong = textFaults(definitions, naming: ["theme.light", "theme.lights"])

        #expect(complete == [])
        #expect(wrong.map(\.path) == ["theme.roads", "theme.lights"])
        #expect(wrong.map(\.consequence) == [.unusable, .untranslated])
        #expect(wrong.allSatisfy { $0.file == "sv/small.yaml" })
    }

    @Test("Of a file of themes with faults no name is called unused")
    func namesOfIncomplete() throws {
        let definitions = try read("wish: [light").definitions

        #expect(textFaults(definitions, naming: ["theme.light"]) == [])
    }
}
