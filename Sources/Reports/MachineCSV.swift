import DisclosureControl
import SurveyDefinition

/// The columns, whose names and order never change; new ones come last.
///
/// - `row`: `figures`, `published`, `series`, `coverage`, `distribution`, `theme`, `quotation` or `method`.
/// - `value`: weighted where the release is, but never of `coverage`, `distribution` and `theme`;
///   `unweighted` beside it is the same without weights.
/// - `against_rest`, `change_finding` and `against_published`: `higher`, `lower` or `not-found`; empty when
///   not tested. `change` is this round's value less that of the round `change_since`.
/// - `series_round`, `period` and `series_release`: of which round and release a row of a series is, oldest
///   first; `weighted` whether it is, and `break_before` what changed since the row before it.
/// - `coverage`: `value` is of the answers and `population` of the population; `variable` is `language` for
///   language versions, whose `group` is a tag, or empty for all that few used.
/// - `distribution`: `value` is the share that gave the `answer` to the `question`; `perturbed` says that
///   counts carry noise.
/// - `theme`: `value` is the share of the `n` coded texts to the `question` that are about the theme in
///   `answer`. `quotation`: a text to the `question`, as approved, in `text`.
/// - `method`: a key in `note` and its value in `text`.
private let columns = [
    "row", "round", "release", "goal", "indicator", "variable", "group", "measure", "n", "value",
    "low",
    "high", "less_than", "more_than", "dont_know_share", "withheld", "unit", "territory", "year",
    "source",
    "subgroup", "note", "sampling", "demonstration", "unweighted", "against_rest", "change",
    "change_since", "change_finding", "groups_differ", "against_published", "series_round",
    "period",
    "series_release", "weighted", "break_before", "population", "ratio", "question", "answer",
    "perturbed", "text",
]

/// The file for programs.
func machineFile(
    _ lines: [ReleaseLine], of release: Release, _ context: ReportContext
) -> String {
    let method = machineMethod(of: release, context).map { key, value in
        ["row": CSVCell.text("method"), "note": .text(key), "text": .text(value)]
    }
    let rows = lines.map { cells(of: $0, in: release) } + method
    let ids: [String: CSVCell] = [
        "round": .text(release.round.value), "release": .number(String(release.number)),
    ]
    return csvText(
        header: columns,
        rows: rows.map { cells in
            let all = cells.merging(ids) { cell, _ in cell }
            return columns.map { all[$0] ?? .empty }
        },
        style: .machines)
}

private func cells(of line: ReleaseLine, in release: Release) -> [String: CSVCell] {
    switch line {
    case .figures(let indicator, let table, let row):
        figureCells(indicator, table, row, release)
    case .published(let value, let indicator, let goal, let unit, let measured):
        publishedCells(value, indicator, goal, unit, measured)
    case .point(let point, let indicator): pointCells(point, indicator, release)
    case .coverage(let row, let variable): coverageCells(row, variable)
    case .language(let language):
        satelliteCells("language", language.tag, language.responses)
    case .mode(let mode): satelliteCells("mode", mode.mode?.rawValue, mode.responses)
    case .spread(let row, let cell, let variable, let distribution):
        spreadCells(row, cell, variable, distribution)
    case .theme(let theme, let texts): themeCells(theme, texts)
    case .quotation(let text, let question):
        ["row": .text("quotation"), "question": .text(question.value), "text": .text(text)]
    }
}

private func figureCells(
    _ indicator: ProtectedIndicator, _ table: ProtectedBreakdown, _ row: ProtectedRow,
    _ release: Release
) -> [String: CSVCell] {
    var cells = commonCells(indicator, release, isWithheld: row.isWithheld)
    cells["row"] = .text("figures")
    cells["variable"] = .text(table.variable?.rawValue ?? "")
    cells["group"] = .text(row.group?.value ?? "")
    cells["groups_differ"] = flag(table.groupsDiffer)
    return row.figures.map { cells.merging(valueCells($0)) { cell, _ in cell } } ?? cells
}

private func pointCells(
    _ point: SeriesPoint, _ indicator: ProtectedIndicator, _ release: Release
) -> [String: CSVCell] {
    var cells = commonCells(indicator, release, isWithheld: point.figures == nil)
    cells["row"] = .text("series")
    cells["series_round"] = .text(point.round.value)
    cells["period"] = .text(point.period)
    cells["series_release"] = .number(String(point.release))
    cells["weighted"] = flag(point.isWeighted)
    cells["break_before"] = .text(point.breakBefore?.rawValue ?? "")
    return point.figures.map { cells.merging(valueCells($0)) { cell, _ in cell } } ?? cells
}

