import Localization

/// A table of a page: a heading per column, and a heading first in each row.
///
/// A table has few columns, so that it fits a narrow screen: what belongs to a figure or a name stands below
/// it in smaller type, and what has to be said of a whole row stands on a line of its own under it.
struct DataTable {
    struct Column {
        let heading: LocalizedText
        /// What the smaller type in the column is.
        var detail: LocalizedText?
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
        /// At least one; the last spans the columns that are left.
        let cells: [Cell]
        /// What a reader should know before using the row.
        var remark: LocalizedText?
    }

    /// Names the table beside the indicator's title, which isn't repeated.
    let caption: LocalizedText
    /// Names the caption's id, unique within its article.
    let id: String
    /// Whether the table waits behind its caption until it is asked for.
    let isFolded: Bool
    /// The first is the column of the rows' headings.
    let columns: [Column]
    let rows: [Row]
    /// Sentences under the table.
    let notes: [LocalizedText]

    /// - Parameter article: the id of the article's heading, which names the table together with the caption.
    func fields(in article: String, _ words: ReportWords) -> TemplateFields {
        [
            "id": "\(article)-\(id)",
            "article": article,
            "caption": words.fields(caption),
            "isFolded": isFolded,
            "columns": columns.map { column in
                [
                    "heading": words.fields(column.heading), "detail": words.fields(column.detail),
                ] as TemplateFields
            },
            "rows": rows.map { fields(of: $0, words) },
            "notes": notes.map(words.fields),
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
