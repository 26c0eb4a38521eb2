import SurveyDefinition

/// Whether a closed round's release may be followed by another with other figures: rule R3.
///
/// Whoever holds both can take their difference. So for every group that both show, either the
/// answers are the same, or so many were added that their own figures could be shown: at least the
/// smallest base, with more than the smallest cell on both sides. Then the same groups must be
/// withheld, so that the same holds of what subtraction gives. A partition into other groups is
/// never allowed.
struct Correction {
    let previous: Release
    let candidate: ReleaseCandidate
    let policy: (smallestBase: Int, smallestCell: Int)

    /// Whether both are of the same answers, so that the auditor may read them together.
    private(set) var isOfSameAnswers = true
    private(set) var isAllowed = true

    init(of previous: Release, by candidate: ReleaseCandidate) {
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
        if isOfSameAnswers ? !hasSameDistributions : !withholdsTheSame { isAllowed = false }
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

    /// The unweighted figures say whether answers have changed. What weights are in may be new, and
    /// intervals when they are found in another way.
    private func isSame(_ then: Figures, _ now: Figures) -> Bool {
        Rounding.base(then.n) == Rounding.base(now.n)
            && then.unweighted ?? then.value == now.unweighted ?? now.value
            && then.lessThan == now.lessThan && then.moreThan == now.moreThan
            && (isMadeAnew
                || (then.low == now.low && then.high == now.high
                    && then.dontKnowShare == now.dontKnowShare))
    }

    /// Whether the same answers may give other figures.
    private var isMadeAnew: Bool {
        previous.method.weights != nil || candidate.method.weights != nil
            || previous.method.interval != candidate.method.interval
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

    private var withholdsTheSame: Bool {
        candidate.table.indicators.allSatisfy { indicator in
            let before = previous.table.indicators.first { $0.id == indicator.id }
            return indicator.tables.allSatisfy { table in
                let earlier = before?.tables.first { $0.variable == table.variable }
                return earlier?.rows.map(\.isWithheld) == table.rows.map(\.isWithheld)
            }
        }
    }
}
