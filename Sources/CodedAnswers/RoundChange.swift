import Estimation

/// The change of every indicator from one round to the next.
struct RoundChange: Sendable {
    let from: String
    let to: String
    /// Of the indicators whose series goes on, in order of the plan.
    let indicators: [IndicatorChange]

    /// - Parameter breaks: rounds that start a new series for every indicator.
    init(from earlier: RoundEstimates, to later: RoundEstimates, breaks: [String]) {
        from = earlier.round
        to = later.round
        indicators = zip(earlier.indicators, later.indicators)
            .filter { !(breaks + $1.indicator.breaks).contains(later.round) }
            .map { IndicatorChange(from: $0, to: $1) }
    }
}

/// The change of one indicator.
struct IndicatorChange: Sendable {
    let indicator: PlannedIndicator
    /// `nil` where it can't be tested.
    let total: Difference?
    /// One per breakdown: a family of tests.
    let families: [TestFamily]

    init(from earlier: IndicatorEstimates, to later: IndicatorEstimates) {
        indicator = later.indicator
        total = Self.change(from: earlier.total, to: later.total)
        families = zip(earlier.breakdowns, later.breakdowns).map { earlier, later in
            let before = Dictionary(
                earlier.groups.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
            return TestFamily(
                later.groups.compactMap { group in
                    before[group.key].flatMap { Self.change(from: $0, to: group) }
                        .map { (group.key, $0) }
                })
        }
    }

    private static func change(from earlier: GroupEstimate, to later: GroupEstimate) -> Difference?
    {
        guard let before = earlier.estimate, let now = later.estimate else { return nil }
        return difference(from: before, to: now)
    }
}

/// Tests that are judged together: those of one indicator over the groups of one breakdown.
struct TestFamily: Sendable {
    /// One test of a family.
    struct Member: Sendable {
        let key: String
        let difference: Difference
        /// p after Holm's adjustment, for public claims.
        let holm: Double
        /// p after Benjamini and Hochberg's adjustment, for exploration.
        let benjaminiHochberg: Double
    }

    let members: [Member]

    init(_ differences: [(key: String, difference: Difference)]) {
        let p = differences.map(\.difference.p)
        members = zip(differences, zip(holm(p), Estimation.benjaminiHochberg(p))).map {
            Member(key: $0.key, difference: $0.difference, holm: $1.0, benjaminiHochberg: $1.1)
        }
    }
}

extension BreakdownEstimates {
    /// Every group against the rest of the round.
    var againstRest: TestFamily {
        TestFamily(groups.compactMap { group in group.againstRest.map { (group.key, $0) } })
    }
}
