import SurveyDefinition

/// Whether a closed round's release may be followed by another with other figures: rule R3.
///
/// Whoever holds both can take their difference. So for every group that both show, either the
/// answers are the same, or so many were added that their own figures could be shown: at least the
/// smallest base, with more than the smallest cell on both sides. Then the same groups must be
/// withheld, so that the same holds of what subtraction gives.
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
                compare(earlier, table)
            }
        }
        if !isOfSameAnswers, !withholdsTheSame { isAllowed = false }
    }

    private mutating func compare(_ earlier: ProtectedBreakdown, _ table: ProtectedBreakdown) {
        for row in table.rows {
            guard let now = row.figures,
                let then = earlier.rows.first(where: { $0.group == row.group })?.figures
            else { continue }
            if isSame(then, now) { continue }
            isOfSameAnswers = false
            if !isLarge(from: then, to: now) { isAllowed = false }
        }
    }

    /// The unweighted figures say whether answers have changed: weights and intervals may be new.
    private func isSame(_ then: Figures, _ now: Figures) -> Bool {
        Rounding.base(then.n) == Rounding.base(now.n)
            && then.unweighted ?? then.value == now.unweighted ?? now.value
            && then.lessThan == now.lessThan && then.moreThan == now.moreThan
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
