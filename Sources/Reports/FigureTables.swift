import DisclosureControl
import Localization
import SurveyDefinition

/// The tables of an indicator's article.
extension ReportWords {
    /// The groups of one background variable. Columns that no row has anything for are left out.
    func groupTable(
        _ table: ProtectedBreakdown, by variable: BackgroundVariable,
        of indicator: ProtectedIndicator,
        _ release: Release, _ context: ReportContext
    ) -> DataTable {
        let rows = table.rows.map {
            FigureRow(
                heading: group($0.group, of: variable, in: context), row: $0, indicator: indicator,
                smallestCell: release.method.smallestCell)
        }
        return figureTable(
            caption: by(variable), id: variable.rawValue, isFolded: true,
            first: self.variable(variable), rows: rows)
    }

    /// Figures of several groups or rounds, with one explanation of the dots when there are any.
    func figureTable(
        caption: LocalizedText, id: String, isFolded: Bool, first: LocalizedText, rows: [FigureRow],
        note: LocalizedText? = nil
    ) -> DataTable {
        let columns = FigureColumn.allCases.filter { column in
            rows.contains { column.isFilled(by: $0, self) }
        }
        let hasWithheld = rows.contains { $0.row.isWithheld }
        return DataTable(
            caption: caption, id: id, isFolded: isFolded,
            columns: [first] + columns.map { text($0.rawValue) },
            rows: rows.map { row in
                DataTable.Row(heading: row.heading, cells: columns.map { $0.cell(of: row, self) })
            },
            notes: (hasWithheld ? [text("results.withheld-means")] : []) + (note.map { [$0] } ?? [])
        )
    }

    /// What others have published of the same indicator, as printed.
    ///
    /// - Parameter comparability: `nil` when this survey doesn't measure the indicator.
    func publishedTable(
        _ values: [PublishedValue], unit: Indicator.Unit, comparability: Comparability?
    ) -> DataTable {
        let hasNotes = values.contains { $0.note != nil }
        let hasSubgroups = values.contains { $0.subgroup != nil }
        var columns = [
            text("results.column.territory"), text("results.column.value"),
            text("results.column.year"), text("results.column.source"),
        ]
        if hasSubgroups { columns.insert(text("results.column.subgroup"), at: 1) }
        if hasNotes { columns.append(text("results.column.note")) }
        if comparability != nil { columns.append(text("results.column.comparability")) }
        let rows = values.map { value in
            var cells: [DataTable.Cell] = [
                .text(published(value, unit: unit)), .number(String(value.year)),
                .text(source(value.source)),
            ]
            if hasSubgroups {
                cells.insert(value.subgroup.map { .text(subgroup($0)) } ?? .empty, at: 0)
            }
            if hasNotes { cells.append(value.note.map { .text(note($0)) } ?? .empty) }
            if let comparability { cells.append(.text(self.comparability(comparability))) }
            return DataTable.Row(heading: territory(value.territory), cells: cells)
        }
        return DataTable(
            caption: text("results.published-caption"), id: "published", isFolded: false,
            columns: columns, rows: rows, notes: [])
    }
}

/// One row of figures, of a group or of a round.
struct FigureRow {
    let heading: LocalizedText
    let row: ProtectedRow
    let indicator: ProtectedIndicator
    let smallestCell: Int
}

/// The columns of figures in their order, each with the key of its heading.
private enum FigureColumn: String, CaseIterable {
    case value = "results.column.value"
    case interval = "results.column.interval"
    case base = "results.column.base"
    case dontKnow = "results.column.dont-know"
    case remark = "results.column.remark"

    func isFilled(by row: FigureRow, _ words: ReportWords) -> Bool {
        switch self {
        case .value, .base: true
        case .interval: row.row.figures?.low != nil
        case .dontKnow: row.row.figures?.dontKnowShare != nil
        case .remark: !words.remarks(on: row.row, smallestCell: row.smallestCell).isEmpty
        }
    }

    func cell(of row: FigureRow, _ words: ReportWords) -> DataTable.Cell {
        if self == .remark {
            let remarks = words.remarks(on: row.row, smallestCell: row.smallestCell)
            return remarks.isEmpty ? .empty : .text(words.joined(remarks))
        }
        guard let figures = row.row.figures else { return .number(withheldMark) }
        switch self {
        case .value: return .number(words.value(of: figures, of: row.indicator))
        case .interval:
            return words.interval(of: figures, of: row.indicator).map { .text($0) } ?? .empty
        case .base: return .number(words.localizer.number(figures.n))
        case .dontKnow:
            return figures.dontKnowShare.map {
                .number(words.localizer.percent($0, decimals: figures.decimals))
            } ?? .empty
        case .remark: return .empty
        }
    }
}

extension ReportWords {
    /// Sentences after each other, in the language of the first.
    func joined(_ sentences: [LocalizedText]) -> LocalizedText {
        LocalizedText(
            string: sentences.map(\.string).joined(separator: " "),
            language: sentences.first?.language ?? localizer.language.tag,
            direction: sentences.first?.direction ?? localizer.language.direction)
    }
}
