import Estimation
import Indicators
import SurveyDefinition

/// The differences below this, against the whole span of a figure's values, are never claimed: two
/// points of a percentage.
private let smallestClaim = 0.02

/// Adjusted p-values below this are differences.
private let significance = 0.05

extension Finding {
    /// - Parameters:
    ///   - span: from the lowest to the highest value that the figure can have.
    ///   - adjusted: the p-value, adjusted for the tests that are told together.
    init(_ difference: Difference, adjusted: Double, span: Double) {
        if adjusted < significance, abs(difference.value) >= smallestClaim * span {
            self = difference.value > 0 ? .higher : .lower
        } else {
            self = .notFound
        }
    }
}

/// The findings of tests that are told together, adjusted by Holm's method.
///
/// - Returns: in the order of `differences`; `nil` where there is none.
func findings(of differences: [Difference?], span: Double) -> [Finding?] {
    var adjusted = holm(differences.compactMap { $0?.p })[...]
    return differences.map { difference in
        difference.flatMap { difference in
            adjusted.popFirst().map { Finding(difference, adjusted: $0, span: span) }
        }
    }
}

extension ProtectedBreakdown {
    /// Adds what tests say of the shown groups: each against everybody else, and all together.
    ///
    /// - Parameter everyone: the whole round. Where too few of the others are on one side of a share,
    ///   their standard error says too little to test by.
    mutating func addFindings(
        from breakdown: Breakdown, everyone: Tally, span: Double, policy: Policy
    ) {
        guard variable != nil else { return }
        let tested = zip(rows, breakdown.rows).map { shown, row in
            shown.figures?.value == nil ? nil : row.estimate
        }
        let differences = zip(tested, breakdown.rows).map { estimate, row in
            let others = everyone.valid - row.tally.valid
            let positives = everyone.positive - row.tally.positive
            let few = everyone.positive == 0 ? others : min(positives, others - positives)
            return few < policy.smallestCell ? nil : estimate?.againstRest
        }
        for (row, finding) in findings(of: differences, span: span).enumerated() {
            rows[row].figures?.againstRest = finding
        }
        let groups = tested.compactMap { estimate in
            estimate.flatMap { estimate in
                estimate.standardError.map { (value: estimate.value, standardError: $0) }
            }
        }
        groupsDiffer = severalGroups(groups).map { $0.p < significance }
    }

    /// Adds how the groups that both rounds show have moved.
    mutating func addChanges(
        from breakdown: Breakdown, since round: RoundID, exact earlier: Breakdown,
        published before: ProtectedBreakdown, span: Double
    ) {
        let differences = rows.indices.map { row -> (difference: Difference, rounded: Double)? in
            let group = rows[row].group
            guard let value = rows[row].figures?.value,
                let valueBefore = before.rows.first(where: { $0.group == group })?.figures?.value,
                let now = breakdown.rows[row].estimate,
                let then = earlier.rows.first(where: { $0.group == group })?.estimate,
                let difference = now.difference(since: then)
            else { return nil }
            return (difference, ((value - valueBefore) * 10_000).rounded() / 10_000)
        }
        let found = findings(of: differences.map { $0?.difference }, span: span)
        for row in rows.indices {
            guard let finding = found[row], let rounded = differences[row]?.rounded else {
                continue
            }
            rows[row].figures?.change = Change(since: round, difference: rounded, finding: finding)
        }
    }
}

extension TabulatedIndicator {
    /// The whole round against published values of the whole population.
    ///
    /// - Returns: `nil` unless both measure the same: a share, comparability A.
    func findings(against values: [PublishedValue]) -> [PublishedFinding]? {
        guard comparability == .sameConstruct, unit == .percent, case .share = measure,
            let estimate = breakdowns.first?.rows.first?.estimate
        else { return nil }
        let compared = values.filter { $0.subgroup == nil }
        let differences = compared.map { published in
            estimate.difference(
                fromPublished: published.value / 100,
                roundingStep: published.value == published.value.rounded() ? 0.01 : 0.001)
        }
        let found = zip(compared, DisclosureControl.findings(of: differences, span: span))
        return found.compactMap { published, finding in
            finding.map {
                PublishedFinding(
                    territory: published.territory, year: published.year, finding: $0)
            }
        }
    }
}
