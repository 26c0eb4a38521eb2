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
/// 5. Of a small count only a bound is shown (`Figures`).
///
/// What is withheld is decided per question, not per indicator: if two indicators of one question
/// withheld different groups, the figures of one would fill the gaps of the other.
///
/// - Parameter policy: the survey's own, where it is stricter than the municipality's.
public func protect(_ table: IndicatorTable, policy: Policy) -> ProtectedTable {
    let byQuestion = Dictionary(grouping: table.indicators, by: \.question)
    let withheld = byQuestion.mapValues { Withholding(of: $0, policy: policy) }
    return ProtectedTable(
        indicators: table.indicators.map { indicator in
            ProtectedIndicator(indicator, withholding: withheld[indicator.question], policy: policy)
        })
}

extension ProtectedIndicator {
    /// - Parameter withholding: `nil` withholds everything.
    fileprivate init(_ indicator: TabulatedIndicator, withholding: Withholding?, policy: Policy) {
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
                        ? Figures(row, measure: indicator.measure, policy: policy) : nil)
            }
            return ProtectedBreakdown(variable: breakdown.variable, rows: rows)
        }
    }
}
