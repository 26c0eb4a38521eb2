import Localization

/// A table of a page: a heading per column, and a heading first in each row.
///
/// A table has few columns, so that it fits a narrow screen: what belongs to a figure or a name stands below
/// it in smaller type, and what has to be said of a whole row stands on a line of its own under it. Rows may
/// have headings over them, where a column more for each would be too many.
struct DataTable {
    struct Column {
        let heading: LocalizedText
        /// What the smaller type in the column is.
        var detail: LocalizedText?
        /// SVG around the origin, 20 by 16 pixels: what stands for the column in the rows' charts.
        var symbol: String?
    }

    enum Cell {
        /// Digits, kept together and from left to right.
        case number(String, detail: LocalizedText? = nil)
        case text(LocalizedText, detail: LocalizedText? = nil)
        /// No number.
        case empty
    }

    struct Row {
        let heading: LocalizedText
        var detail: LocalizedText?
        /// The same figures drawn, 20 pixels high: for the eye only.
        var chart: String?
        /// At least one; the last spans the columns that are left.
        let cells: [Cell]
        /// What a reader should know before using the row.
        var remark: LocalizedText?
    }

    /// Rows that share a heading; without one, all rows of a table.
    struct Section {
        var heading: LocalizedText?
        let rows: [Row]
    }

    /// Names the table beside the indicator's title, which isn't repeated.
    let caption: LocalizedText
    /// Names the caption's id, unique within its article.
    let id: String
    /// The first is the column of the rows' headings.
    let columns: [Column]
    let sections: [Section]
    /// Sentences under the table.
    let notes: [LocalizedText]

    init(
        caption: LocalizedText, id: String, columns: [Column], sections: [Section],
        notes: [LocalizedText]
    ) {
        self.caption = caption
        self.id = id
        self.columns = columns
        self.sections = sections
        self.notes = notes
    }

    init(
        caption: LocalizedText, id: String, columns: [Column], rows: [Row], notes: [LocalizedText]
    ) {
        self.init(
            caption: caption, id: id, columns: columns, sections: [Section(rows: rows)],
            notes: notes)
    }

    /// - Parameters:
    ///   - article: the id of the article's heading, which names the table together with the caption.
    ///   - isCaptioned: whether the caption is part of the table, and not the summary that it waits behind.
    func fields(in article: String, isCaptioned: Bool, _ words: ReportWords) -> TemplateFields {
        let id = "\(article)-\(id)"
        return [
            "id": id,
            "article": article,
            "caption": isCaptioned ? [words.fields(caption, id: id)] : [],
            "isNamedBySummary": !isCaptioned,
            "isCharted": sections.contains { $0.rows.contains { $0.chart != nil } },
            "columns": columns.map { column in
                [
                    "heading": words.fields(column.heading), "detail": words.fields(column.detail),
                    "symbol": column.symbol.map { [$0] } ?? [],
                ] as TemplateFields
            },
            "sections": sections.map { section in
                [
                    "heading": words.fields(section.heading).map {
                        $0.merging(["span": columns.count]) { field, _ in field }
                    },
                    "rows": section.rows.map { fields(of: $0, words) },
                ] as TemplateFields
            },
            "notes": notes.map { words.fields($0) },
        ]
    }

    private func fields(of row: Row, _ words: ReportWords) -> TemplateFields {
        let cells = row.cells.enumerated().map { index, cell in
            let isLast = index == row.cells.count - 1
            return fields(of: cell, span: isLast ? columns.count - 1 - index : 1, words)
        }
        let remark = row.remark.map { remark in
            words.fields(remark).merging(["span": columns.count - 1]) { field, _ in field }
        }
        return [
            "heading": words.fields(row.heading),
            "detail": words.fields(row.detail),
            "chart": row.chart.map { [$0] } ?? [],
            "cells": cells,
            "remark": remark.map { [$0] } ?? [],
        ]
    }

    private func fields(of cell: Cell, span: Int, _ words: ReportWords) -> TemplateFields {
        let (content, isNumber, detail): (TemplateFields, Bool, LocalizedText?) =
            switch cell {
            case .number(let digits, let detail): (words.digits(digits), true, detail)
            case .text(let text, let detail): (words.fields(text), false, detail)
            case .empty: (["text": "", "marks": ""], true, nil)
            }
        return [
            "content": content, "isNumber": isNumber, "detail": words.fields(detail),
            "span": span > 1 ? [span] : [Int](),
        ]
    }
}
