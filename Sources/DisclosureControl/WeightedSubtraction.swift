import Indicators
import SurveyDefinition

/// What weighted and unweighted figures together tell about single withheld groups.
///
/// Subtraction from the unweighted figures gives how many of the withheld groups chose a counted
/// option: Σ k. Subtraction from the weighted ones gives Σ w·k, but for rounding, and who knows how
/// many live in a district and how many of them answered knows its weight w. With two groups these
/// are two equations for two unknowns. So a union whose groups weigh differently may need another
/// group in it, however large it is.
///
/// The attacker is taken to know every group's mean weight and the unweighted union exactly. Of the
/// rounding of the weighted figures half is counted on, since intervals beside them narrow it.
struct WeightedSubtraction {
    /// Mean weight per valid answer, and positive and other answers, of each withheld group with a
    /// valid answer. Of points, as many answers at the upper and at the lower end of the scale as
    /// give the same mean.
    private let groups: [(weight: Double, positive: Double, other: Double)]
    /// By how much the union's weighted count may be off, either way.
    private let slack: Double
    private let smallestCell: Int

    /// - Returns: `nil` where the figures tell nothing of the kind: a column without figures, a
    ///   round whose share has only a bound, or fewer than two groups with answers.
    init?(
        total: WithholdingTable.Row, column: [WithholdingTable.Row], withheld: Set<Int>,
        policy: Policy
    ) {
        guard let ends = total.ends, !Self.isBound(total, policy) else { return nil }
        groups = withheld.sorted().compactMap { place in
            let row = column[place]
            guard let estimate = row.estimate else { return nil }
            let valid = Double(row.tally.valid)
            let mean = estimate.unweightedNumerator / estimate.unweightedDenominator
            let positive = (mean - ends.lowerBound) / (ends.upperBound - ends.lowerBound) * valid
            return (estimate.weight / valid, positive, valid - positive)
        }
        guard groups.count >= 2 else { return nil }
        let shown = column.indices.filter { !withheld.contains($0) }.map { column[$0] }
        slack = ([total] + shown).reduce(0) {
            $0 + Self.slack(of: $1, span: ends.upperBound - ends.lowerBound, policy)
        }
        smallestCell = policy.smallestCell
    }

    /// Whether some group's positive or other answers would be known to within the smallest cell.
    var tellsGroupsApart: Bool {
        groups.indices.contains { group in
            isNarrow(group, groups.map(\.positive))
                || isNarrow(group, groups.map(\.other))
        }
    }

    /// The counts t of one group for which the others, whose weights lie between a lightest and a
    /// heaviest, can make up both sums.
    private func isNarrow(_ group: Int, _ counts: [Double]) -> Bool {
        let others = groups.indices.filter { $0 != group }.map { groups[$0].weight }
        guard let lightest = others.min(), let heaviest = others.max() else { return false }
        let weight = groups[group].weight
        let sum = counts.reduce(0, +)
        let weighted = zip(groups, counts).reduce(0) { $0 + $1.0.weight * $1.1 }

        var (low, high) = (0.0, sum)
        // t·(w − lightest) ≤ weighted + slack − sum·lightest
        let above = weighted + slack - sum * lightest
        if weight > lightest { high = min(high, above / (weight - lightest)) }
        if weight < lightest { low = max(low, above / (weight - lightest)) }
        // t·(w − heaviest) ≥ weighted − slack − sum·heaviest
        let below = weighted - slack - sum * heaviest
        if weight > heaviest { low = max(low, below / (weight - heaviest)) }
        if weight < heaviest { high = min(high, below / (weight - heaviest)) }
        return (high + 1e-9).rounded(.down) - (low - 1e-9).rounded(.up) < Double(smallestCell)
    }

    private static func isBound(_ row: WithholdingTable.Row, _ policy: Policy) -> Bool {
        guard case .share = row.kind else { return false }
        return min(row.tally.positive, row.tally.valid - row.tally.positive) < policy.smallestCell
    }

    /// Half of what rounding hides of a row's weighted count.
    private static func slack(
        of row: WithholdingTable.Row, span: Double, _ policy: Policy
    ) -> Double {
        guard let estimate = row.estimate else { return 0 }
        if isBound(row, policy) {
            let perAnswer = estimate.weight / Double(row.tally.valid)
            return perAnswer * Double(policy.smallestCell - 1) / 4
        }
        if case .share = row.kind {
            return Rounding.percent(base: row.tally.valid).halfStep * estimate.weight / 2
        }
        return Rounding.points.halfStep / span * estimate.weight / 2
    }
}

extension WithholdingTable.Row {
    /// The least and the greatest value that an answer gives a column; `nil` in one without figures.
    fileprivate var ends: ClosedRange<Double>? {
        switch kind {
        case .distribution: return nil
        case .share: return 0...1
        case .points(.balance): return -100...100
        case .points(.mean):
            let scores = tally.counts.keys.compactMap { Double($0.value) }
            guard let least = scores.min(), let most = scores.max(), least < most else {
                return nil
            }
            return least...most
        case .points: return 0...100
        }
    }
}
