import Indicators
import SurveyDefinition

/// Which rows of one question's breakdowns are withheld: algorithm W of the union rule.
///
/// The total and the shown groups give, by subtraction, the sum over the withheld groups. That sum
/// must itself be a figure that could be shown, of two groups or more:
///
/// ```
/// H = the groups that are too thin
/// while H is not empty and its union is not protected: move the smallest other group into H
/// if no group is left: withhold the variable
/// ```
///
/// A group in which nobody answered is as thin as one with a few, also *not stated*. Letting an
/// empty group be withheld alone would reveal no answer, since nothing is left to subtract; but a
/// table with one withheld row would then say that nobody is in it, and a table with two that
/// somebody is. So there is no exemption, at the price of a larger group that is withheld with it.
///
/// Stricter than the rule as first written, for what a share and a mean show:
/// - the union of a share also needs enough answers on both sides, since a union where everybody
///   chose a counted option tells what each of them chose;
/// - a mean or an index is withheld where all but a few gave the same answer, since it has no bound
///   to show instead.
struct Withholding {
    /// Per breakdown, the indexes of its withheld rows.
    private let withheld: [Set<Int>]

    /// - Parameter indicators: of one question, so that their breakdowns and rows correspond; at
    ///   least one.
    init(of indicators: [TabulatedIndicator], policy: Policy) {
        let breakdowns = indicators[0].breakdowns.indices.map { place in
            QuestionBreakdown(
                columns: indicators.map { indicator in
                    QuestionBreakdown.Column(
                        measure: indicator.measure, rows: indicator.breakdowns[place].rows)
                },
                policy: policy)
        }
        let totalIsThin = breakdowns[0].isThin(row: 0)
        withheld = breakdowns.enumerated().map { place, breakdown in
            if totalIsThin { return Set(breakdown.rows) }
            return place == 0 ? [] : breakdown.withheldRows()
        }
    }

    func isShown(row: Int, of breakdown: Int) -> Bool { !withheld[breakdown].contains(row) }
}

/// One question by one variable, with a column for each indicator that is computed from it.
private struct QuestionBreakdown {
    struct Column {
        let measure: Measure
        let rows: [BreakdownRow]
    }

    let columns: [Column]
    let policy: Policy

    var rows: Range<Int> { columns[0].rows.indices }

    /// Algorithm W. Every step withholds one group more, so that it ends.
    func withheldRows() -> Set<Int> {
        var withheld = Set(rows.filter(isThin))
        while !withheld.isEmpty, withheld.count < rows.count, !isProtected(unionOf: withheld) {
            let others = rows.filter { !withheld.contains($0) }
            withheld.formUnion(others.min(by: isSmaller).map { [$0] } ?? [])
        }
        return withheld
    }

    func isThin(row: Int) -> Bool {
        columns.contains { column in
            isThin(column.rows[row], measure: column.measure)
        }
    }

    private func isThin(_ row: BreakdownRow, measure: Measure) -> Bool {
        guard row.tally.valid >= policy.smallestBase, let interval = row.estimate?.interval else {
            return true
        }
        switch measure {
        case .share:
            return interval.upperBound - interval.lowerBound >= policy.widestInterval
        case .mean, .index:
            let mostChosen = row.tally.counts.values.max() ?? 0
            return row.tally.valid - mostChosen < policy.smallestCell
        }
    }

    private func isProtected(unionOf withheld: Set<Int>) -> Bool {
        withheld.count >= 2
            && columns.allSatisfy { column in
                let union = withheld.map { column.rows[$0].tally }.reduce(into: Tally(), +=)
                return isProtected(union, measure: column.measure)
            }
    }

    private func isProtected(_ union: Tally, measure: Measure) -> Bool {
        let largeCategories = union.counts.values.filter { $0 >= policy.smallestCell }
        guard union.valid >= policy.smallestBase, largeCategories.count >= 2 else { return false }
        guard case .share = measure else { return true }
        return min(union.positive, union.valid - union.positive) >= policy.smallestCell
    }

    /// By the base, and the groups' codes where it is equal.
    private func isSmaller(_ left: Int, than right: Int) -> Bool {
        (base(of: left), code(of: left)) < (base(of: right), code(of: right))
    }

    /// The fewest valid answers of the row in any column.
    private func base(of row: Int) -> Int { columns.map { $0.rows[row].tally.valid }.min() ?? 0 }

    private func code(of row: Int) -> String { columns[0].rows[row].group?.value ?? "" }
}
