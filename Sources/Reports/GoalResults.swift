import DisclosureControl
import SurveyDefinition

/// One goal of a release: what the survey measures of it, and what only registers tell.
struct GoalResults {
    let goal: Goal
    /// Never empty; in the order of the release.
    let measured: [ProtectedIndicator]
    /// Shown beside the measured ones, never computed; in the order of `goals.yaml`.
    let registers: [Indicator]
}

extension Release {
    /// The goals that the release has figures for, in the order of `goals.yaml`.
    func results(by goals: Goals) -> [GoalResults] {
        goals.goals.compactMap { goal in
            let measured = table.indicators.filter { $0.goal == goal.id }
            guard !measured.isEmpty else { return nil }
            let registers = goals.indicators(of: goal.id).filter { $0.kind == .register }
            return GoalResults(goal: goal, measured: measured, registers: registers)
        }
    }

    /// The indicator over the rounds so far; `nil` in a release without series.
    func series(of indicator: IndicatorID) -> IndicatorSeries? {
        series?.first { $0.indicator == indicator }
    }
}

extension ProtectedIndicator {
    /// Whether its figures are shares in `0...1`, and not points.
    var isShare: Bool { measure == "share" }

    /// The whole round's row; `nil` when the release has none.
    var wholeRound: ProtectedRow? { tables.first { $0.variable == nil }?.rows.first }

    /// The tables by background variable.
    var breakdowns: [ProtectedBreakdown] { tables.filter { $0.variable != nil } }

    /// What the test of the whole round against a published value found; `nil` when there was none.
    func finding(against value: PublishedValue) -> Finding? {
        guard value.subgroup == nil else { return nil }
        return publishedFindings?.first {
            $0.territory == value.territory && $0.year == value.year
        }?.finding
    }
}
