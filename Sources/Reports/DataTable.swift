import Localization

/// A table of a page: a heading per column, and a heading first in each row.
struct DataTable {
    enum Cell {
        /// Digits, kept together in a right-to-left line.
        case number(String)
        case text(LocalizedText)
        case empty
    }

    struct Row {
        let heading: LocalizedText
        let cells: [Cell]
    }

    /// What the caption says after the indicator's title.
    let caption: LocalizedText
    /// Names the table's id, unique within its article.
    let id: String
    /// Whether the table waits behind its caption until it is asked for.
    let isFolded: Bool
    let columns: [LocalizedText]
    let rows: [Row]
    /// Sentences under the table.
    let notes: [LocalizedText]

    /// - Parameter article: the id of the article's heading, which names the table together with the caption.
    func fields(in article: String, title: LocalizedText, _ words: ReportWords) -> TemplateFields {
        [
            "id": "\(article)-\(id)",
            "article": article,
            "title": words.fields(title),
            "caption": words.fields(caption),
            "isFolded": isFolded,
            "columns": columns.map(words.fields),
            "rows": rows.map { row in
                [
                    "heading": words.fields(row.heading),
                    "cells": row.cells.map { cell in Self.fields(of: cell, words) },
                ] as TemplateFields
            },
            "notes": notes.map(words.fields),
        ]
    }

    private static func fields(of cell: Cell, _ words: ReportWords) -> TemplateFields {
        switch cell {
        case .number(let number): ["isNumber": true, "text": number, "marks": ""]
        case .text(let text): words.fields(text).merging(["isNumber": false]) { field, _ in field }
        case .empty: ["isNumber": false, "text": "", "marks": ""]
        }
    }
}
