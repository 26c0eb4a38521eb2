import Anonymization
public import DisclosureControl
public import Indicators
public import SurveyDefinition

/// One question's counts as a statistician writes them, and what is published of them.
///
/// ```
/// district    bad  good  dont-know  population
/// A            38    41         12        5000
/// not-stated    1     0          0           -
/// ```
///
/// A column is an option, lowest first; `dont-know` and `blank` are not valid answers. Rows are the
/// districts, or the genders, and whoever named none; the whole round is their sum. With a
/// `population` everyone is weighted to it.
public struct CountedTable: Sendable {
    public let survey: OneQuestionSurvey
    private let counts: [RespondentClass: [KeptAnswer: Int]]
    private let statesNone: Bool

    /// - Parameter others: what the question is coded into besides `safety`.
    public init(
        _ text: String, measure: Measure = .share(positive: ["good"]),
        and others: [OneQuestionSurvey.Coding] = []
    ) {
        let lines = text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        let columns = Array(lines[0].dropFirst())
        let rows = lines.dropFirst().map { words in
            (
                group: Code(words[0]),
                cells: Dictionary(uniqueKeysWithValues: zip(columns, words[1...]))
            )
        }
        let variable = BackgroundVariable(rawValue: lines[0][0]) ?? .district
        let groups = rows.map(\.group).filter { $0 != BreakdownRow.notStated }
        let population = rows.compactMap { row in
            row.cells["population"].flatMap(Int.init).map { (row.group, $0) }
        }
        survey = OneQuestionSurvey(
            options: columns.filter { !Self.otherColumns.contains($0) }.map { Code($0) },
            codings: [.init("safety", measure)] + others, groups: [variable: groups],
            target: population.isEmpty
                ? nil : .init(to: [variable: Dictionary(uniqueKeysWithValues: population)]))
        counts = Dictionary(
            uniqueKeysWithValues: rows.map { row in
                var respondentClass = RespondentClass()
                respondentClass[variable] = row.group == BreakdownRow.notStated ? nil : row.group
                return (respondentClass, Self.answers(row.cells))
            })
        statesNone = rows.contains { $0.group == BreakdownRow.notStated }
    }

    private static let otherColumns: Set = ["dont-know", "blank", "population"]

    private static func answers(_ cells: [String: String]) -> [KeptAnswer: Int] {
        let counts = cells.filter { $0.key != "population" }.map { column, count in
            (column == "blank" ? KeptAnswer.blank : .chosen([Code(column)]), Int(count) ?? 0)
        }
        return Dictionary(uniqueKeysWithValues: counts)
    }

    /// What the pipeline makes of the counts before anything is protected.
    public var table: IndicatorTable { survey.tabulate(counts) }

    /// The whole round's row, exact.
    public var total: BreakdownRow { table.indicators[0].breakdowns[0].rows[0] }

    /// What is published of the whole round; `nil` when it is withheld.
    public func publishedTotal(policy: Policy = Policy()) -> Figures? {
        protect(table, policy: policy).indicators[0].tables[0].rows[0].figures
    }

    /// What is published, one line per group, the whole round first: `A 80 52% (40–63%)`, `B ..`.
    /// The group that named no district has a line when the table has one for it.
    public func published(policy: Policy = Policy()) -> String {
        protect(table, policy: policy).indicators[0].tables.flatMap(\.rows)
            .filter { statesNone || $0.group != ProtectedRow.notStated }
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
