import Diagnostics
import SurveyDefinition
import TestSupport
import Testing

/// Several codings of one question: their sets of codes form a tree.
struct NestingTests {
    /// The coding of `trust` made one of the question that `safe` codes.
    private static func secondCoding(_ sets: String) -> String {
        SmallSurvey.source.replacing(
            """
                question: trust
                measure: mean
                valid: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]
                dontKnow: [dont-know]
            """,
            with: "    question: safe-at-night\n" + sets)
    }

    @Test(
        "Codings of one question whose codes are nested or apart are no fault",
        arguments: [
            "    measure: index\n    valid: [very-safe, fairly-safe, unsafe]",
            "    measure: index\n    valid: [very-safe, fairly-safe]",
            "    measure: balance\n    positive: [very-safe]\n    negative: [unsafe]\n"
                + "    valid: [very-safe, fairly-safe, unsafe]",
        ])
    func nested(sets: String) {
        let source = Self.secondCoding(sets)
        let faults = FaultCollector()

        _ = SmallSurvey.read(replacing: ["small/survey.yaml": source], reportingTo: faults)

        #expect(source != SmallSurvey.source)
        #expect(faults.diagnostics == [])
    }

    @Test(
        "Codings of one question whose codes cross are found",
        arguments: [
            ("    measure: index\n    valid: [fairly-safe, unsafe]", "valid", "fairly-safe"),
            (
                "    measure: balance\n    positive: [very-safe]\n    "
                    + "negative: [fairly-safe, unsafe]\n    "
                    + "valid: [very-safe, fairly-safe, unsafe]",
                "negative", "fairly-safe"
            ),
            (
                "    measure: index\n    valid: [very-safe, fairly-safe]\n    "
                    + "dontKnow: [dont-know, unsafe]",
                "dontKnow", "unsafe"
            ),
        ])
    func crossing(sets: String, key: String, shared: String) throws {
        let faults = FaultCollector()

        _ = SmallSurvey.read(
            replacing: ["small/survey.yaml": Self.secondCoding(sets)], reportingTo: faults)

        #expect(faults.diagnostics.map(\.path) == ["indicators[2].\(key)"])
        #expect(
            faults.diagnostics.first?.problem.contains("of 'safe' share \(shared), but") == true)
    }
}
