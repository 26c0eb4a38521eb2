import Diagnostics
import SurveyDefinition
import TestSupport
import Testing

/// Codings whose measure is a balance: how they read, and their faults, each alone.
struct BalanceTests {
    private static let positive = "positive: [very-safe, fairly-safe]"
    private static let scale = "valid: [very-well, fairly-well, fairly-badly, very-badly]"
    private static let lines = """
        measure: balance
            positive: [very-well, fairly-well]
            negative: [fairly-badly, very-badly]
        """

    @Test("A balance reads as it is written")
    func reads() throws {
        let source = SmallSurvey.source.replacing("measure: index", with: Self.lines)
        let faults = FaultCollector()

        let definitions = SmallSurvey.read(
            replacing: ["small/survey.yaml": source], reportingTo: faults)

        #expect(faults.diagnostics == [])
        #expect(
            definitions?.surveys.first?.codings[1].measure
                == .balance(
                    positive: ["very-well", "fairly-well"],
                    negative: ["fairly-badly", "very-badly"]
                ))
    }

    @Test(
        "A balance with a fault is found alone",
        arguments: [
            SurveyFault(
                "no positive answers", "measure: index",
                lines.replacing("positive: [very-well, fairly-well]", with: "positive: []"),
                at: "indicators[1]", "counts no answer as positive"),
            SurveyFault(
                "no negative answers", "measure: index",
                "measure: balance\n    positive: [very-well]", at: "indicators[1]",
                "counts no answer as negative"),
            SurveyFault(
                "an answer on both sides", "measure: index",
                lines.replacing("[fairly-badly,", with: "[fairly-well,"),
                at: "indicators[1].negative", "fairly-well can't be both positive and negative"),
            SurveyFault(
                "negative outside valid", "measure: index", lines, at: "indicators[1].negative",
                "very-badly is counted without being valid"
            )
            .and(
                "valid: [very-well, fairly-well, fairly-badly, very-badly]",
                everywhere: "valid: [very-well, fairly-well, fairly-badly]"),
            SurveyFault(
                "a multiple choice", "question: council-works\n    measure: index",
                "question: why-unsafe\n    measure: balance\n    positive: [dark]\n"
                    + "    negative: [people]",
                at: "indicators[1].measure", "More than one answer"
            )
            .and(scale + "\n    dontKnow: [dont-know]", everywhere: "valid: [dark, people]"),
            SurveyFault(
                "a balance in percent", positive, positive + "\n    negative: [unsafe]",
                at: "indicators[0].measure", "A balance isn't in the indicator's unit, percent"
            )
            .and("measure: share", everywhere: "measure: balance"),
            SurveyFault(
                "a share with negative answers", positive, positive + "\n    negative: [unsafe]",
                at: "indicators[0].negative", "Only a balance"),
            SurveyFault(
                "a mean with negative answers", "measure: mean",
                "measure: mean\n    negative: [\"0\"]", at: "indicators[2].negative",
                "Only a balance"),
        ])
    func faults(fault: SurveyFault) throws {
        try fault.expectAlone()
    }
}
