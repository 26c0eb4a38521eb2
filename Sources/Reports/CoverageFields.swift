import DisclosureControl
import Localization
import SurveyDefinition

/// Who answered against who lives here: a sentence on who is missing most, and a table per variable in which
/// each row is drawn.
struct CoverageFields {
    let coverage: Coverage
    let context: ReportContext
    let words: ReportWords

    /// Tables with more rows than this wait until they are asked for.
    private static let mostOpenRows = 8

    /// How many were asked and answered, in which languages, and how.
    var facts: [NamedSentence] {
        let invited = coverage.invited.map { invited in
            words.text(
                "results.invited", count: invited, ["n": words.localizer.number(invited)])
        }
        let rate = coverage.responseRate.map {
            words.text("results.response-rate", ["share": words.localizer.percent($0)])
        }
        return [invited, rate].compactMap { $0.map { NamedSentence(text: $0) } } + languages + modes
    }

    private var languages: [NamedSentence] {
        guard !coverage.languages.isEmpty else { return [] }
        return [
            NamedSentence(
                text: words.text("results.answered-in"),
                names: coverage.languages.map { language in
                    .init(
                        name: language.tag.map { words.languageName($0, in: context) }
                            ?? words.text("results.other-languages"),
                        detail: words.localizer.percent(language.responses))
                })
        ]
    }

    private var modes: [NamedSentence] {
        guard let modes = coverage.modes, modes.count > 1 else { return [] }
        return [
            NamedSentence(
                text: words.text("results.answered-by"),
                names: modes.map { mode in
                    .init(
                        name: words.mode(mode.mode),
                        detail: words.localizer.percent(mode.responses))
                })
        ]
    }

    /// - Parameter section: the id of the section's heading.
    func fields(in section: String) -> TemplateFields {
        [
            "missing": words.fields(missing),
            "panels": coverage.tables.map { table in
                let isLong = table.rows.count > Self.mostOpenRows
                let table = self.table(table)
                return (isLong ? table.folded : table.open).fields(in: section, words)
            },
        ]
    }

    // MARK: Who is missing most

    /// The group of each variable that answers least often for its size, the rarest first; `nil` when none
    /// that is shown answers much less often than everybody.
    var missing: LocalizedText? {
        let groups = coverage.tables.compactMap(rarest)
            .sorted { ($0.ratio, $0.name) < ($1.ratio, $1.name) }
            .map { howOften($0.name, ratio: $0.ratio).string }
        guard !groups.isEmpty else { return nil }
        return words.text("results.missing", count: groups.count, ["groups": words.list(groups)])
    }

    private func rarest(_ table: Coverage.Table) -> (name: String, ratio: Double)? {
        let ratios = table.rows.compactMap { row in row.ratio.map { (row.group, $0) } }
        guard let (group, ratio) = ratios.min(by: { $0.1 < $1.1 }), ratio < 0.85 else {
            return nil
        }
        return (words.group(group, of: table.variable, in: context).string, ratio)
    }

    /// The nearest of a few simple fractions.
    private func howOften(_ group: String, ratio: Double) -> LocalizedText {
        let values = ["group": group]
        switch ratio {
        case ..<0.15: return words.text("results.often.less-than-quarter", values)
        case ..<0.25: return words.text("results.often.quarter", values)
        case ..<0.45: return words.text("results.often.third", values)
        case ..<0.65: return words.text("results.often.half", values)
        default: return words.text("results.often.three-quarters", values)
        }
    }

    // MARK: Tables

    private func table(_ table: Coverage.Table) -> DataTable {
        let chart = CoverageChart(table)
        let isWithheld = table.rows.contains { $0.responses == nil }
        return DataTable(
            caption: words.by(table.variable), id: table.variable.rawValue,
            columns: [
                .init(heading: words.variable(table.variable)),
                .init(
                    heading: words.text("results.column.of-responses"),
                    symbol: CoverageChart.responses),
                .init(
                    heading: words.text("results.column.of-population"),
                    symbol: CoverageChart.population),
            ],
            rows: table.rows.map { row in
                DataTable.Row(
                    heading: words.group(row.group, of: table.variable, in: context),
                    chart: chart.shapes(row),
                    cells: [
                        .number(row.responses.map(percent) ?? withheldMark),
                        row.population.map { .number(percent($0)) } ?? .empty,
                    ])
            },
            notes: isWithheld ? [words.text("results.withheld-means")] : [])
    }

    private func percent(_ share: Double) -> String { words.localizer.percent(share) }
}

/// The rows of one variable on a common axis: the share of the answers and the share of the population, in
/// two shapes, joined by a line.
struct CoverageChart {
    /// A filled circle around the origin.
    static let responses = #"<circle class="chart-value" r="5" fill="currentColor"/>"#
    /// A diamond around the origin, wider than the circle that may lie on it.
    static let population =
        #"<path class="chart-mark" d="M0 -8L8 0L0 8L-8 0Z" fill="currentColor"/>"#

    private let longest: Double

    init(_ table: Coverage.Table) {
        let shares = table.rows.flatMap { [$0.responses, $0.population] }.compactMap { $0 }
        longest = max(shares.max() ?? 0, 0.01)
    }

    /// SVG elements for a row 20 pixels high.
    func shapes(_ row: Coverage.Row) -> String {
        let ends = [row.responses, row.population].compactMap { $0 }.map(position).sorted()
        let ground =
            #"<line class="chart-grid" x1="0" x2="100%" y1="10" y2="10" stroke="currentColor"/>"#
        let gap = ends.count < 2 ? "" : line(from: ends[0], to: ends[1])
        return ground + gap + mark(Self.population, at: row.population)
            + mark(Self.responses, at: row.responses)
    }

    /// In percent of the width, with room for half a shape at both ends.
    private func position(_ share: Double) -> Double {
        ((6 + share / longest * 88) * 100).rounded() / 100
    }

    private func line(from start: Double, to end: Double) -> String {
        #"<line class="chart-gap" x1="\#(start.plainDigits)%" x2="\#(end.plainDigits)%" "#
            + #"y1="10" y2="10" stroke="currentColor" stroke-width="3"/>"#
    }

    private func mark(_ shape: String, at share: Double?) -> String {
        guard let share else { return "" }
        return #"<svg x="\#(position(share).plainDigits)%" y="10" overflow="visible">"#
            + shape + "</svg>"
    }
}

/// What `results.mustache` includes for who answered a round.
let coverageTemplate = """
    <ul class="results-facts">
    {{#.facts}}
    <li><span{{{.marks}}}>{{.text}}</span>{{#.names}}{{.separator}}<bdi{{{.name.marks}}}>{{.name.text}}</bdi>{{#.detail}} <bdi{{{.marks}}}>{{.text}}</bdi>{{/.detail}}{{/.names}}</li>
    {{/.facts}}
    </ul>
    {{#.coverage}}
    {{#.missing}}
    <p class="results-missing"{{{.marks}}}>{{.text}}</p>
    {{/.missing}}
    <div class="result-tables results-coverage">
    {{#.panels}}
    {{> panel}}
    {{/.panels}}
    </div>
    {{/.coverage}}

    """
