import DisclosureControl
import Localization
import SurveyDefinition

/// The columns in order, each with the key of its heading.
private enum Column: String, CaseIterable {
    case kind = "results.column.kind"
    case goal = "results.column.goal"
    case indicator = "results.column.indicator"
    case breakdown = "results.column.breakdown"
    case group = "results.column.group"
    case territory = "results.column.territory"
    case year = "results.column.year"
    case value = "results.column.value"
    case unit = "results.column.unit"
    case low = "results.column.low"
    case high = "results.column.high"
    case base = "results.column.base"
    case dontKnow = "results.column.dont-know-percent"
    case remark = "results.column.remark"
    case source = "results.column.source"
    case comparability = "results.column.comparability"
    case collection = "results.column.collection"
}

/// The file for a spreadsheet: figures are numbers that it can reckon with, so percentages have no sign.
func peopleFile(
    _ lines: [ReleaseLine], of release: Release, _ context: ReportContext, _ words: ReportWords
) -> String {
    let file = PeopleFile(release: release, context: context, words: words)
    let rows = lines.map { line in
        let cells =
            switch line {
            case .figures(let indicator, let variable, let row):
                file.cells(of: row, of: indicator, by: variable)
            case .published(let value, let indicator, let goal, let unit, let comparability):
                file.cells(of: value, indicator, goal, unit, comparability)
            }
        return Column.allCases.map { cells[$0] ?? .empty }
    }
    return csvText(
        header: Column.allCases.map { words.text($0.rawValue).string }, rows: rows, style: .people)
}

/// What every line needs to be written in words.
private struct PeopleFile {
    let release: Release
    let context: ReportContext
    let words: ReportWords

    func cells(
        of row: ProtectedRow, of indicator: ProtectedIndicator, by variable: BackgroundVariable?
    ) -> [Column: CSVCell] {
        let remarks = words.remarks(on: row, smallestCell: release.method.smallestCell)
        let unit = words.unit(indicator.isShare ? .percent : .points)
        let cells: [Column: CSVCell] = [
            .kind: .text(words.text("results.kind.figures").string),
            .goal: .text(words.shortGoal(indicator.goal).string),
            .indicator: .text(words.indicator(indicator.id).string),
            .breakdown: .text(variable.map { words.variable($0).string } ?? ""),
            .group: .text(words.group(row.group, of: variable, in: context).string),
            .territory: .text(context.municipality),
            .year: .text(context.round.period),
            .unit: .text(unit.string),
            .remark: .text(remarks.map(\.string).joined(separator: " ")),
            .source: .text(words.title(of: context.survey).string),
            .collection: .text(words.collection(of: release).string),
        ]
        return cells.merging(figures(row, indicator)) { cell, _ in cell }
    }

    private func figures(
        _ row: ProtectedRow, _ indicator: ProtectedIndicator
    ) -> [Column: CSVCell] {
        guard let figures = row.figures else {
            let withheld: [Column] = [.value, .low, .high, .base, .dontKnow]
            return Dictionary(uniqueKeysWithValues: withheld.map { ($0, .text(withheldMark)) })
        }
        let scale = indicator.isShare ? 100.0 : 1
        let decimals = figures.decimals
        func digits(_ value: Double?) -> String? {
            value.map { words.digits($0 * scale, decimals: decimals) }
        }
        let value =
            digits(figures.value) ?? digits(figures.lessThan).map { "<" + $0 }
            ?? digits(figures.moreThan).map { ">" + $0 }
        let dontKnow = figures.dontKnowShare.map {
            words.digits($0 * 100, decimals: figures.decimals)
        }
        return [
            .value: .number(value ?? ""),
            .low: .number(digits(figures.low) ?? ""),
            .high: .number(digits(figures.high) ?? ""),
            .base: .number(String(figures.n)),
            .dontKnow: .number(dontKnow ?? ""),
        ]
    }

    func cells(
        of value: PublishedValue, _ indicator: IndicatorID, _ goal: GoalID, _ unit: Indicator.Unit,
        _ comparability: Comparability?
    ) -> [Column: CSVCell] {
        let decimals = value.value == value.value.rounded() ? 0 : 1
        let compared =
            comparability.map(words.comparability) ?? words.text("results.not-measured-here")
        return [
            .kind: .text(words.text("results.kind.published").string),
            .goal: .text(words.shortGoal(goal).string),
            .indicator: .text(words.indicator(indicator).string),
            .group: .text(value.subgroup.map { words.subgroup($0).string } ?? ""),
            .territory: .text(words.territory(value.territory).string),
            .year: .number(String(value.year)),
            .value: .number(words.digits(value.value, decimals: decimals)),
            .unit: .text(words.unit(unit).string),
            .remark: .text(value.note.map { words.note($0).string } ?? ""),
            .source: .text(words.source(value.source).string),
            .comparability: .text(compared.string),
        ]
    }
}

extension ReportWords {
    /// A number that a spreadsheet reads as one: the language's decimal mark, no groups, ASCII minus.
    fileprivate func digits(_ value: Double, decimals: Int) -> String {
        let numbers = localizer.language.numbers
        return NumberFormat(
            decimalMark: numbers.decimalMark, groupMark: "", minus: "-",
            percentPattern: numbers.percentPattern
        ).string(value, decimals: decimals)
    }
}