/// What every row of an indicator's figures says of the indicator and the release.
private func commonCells(
    _ indicator: ProtectedIndicator, _ release: Release, isWithheld: Bool
) -> [String: CSVCell] {
    [
        "goal": .text(indicator.goal.value), "indicator": .text(indicator.id.value),
        "measure": .text(indicator.measure),
        "unit": .text(indicator.isShare ? "share" : "points"), "withheld": flag(isWithheld),
        "sampling": .text(release.method.sampling),
        "demonstration": flag(release.method.isDemonstration),
    ]
}

private func valueCells(_ figures: Figures) -> [String: CSVCell] {
    [
        "n": .number(String(figures.n)), "value": number(figures.value),
        "low": number(figures.low), "high": number(figures.high),
        "less_than": number(figures.lessThan), "more_than": number(figures.moreThan),
        "dont_know_share": number(figures.dontKnowShare),
        "unweighted": number(figures.unweighted),
        "against_rest": finding(figures.againstRest),
        "change": number(figures.change?.difference),
        "change_since": .text(figures.change?.since.value ?? ""),
        "change_finding": finding(figures.change?.finding),
    ]
}

private func publishedCells(
    _ value: PublishedValue, _ indicator: IndicatorID, _ goal: GoalID, _ unit: Indicator.Unit,
    _ measured: ProtectedIndicator?
) -> [String: CSVCell] {
    [
        "row": .text("published"), "goal": .text(goal.value), "indicator": .text(indicator.value),
        "value": number(value.value), "unit": .text(unit.rawValue),
        "territory": .text(value.territory),
        "year": .number(String(value.year)), "source": .text(value.source),
        "subgroup": .text(value.subgroup ?? ""), "note": .text(value.note ?? ""),
        "against_published": finding(measured?.finding(against: value)),
    ]
}

private func coverageCells(
    _ row: Coverage.Row, _ variable: BackgroundVariable
) -> [String: CSVCell] {
    [
        "row": .text("coverage"), "variable": .text(variable.rawValue),
        "group": .text(row.group.value), "value": number(row.responses), "unit": .text("share"),
        "withheld": flag(row.responses == nil), "population": number(row.population),
        "ratio": number(row.ratio),
    ]
}

/// Which share of the responses came in by a language version or a mode; without a name, by all that few used.
private func satelliteCells(
    _ variable: String, _ name: String?, _ share: Double
) -> [String: CSVCell] {
    [
        "row": .text("coverage"), "variable": .text(variable),
        "group": .text(name ?? ""), "value": number(share),
        "unit": .text("share"), "withheld": flag(false),
    ]
}

private func spreadCells(
    _ row: Distribution.Row, _ cell: Distribution.Cell?, _ variable: BackgroundVariable?,
    _ distribution: Distribution
) -> [String: CSVCell] {
    [
        "row": .text("distribution"), "variable": .text(variable?.rawValue ?? ""),
        "group": .text(row.group?.value ?? ""),
        "n": row.n.map { .number(String($0)) } ?? .empty, "value": number(cell?.share),
        "unit": .text("share"), "withheld": flag(cell?.share == nil),
        "question": .text(distribution.question.value), "answer": .text(cell?.code.value ?? ""),
        "perturbed": flag(distribution.isPerturbed),
    ]
}

private func themeCells(
    _ theme: ProtectedTexts.ThemeShare, _ texts: ProtectedTexts.Question
) -> [String: CSVCell] {
    [
        "row": .text("theme"), "n": .number(String(texts.coded)), "value": number(theme.share),
        "less_than": number(theme.lessThan), "more_than": number(theme.moreThan),
        "unit": .text("share"), "withheld": flag(false), "question": .text(texts.question.value),
        "answer": .text(theme.theme.value),
    ]
}

private func number(_ value: Double?) -> CSVCell {
    value.map { .number($0.plainDigits) } ?? .empty
}

private func flag(_ value: Bool?) -> CSVCell {
    value.map { .text(String($0)) } ?? .empty
}

private func finding(_ finding: Finding?) -> CSVCell { .text(finding?.rawValue ?? "") }
