import Anonymization
import Indicators
import SurveyDefinition
import Testing

@testable import DisclosureControl

/// What is published of a theme: of so many texts, so many are coded, and so many of these are about it.
struct ThemeSpecification {
    static let table = """
        texts coded about  n    published

        # counts below five, on either side, are a bound, the same for none
        60    60    0      60   <9 %
        60    60    4      60   <9 %
        60    60    5      60   8 %
        60    60    55     60   92 %
        60    60    56     60   >91 %
        60    60    60     60   >91 %
        57    57    1      55   <9 %

        # half away from zero, on the exact number of texts; one decimal from a thousand on
        200   200   29     200  15 %
        62    62    31     60   50 %
        999   999   333    1000 33 %
        1000  1000  333    1000 33.3 %
        1000  1000  4      1000 <0.5 %

        # nothing below thirty texts
        29    29    15     -    -
        30    30    15     30   50 %

        # nothing until every text is coded
        60    59    30     -    -
        60    0     0      -    -
        """

    /// The rows of the table, as the columns of each.
    static let rows = table.split(separator: "\n").dropFirst().map(String.init)
        .filter { !$0.hasPrefix("#") }

    @Test("the table of the rule holds", arguments: rows)
    func rule(row: String) throws {
        let columns = row.split(separator: " ", maxSplits: 4).map {
            String($0.trimmingPrefix(while: \.isWhitespace))
        }
        let counts = try columns.prefix(3).map { try #require(Int($0)) }
        let judgements = (0..<counts[1]).map { place in
            TextJudgement(themes: place < counts[2] ? ["light"] : [])
        }

        let published = protect(
            [tally(judgements, of: counts[0], to: "wish", themes: ["light"])],
            policy: Policy())?.question("wish")

        let base = published.map { String($0.n) } ?? "-"
        let share = published?.written.first ?? "-"
        #expect(base == columns[3])
        #expect(share == columns[4])
    }
}

extension ProtectedTexts.Question {
    /// Each theme as a reader sees it.
    fileprivate var written: [String] {
        (themes ?? []).map { theme in
            func percent(_ share: Double) -> String {
                let tenths = Int((share * 1000).rounded())
                return decimals == 0
                    ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
            }
            return theme.share.map(percent) ?? theme.lessThan.map { "<" + percent($0) }
                ?? theme.moreThan.map { ">" + percent($0) } ?? ".."
        }
    }
}
