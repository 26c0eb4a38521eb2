import Estimation
import SurveyDefinition
import Testing

@testable import DisclosureControl
@testable import Indicators

/// What the shown groups' figures, subtracted from the whole round's, leave of the withheld groups
/// together: every pair of counts that would be published as what is published is tried, interval
/// and all. For a share without weights.
struct SubtractionAttack {
    /// How many of the withheld groups may have chosen a counted option, and another valid one.
    let positive: ClosedRange<Int>
    let other: ClosedRange<Int>

    init(on table: IndicatorTable, breakdown: Int, withheld: Set<Int>) throws {
        let indicator = table.indicators[0]
        let total = try Self.possible(indicator.breakdowns[0].rows[0], of: table.respondents)
        let shown = try indicator.breakdowns[breakdown].rows.enumerated()
            .filter { !withheld.contains($0.offset) }
            .map { try Self.possible($0.element, of: table.respondents) }
        positive = Self.rest(of: total.map(\.positive), without: shown.map { $0.map(\.positive) })
        other = Self.rest(of: total.map(\.other), without: shown.map { $0.map(\.other) })
    }

    private typealias Pair = (positive: Int, other: Int)

    /// The pairs of positive and other answers that give the figures of this row.
    private static func possible(
        _ row: BreakdownRow, of respondents: Int
    ) throws -> [Pair] {
        let shown = Self.figures(of: row)
        let figures = try #require(shown)
        let pairs = (max(1, figures.n - 2)...figures.n + 2).flatMap { valid -> [Pair] in
            // A whole percent leaves no more than this around the true share.
            let middle = row.tally.positive * valid / row.tally.valid
            let width = valid / 50 + 6
            return (max(0, middle - width)...min(valid, middle + width)).map { ($0, valid - $0) }
        }
        let alike = pairs.filter { pair in
            Self.row(pair, respondents).flatMap(Self.figures).map { isAlike($0, figures) } ?? false
        }
        try #require(alike.contains { $0.positive == row.tally.positive })
        return alike
    }

    private static func row(_ pair: Pair, _ respondents: Int) -> BreakdownRow? {
        var tally = Tally()
        let reading = AnswerReading(valid: ["yes", "no"], dontKnow: [], positive: ["yes"])
        tally.add(pair.positive, of: .chosen(["yes"]), by: reading)
        tally.add(pair.other, of: .chosen(["no"]), by: reading)
        let answers = CountedAnswers(
            scores: [0, 1], valid: [[pair.other, pair.positive], [0, 0]], dontKnow: [0, 0])
        let valid = pair.positive + pair.other
        let classes = [valid, max(1, respondents - valid)].map { SampleClass(respondents: $0) }
        guard let sample = try? weigh(classes, by: WeightingPlan(method: .none)),
            let domain = estimate(answers, among: [0], of: sample)
        else { return nil }
        return BreakdownRow(
            group: nil, tally: tally, estimate: Estimate(domain, scale: nil))
    }

    private static func figures(of row: BreakdownRow) -> Figures? {
        Figures(row, measure: .share(positive: ["yes"]), isWeighted: false, policy: Policy())
    }

    /// But for *don't know*, which the attack doesn't read.
    private static func isAlike(_ left: Figures, _ right: Figures) -> Bool {
        left.n == right.n && left.value == right.value && left.low == right.low
            && left.high == right.high && left.lessThan == right.lessThan
            && left.moreThan == right.moreThan
    }

    private static func rest(of total: [Int], without shown: [[Int]]) -> ClosedRange<Int> {
        let least = shown.reduce(0) { $0 + ($1.min() ?? 0) }
        let most = shown.reduce(0) { $0 + ($1.max() ?? 0) }
        let low = max(0, (total.min() ?? 0) - most)
        return low...max(low, (total.max() ?? 0) - least)
    }
}
