import Indicators
import SurveyDefinition

/// Which rows of one question's breakdowns are withheld: algorithm W of the union rule.
///
/// The total and the shown groups give, by subtraction, the sum over the withheld groups. That sum
/// must itself tell nothing about a few:
///
/// ```
/// H = the groups that are too thin
/// while H is not empty and its union is not hidden: move the smallest other group into H
/// if no group is left: withhold the variable, and with it the question if weights tell its groups
///                      apart even so
/// ```
///
/// A union is hidden when it is a figure that could be shown, of two groups or more, with one answer
/// to spare for a respondent who knows her own; when what
/// rounding leaves of it is too coarse to tell anything (`RoundedSubtraction`); or when nobody is in
/// it. The second is what lets women and men be shown beside a few who chose another answer. With
/// weights, the weighted figures beside the unweighted ones must not tell the groups of a union
/// apart either (`WeightedSubtraction`).
///
/// Stricter than the rule as first written, for what a share and a mean show:
/// - the union of a share also needs enough answers on both sides, since a union where everybody
///   chose a counted option tells what each of them chose;
/// - a mean or an index is withheld where all but a few gave the same answer, since it has no bound
///   to show instead.
struct Withholding {
    /// The rows of one breakdown that are withheld.
    struct Rows: Equatable {
        var withheld: Set<Int> = []
        /// Whether only rounding hides the union. Then nothing finer may be published of the table.
        var isHiddenByRounding = false
    }

    /// The rows of each breakdown.
    private(set) var breakdowns: [Rows]
    /// Each breakdown, the whole round first.
    let tables: [WithholdingTable]

    /// - Parameter indicators: of one question, so that their breakdowns and rows correspond; at
    ///   least one.
    init(of indicators: [TabulatedIndicator], isWeighted: Bool, policy: Policy) {
        let columns = indicators.map { indicator in
            indicator.breakdowns.map { breakdown in
                breakdown.rows.map { WithholdingTable.Row($0, indicator.measure, policy) }
            }
        }
        self.init(columns: columns, isWeighted: isWeighted, policy: policy)
    }

    /// Of a question that no indicator is computed from: only its distribution is shown.
    init(of question: TabulatedQuestion, policy: Policy) {
        let column = question.breakdowns.map { breakdown in
            breakdown.rows.map { WithholdingTable.Row($0.group, $0.tally, policy) }
        }
        self.init(columns: [column], isWeighted: false, policy: policy)
    }

    /// Decided elsewhere: so that tests can attack a worse rule.
    init(breakdowns: [Rows], tables: [WithholdingTable]) {
        self.breakdowns = breakdowns
        self.tables = tables
    }

    /// - Parameter columns: per figure, its rows by breakdown, the whole round first.
    private init(columns: [[[WithholdingTable.Row]]], isWeighted: Bool, policy: Policy) {
        let total = columns.map { $0[0][0] }
        let totalIsThin = total.contains(where: \.isThin)
        tables = columns[0].indices.map { place in
            WithholdingTable(
                total: total, columns: columns.map { $0[place] }, isWeighted: isWeighted,
                policy: policy)
        }
        let rows = tables.dropFirst().map { $0.withheldRows() }
        let isHidden = zip(tables.dropFirst(), rows).allSatisfy { $0.cover(of: $1.withheld) != nil }
        breakdowns =
            totalIsThin || !isHidden
            ? tables.map { Rows(withheld: Set($0.rows)) } : [Rows()] + rows
    }

    func isShown(row: Int, of breakdown: Int) -> Bool {
        !breakdowns[breakdown].withheld.contains(row)
    }
}

/// One question by one variable, with a column for each figure that is computed from it.
struct WithholdingTable {
    /// One group in one column.
    struct Row {
        let group: Code?
        let tally: Tally
        /// `nil` when nobody gave a valid answer, and in a column without figures.
        let estimate: Estimate?
        /// Whether it may not be shown by itself.
        private(set) var isThin: Bool
        let kind: Kind

        /// What a column shows of a group.
        enum Kind {
            case share
            case points(Measure)
            /// How the answers are spread, and no figure.
            case distribution
        }

        /// How many gave each answer that the column tells apart.
        var answers: [Int] { answers(in: tally) }

        /// A balance tells only positive, negative and other answers apart.
        func answers(in tally: Tally) -> [Int] {
            guard case .points(.balance(let positive, let negative)) = kind else {
                return Array(tally.counts.values)
            }
            let counted = [positive, negative].map { codes in
                codes.reduce(0) { $0 + tally.counts[$1, default: 0] }
            }
            return counted + [tally.valid - counted.reduce(0, +)]
        }
    }

