import SurveyDefinition
import TestSupport
import Testing

@testable import DisclosureControl
@testable import Indicators

/// The auditor breaks what a worse rule makes, and says which figure it worked out.
struct AuditReleaseTests {
    private let policy = Policy()
    private let worked = CountedTable(
        """
        district  bad  good  dont-know
        A          38    41         12
        B          33    29          9
        C           3    12          1
        D          17    22          8
        """
    ).table

    /// The figures that a rule would publish which withholds exactly these rows by district.
    private func published(_ table: IndicatorTable, withholding rows: Set<Int>) -> ProtectedTable {
        let own = Withholding(of: table.indicators, isWeighted: table.isWeighted, policy: policy)
        let worse = Withholding(
            breakdowns: [own.breakdowns[0], .init(withheld: rows)], tables: own.tables)
        return protect(
            table, withholding: ["safe": worse], comparing: nil, invited: nil, policy: policy)
    }

    @Test("it lets pass what the rule itself makes")
    func ownRule() throws {
        try audit([protect(worked, policy: policy)], of: worked, policy: policy)
    }

    @Test("a single withheld group is worked out, and the refusal names it")
    func naiveRule() throws {
        let naive = published(worked, withholding: [2, 4])

        let disclosure = try #require(throws: Disclosure.self) {
            try audit([naive], of: worked, policy: policy)
        }

        #expect(
            disclosure
                == Disclosure(
                    question: "safe", variable: .district, groups: ["C", "not-stated"], answer: nil)
        )
        #expect(
            disclosure.description
                == "From the table of 'safe' by district one could work out how C, not-stated answered."
        )
    }

    @Test("a group that is withheld though nothing makes it necessary hides the others as well")
    func stricterRule() throws {
        try audit([published(worked, withholding: [1, 2, 3, 4])], of: worked, policy: policy)
    }

    @Test("two releases that withhold different groups are read together")
    func together() throws {
        let one = published(worked, withholding: [2, 3, 4])
        let other = published(worked, withholding: [1, 2, 4])

        try audit([one], of: worked, policy: policy)
        try audit([other], of: worked, policy: policy)
        #expect(throws: Disclosure.self) {
            try audit([one, other], of: worked, policy: policy)
        }
    }

    @Test("a distribution that shows a small count is refused, and the refusal names the answer")
    func smallCount() throws {
        let table = CountedTable(
            """
            district   1   2   3   4
            A         40  40  40   2
            B         40  40  40  20
            C         40  40  40  20
            """, measure: .share(positive: ["3", "4"])
        ).table
        let honest = protect(table, policy: policy)
        let careless = ProtectedTable(
            indicators: honest.indicators,
            distributions: honest.distributions.map { $0.map { showingAll($0, of: table) } },
            coverage: honest.coverage)

        try audit([honest], of: table, policy: policy)
        let disclosure = try #require(throws: Disclosure.self) {
            try audit([careless], of: table, policy: policy)
        }

        #expect(
            disclosure
                == Disclosure(question: "safe", variable: .district, groups: ["A"], answer: "4"))
    }

    /// The distribution with every cell of its shown rows filled in.
    private func showingAll(_ spread: Distribution, of table: IndicatorTable) -> Distribution {
        let exact = table.questions[0]
        let tables = spread.tables.enumerated().map { place, shown in
            let rows = shown.rows.enumerated().map { row, published in
                let tally = exact.breakdowns[place].rows[row].tally
                return Distribution.Row(
                    group: published.group, n: published.n,
                    cells: published.n == nil
                        ? []
                        : exact.options.map { code in
                            .init(
                                code: code,
                                share: Double(tally.counts[code, default: 0]) / Double(tally.valid))
                        })
            }
            return Distribution.Table(variable: shown.variable, rows: rows)
        }
        return Distribution(question: spread.question, tables: tables, isPerturbed: false)
    }

    @Test("a withheld round shows nothing, and there is nothing to work out")
    func withheldRound() throws {
        let table = CountedTable("group bad good\nA 3 4\nB 2 1").table

        try audit([protect(table, policy: policy)], of: table, policy: policy)
    }
}
