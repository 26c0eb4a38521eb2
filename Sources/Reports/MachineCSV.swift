import DisclosureControl
import SurveyDefinition

/// The columns, whose names and order never change; new ones come last.
private let columns = [
    "row", "round", "release", "goal", "indicator", "variable", "group", "measure", "n", "value",
    "low",
    "high", "less_than", "more_than", "dont_know_share", "withheld", "unit", "territory", "year",
    "source",
    "subgroup", "note", "sampling", "demonstration",
]

/// The file for programs: `row` is `figures` or `published`.
func machineFile(_ lines: [ReleaseLine], of release: Release) -> String {
    let rows = lines.map { line in
        let cells =
            switch line {
            case .figures(let indicator, let variable, let row):
                figureCells(indicator, variable, row, release)
            case .published(let value, let indicator, let goal, let unit, _):
                publishedCells(value, indicator, goal, unit)
            }
        let release: [String: CSVCell] = [
            "round": .text(release.round.value), "release": .number(String(release.number)),
        ]
        let all = cells.merging(release) { cell, _ in cell }
        return columns.map { all[$0] ?? .empty }
    }
    return csvText(header: columns, rows: rows, style: .machines)
}

private func figureCells(
    _ indicator: ProtectedIndicator, _ variable: BackgroundVariable?, _ row: ProtectedRow,
    _ release: Release
) -> [String: CSVCell] {
    var cells: [String: CSVCell] = [
        "row": .text("figures"), "goal": .text(indicator.goal.value),
        "indicator": .text(indicator.id.value), "variable": .text(variable?.rawValue ?? ""),
        "group": .text(row.group?.value ?? ""), "measure": .text(indicator.measure),
        "unit": .text(indicator.isShare ? "share" : "points"),
        "withheld": .text(String(row.isWithheld)),
        "sampling": .text(release.method.sampling),
        "demonstration": .text(String(release.method.isDemonstration)),
    ]
    guard let figures = row.figures else { return cells }
    cells["n"] = .number(String(figures.n))
    cells["value"] = number(figures.value)
    cells["low"] = number(figures.low)
    cells["high"] = number(figures.high)
    cells["less_than"] = number(figures.lessThan)
    cells["more_than"] = number(figures.moreThan)
    cells["dont_know_share"] = number(figures.dontKnowShare)
    return cells
}

private func publishedCells(
    _ value: PublishedValue, _ indicator: IndicatorID, _ goal: GoalID, _ unit: Indicator.Unit
) -> [String: CSVCell] {
    [
        "row": .text("published"), "goal": .text(goal.value), "indicator": .text(indicator.value),
        "value": number(value.value), "unit": .text(unit.rawValue),
        "territory": .text(value.territory),
        "year": .number(String(value.year)), "source": .text(value.source),
        "subgroup": .text(value.subgroup ?? ""), "note": .text(value.note ?? ""),
    ]
}

private func number(_ value: Double?) -> CSVCell {
    value.map { .number($0.plainDigits) } ?? .empty
}
