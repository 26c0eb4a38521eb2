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
            rows.contains { column.isFilled(by: $0.row) }
        }
        let hasWithheld = rows.contains { $0.row.isWithheld }
        let hasIntervals = rows.contains { $0.row.figures?.low != nil }
        return DataTable(
            caption: caption, id: id, isFolded: isFolded,
            columns: [.init(heading: first)]
                + columns.map { column in
                    let isExplained = column == .value && hasIntervals
                    return .init(
                        heading: text(column.rawValue),
                        detail: isExplained ? text("results.column.interval") : nil)
                },
            rows: rows.map { dataRow($0, columns) },
            notes: (hasWithheld ? [text("results.withheld-means")] : []) + (note.map { [$0] } ?? [])
        )
    }

    /// A withheld row has one cell, with the dots and the reason.
    private func dataRow(_ row: FigureRow, _ columns: [FigureColumn]) -> DataTable.Row {
        guard let figures = row.row.figures else {
            let reason = text("results.withheld")
            return .init(heading: row.heading, cells: [.number(withheldMark, detail: reason)])
        }
        let remarks = remarks(on: row.row, smallestCell: row.smallestCell)
        return .init(
            heading: row.heading,
            cells: columns.map { $0.cell(figures, of: row.indicator, self) },
            remark: remarks.isEmpty ? nil : joined(remarks))
    }

    /// What others have published of the same indicator, as printed.
    ///
    /// - Parameter comparability: `nil` when this survey doesn't measure the indicator.
    func publishedTable(
        _ values: [PublishedValue], unit: Indicator.Unit, comparability: Comparability?
    ) -> DataTable {
        let common = commonSource(of: values)
        let columns = [
            "results.column.territory", "results.column.value", "results.column.year",
        ].map { text($0) }
        let sourceColumn = common == nil ? [text("results.column.source")] : []
        let rows = values.map { value in
            let source: DataTable.Cell =
                .text(source(value.source), detail: value.note.map(note))
            return DataTable.Row(
                heading: territory(value.territory), detail: value.subgroup.map(subgroup),
                cells: [.text(published(value, unit: unit)), .number(String(value.year))]
                    + (common == nil ? [source] : []))
        }
        return DataTable(
            caption: text("results.published-caption"), id: "published",
            isFolded: comparability != nil,
            columns: (columns + sourceColumn).map { .init(heading: $0) }, rows: rows,
            notes: [common, comparability.map(comparison)].compactMap { $0 })
    }

    /// The source with its note as a sentence, when all values share them; a column otherwise says which.
    private func commonSource(of values: [PublishedValue]) -> LocalizedText? {
        guard let first = values.first,
            values.allSatisfy({ $0.source == first.source && $0.note == first.note })
        else { return nil }
        let name = source(first.source).string
        guard let id = first.note else { return text("results.source", ["source": name]) }
        return text("results.source-and-note", ["source": name, "note": note(id).string])
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
    /// The value with its interval.
    case value = "results.column.value"
    case base = "results.column.base"
    case dontKnow = "results.column.dont-know"

    func isFilled(by row: ProtectedRow) -> Bool {
        self != .dontKnow || row.figures?.dontKnowShare != nil
    }

    func cell(
        _ figures: Figures, of indicator: ProtectedIndicator, _ words: ReportWords
    ) -> DataTable.Cell {
        switch self {
        case .value:
            .number(
                words.value(of: figures, of: indicator),
                detail: words.interval(of: figures, of: indicator))
        case .base: .number(words.localizer.number(figures.n))
        case .dontKnow:
            figures.dontKnowShare.map {
                .number(words.localizer.percent($0, decimals: figures.decimals))
            } ?? .empty
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
