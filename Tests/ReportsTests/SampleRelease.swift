import Dialogues
import Reports

@testable import DisclosureControl
@testable import SurveyDefinition

/// A release of software before 0.2, without weights, findings, series, coverage and distributions. It has
/// every kind of row: published, withheld, uncertain, and with a bound on either side.
extension Sample {
    static func release(
        sampling: Sampling = .selfSelected, isDemonstration: Bool = false,
        round: RoundID = "trygghet-2026"
    ) -> Release {
        Release(
            round: round, number: 2,
            survey: .init(id: "trygghet", version: 1, digest: "0123456789abcdef0123456789abcdef"),
            method: .init(
                sampling: sampling.rawValue, isDemonstration: isDemonstration, weighting: "none",
                interval: "wilson", smallestBase: 30, smallestCell: 5, softwareVersion: "1.0.0"),
            responsesAtLeast: 2450, table: table)
    }

    static func context(
        sampling: Sampling = .selfSelected, isDemonstration: Bool = false,
        round: RoundID = "trygghet-2026", period: String = "2026"
    ) -> ReportContext {
        ReportContext(
            round: Round(
                id: round, survey: "trygghet", surveyVersion: 1, period: period, sampling: sampling,
                isDemonstration: isDemonstration, stage: .closed, closesOn: "2026-09-30"),
            survey: survey, goals: goals, districts: districts, municipality: "Södertälje kommun",
            languages: languages)
    }

    private static let table = ProtectedTable(indicators: [
        protected(
            "active-participation", "G",
            tables: [
                whole(figures(n: 2412, value: 0.324, 0.305, 0.344, dontKnow: 0.081, decimals: 1)),
                .init(
                    variable: .gender,
                    rows: [
                        row("woman", figures(n: 1240, value: 0.341, 0.315, 0.369, decimals: 1)),
                        row("man", nil), row("other", nil),
                        row(ProtectedRow.notStated, figures(n: 41, lessThan: 0.13)),
                    ]),
                .init(
                    variable: .district,
                    rows: [
                        row("hovsjo", figures(n: 85, value: 0.29, 0.2, 0.4, dontKnow: 0.31)),
                        row("jarna", figures(n: 38, moreThan: 0.86)),
                        row("lina", figures(n: 61, value: 0.05, 0.01, 0.14, isUncertain: true)),
                    ]),
            ]),
        protected(
            "free-from-corruption", "H", .notComparable,
            tables: [whole(figures(n: 640, value: 0.25, 0.21, 0.29, dontKnow: 0.4))]),
        protected(
            "trust-in-people", "H", .notComparable, unit: .points, measure: "mean",
            tables: [whole(figures(n: 800, value: 6.4, 6.2, 6.6, decimals: 1))]),
        protected(
            "unsafe-at-night", "N", polarity: .lowerIsBetter,
            tables: [
                whole(nil), .init(variable: .gender, rows: [row("woman", nil), row("man", nil)]),
            ]),
    ])

    static func protected(
        _ id: IndicatorID, _ goal: GoalID, _ comparability: Comparability = .sameConstruct,
        polarity: Indicator.Polarity = .higherIsBetter, unit: Indicator.Unit = .percent,
        measure: String = "share", tables: [ProtectedBreakdown]
    ) -> ProtectedIndicator {
        ProtectedIndicator(
            id: id, goal: goal, polarity: polarity, unit: unit, measure: measure,
            comparability: comparability, tables: tables)
    }

    static func whole(_ figures: Figures?) -> ProtectedBreakdown {
        ProtectedBreakdown(variable: nil, rows: [ProtectedRow(group: nil, figures: figures)])
    }

    static func row(_ code: Code, _ figures: Figures?) -> ProtectedRow {
        ProtectedRow(group: code, figures: figures)
    }

    static func figures(
        n: Int, value: Double? = nil, _ low: Double? = nil, _ high: Double? = nil,
        lessThan: Double? = nil, moreThan: Double? = nil, dontKnow: Double? = nil,
        decimals: Int = 0,
        isUncertain: Bool = false
    ) -> Figures {
        Figures(
            n: n, value: value, low: low, high: high, lessThan: lessThan, moreThan: moreThan,
            dontKnowShare: dontKnow, decimals: decimals, isUncertain: isUncertain)
    }
}
