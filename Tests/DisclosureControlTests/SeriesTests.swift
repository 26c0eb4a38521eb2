import Diagnostics
import SurveyDefinition
import TestSupport
import Testing

@testable import DisclosureControl

/// Which rounds of a survey compare, and how an indicator's figures are lined up over them.
struct SeriesTests {
    /// The small survey in a version, with a text of its file replaced.
    private func survey(
        _ version: Int = 1, replacing old: String = "", with new: String = ""
    ) throws -> Survey {
        var source = SmallSurvey.source.replacing("version: 1\n", with: "version: \(version)\n")
        if !old.isEmpty { source = source.replacing(old, with: new) }
        let faults = FaultCollector()
        let definitions = SmallSurvey.read(
            replacing: ["small/survey.yaml": source], reportingTo: faults)
        #expect(faults.diagnostics.isEmpty)
        return try #require(definitions).surveys[0]
    }

    /// A round that published a share of each of some indicators; `nil` is withheld.
    private func round(
        _ period: String, _ shares: [IndicatorID: Double?], asking survey: Survey,
        startsSeries: SeriesBreak? = nil
    ) -> ReleasedRound {
        let indicators = shares.sorted { $0.key < $1.key }.map { id, share in
            let figures = share.map {
                Figures(
                    n: 100, value: $0, low: 0, high: 1, lessThan: nil, moreThan: nil,
                    dontKnowShare: nil, decimals: 0, isUncertain: false)
            }
            return ProtectedIndicator(
                id: id, goal: "N", polarity: .higherIsBetter, unit: .percent, measure: "share",
                comparability: .indicative,
                tables: [
                    .init(variable: nil, rows: [ProtectedRow(group: nil, figures: figures)])
                ])
        }
        return ReleasedRound(
            round: RoundID("small-\(period)"), period: period, release: 1,
            table: ProtectedTable(indicators: indicators), isWeighted: false, survey: survey,
            startsSeries: startsSeries)
    }

    private func points(_ rounds: [ReleasedRound], of id: IndicatorID = "safe") -> [SeriesPoint] {
        series(over: rounds).first { $0.indicator == id }?.points ?? []
    }

    @Test("rounds of one coding are one series, oldest first, the withheld ones in their place")
    func oneSeries() throws {
        let survey = try survey()
        let points = points([
            round("2024", ["safe": 0.6], asking: survey),
            round("2025", ["safe": nil as Double?], asking: survey),
            round("2026", ["safe": 0.7], asking: survey),
        ])

        #expect(points.map(\.period) == ["2024", "2025", "2026"])
        #expect(points.map { $0.figures?.value } == [0.6, nil, 0.7])
        #expect(points.map(\.breakBefore) == [nil, nil, nil])
    }

    @Test("the last round's indicators have series; one that it lacks has none")
    func indicators() throws {
        let survey = try survey()
        let all = series(over: [
            round("2025", ["safe": 0.6, "trust": 0.5], asking: survey),
            round("2026", ["safe": 0.7], asking: survey),
        ])

        #expect(all.map(\.indicator) == ["safe"])
        #expect(all[0].points.count == 2)
        #expect(series(over: []).isEmpty)
    }

    @Test("a break of the whole round stands before its point, and not before the next")
    func roundBreak() throws {
        let survey = try survey()
        let points = points([
            round("2024", ["safe": 0.6], asking: survey, startsSeries: .base),
            round("2025", ["safe": 0.6], asking: survey, startsSeries: .mode),
            round("2026", ["safe": 0.7], asking: survey),
        ])

        #expect(points.map(\.breakBefore) == [nil, .mode, nil])
    }

    @Test("a break in a round that didn't measure the indicator stands between those that did")
    func breakInBetween() throws {
        let survey = try survey()
        let points = points([
            round("2024", ["safe": 0.6], asking: survey),
            round("2025", ["trust": 0.5], asking: survey, startsSeries: .mode),
            round("2026", ["safe": 0.7], asking: survey),
        ])

        #expect(points.map(\.period) == ["2024", "2026"])
        #expect(points.map(\.breakBefore) == [nil, .mode])
    }

    @Test("a declared break of one indicator breaks its series and no other")
    func declared() throws {
        let second = try survey(
            2, replacing: "    comparability: B",
            with: "    comparability: B\n    comparableSince: 2\n    breakReason: wording")
        let rounds = [
            round("2025", ["safe": 0.6, "trust": 0.5], asking: try survey()),
            round("2026", ["safe": 0.7, "trust": 0.5], asking: second),
            round("2027", ["safe": 0.7, "trust": 0.5], asking: second),
        ]

        #expect(points(rounds).map(\.breakBefore) == [nil, .wording, nil])
        #expect(points(rounds, of: "trust").map(\.breakBefore) == [nil, nil, nil])
        #expect(rounds[1].breakSince(rounds[0], of: "safe") == .wording)
        #expect(rounds[2].breakSince(rounds[1], of: "safe") == nil)
    }

    @Test("another version with the same coding is the same series")
    func newVersion() throws {
        let rounds = [
            round("2025", ["safe": 0.6], asking: try survey()),
            round("2026", ["safe": 0.7], asking: try survey(2)),
        ]

        #expect(points(rounds).map(\.breakBefore) == [nil, nil])
    }

    @Test(
        "a coding that changes is a break of the scale, declared or not",
        arguments: [
            ("positive: [very-safe, fairly-safe]", "positive: [very-safe]"),
            (
                "valid: [very-safe, fairly-safe, unsafe]\n    dontKnow: [dont-know]",
                "valid: [very-safe, fairly-safe, unsafe]"
            ),
        ])
    func undeclared(old: String, new: String) throws {
        let rounds = [
            round("2025", ["safe": 0.6], asking: try survey()),
            round("2026", ["safe": 0.7], asking: try survey(2, replacing: old, with: new)),
        ]

        #expect(points(rounds).map(\.breakBefore) == [nil, .scale])
    }

    @Test("an indicator that a survey doesn't code compares with nothing")
    func uncoded() throws {
        let (one, other) = (
            round("2025", ["safe": 0.6], asking: try survey()),
            round("2026", ["safe": 0.7], asking: try survey())
        )

        #expect(other.breakSince(one, of: "unheard-of") == .scale)
    }
}
