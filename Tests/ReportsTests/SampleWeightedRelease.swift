import Dialogues
import Reports

@testable import DisclosureControl
@testable import SurveyDefinition

/// A release with everything that it can hold: weights on made-up population figures, findings, a series of
/// three rounds with a break, coverage, distributions and texts.
extension Sample {
    /// One question with themes of every kind and quotations in two directions, one with quotations alone.
    static let texts = ProtectedTexts(questions: [
        .init(
            question: "wish", n: 1240, read: 1240, coded: 1240,
            themes: [
                theme("light", share: 0.204), theme("crime", lessThan: 0.005),
                theme("roads", share: 0.371), theme("town", moreThan: 0.995),
                theme("benches", share: 0.204),
            ],
            decimals: 1,
            quotations: [
                "=Mer ljus; och \"bänkar\" <nu>", "Första raden\nandra raden", "مقاعد أكثر & إنارة",
            ]),
        .init(
            question: "why", n: 60, read: 25, coded: 0, themes: nil,
            quotations: (1...9).map { "Text \($0)" }),
    ])

    private static func theme(
        _ id: ThemeID, share: Double? = nil, lessThan: Double? = nil, moreThan: Double? = nil
    ) -> ProtectedTexts.ThemeShare {
        ProtectedTexts.ThemeShare(
            theme: id, share: share, lessThan: lessThan, moreThan: moreThan)
    }

    /// - Parameter sampling: without a random sample or a census nothing is found and nothing weighted.
    static func weightedRelease(
        sampling: Sampling = .probability, isExample: Bool = true, isPerturbed: Bool = false,
        largestWeight: Double = 3.2
    ) -> Release {
        let isTested = sampling != .selfSelected
        return Release(
            round: "trygghet-2026", number: 3,
            survey: .init(id: "trygghet", version: 1, digest: "0123456789abcdef0123456789abcdef"),
            method: .init(
                sampling: sampling.rawValue, isDemonstration: false, weighting: "raked",
                interval: "logit; wilson-kish; student-t for means", smallestBase: 30,
                smallestCell: 5, softwareVersion: "0.2.0",
                weights: weights(isExample: isExample, largest: largestWeight),
                languages: ["sv", "fi", "ar"], baseStep: 5),
            responsesAtLeast: 2450,
            table: ProtectedTable(
                indicators: weightedIndicators(isTested: isTested),
                distributions: [takePart(isPerturbed: isPerturbed), trustScale, hadContact],
                coverage: coverage),
            series: [participationSeries(isTested: isTested), corruptionSeries, trustSeries],
            texts: texts)
    }

    private static func weights(isExample: Bool, largest: Double) -> AppliedWeights {
        AppliedWeights(
            method: .raked, variables: [.gender, .age, .district],
            population: .init(
                id: "sodertalje-2025", source: "SCB", date: "2025-12-31", regionVersion: "2026",
                isExample: isExample),
            designEffect: 1.38, effectiveBase: 1775, smallest: 0.41, largest: largest,
            trimmedTo: [0.2, 5])
    }

    // MARK: Indicators

    private static func weightedIndicators(isTested: Bool) -> [ProtectedIndicator] {
        var participation = protected(
            "active-participation", "G",
            tables: [
                whole(latestParticipation(isTested: isTested)),
                participationByGender(isTested: isTested),
                participationByDistrict(isTested: isTested),
            ])
        participation.publishedFindings =
            isTested
            ? [
                PublishedFinding(territory: "sodertalje", year: 2025, finding: .notFound),
                PublishedFinding(territory: "county", year: 2025, finding: .lower),
                PublishedFinding(territory: "country", year: 2025, finding: .lower),
            ] : nil
        return [
            participation,
            protected(
                "free-from-corruption", "H", .notComparable,
                tables: [whole(latestCorruption(isTested: isTested))]),
            protected(
                "trust-in-people", "H", .notComparable, unit: .points, measure: "mean",
                tables: [whole(latestTrust)]),
            protected("unsafe-at-night", "N", polarity: .lowerIsBetter, tables: [whole(nil)]),
        ]
    }

