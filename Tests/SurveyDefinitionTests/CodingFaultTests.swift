import Testing

/// Faults in how answers become indicators, each alone in the small survey.
struct CodingFaultTests {
    private static let safe = "id: safe\n    question: safe-at-night"
    private static let positive = "positive: [very-safe, fairly-safe]"
    private static let valid = "valid: [very-safe, fairly-safe, unsafe]\n    dontKnow: [dont-know]"
    private static let index = "question: council-works\n    measure: index"
    private static let scale = "valid: [very-well, fairly-well, fairly-badly, very-badly]"

    @Test(
        "A coding that names what isn't there is found alone",
        arguments: [
            SurveyFault(
                "unknown question", safe, "id: safe\n    question: safe-at-noon",
                at: "indicators[0].question",
                "There is no question 'safe-at-noon'"),
            SurveyFault(
                "unknown measure", "measure: mean", "measure: median", at: "indicators[2].measure",
                "'median' is unknown"),
            SurveyFault(
                "unknown comparability", "comparability: B", "comparability: D",
                at: "indicators[0].comparability",
                "'D' is unknown"),
            SurveyFault(
                "unknown key", "comparability: B", "comparability: B\n    note: x",
                at: "indicators[0].note", "unknown"),
            SurveyFault(
                "a valid code that the question lacks", valid,
                "valid: [very-safe, fairly-safe, unsafe, very-unsafe]\n    dontKnow: [dont-know]",
                at: "indicators[0].valid", "can't be answered with very-unsafe"),
            SurveyFault(
                "a don't know that the question lacks", "unsafe]\n    dontKnow: [dont-know]",
                "unsafe]\n    dontKnow: [no-opinion]", at: "indicators[0].dontKnow",
                "can't be answered with no-opinion"),
        ])
    func unknown(fault: SurveyFault) throws {
        try fault.expectAlone()
    }

    @Test(
        "Codes that overlap or are missing are found alone",
        arguments: [
            SurveyFault(
                "a share of nothing", "    \(positive)\n", "", at: "indicators[0]",
                "counts no answer"),
            SurveyFault(
                "a share of an empty list", positive, "positive: []", at: "indicators[0]",
                "counts no answer"),
            SurveyFault(
                "positive outside valid", valid,
                "valid: [very-safe, unsafe]\n    dontKnow: [dont-know]",
                at: "indicators[0].positive", "fairly-safe is counted without being valid"),
            SurveyFault(
                "don't know within valid", valid,
                "valid: [very-safe, fairly-safe, unsafe]\n    dontKnow: [dont-know, unsafe]",
                at: "indicators[0].dontKnow", "unsafe can't be both"),
            SurveyFault(
                "dont-know as an opinion", valid,
                "valid: [very-safe, fairly-safe, unsafe, dont-know]",
                at: "indicators[0]", "dont-know is never valid"),
            SurveyFault(
                "an empty denominator", scale, "valid: []", at: "indicators[1].valid",
                "No answer is valid"),
            SurveyFault(
                "an index of one answer", scale, "valid: [very-well]", at: "indicators[1].valid",
                "needs two valid answers"),
            SurveyFault(
                "a mean with positive answers", "measure: mean",
                "measure: mean\n    positive: [\"10\"]",
                at: "indicators[2].positive", "Only a share"),
        ])
    func sets(fault: SurveyFault) throws {
        try fault.expectAlone()
    }

    @Test(
        "A measure that the question or the indicator can't have is found alone",
        arguments: [
            SurveyFault(
                "a mean of options", index, "question: council-works\n    measure: mean",
                at: "indicators[1].measure",
                "Only a scale has a mean"),
            SurveyFault(
                "an index of a multiple choice", index, "question: why-unsafe\n    measure: index",
                at: "indicators[1].measure", "have no order"
            )
            .and(
                scale + "\n    dontKnow: [dont-know]", everywhere: "valid: [dark, traffic, people]"),
            SurveyFault(
                "a ranking", index, "question: do-first\n    measure: index",
                at: "indicators[1].question",
                "no measure of a ranking"),
            SurveyFault(
                "a free text", index, "question: wish\n    measure: index",
                at: "indicators[1].question",
                "can't be counted"),
            SurveyFault(
                "a background question", index, "question: gender\n    measure: index",
                at: "indicators[1].question",
                "broken down by 'gender'"),
            SurveyFault(
                "a share in points", "question: council-works\n    measure: index",
                "question: council-works\n    measure: share\n    positive: [very-well]",
                at: "indicators[1].measure",
                "isn't in the indicator's unit, points"),
        ])
    func measures(fault: SurveyFault) throws {
        try fault.expectAlone()
    }

    @Test("An indicator that can't be coded is found")
    func indicators() throws {
        let twice = try SurveyFault(
            "", "id: trust\n    question", "id: safe\n    question", at: "", ""
        ).diagnostics()
        let unknown = try SurveyFault(
            "", Self.safe, "id: calm\n    question: safe-at-night", at: "", ""
        ).diagnostics()
        let register = try SurveyFault(
            "", Self.safe, "id: turnout\n    question: safe-at-night", at: "", ""
        ).diagnostics()

        #expect(
            twice.contains {
                $0.path == "indicators[2].id" && $0.problem.contains("codes 'safe' already")
            })
        #expect(
            unknown.contains {
                $0.path == "indicators[0].id" && $0.problem.contains("no indicator 'calm'")
            })
        #expect(
            register.contains {
                $0.path == "indicators[0].id" && $0.problem.contains("from a register")
            })
    }
}
