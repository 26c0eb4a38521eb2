import Indicators
import SurveyDefinition

@testable import DisclosureControl

/// What decides which figures are published.
enum SampleRule {
    /// That of the program, with its auditor.
    case own
    /// A worse one: thin groups are withheld and nothing else, and no auditor looks.
    case thinGroupsOnly

    func table(
        of exact: IndicatorTable, comparing comparisons: Comparisons?, policy: Policy
    ) -> ProtectedTable {
        if self == .own { return protect(exact, comparing: comparisons, policy: policy) }
        let thin = Dictionary(grouping: exact.indicators, by: \.question).mapValues {
            Withholding(thinGroupsOf: $0, isWeighted: exact.isWeighted, policy: policy)
        }
        return protect(
            exact, withholding: thin, comparing: comparisons, invited: nil, policy: policy)
    }

    func release(
        after ledger: [Release], candidate: ReleaseCandidate, of exact: IndicatorTable,
        policy: Policy
    ) throws -> Release {
        if self == .own {
            return try nextRelease(
                after: ledger, candidate: candidate, of: exact, policy: policy)
        }
        return Release(
            round: candidate.round, number: ledger.count + 1, survey: candidate.survey,
            method: candidate.method, responsesAtLeast: candidate.responsesAtLeast,
            table: candidate.table, series: candidate.series)
    }
}

extension Withholding {
    /// The groups that may not be shown by themselves, whatever subtraction gives.
    fileprivate init(
        thinGroupsOf indicators: [TabulatedIndicator], isWeighted: Bool, policy: Policy
    ) {
        let tables = Withholding(of: indicators, isWeighted: isWeighted, policy: policy).tables
        let isTotalThin = tables[0].columns.contains { $0[0].isThin }
        self.init(
            breakdowns: tables.map { table in
                Rows(
                    withheld: Set(
                        table.rows.filter { row in
                            isTotalThin || table.columns.contains { $0[row].isThin }
                        }))
            }, tables: tables)
    }
}
