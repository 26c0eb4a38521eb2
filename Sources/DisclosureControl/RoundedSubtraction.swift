import Indicators
import SurveyDefinition

/// What is left of the withheld groups together when the published shares of the shown groups are
/// subtracted from the whole round's: rounding makes it a range.
///
/// Of a row with a published share p ± h and a published base b ± 2.5, the positive answers lie
/// within p·b ± (h·b + 2.5·p). For the withheld groups these add up over the whole round and every
/// shown group. It hides them when the range is wide both for the positive answers and for the
/// others: by some answers more than the smallest cell, since an interval published beside a share
/// narrows it a little; and by half of the withheld groups' answers.
///
/// With weights, the same holds of the weighted shares, against the groups' mean weight; what both
/// leave together must be wide.
struct RoundedSubtraction {
    /// How many of the withheld groups may have chosen a counted option, and another valid one.
    private let positive: ClosedRange<Double>
    private let other: ClosedRange<Double>
    /// Their valid answers.
    private let valid: Int
    private let smallestCell: Int

    /// - Returns: `nil` for a column that shows no share.
    init?(
        total: WithholdingTable.Row, column: [WithholdingTable.Row], withheld: Set<Int>,
        isWeighted: Bool, policy: Policy
    ) {
        guard case .share = total.kind else { return nil }
        let shown = column.indices.filter { !withheld.contains($0) }.map { column[$0] }
        smallestCell = policy.smallestCell
        valid = withheld.reduce(0) { $0 + column[$1].tally.valid }

        let most = Double(valid) + 2.5 * Double(shown.count + 1)
        var positive = Slack(of: total, minus: shown, countsPositive: true, smallestCell)
        var other = Slack(of: total, minus: shown, countsPositive: false, smallestCell)
        if isWeighted, valid > 0 {
            let weight = withheld.reduce(0) { $0 + (column[$1].estimate?.weight ?? 0) }
            let mean = weight / Double(valid)
            let weighted = Slack.weighted(of: total, minus: shown, per: mean, smallestCell)
            positive = positive.narrowed(to: weighted)
            other = other.narrowed(to: weighted)
        }
        let counted = withheld.reduce(0) { $0 + column[$1].tally.positive }
        self.positive = positive.range(around: Double(counted), upTo: most)
        self.other = other.range(around: Double(valid - counted), upTo: most)
    }

    var tellsNothing: Bool {
        let needed = max(Double(smallestCell + 3), Double(valid) / 2)
        return [positive, other].allSatisfy { $0.upperBound - $0.lowerBound >= needed }
    }
}

/// How far subtraction may be off, down and up.
private struct Slack {
    var down: Double
    var up: Double

    init(down: Double, up: Double) {
        (self.down, self.up) = (down, up)
    }

    init(
        of total: WithholdingTable.Row, minus shown: [WithholdingTable.Row], countsPositive: Bool,
        _ smallestCell: Int
    ) {
        (down, up) = (0, 0)
        for row in [total] + shown {
            let base = Double(row.tally.valid)
            let few = min(row.tally.positive, row.tally.valid - row.tally.positive)
            let share = few < smallestCell
                ? Double(smallestCell - 1) / 2
                : Rounding.percent(base: row.tally.valid).halfStep * base
            let counted = countsPositive ? row.tally.positive : row.tally.valid - row.tally.positive
            down += share
            up += share + 2.5 * Double(counted) / max(1, base)
        }
    }

    /// Of the weighted shares, in answers of the withheld groups' mean weight.
    static func weighted(
        of total: WithholdingTable.Row, minus shown: [WithholdingTable.Row], per mean: Double,
        _ smallestCell: Int
    ) -> Slack {
        let slack = ([total] + shown).reduce(0.0) { sum, row in
            guard let estimate = row.estimate else { return sum }
            let few = min(row.tally.positive, row.tally.valid - row.tally.positive)
            let perAnswer = estimate.weight / Double(max(1, row.tally.valid))
            return sum
                + (few < smallestCell
                    ? perAnswer * Double(smallestCell - 1) / 2
                    : Rounding.percent(base: row.tally.valid).halfStep * estimate.weight)
        }
        return Slack(down: slack / mean, up: slack / mean)
    }

    func narrowed(to other: Slack) -> Slack {
        Slack(down: min(down, other.down), up: min(up, other.up))
    }

    func range(around value: Double, upTo most: Double) -> ClosedRange<Double> {
        let low = max(0, value - down)
        return low...max(low, min(value + up, most))
    }
}
