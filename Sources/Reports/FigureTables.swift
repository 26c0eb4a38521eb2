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
        let rows = table.rows.map { row in
            FigureRow(
                heading: group(row.group, of: variable, in: context), figures: row.figures,
                indicator: indicator, smallestCell: release.method.smallestCell,
                remarks: [foundChange(row.figures, of: indicator, in: release)].compactMap { $0 })
        }
        let changes = table.rows.compactMap { $0.figures?.change }
        return figureTable(
            caption: by(variable), id: variable.rawValue, first: self.variable(variable),
            rows: rows,
            notes: [
                table.groupsDiffer.map {
                    text($0 ? "results.groups-differ" : "results.groups-not-found")
                },
                changes.isEmpty ? nil : text("results.changes-tested"),
            ].compactMap { $0 })
    }

    /// A movement of a group, when one was found: a line for each that wasn't would drown it.
    private func foundChange(
        _ figures: Figures?, of indicator: ProtectedIndicator, in release: Release
    ) -> LocalizedText? {
        guard let figures, let change = figures.change, change.finding != .notFound else {
            return nil
        }
        return self.change(
            change, since: release.period(of: change.since, for: indicator.id), of: indicator,
            decimals: figures.decimals)
    }

    /// Figures of several groups or rounds, with one explanation of the dots when there are any.
    func figureTable(
        caption: LocalizedText, id: String, first: LocalizedText, rows: [FigureRow],
        notes: [LocalizedText] = []
    ) -> DataTable {
        let columns = FigureColumn.columns(for: rows.compactMap(\.figures))
        let hasWithheld = rows.contains { $0.figures == nil }
        let hasIntervals = rows.contains { $0.figures?.low != nil }
        return DataTable(
            caption: caption, id: id,
            columns: [.init(heading: first)]
                + columns.map { column in
                    let isExplained = column == .value && hasIntervals
                    return .init(
                        heading: text(column.rawValue),
                        detail: isExplained ? text("results.column.interval") : nil)
                },
            rows: rows.map { dataRow($0, columns) },
            notes: (hasWithheld ? [text("results.withheld-means")] : []) + notes)
    }

    /// A withheld row has one cell, with the dots and the reason. What belongs to a figure and has no column
    /// stands on a line under the row, before the remarks.
    private func dataRow(_ row: FigureRow, _ columns: [FigureColumn]) -> DataTable.Row {
        guard let figures = row.figures else {
            let reason = text("results.withheld")
            return .init(
                heading: row.heading, cells: [.number(withheldMark, detail: reason)],
                remark: joined(row.remarks))
        }
        let remarks = remarks(on: figures, smallestCell: row.smallestCell) + row.remarks
        let facts = facts(figures, of: row.indicator, without: columns)
        return .init(
            heading: row.heading,
            cells: columns.map { $0.cell(figures, of: row.indicator, self) },
            remark: joined(facts + (joined(remarks).map { [$0] } ?? []), by: " · "))
    }

    /// A few words each.
    private func facts(
        _ figures: Figures, of indicator: ProtectedIndicator, without columns: [FigureColumn]
    ) -> [LocalizedText] {
        let base = columns.contains(.base) ? nil : base(figures.n)
        let dontKnow =
            columns.contains(.dontKnow)
            ? nil
            : dontKnowShare(of: figures).map { text("results.dont-know", ["share": $0]) }
        return [base, unweighted(figures, of: indicator), dontKnow].compactMap { $0 }
    }

    /// What others have published of the same indicator, as printed.
    ///
    /// - Parameter measured: `nil` when this survey doesn't measure the indicator.
    func publishedTable(
        _ values: [PublishedValue], unit: Indicator.Unit, measured: ProtectedIndicator?
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
                    + (common == nil ? [source] : []),
                remark: measured?.finding(against: value).map(againstPublished))
        }
        return DataTable(
            caption: text("results.published-caption"), id: "published",
            columns: (columns + sourceColumn).map { .init(heading: $0) }, rows: rows,
            notes: [common, measured.map { comparison($0.comparability) }].compactMap { $0 })
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
    /// `nil` when withheld.
    let figures: Figures?
    let indicator: ProtectedIndicator
    let smallestCell: Int
    /// Sentences after those that the figures themselves call for.
    var remarks: [LocalizedText] = []
}

/// The columns of figures in their order, each with the key of its heading.
private enum FigureColumn: String {
    /// The value with its interval.
    case value = "results.column.value"
    case base = "results.column.base"
    case dontKnow = "results.column.dont-know"
    case againstRest = "results.column.against-rest"

    /// Those that something is known for, and no more than a narrow screen has room for.
    static func columns(for figures: [Figures]) -> [FigureColumn] {
        if figures.contains(where: { $0.againstRest != nil }) { return [.value, .againstRest] }
        let isWeighted = figures.contains { $0.unweighted != nil }
        let isDontKnowTold = figures.contains { $0.dontKnowShare != nil }
        return [.value, .base] + (isDontKnowTold && !isWeighted ? [.dontKnow] : [])
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
            words.dontKnowShare(of: figures).map { .number($0) } ?? .empty
        case .againstRest:
            figures.againstRest.map { .text(words.againstRest($0)) } ?? .empty
        }
    }
}

extension ReportWords {
    /// Texts after each other, in the language of the first; `nil` when there is none.
    func joined(_ texts: [LocalizedText], by separator: String = " ") -> LocalizedText? {
        texts.first.map { first in
            LocalizedText(
                string: texts.map(\.string).joined(separator: separator),
                language: first.language, direction: first.direction)
        }
    }
}