    private static func participationByGender(isTested: Bool) -> ProtectedBreakdown {
        var woman = figures(n: 1240, value: 0.361, 0.335, 0.389, decimals: 1)
        woman.unweighted = 0.352
        woman.againstRest = isTested ? .higher : nil
        woman.change =
            isTested ? Change(since: "trygghet-2024", difference: 0.06, finding: .higher) : nil
        var man = figures(n: 1110, value: 0.289, 0.262, 0.318, dontKnow: 0.09, decimals: 1)
        man.unweighted = 0.293
        man.againstRest = isTested ? .lower : nil
        man.change =
            isTested ? Change(since: "trygghet-2024", difference: 0.012, finding: .notFound) : nil
        var table = ProtectedBreakdown(
            variable: .gender,
            rows: [
                row("woman", woman), row("man", man), row("other", nil),
                row(ProtectedRow.notStated, nil),
            ])
        table.groupsDiffer = isTested ? true : nil
        return table
    }

    private static func participationByDistrict(isTested: Bool) -> ProtectedBreakdown {
        var hovsjo = figures(n: 185, value: 0.29, 0.2, 0.4, dontKnow: 0.31)
        hovsjo.unweighted = 0.27
        hovsjo.againstRest = isTested ? .notFound : nil
        var jarna = figures(n: 238, value: 0.35, 0.28, 0.43)
        jarna.unweighted = 0.34
        jarna.againstRest = isTested ? .notFound : nil
        var table = ProtectedBreakdown(
            variable: .district,
            rows: [
                row("hovsjo", hovsjo), row("jarna", jarna),
                row("lina", figures(n: 61, moreThan: 0.91)),
            ])
        table.groupsDiffer = isTested ? false : nil
        return table
    }

    private static func latestParticipation(isTested: Bool) -> Figures {
        var figures = figures(
            n: 2412, value: 0.324, 0.301, 0.348, dontKnow: 0.081, decimals: 1)
        figures.unweighted = 0.337
        figures.dontKnowDecimals = 1
        figures.change =
            isTested ? Change(since: "trygghet-2024", difference: 0.041, finding: .higher) : nil
        return figures
    }

    private static func latestCorruption(isTested: Bool) -> Figures {
        var figures = figures(n: 990, value: 0.25, 0.21, 0.29, dontKnow: 0.384)
        figures.unweighted = 0.24
        figures.dontKnowDecimals = 1
        figures.change =
            isTested ? Change(since: "trygghet-2022", difference: -0.01, finding: .notFound) : nil
        return figures
    }

    private static var latestTrust: Figures {
        var figures = figures(n: 800, value: 6.4, 6.2, 6.6, decimals: 1)
        figures.unweighted = 6.5
        return figures
    }

    // MARK: Series

    /// Three rounds, with a break after the first: another way to answer.
    private static func participationSeries(isTested: Bool) -> IndicatorSeries {
        var earlier = figures(n: 1980, value: 0.283, 0.259, 0.308, decimals: 1)
        earlier.unweighted = 0.291
        return IndicatorSeries(
            indicator: "active-participation",
            points: [
                point("2022", figures(n: 640, value: 0.36, 0.32, 0.4), isWeighted: false),
                point("2024", earlier, breakBefore: .mode),
                point("2026", latestParticipation(isTested: isTested)),
            ])
    }

    /// Three rounds, of which the middle one is withheld.
    private static let corruptionSeries = IndicatorSeries(
        indicator: "free-from-corruption",
        points: [
            point("2022", figures(n: 610, value: 0.26, 0.22, 0.3)), point("2024", nil),
            point("2026", latestCorruption(isTested: false)),
        ])

    private static let trustSeries = IndicatorSeries(
        indicator: "trust-in-people", points: [point("2026", latestTrust)])

