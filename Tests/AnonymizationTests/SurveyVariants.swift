import Diagnostics
import SurveyDefinition
import TestSupport

/// The small survey with what some tests need more.
enum SurveyVariants {
    /// With a site among the background questions.
    static let withSite = make(
        source: SmallSurvey.source.replacing(
            "      - id: gender\n",
            with: """
                      - id: site
                        kind: single-choice
                        background: site
                        options: [pool, arena]
                      - id: gender

                """))

    /// With a sensitive question about a district, which is kept detached.
    ///
    /// - Parameter districts: those of `districts.yaml`, in its order.
    static func withSensitiveDistrict(_ districts: [String]) -> Survey {
        let list = districts.map { "  - {id: \($0), name: \($0)}\n" }.joined()
        return make(
            source: SmallSurvey.source.replacing(
                "      - id: trust\n",
                with: """
                          - id: unsafe-in
                            kind: district
                            sensitive: true
                            also: [dont-know]
                          - id: trust

                    """),
            districts: "regionVersion: \"2026\"\ndistricts:\n" + list)
    }

    /// With a band of its own, `band-<year>`, for each of the first years here.
    ///
    /// Language versions are counted.
    static func withBandPerYear(_ years: ClosedRange<Int>) -> Survey {
        let bands =
            years.map { "band-\($0): [\($0), \($0)]" }
            + ["longer: [\(years.upperBound + 1), 110]"]
        return make(
            source: SmallSurvey.sourceCountingLanguages.replacing(
                "{under-one: [0, 0], one-to-five: [1, 5], over-five: [6, 110]}",
                with: "{\(bands.joined(separator: ", "))}"))
    }

    /// With language versions counted.
    static let countingLanguages = make(source: SmallSurvey.sourceCountingLanguages)

    private static func make(source: String, districts: String? = nil) -> Survey {
        var files = ["small/survey.yaml": source]
        if let districts {
            files["districts.yaml"] = districts
            files["population/here.yaml"] = SmallSurvey.populationWithoutDistricts
        }
        let faults = FaultCollector()
        let definitions = SmallSurvey.read(replacing: files, reportingTo: faults)
        guard let survey = definitions?.surveys.first, faults.diagnostics.isEmpty else {
            preconditionFailure("The survey has faults: \(faults.diagnostics)")
        }
        return survey
    }
}
