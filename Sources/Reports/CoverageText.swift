import Dialogues
public import DisclosureControl
public import Localization
import SurveyDefinition

/// Who has answered a round against who lives here, as lines for a terminal: how many, in which
/// languages, a table per variable, and who is missing most.
///
/// While the round is open, tables and languages are of what is mixed; the response rate is of all
/// who have answered, from the public counter, so that it is a little too low rather than too high.
///
/// - Parameter atLeast: how many have answered, rounded down.
public func coverageText(
    _ coverage: Coverage, atLeast: Int, _ context: ReportContext, in localizer: Localizer
) -> String {
    let words = ReportWords(localizer)
    let fields = CoverageFields(coverage: coverage, context: context, words: words)
    let counts = [
        words.text("results.responses-at-least", count: atLeast, ["n": localizer.number(atLeast)])
            .string
    ]
    let soFar =
        context.round.stage == .closed ? [] : invitation(atLeast, context, words).map(\.string)
    let facts = counts + soFar + fields.facts.map { $0.string(words) }
    let tables = coverage.tables.map { lines(of: $0, context, words) }
    let missing = fields.missing.map { [$0.string] } ?? []
    return ([facts] + tables + [missing]).filter { !$0.isEmpty }
        .map { $0.map { $0 + "\n" }.joined() }.joined(separator: "\n")
}

/// The same for a page: a list of facts, who is missing most, and a table per variable in which each row is drawn.
///
/// The fragment has no heading of its own. Its classes are in the site's `style.css`.
///
/// - Parameter section: the id of the heading that it stands under.
public func coverageFragment(
    _ coverage: Coverage, atLeast: Int, _ context: ReportContext, under section: String,
    in localizer: Localizer
) -> String {
    let words = ReportWords(localizer)
    let fields = CoverageFields(coverage: coverage, context: context, words: words)
    let counts = [
        NamedSentence(
            text: words.text(
                "results.responses-at-least", count: atLeast, ["n": localizer.number(atLeast)]))
    ]
    let soFar =
        context.round.stage == .closed
        ? [] : invitation(atLeast, context, words).map { NamedSentence(text: $0) }
    return renderCoverage([
        "facts": (counts + soFar + fields.facts).map { $0.fields(words) },
        "coverage": [fields.fields(in: section)],
    ])
}

/// How many were invited to an open round, and which share of them the counter knows of.
private func invitation(
    _ atLeast: Int, _ context: ReportContext, _ words: ReportWords
) -> [LocalizedText] {
    guard let invited = context.round.invited, atLeast <= invited else { return [] }
    let share = Double(atLeast * 100 / invited) / 100
    return [
        words.text("results.invited", count: invited, ["n": words.localizer.number(invited)]),
        words.text("results.response-rate", ["share": words.localizer.percent(share)]),
    ]
}

/// A line per group under a line of headings, in columns.
private func lines(
    of table: Coverage.Table, _ context: ReportContext, _ words: ReportWords
) -> [String] {
    let headings = [
        words.variable(table.variable), words.text("results.column.of-responses"),
        words.text("results.column.of-population"),
    ]
    let rows = table.rows.map { row in
        [
            words.group(row.group, of: table.variable, in: context).string,
            row.responses.map { words.localizer.percent($0) } ?? withheldMark,
            row.population.map { words.localizer.percent($0) } ?? "–",
        ]
    }
    let cells = [headings.map(\.string)] + rows
    let widths = headings.indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
    return cells.map { row in
        let name = row[0] + padding(row[0], to: widths[0])
        let numbers = zip(row, widths).dropFirst().map { padding($0, to: $1) + $0 }
        return ([name] + numbers).joined(separator: "  ")
    }
}

private func padding(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count))
}
