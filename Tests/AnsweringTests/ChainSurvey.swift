import Diagnostics
import SurveyDefinition
import TestSupport

/// The small survey with conditions behind conditions, and a number that may be below zero.
///
/// `safe-at-night` unsafe opens `why-unsafe`; dark there opens `years-here`; over five years there
/// opens `victim`. `trust` needs both *unsafe* and *very badly*.
enum ChainSurvey {
    static let survey = make()

    private static func make() -> Survey {
        let source = SmallSurvey.source
            .replacing("from: 0\n        to: 110", with: "from: -10\n        to: 110")
            .replacing(
                "bands: {under-one: [0, 0], one-to-five: [1, 5], over-five: [6, 110]}",
                with: """
                    bands: {under-one: [-10, 0], one-to-five: [1, 5], over-five: [6, 110]}
                            shownWhen:
                              - {question: why-unsafe, isAnyOf: [dark]}
                    """
            )
            .replacing(
                "sensitive: true",
                with: """
                    sensitive: true
                            shownWhen:
                              - {question: years-here, isAnyOf: [over-five]}
                    """
            )
            .replacing(
                "kind: scale",
                with: """
                    kind: scale
                            shownWhen:
                              - {question: safe-at-night, isAnyOf: [unsafe]}
                              - {question: council-works, isAnyOf: [very-badly]}
                    """)
        let faults = FaultCollector()
        let definitions = SmallSurvey.read(
            replacing: ["small/survey.yaml": source], reportingTo: faults)
        guard let survey = definitions?.surveys.first, faults.diagnostics.isEmpty else {
            preconditionFailure("The survey of chains has faults: \(faults.diagnostics)")
        }
        return survey
    }
}
