import Diagnostics
import TestSupport
import Testing

@testable import SurveyDefinition

/// For how long a survey says that its rounds are kept.
struct RetentionTests {
    @Test(
        "Whole months are read, each of the two by itself",
        arguments: [
            ("", Retention()), ("retention: {}", Retention()),
            ("retention: {texts: P6M, answers: P24M}", Retention(texts: 6, answers: 24)),
            ("retention: {texts: P1M}", Retention(texts: 1)),
            ("retention: {answers: P1200M}", Retention(answers: 1200)),
        ])
    func reads(line: String, retention: Retention) throws {
        let source = SmallSurvey.source.replacing("minutes: 2", with: "minutes: 2\n\(line)")
        let faults = FaultCollector()

        let definitions = SmallSurvey.read(
            replacing: ["small/survey.yaml": source], reportingTo: faults)

        #expect(faults.diagnostics.isEmpty)
        #expect(definitions?.surveys.first?.retention == retention)
    }

    @Test(
        "What is no number of months is found alone",
        arguments: ["P0M", "P06M", "6", "P6D", "P2Y", "PT6M", "P1201M", "P6M1D", "p6m", "P-1M"])
    func faults(text: String) throws {
        try SurveyFault(
            text, "minutes: 2", "minutes: 2\nretention: {texts: \(text), answers: P24M}",
            at: "retention.texts", "'\(text)' is no number of months"
        ).expectAlone()
    }

    @Test("A rule for texts that nobody is asked for is found alone")
    func noTexts() throws {
        try SurveyFault(
            "no free text", "kind: free-text\n        longest: 500",
            "kind: single-choice\n        block: council\n        options: [a, b]",
            at: "retention.texts", "asks for no free text"
        )
        .and("minutes: 2", everywhere: "minutes: 2\nretention: {texts: P6M}")
        .expectAlone()
    }

    @Test("A rule for anything else is found alone")
    func unknown() throws {
        try SurveyFault(
            "another key", "minutes: 2", "minutes: 2\nretention: {codes: P6M}",
            at: "retention.codes", "'codes' is unknown"
        ).expectAlone()
    }
}
