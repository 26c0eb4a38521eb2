import Estimation
import Indicators
import SurveyDefinition

/// What is left of the withheld groups together when the published shares of the shown groups are
/// subtracted from the whole round's: rounding makes it a range.
///
/// Of every row the attacker finds all counts that would be published as this one is: the base
/// within two of the published one, the share and both ends of its interval rounded to the same.
/// For the withheld groups the ranges add up over the whole round and every shown group. Rounding
/// hides them when the range is wide both for the positive answers and for the others: wider than
/// the smallest cell, so that it stays as wide for a respondent who knows her own, and at least half
/// of the withheld groups' answers.
///
/// With weights, the interval belongs to the weighted share, so that only the rounding of the
/// unweighted one counts. Then the same must hold of the weighted shares, against the groups' mean
/// weight. Of their rounding a third is counted on: a share and the two ends of its interval are the
/// same figure read three times.
struct RoundedSubtraction {
    /// How many of the withheld groups may have chosen a counted option, and another valid one.
    let positive: ClosedRange<Int>
    let other: ClosedRange<Int>
    /// By how many answers the weighted shares leave the positive answers, and the others, open;
    /// `nil` without weights.
    private let weightedWidth: Double?
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

        let read = { PossibleCounts(of: $0, isWeighted: isWeighted, policy: policy) }
        let rest = shown.map(read).reduce(PossibleCounts(exactly: total.tally), -)
        (positive, other) = (rest.positive, rest.other)
        let weight = withheld.reduce(0) { $0 + (column[$1].estimate?.weight ?? 0) }
        weightedWidth =
            isWeighted && valid > 0
            ? 2 * shown.reduce(0) { $0 + $1.weightedSlack(policy) } * Double(valid)
                / weight
            : nil
    }

    var tellsNothing: Bool {
        let needed = max(Double(smallestCell + 1), Double(valid) / 2)
        return [Double(positive.width), Double(other.width), weightedWidth ?? .infinity]
            .allSatisfy { $0 >= needed }
    }
}

/// The counts that would be published as a row's are.
private struct PossibleCounts {
    var positive: ClosedRange<Int>
    var other: ClosedRange<Int>

    /// As if nothing were rounded.
    init(exactly tally: Tally) {
        positive = tally.positive...tally.positive
        other = tally.valid - tally.positive...tally.valid - tally.positive
    }

    init(positive: ClosedRange<Int>, other: ClosedRange<Int>) {
        (self.positive, self.other) = (positive, other)
    }

    /// What the whole round leaves when a group is taken out.
    static func - (whole: PossibleCounts, part: PossibleCounts) -> PossibleCounts {
        func rest(_ whole: ClosedRange<Int>, _ part: ClosedRange<Int>) -> ClosedRange<Int> {
            let low = max(0, whole.lowerBound - part.upperBound)
            return low...max(low, whole.upperBound - part.lowerBound)
        }
        return PossibleCounts(
            positive: rest(whole.positive, part.positive), other: rest(whole.other, part.other))
    }
}

extension PossibleCounts {
    init(of row: WithholdingTable.Row, isWeighted: Bool, policy: Policy) {
        let base = Rounding.base(row.tally.valid)
        let bases = (max(1, base - Release.baseStep / 2)...base + Release.baseStep / 2)
            .filter { Rounding.percent(base: $0) == Rounding.percent(base: row.tally.valid) }
        (positive, other) = (
            row.tally.positive...row.tally.positive,
            row.tally.valid - row.tally.positive...row.tally.valid - row.tally.positive
        )
        for valid in bases {
            guard
                let counts = Self.positives(
                    among: valid, as: row, isWeighted: isWeighted, policy.smallestCell)
            else { continue }
            positive = positive.joined(to: counts)
            other = other.joined(to: valid - counts.upperBound...valid - counts.lowerBound)
        }
    }

    /// - Returns: `nil` when no count gives the figures.
    private static func positives(
        among valid: Int, as row: WithholdingTable.Row, isWeighted: Bool, _ smallestCell: Int
    ) -> ClosedRange<Int>? {
        let (positive, other) = (row.tally.positive, row.tally.valid - row.tally.positive)
        if positive < smallestCell { return 0...min(valid, smallestCell - 1) }
        if other < smallestCell { return max(0, valid - smallestCell + 1)...valid }
        let rounding = Rounding.percent(base: valid)
        let share = rounding.nearest(Double(positive), over: Double(row.tally.valid))
        let alike = counts(of: valid, roundedTo: share, by: rounding)
            .clamped(to: smallestCell...max(smallestCell, valid - smallestCell))
        guard !isWeighted, let reading = IntervalReading(of: row, rounding) else { return alike }
        return reading.positives(among: valid, in: alike)
    }
}

/// What the ends of an unweighted share's interval tell of its counts: both rise with the share.
private struct IntervalReading {
    private let interval: ClosedRange<Double>
    private let rounding: Rounding
    /// n / (n − 1) of the whole round, which everybody knows.
    private let inflation: Double

    init?(of row: WithholdingTable.Row, _ rounding: Rounding) {
        guard let estimate = row.estimate, let interval = estimate.interval,
            let error = estimate.standardError
        else { return nil }
        let share = estimate.value
        self.interval = interval
        self.rounding = rounding
        inflation = error * error * Double(row.tally.valid) / (share * (1 - share))
    }

    func positives(among valid: Int, in counts: ClosedRange<Int>) -> ClosedRange<Int>? {
        let alike = counts.filter { count in
            let share = Double(count) / Double(valid)
            let error = (inflation * share * (1 - share) / Double(valid)).squareRoot()
            let own = logitInterval(
                share: share, standardError: error, degreesOfFreedom: valid - 1)
            return own.map(isAlike) ?? true
        }
        guard let first = alike.first, let last = alike.last else { return nil }
        return first...last
    }

    private func isAlike(_ other: ClosedRange<Double>) -> Bool {
        rounding.down(other.lowerBound) == rounding.down(interval.lowerBound)
            && rounding.up(other.upperBound) == rounding.up(interval.upperBound)
    }
}

extension ClosedRange<Int> {
    fileprivate func joined(to other: ClosedRange<Int>) -> ClosedRange<Int> {
        Swift.min(lowerBound, other.lowerBound)...Swift.max(upperBound, other.upperBound)
    }
}

extension WithholdingTable.Row {
    /// How far the row's weighted count may be off, either way: a third of its rounding.
    fileprivate func weightedSlack(_ policy: Policy) -> Double {
        guard let estimate else { return 0 }
        let few = min(tally.positive, tally.valid - tally.positive)
        return few < policy.smallestCell
            ? estimate.weight / Double(max(1, tally.valid)) * Double(policy.smallestCell - 1) / 2
            : Rounding.percent(base: tally.valid).halfStep * estimate.weight / 3
    }
}
