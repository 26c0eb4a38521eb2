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
    /// valid answer.
    private let groups: [(weight: Double, positive: Int, other: Int)]
    /// By how much the union's weighted count may be off, either way.
    private let slack: Double
    private let smallestCell: Int

    /// - Returns: `nil` where the figures tell nothing of the kind: a column without figures, a
    ///   round whose share has only a bound, or fewer than two groups with answers.
    init?(
        total: WithholdingTable.Row, column: [WithholdingTable.Row], withheld: Set<Int>,
        policy: Policy
    ) {
        guard case .share = total.kind, !Self.isBound(total, policy) else { return nil }
        groups = withheld.sorted().compactMap { place in
            let row = column[place]
            guard let estimate = row.estimate else { return nil }
            return (
                estimate.weight / Double(row.tally.valid), row.tally.positive,
                row.tally.valid - row.tally.positive
            )
        }
        guard groups.count >= 2 else { return nil }
        let shown = column.indices.filter { !withheld.contains($0) }.map { column[$0] }
        slack = ([total] + shown).reduce(0) { $0 + Self.slack(of: $1, policy) }
        smallestCell = policy.smallestCell
    }

    /// Whether some group's positive or other answers would be known to within the smallest cell.
    var tellsGroupsApart: Bool {
        groups.indices.contains { group in
            isNarrow(group, groups.map { Double($0.positive) })
                || isNarrow(group, groups.map { Double($0.other) })
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
        min(row.tally.positive, row.tally.valid - row.tally.positive) < policy.smallestCell
    }

    /// Half of what rounding hides of a row's weighted count.
    private static func slack(of row: WithholdingTable.Row, _ policy: Policy) -> Double {
        guard let estimate = row.estimate else { return 0 }
        if isBound(row, policy) {
            let perAnswer = estimate.weight / Double(row.tally.valid)
            return perAnswer * Double(policy.smallestCell - 1) / 4
        }
        return Rounding.percent(base: row.tally.valid).halfStep * estimate.weight / 2
    }
}
