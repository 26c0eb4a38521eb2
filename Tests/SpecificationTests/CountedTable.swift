@testable import Anonymization
@testable import DisclosureControl
@testable import Indicators
@testable import SurveyDefinition

/// One question's counts as a statistician writes them, and what is published of them.
///
/// ```
/// district  bad  good  dont-know
/// A          38    41         12
/// ```
///
/// A column is an option, lowest first; `dont-know` and `blank` are not valid answers. Rows are the
/// groups of one variable; the whole round is their sum.
struct CountedTable {
    private let groups: [(code: Code, tally: Tally)]
    private let coding: IndicatorCoding
    private let scale: ScoreScale?

    init(_ text: String, measure: Measure = .share(positive: ["good"])) {
        let lines = text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        let columns = lines[0].dropFirst()
        let options = columns.filter { $0 != "dont-know" && $0 != "blank" }.map { Code($0) }
        let coding = IndicatorCoding(
            indicator: "safety", question: "safe", measure: measure, valid: Set(options),
            dontKnow: [.dontKnow], comparability: .indicative)
        let scale = ScoreScale(of: coding, options: options.map { Option(code: $0) })
        groups = lines.dropFirst().map { words in
            var tally = Tally()
            for (column, count) in zip(columns, words.dropFirst()) {
                let answer: KeptAnswer = column == "blank" ? .blank : .chosen([Code(column)])
                tally.add(Int(count) ?? 0, of: answer, by: coding, scale: scale)
            }
            return (Code(words[0]), tally)
        }
        self.coding = coding
        self.scale = scale
    }

    /// The whole round's tally.
    var total: Tally { groups.map(\.tally).reduce(into: Tally(), +=) }

    /// The whole round's estimate, before protection.
    var estimate: Estimate? {
        Estimate(of: total, scale: scale, respondents: total.asked)
    }

    var table: IndicatorTable {
        let rows = groups.map { row(of: $0.code, $0.tally) }
        let indicator = TabulatedIndicator(
            id: coding.indicator, goal: "N", polarity: .higherIsBetter, unit: .percent,
            question: coding.question, measure: coding.measure, comparability: coding.comparability,
            breakdowns: [
                Breakdown(variable: nil, rows: [row(of: nil, total)]),
                Breakdown(variable: .district, rows: rows),
            ])
        return IndicatorTable(indicators: [indicator])
    }

    private func row(of group: Code?, _ tally: Tally) -> BreakdownRow {
        BreakdownRow(
            group: group, tally: tally,
            estimate: Estimate(of: tally, scale: scale, respondents: total.asked))
    }

    /// What is published of the whole round; `nil` when it is withheld.
    func publishedTotal(policy: Policy = Policy()) -> Figures? {
        protect(table, policy: policy).indicators[0].tables[0].rows[0].figures
    }

    /// What is published, one line per group, the whole round first: `A 79 52% (41–63%)`, `B ..`.
    func published(policy: Policy = Policy()) -> String {
        protect(table, policy: policy).indicators[0].tables.flatMap(\.rows)
            .map { row in "\(row.group?.value ?? "all") \(row.figures.map(line) ?? "..")" }
            .joined(separator: "\n")
    }

    private func line(_ figures: Figures) -> String {
        let percent = { (share: Double) in (share * 1000).rounded() / 10 }
        if let bound = figures.lessThan { return "\(figures.n) <\(percent(bound))%" }
        if let bound = figures.moreThan { return "\(figures.n) >\(percent(bound))%" }
        guard let value = figures.value, let low = figures.low, let high = figures.high else {
            return "\(figures.n)"
        }
        return "\(figures.n) \(percent(value))% (\(percent(low))–\(percent(high))%)"
    }
}