    private static func point(
        _ period: String, _ figures: Figures?, isWeighted: Bool = true,
        breakBefore: SeriesBreak? = nil
    ) -> SeriesPoint {
        SeriesPoint(
            round: RoundID("trygghet-\(period)"), period: period,
            release: period == "2026" ? 3 : 1, figures: figures, isWeighted: isWeighted,
            breakBefore: breakBefore)
    }

    // MARK: Coverage

    private static let coverage = Coverage(
        tables: [
            .init(
                variable: .gender,
                rows: [
                    covered("woman", 0.59, 0.5, 1.2), covered("man", 0.36, 0.5, 0.7),
                    covered("other", nil, nil, nil),
                    covered(ProtectedRow.notStated, 0.04, nil, nil),
                ]),
            .init(
                variable: .age,
                rows: [
                    covered("16-29", 0.11, 0.22, 0.5), covered("30-49", 0.3, 0.34, 0.9),
                    covered("50-64", 0.28, 0.24, 1.2), covered("65-plus", 0.31, 0.2, 1.6),
                ]),
            .init(
                variable: .district,
                rows: [
                    covered("hovsjo", 0.03, 0.11, 0.3), covered("jarna", 0.12, 0.12, 1),
                    covered("lina", 0.06, 0.05, 1.2),
                ]),
        ],
        languages: [
            .init(tag: "sv", responses: 0.86), .init(tag: "ar", responses: 0.08),
            .init(tag: nil, responses: 0.06),
        ],
        modes: [
            .init(mode: .web, responses: 0.8), .init(mode: .interview, responses: 0.14),
            .init(mode: nil, responses: 0.06),
        ],
        invited: 6000, responseRate: 0.41)

    private static func covered(
        _ group: Code, _ responses: Double?, _ population: Double?, _ ratio: Double?
    ) -> Coverage.Row {
        Coverage.Row(group: group, responses: responses, population: population, ratio: ratio)
    }

    // MARK: Distributions

    private static func takePart(isPerturbed: Bool) -> Distribution {
        let codes: [Code] = ["very-well", "fairly-well", "fairly-badly"]
        return Distribution(
            question: "take-part",
            tables: [
                .init(variable: nil, rows: [spread(nil, 2412, codes, [0.081, 0.256, 0.663])]),
                .init(
                    variable: .gender,
                    rows: [
                        spread("woman", 1240, codes, [0.094, 0.258, 0.648]),
                        spread("man", 1110, codes, [0.066, 0.227, 0.707]),
                        spread("other", nil, codes, []),
                        spread(ProtectedRow.notStated, nil, codes, []),
                    ]),
                .init(
                    variable: .district,
                    rows: [
                        spread("hovsjo", 185, codes, [nil, nil, 0.71]),
                        spread("jarna", 238, codes, [0.09, 0.25, 0.66]),
                        spread("lina", 61, codes, [nil, nil, nil]),
                    ]),
            ],
            isPerturbed: isPerturbed)
    }

    private static let trustScale = Distribution(
        question: "trust-scale",
        tables: [
            .init(
                variable: nil,
                rows: [
                    spread(
                        nil, 800, (0...10).map { Code(String($0)) },
                        [0.03, 0.02, 0.03, 0.05, 0.06, 0.15, 0.14, 0.21, 0.18, 0.08, 0.05])
                ])
        ],
        isPerturbed: false)

    private static let hadContact = Distribution(
        question: "had-contact",
        tables: [
            .init(variable: nil, rows: [spread(nil, 2391, ["yes", "no"], [0.624, 0.376])])
        ],
        isPerturbed: false)

    private static func spread(
        _ group: Code?, _ base: Int?, _ codes: [Code], _ shares: [Double?]
    ) -> Distribution.Row {
        Distribution.Row(
            group: group, n: base,
            cells: zip(codes, shares).map { Distribution.Cell(code: $0, share: $1) })
    }
}
