import Diagnostics
import SurveyDefinition
import TestSupport
import Testing

/// What a coding says about the versions before its own.
struct SeriesBreakTests {
    @Test("A break in a series reads as it is written, and there is none when nothing says so")
    func seriesBreak() throws {
        let source = SmallSurvey.source
            .replacing("version: 1", with: "version: 3")
            .replacing(
                "comparability: B",
                with: "comparability: B\n    comparableSince: 2\n    breakReason: wording")
        let faults = FaultCollector()

        let codings = SmallSurvey.read(
            replacing: ["small/survey.yaml": source], reportingTo: faults)?.surveys.first?.codings

        #expect(faults.diagnostics == [])
        #expect(codings?.map(\.comparableSince) == [2, 1, 1])
        #expect(codings?.map(\.breakReason) == [.wording, nil, nil])
    }

    @Test(
        "A break with a fault is found alone",
        arguments: [
            SurveyFault(
                "no reason", "comparability: B", "comparability: B\n    comparableSince: 2",
                at: "indicators[0].comparableSince", "Nothing says why"
            )
            .and("version: 1", everywhere: "version: 2"),
            SurveyFault(
                "unknown reason", "comparability: B",
                "comparability: B\n    comparableSince: 2\n    breakReason: mood",
                at: "indicators[0].breakReason", "'mood' is unknown"
            )
            .and("version: 1", everywhere: "version: 2"),
            SurveyFault(
                "a reason without a break", "comparability: B",
                "comparability: B\n    breakReason: mode", at: "indicators[0].breakReason",
                "no break before the first version"),
            SurveyFault(
                "a version to come", "comparability: B",
                "comparability: B\n    comparableSince: 2\n    breakReason: base",
                at: "indicators[0].comparableSince", "only come to version 1"),
            SurveyFault(
                "version 0", "comparability: B", "comparability: B\n    comparableSince: 0",
                at: "indicators[0].comparableSince", "0 is out of range"),
        ])
    func breaks(fault: SurveyFault) throws {
        try fault.expectAlone()
    }
}
