public import Indicators
public import SurveyDefinition

/// Withholds what could tell how a small group answered, and rounds the rest: the only way to a
/// `ProtectedTable`.
///
/// 1. Figures are by one background variable at a time, each a partition of the round: the shape of
///    `IndicatorTable` has no crossed groups (rules R1 and R2).
/// 2. A group whose base is too small or whose figure is too imprecise is withheld, and with it as
///    many larger groups as it takes to protect what subtraction from the total gives
///    (`Withholding`).
/// 3. Where the total itself may not be shown, no group of it is.
/// 4. A withheld row holds nothing. Why it is withheld, and whether anybody is in it, cannot be
///    seen (R7).
/// 5. Of a small count only a bound is shown, and numbers of answers are rounded (`Figures`).
/// 6. Of how answers are spread, no small count can be worked out (`Distribution`).
/// 7. Findings of tests are told of shown figures only, and only of rounds that allow them.
///
/// What is withheld is decided per question, not per indicator: if two indicators of one question
/// withheld different groups, the figures of one would fill the gaps of the other.
///
/// - Parameters:
///   - comparisons: `nil` when no difference may be claimed, as of a round that anybody could
///     answer.
///   - invited: how many persons were, for the response rate.
///   - policy: the survey's own, where it is stricter than the municipality's.
public func protect(
    _ table: IndicatorTable, comparing comparisons: Comparisons? = nil, invited: Int? = nil,
    policy: Policy
) -> ProtectedTable {
    let byQuestion = Dictionary(grouping: table.indicators, by: \.question)
    let withheld = byQuestion.mapValues {
        Withholding(of: $0, isWeighted: table.isWeighted, policy: policy)
    }
    return protect(
        table, withholding: withheld, comparing: comparisons, invited: invited, policy: policy)
}

/// As `protect`, with what is withheld decided elsewhere: so that tests can attack a worse rule.
func protect(
    _ table: IndicatorTable, withholding: [QuestionID: Withholding],
    comparing comparisons: Comparisons?, invited: Int?, policy: Policy
) -> ProtectedTable {
    let indicators = table.indicators.map { indicator in
        ProtectedIndicator(
            indicator, withholding: withholding[indicator.question], comparing: comparisons,
            isWeighted: table.isWeighted, policy: policy)
    }
    let distributions = table.questions.compactMap { question in
        Distribution(
            of: question, in: indicators, coded: table.indicators,
            withholding: withholding[question.id] ?? Withholding(of: question, policy: policy),
            policy: policy)
    }
    return ProtectedTable(
        indicators: indicators, distributions: distributions,
        coverage: coverage(of: table.composition, invited: invited, policy: policy))
}

extension IndicatorTable {
    /// Whether respondents weigh differently.
    var isWeighted: Bool {
        if case .applied = weighting { true } else { false }
    }
}

extension ProtectedIndicator {
    /// - Parameter withholding: `nil` withholds everything.
    fileprivate init(
        _ indicator: TabulatedIndicator, withholding: Withholding?,
        comparing comparisons: Comparisons?, isWeighted: Bool, policy: Policy
    ) {
        id = indicator.id
        goal = indicator.goal
        polarity = indicator.polarity
        unit = indicator.unit
        measure = indicator.measure.name
        comparability = indicator.comparability
        tables = indicator.breakdowns.enumerated().map { place, breakdown in
            let rows = breakdown.rows.enumerated().map { index, row in
                let isShown = withholding?.isShown(row: index, of: place) ?? false
                return ProtectedRow(
                    group: row.group,
                    figures: isShown
                        ? Figures(
                            row, measure: indicator.measure,
                            isWeighted: isWeighted && !indicator.isDetached, policy: policy)
                        : nil)
            }
            return ProtectedBreakdown(variable: breakdown.variable, rows: rows)
        }
        if let comparisons {
            addFindings(from: indicator, comparing: comparisons, policy: policy)
        }
    }

    private mutating func addFindings(
        from indicator: TabulatedIndicator, comparing comparisons: Comparisons, policy: Policy
    ) {
        let earlier = comparisons.earlier.flatMap { earlier -> EarlierFigures? in
            guard earlier.comparable.contains(id) else { return nil }
            return EarlierFigures(of: id, in: earlier)
        }
        for place in tables.indices {
            let breakdown = indicator.breakdowns[place]
            tables[place].addFindings(
                from: breakdown, everyone: indicator.breakdowns[0].rows[0].tally,
                span: indicator.span, policy: policy)
            if let earlier, let before = earlier.breakdown(by: breakdown.variable) {
                tables[place].addChanges(
                    from: breakdown, since: earlier.round, exact: before.exact,
                    published: before.published, span: indicator.span)
            }
        }
        if tables.first?.rows.first?.figures?.value != nil {
            publishedFindings = indicator.findings(against: comparisons.published[id] ?? [])
        }
    }
}

/// One indicator of an earlier round, exact and as published.
private struct EarlierFigures {
    let round: RoundID
    let exact: TabulatedIndicator
    let published: ProtectedIndicator

    init?(of id: IndicatorID, in earlier: EarlierRound) {
        guard let exact = earlier.table.indicators.first(where: { $0.id == id }),
            let published = earlier.published.indicators.first(where: { $0.id == id })
        else { return nil }
        round = earlier.id
        self.exact = exact
        self.published = published
    }

    func breakdown(
        by variable: BackgroundVariable?
    ) -> (exact: Breakdown, published: ProtectedBreakdown)? {
        guard let exact = exact.breakdowns.first(where: { $0.variable == variable }),
            let published = published.tables.first(where: { $0.variable == variable })
        else { return nil }
        return (exact, published)
    }
}