    /// The whole round, per column.
    let total: [Row]
    /// Per column, its groups.
    let columns: [[Row]]
    let isWeighted: Bool
    let policy: Policy

    var rows: Range<Int> { columns[0].indices }

    /// Algorithm W. Every step withholds one group more, so that it ends.
    func withheldRows() -> Withholding.Rows {
        var withheld = Set(rows.filter(isThin))
        while withheld.count < rows.count {
            if let cover = cover(of: withheld) {
                return Withholding.Rows(
                    withheld: withheld, isHiddenByRounding: cover == .rounding)
            }
            let others = rows.filter { !withheld.contains($0) }
            withheld.formUnion(others.min(by: isSmaller).map { [$0] } ?? [])
        }
        return Withholding.Rows(withheld: withheld)
    }

    /// What keeps groups from being told by subtraction.
    enum Cover {
        /// Nobody is in them.
        case emptiness
        /// Together they are many, or all.
        case numbers
        /// What is left of them after rounding.
        case rounding
    }

    /// - Returns: `nil` when nothing does, so that the groups may not be withheld alone.
    func cover(of withheld: Set<Int>) -> Cover? {
        if withheld.isEmpty || isEmpty(unionOf: withheld) { return .emptiness }
        if withheld.count == rows.count { return isSplitByWeights(withheld) ? nil : .numbers }
        if isWide(unionOf: withheld), !isSplitByWeights(withheld) { return .numbers }
        return isRoundedAway(withheld) ? .rounding : nil
    }

    private func isThin(row: Int) -> Bool { columns.contains { $0[row].isThin } }

    /// Whether nobody of the groups came to the question: nothing is left to protect.
    private func isEmpty(unionOf withheld: Set<Int>) -> Bool {
        columns.allSatisfy { column in withheld.allSatisfy { column[$0].tally.asked == 0 } }
    }

    /// Whether what subtraction gives could itself be shown, even to a respondent who leaves out her
    /// own answer: the union rule.
    private func isWide(unionOf withheld: Set<Int>) -> Bool {
        withheld.count >= 2
            && columns.allSatisfy { column in
                let union = withheld.map { column[$0].tally }.reduce(into: Tally(), +=)
                let largeCategories = column[0].answers(in: union)
                    .filter { $0 > policy.smallestCell }
                guard union.valid >= policy.smallestBase, largeCategories.count >= 2 else {
                    return false
                }
                guard case .share = column[0].kind else { return true }
                return min(union.positive, union.valid - union.positive) > policy.smallestCell
            }
    }

    private func isSplitByWeights(_ withheld: Set<Int>) -> Bool {
        isWeighted
            && zip(total, columns).contains { total, column in
                WeightedSubtraction(
                    total: total, column: column, withheld: withheld, policy: policy)?
                    .tellsGroupsApart ?? false
            }
    }

    private func isRoundedAway(_ withheld: Set<Int>) -> Bool {
        zip(total, columns).allSatisfy { total, column in
            RoundedSubtraction(
                total: total, column: column, withheld: withheld, isWeighted: isWeighted,
                policy: policy)?.tellsNothing ?? false
        }
    }

    /// By the base, and the groups' codes where it is equal.
    private func isSmaller(_ left: Int, than right: Int) -> Bool {
        (base(of: left), code(of: left)) < (base(of: right), code(of: right))
    }

    /// The fewest valid answers of the row in any column.
    private func base(of row: Int) -> Int { columns.map { $0[row].tally.valid }.min() ?? 0 }

    private func code(of row: Int) -> String { columns[0][row].group?.value ?? "" }
}

extension WithholdingTable.Row {
    init(_ row: BreakdownRow, _ measure: Measure, _ policy: Policy) {
        group = row.group
        tally = row.tally
        estimate = row.estimate
        kind = if case .share = measure { .share } else { .points(measure) }
        isThin = false
        isThin = isThin(row, policy)
    }

    init(_ group: Code?, _ tally: Tally, _ policy: Policy) {
        self.group = group
        self.tally = tally
        estimate = nil
        kind = .distribution
        isThin = tally.valid < policy.smallestBase
    }

    private func isThin(_ row: BreakdownRow, _ policy: Policy) -> Bool {
        guard row.tally.valid >= policy.smallestBase, let estimate = row.estimate,
            estimate.effectiveBase >= Double(policy.smallestBase) - 1e-9,
            let interval = estimate.interval
        else { return true }
        if case .share = kind {
            return interval.upperBound - interval.lowerBound >= policy.widestInterval
        }
        let mostAlike = answers.max() ?? 0
        return row.tally.valid - mostAlike < policy.smallestCell
    }
}
