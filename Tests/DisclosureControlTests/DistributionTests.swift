import Anonymization
import SurveyDefinition
import TestSupport
import Testing

@testable import DisclosureControl
@testable import Indicators

/// How the answers to a question are spread, in what is published of it.
struct DistributionTests {
    private static let good = Measure.share(positive: ["3", "4"])

    private func distribution(
        _ text: String, measure: Measure = good, policy: Policy = Policy()
    ) -> Distribution? {
        protect(CountedTable(text, measure: measure).table, policy: policy).distributions?.first
    }

    /// What is published, one line per row: `A 140 .. .. 29 29`, in percent.
    private func lines(_ distribution: Distribution?) -> [String] {
        (distribution?.tables ?? []).flatMap(\.rows).filter { $0.group != BreakdownRow.notStated }
            .map { row in
                let cells = row.cells.map { cell in
                    cell.share.map { "\(($0 * 1000).rounded() / 10)" } ?? ".."
                }
                let n = row.n.map { "\($0)" } ?? "withheld"
                return ([row.group?.value ?? "all", n] + cells).joined(separator: " ")
            }
    }

    @Test("without small counts every share is shown, of the valid answers and without weights")
    func everything() {
        let distribution = distribution(
            """
            district   1   2   3   4  dont-know  population
            A         10  20  30  40         50        5000
            B         40  30  20  10         20        1000
            """)

        #expect(
            lines(distribution) == [
                "all 200 25.0 25.0 25.0 25.0", "A 100 10.0 20.0 30.0 40.0",
                "B 100 40.0 30.0 20.0 10.0",
            ])
        #expect(distribution?.isPerturbed == false)
    }

    /// Of the whole round every count is large. B's 2 would follow from its row, and from the
    /// column, so that another cell of B's row and two of another row are left out too.
    @Test("a small count is left out with what it takes to hide it")
    func smallCount() throws {
        let distribution = distribution(
            """
            district   1   2   3   4
            A         40  30  20  10
            B         40  30  20   2
            C         40  30  25  15
            """)

        let shown = lines(distribution)
        #expect(shown[0] == "all 300 40.0 30.0 22.0 9.0")
        #expect(shown[2].hasPrefix("B 90 ") && shown[2].hasSuffix(" .."))
        let hidden = try #require(distribution?.tables.last).rows.map { row in
            row.cells.indices.filter { row.cells[$0].share == nil }
        }
        #expect(hidden[1].count >= 2)
        for column in hidden[1] {
            #expect(hidden.count { $0.contains(column) } >= 2)
        }
    }

    @Test("a count of nobody looks like a small one")
    func nobody() {
        let texts = [0, 4].map { count in
            """
            district   1   2   3   4
            A         40  30  20  \(14 - count)
            B         40  30  20  \(count)
            """
        }

        let shown = texts.map { lines(distribution($0)) }

        #expect(shown[0].last?.split(separator: " ").last == "..")
        #expect(shown[1].last?.split(separator: " ").last == "..")
    }

    @Test("a withheld group has no cells and no base")
    func withheld() throws {
        let spread = distribution(
            """
            district   1   2   3   4
            A         40  30  20  30
            B         40  30  20  30
            C          7   6   5   4
            D          6   5   8   9
            """)

        let rows = try #require(spread?.tables.last).rows
        #expect(rows.map { $0.n == nil } == [false, false, true, true, true])
        #expect(rows.allSatisfy { $0.n != nil || $0.cells.isEmpty })
    }

    @Test("beside points only the whole round is spread, and only without a small count")
    func points() {
        let large = "district 1 2 3\nA 40 30 20\nB 20 30 40"
        let small = "district 1 2 3\nA 40 30 2\nB 20 30 2"

        #expect(
            lines(distribution(large, measure: .index)) == ["all 180 33.0 33.0 33.0"])
        #expect(distribution(small, measure: .index) == nil)
        #expect(lines(distribution(small, measure: .share(positive: ["1", "2"]))).count > 1)
    }

    @Test("where only rounding hides the withheld groups, nothing finer is shown by group")
    func hiddenByRounding() {
        let distribution = distribution(
            """
            gender       1   2   3   4
            woman      255 240 225 240
            man        210 210 210 210
            other        1   1   1   0
            not-stated   0   1   1   1
            """)

        #expect(distribution?.tables.map(\.variable) == [nil])
    }

    @Test("a withheld round has no distribution")
    func withheldRound() {
        #expect(distribution("district 1 2 3 4\nA 5 5 5 5\nB 2 2 2 2") == nil)
    }

    @Test("a question without an indicator is spread too, by the bases alone")
    func withoutIndicator() throws {
        let table = CountedTable(
            "district 1 2 3 4\nA 40 30 20 30\nB 40 30 20 30\nC 9 6 5 8", measure: Self.good
        ).table
        let bare = IndicatorTable(
            respondents: table.respondents, weighting: .none, indicators: [],
            questions: table.questions, composition: table.composition)

        let distribution = try #require(protect(bare, policy: Policy()).distributions?.first)

        let rows = try #require(distribution.tables.last).rows
        #expect(distribution.tables.count == 2)
        #expect(rows.count { $0.n == nil } >= 3)
        #expect(rows.contains { $0.n != nil })
    }

    // MARK: Cell keys

    private let keyed = OneQuestionSurvey(
        options: ["1", "2", "3", "4"], codings: [.init("good", good)],
        groups: [.gender: ["woman", "man"], .district: ["A", "B", "C", "D"]])

    private func perturbed(round: String) throws -> ProtectedTable {
        let secret = try #require(CellKeySecret(1...32))
        let (women, men) = (Code("woman"), Code("man"))
        func member(_ gender: Code, _ district: Code) -> RespondentClass {
            RespondentClass(gender: gender, district: district)
        }
        func answers(_ counts: [Int]) -> [KeptAnswer: Int] {
            Dictionary(
                uniqueKeysWithValues: zip(["1", "2", "3", "4"], counts).map { option, count in
                    (KeptAnswer.chosen([Code(option)]), count)
                })
        }
        // Every woman lives in A, and nobody else does.
        let table = keyed.tabulate(
            [
                member(women, "A"): answers([60, 3, 40, 50]),
                member(men, "B"): answers([30, 40, 1, 60]),
                member(men, "C"): answers([4, 3, 5, 4]), member(men, "D"): answers([5, 4, 8, 9]),
            ], cellKeys: CellKeys(secret: secret, round: round).keying)
        return protect(table, policy: Policy(cellKeys: true))
    }

    @Test("the same respondents have the same noise in every table, and another in another round")
    func sameNoise() throws {
        let (one, other) = (try perturbed(round: "2025"), try perturbed(round: "2026"))

        let tables = try #require(one.distributions?.first).tables
        let women = try #require(tables.first { $0.variable == .gender }?.rows[0])
        let district = try #require(tables.first { $0.variable == .district }?.rows[0])
        #expect(women.cells == district.cells && women.n == district.n)
        #expect(one.distributions != other.distributions)
        #expect(one.indicators == other.indicators)
        #expect(try perturbed(round: "2025") == one)
    }

    @Test("with noise nothing is left out but the withheld rows")
    func onlyWithheldRows() throws {
        let distribution = try #require(try perturbed(round: "2026").distributions?.first)

        #expect(distribution.isPerturbed)
        #expect(distribution.tables.map(\.variable) == [nil, .gender, .district])
        let rows = distribution.tables.flatMap(\.rows)
        #expect(rows.count { $0.n == nil } > 0)
        for row in rows {
            #expect(row.cells.count == (row.n == nil ? 0 : 4))
            #expect(row.cells.allSatisfy { $0.share != nil })
        }
    }
}
