import Diagnostics
import TestSupport
import Testing

/// Conditions that refer to what isn't there, and questions that no answers lead to.
struct RoutingFaultTests {
    private static let why = "sections[0].questions[1].shownWhen"
    private static let line = "- {question: safe-at-night, isAnyOf: [unsafe]}"
    private static let wish = "longest: 500"
    private static let wishLines = "sections[1].questions[3].shownWhen"

    /// The free text at the end of the second section, asked under the given lines.
    private static func wish(when lines: String...) -> String {
        "longest: 500\n        shownWhen:" + lines.map { "\n          - \($0)" }.joined()
    }

    @Test(
        "A condition that refers to nothing is found alone",
        arguments: [
            SurveyFault(
                "unknown question", "question: safe-at-night, isAnyOf",
                "question: safe-at-noon, isAnyOf",
                at: "\(why)[0]", "There is no question 'safe-at-noon'"),
            SurveyFault(
                "a later question", line, "- {question: gender, isAnyOf: [man]}", at: "\(why)[0]",
                "'gender' is asked later"),
            SurveyFault(
                "the question itself", line, "- {question: why-unsafe, isAnyOf: [dark]}",
                at: "\(why)[0]",
                "its own answer"),
            SurveyFault(
                "a code that the question lacks", "isAnyOf: [unsafe]",
                "isAnyOf: [unsafe, very-unsafe]", at: "\(why)[0]",
                "can't be answered with very-unsafe"),
            SurveyFault(
                "a code of another language's spelling", "isAnyOf: [unsafe]", "isAnyOf: [otrygg]",
                at: "\(why)[0]",
                "can't be answered with otrygg"),
            SurveyFault(
                "a sensitive question", "kind: ranking",
                "kind: ranking\n        shownWhen:\n          - {question: victim, isAnyOf: [\"yes\"]}",
                at: "sections[1].questions[2].shownWhen[0]", "an answer here would tell its answer"),
        ])
    func reference(fault: SurveyFault) throws {
        try fault.expectAlone()
    }

    @Test(
        "A question that can never be asked is found alone",
        arguments: [
            SurveyFault(
                "two answers to a single choice", wish,
                wish(
                    when: "{question: safe-at-night, isAnyOf: [unsafe]}",
                    "{question: safe-at-night, isAnyOf: [very-safe, fairly-safe]}"),
                at: wishLines, "no answer to 'safe-at-night'"),
            SurveyFault(
                "an answer that an earlier condition rules out", wish,
                wish(
                    when: "{question: why-unsafe, isAnyOf: [dark]}",
                    "{question: safe-at-night, isAnyOf: [very-safe]}"),
                at: wishLines, "no answer to 'safe-at-night'"),
            SurveyFault(
                "an exclusive option and another", wish,
                wish(
                    when: "{question: why-unsafe, isAnyOf: [none]}",
                    "{question: why-unsafe, isAnyOf: [dark, people]}"),
                at: wishLines, "no answer to 'why-unsafe'"),
            SurveyFault(
                "more options than may be chosen", wish,
                wish(
                    when: "{question: why-unsafe, isAnyOf: [dark]}",
                    "{question: why-unsafe, isAnyOf: [traffic]}",
                    "{question: why-unsafe, isAnyOf: [people]}"),
                at: wishLines, "no answer to 'why-unsafe'"),
            SurveyFault(
                "two bands of one number", wish,
                wish(
                    when: "{question: years-here, isAnyOf: [under-one]}",
                    "{question: years-here, isAnyOf: [over-five]}"),
                at: wishLines, "no answer to 'years-here'"),
        ])
    func unreachable(fault: SurveyFault) throws {
        try fault.expectAlone()
    }

    @Test(
        "Conditions that some answers meet are no fault",
        arguments: [
            wish(
                when: "{question: safe-at-night, isAnyOf: [unsafe, very-safe]}",
                "{question: safe-at-night, isAnyOf: [very-safe, fairly-safe]}"),
            wish(
                when: "{question: why-unsafe, isAnyOf: [dark]}",
                "{question: why-unsafe, isAnyOf: [traffic, people]}"),
            wish(
                when: "{question: why-unsafe, isAnyOf: [none, dark]}",
                "{question: why-unsafe, isAnyOf: [none]}"),
            wish(
                when: "{question: do-first, isAnyOf: [light]}",
                "{question: do-first, isAnyOf: [roads]}"),
            wish(when: "{question: victim, isAnyOf: [\"yes\"]}"),
        ])
    func reachable(lines: String) throws {
        let source = SmallSurvey.source.replacing(Self.wish, with: lines)
        let faults = FaultCollector()

        _ = SmallSurvey.read(replacing: ["small/survey.yaml": source], reportingTo: faults)

        #expect(faults.diagnostics == [])
    }

    @Test("A question that waits for one that is never asked is reported too")
    func dependent() throws {
        let source = SmallSurvey.source
            .replacing(
                Self.line,
                with: Self.line + "\n          - {question: safe-at-night, isAnyOf: [very-safe]}"
            )
            .replacing(Self.wish, with: Self.wish(when: "{question: why-unsafe, isAnyOf: [dark]}"))
        let faults = FaultCollector()

        _ = SmallSurvey.read(replacing: ["small/survey.yaml": source], reportingTo: faults)

        #expect(faults.diagnostics.map(\.path) == [Self.why, Self.wishLines])
        #expect(
            faults.diagnostics.last?.problem.contains("'why-unsafe' can never be asked either")
                == true)
    }

    @Test("A question's faults of both sorts are found at once")
    func bothSorts() {
        let source = SmallSurvey.source
            .replacing("exclusive: none", with: "exclusive: nothing")
            .replacing("question: safe-at-night, isAnyOf", with: "question: safe-at-noon, isAnyOf")
        let faults = FaultCollector()

        _ = SmallSurvey.read(replacing: ["small/survey.yaml": source], reportingTo: faults)

        #expect(
            faults.diagnostics.map(\.path) == [
                "sections[0].questions[1].exclusive", "\(Self.why)[0]",
            ])
    }

    @Test("A district that a condition names must be one of the municipality's")
    func district() throws {
        let question = """
                  - id: hall
                    kind: free-text
                    longest: 200
                    shownWhen:
                      - {question: district, isAnyOf: [north, west]}

            indicators:
            """
        let faults = FaultCollector()

        _ = SmallSurvey.read(
            replacing: [
                "small/survey.yaml": SmallSurvey.source.replacing("\nindicators:", with: question)
            ],
            reportingTo: faults)

        #expect(faults.diagnostics.map(\.problem) == ["'district' can't be answered with west."])
        #expect(faults.diagnostics.map(\.remedy) == ["Use the districts of districts.yaml."])
    }
}
