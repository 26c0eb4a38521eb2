import Indicators
import SurveyDefinition

/// Whether a closed round's release may be followed by another with other figures: rule R3.
///
/// Whoever holds both can take their difference. So for every group that both show, either the
/// answers are the same, or so many were added that their own figures could be shown: at least the
/// smallest base, with more than the smallest cell on both sides. Then the same groups must be
/// withheld, so that the same holds of what subtraction gives. A partition into other groups is
/// never allowed.
///
/// Figures that are made anew from the same answers, with weights to another population or with
/// other intervals, are a second equation about everybody whom subtraction gives. They are allowed
/// only when nobody is withheld beside a group that is shown.
struct Correction {
    let previous: Release
    let candidate: ReleaseCandidate
    let policy: (smallestBase: Int, smallestCell: Int)

    /// Whether both are of the same answers, so that the auditor may read them together.
    private(set) var isOfSameAnswers = true
    private(set) var isAllowed = true

    /// - Parameter exact: what the candidate was made from.
    init(of previous: Release, by candidate: ReleaseCandidate, of exact: IndicatorTable) {
        self.previous = previous
        self.candidate = candidate
        policy = (candidate.method.smallestBase, candidate.method.smallestCell)
        for indicator in candidate.table.indicators {
            guard let before = previous.table.indicators.first(where: { $0.id == indicator.id })
            else { continue }
            for table in indicator.tables {
                guard let earlier = before.tables.first(where: { $0.variable == table.variable })
                else { continue }
                // Groups that are divided in another way would give each other away.
                if earlier.rows.map(\.group) != table.rows.map(\.group) { isAllowed = false }
                compare(earlier, table, isShare: indicator.measure == "share")
            }
        }
        if !withholdsTheSame || (isOfSameAnswers && !hasSameDistributions) { isAllowed = false }
        if isMadeAnew, candidate.table.withholdsSomebody(of: exact) { isAllowed = false }
    }

    /// - Parameter isShare: of points no counts can be told, so that theirs may not change.
    private mutating func compare(
        _ earlier: ProtectedBreakdown, _ table: ProtectedBreakdown, isShare: Bool
    ) {
        for row in table.rows {
            guard let now = row.figures,
                let then = earlier.rows.first(where: { $0.group == row.group })?.figures
            else { continue }
            if isSame(then, now) { continue }
            isOfSameAnswers = false
            if !isShare || !isLarge(from: then, to: now) { isAllowed = false }
        }
    }

    /// The unweighted figures say whether answers have changed, where all others are made anew.
    private func isSame(_ then: Figures, _ now: Figures) -> Bool {
        Rounding.base(then.n) == Rounding.base(now.n)
            && then.unweighted ?? then.value == now.unweighted ?? now.value
            && then.lessThan == now.lessThan && then.moreThan == now.moreThan
            && (isMadeAnew
                || (then.value == now.value && then.low == now.low && then.high == now.high
                    && then.dontKnowShare == now.dontKnowShare))
    }

    /// Whether the same answers may give other figures.
    private var isMadeAnew: Bool {
        let (then, now) = (previous.method, candidate.method)
        return then.weights?.population != now.weights?.population
            || then.weights?.method != now.weights?.method
            || then.weights?.variables != now.weights?.variables
            || then.weights?.trimmedTo != now.weights?.trimmedTo || then.interval != now.interval
    }

    /// Whether the cells that both show are the same: they are without weights.
    private var hasSameDistributions: Bool {
        (candidate.table.distributions ?? []).allSatisfy { distribution in
            let before = previous.table.distributions?.first {
                $0.question == distribution.question && $0.isPerturbed == distribution.isPerturbed
            }
            return distribution.tables.allSatisfy { table in
                let earlier = before?.tables.first { $0.variable == table.variable }
                return table.rows.allSatisfy { row in
                    let then = earlier?.rows.first { $0.group == row.group }
                    return row.cells.allSatisfy { cell in
                        let share = then?.cells.first { $0.code == cell.code }?.share
                        return share == nil || cell.share == nil || share == cell.share
                    }
                }
            }
        }
    }

    /// Whether what was added could be shown by itself, at the worst that rounding allows.
    private func isLarge(from then: Figures, to now: Figures) -> Bool {
        let cell = policy.smallestCell
        let (before, after) = (then.n + 2, now.n - 2)
        guard after - before >= policy.smallestBase,
            let positiveBefore = then.possiblePositives(of: before, smallestCell: cell),
            let positiveAfter = now.possiblePositives(of: after, smallestCell: cell)
        else { return false }
        let positives = positiveAfter.lowerBound - positiveBefore.upperBound
        let others =
            (after - positiveAfter.upperBound) - (before - positiveBefore.lowerBound)
        return min(positives, others) > cell
    }

    /// Of the tables that both have.
    private var withholdsTheSame: Bool {
        candidate.table.indicators.allSatisfy { indicator in
            let before = previous.table.indicators.first { $0.id == indicator.id }
            return indicator.tables.allSatisfy { table in
                let earlier = before?.tables.first { $0.variable == table.variable }
                return earlier.map { $0.rows.map(\.isWithheld) == table.rows.map(\.isWithheld) }
                    ?? true
            }
        }
    }
}

extension ProtectedTable {
    /// Whether someone is in a group that is withheld while another of its table is shown.
    fileprivate func withholdsSomebody(of exact: IndicatorTable) -> Bool {
        zip(indicators, exact.indicators).contains { indicator, exact in
            zip(indicator.tables, exact.breakdowns).contains { table, breakdown in
                table.rows.contains { !$0.isWithheld }
                    && zip(table.rows, breakdown.rows).contains { row, known in
                        row.isWithheld && known.tally.asked > 0
                    }
            }
        }
    }
}
