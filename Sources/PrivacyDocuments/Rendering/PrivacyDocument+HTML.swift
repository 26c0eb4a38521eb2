import Localization

extension PrivacyDocument {
    /// The document as the body of a page: an `h1`, then its blocks, without script or style.
    ///
    /// Its classes are in the site's `style.css`. A text that fell back to another language carries `lang` and
    /// `dir`.
    public var html: String {
        let head =
            element("h1", inline(title)) + element("p", [("class", "lead")], inline(subtitle))
        return head + blocks.enumerated().map { html(of: $0.element, number: $0.offset) }.joined()
    }

    /// What a document that stands alone needs beside the site's stylesheet.
    public static let ownStyle = """
        .gap{border:2px dashed var(--warn);background:var(--warn-soft);padding:.7rem 1rem}
        @media print{details{break-inside:avoid}}
        """

    private func html(of block: Block, number: Int) -> String {
        switch block {
        case .heading(let text, let level): element("h\(level)", inline(text))
        case .paragraph(let text): element("p", inline(text))
        case .notice(let text): element("p", [("class", "notice")], inline(text))
        case .list(let items): list(items)
        case .group(let name, let note, let items):
            element(
                "details", [("class", "group")],
                element("summary", element("b", inline(name)) + " " + element("span", inline(note)))
                    + list(items))
        case .table(let table):
            html(of: table, id: "t\(number)", hidesCaption: isUnderHeading(number))
        case .gap(let label, let text):
            element(
                "p", [("class", "gap")], element("mark", inline(label)) + " " + inline(text))
        }
    }

    private func list(_ items: [LocalizedText]) -> String {
        element("ul", items.map { element("li", inline($0)) }.joined())
    }

    /// A table in a frame that scrolls sideways where the page is too narrow for it.
    private func html(of table: Table, id: String, hidesCaption: Bool) -> String {
        let header = table.columns.map { element("th", [("scope", "col")], inline($0.title)) }
        let rows = table.rows.map { row in
            element(
                "tr",
                row.enumerated().map { column, cell in
                    let content = cell.map(inline).joined(separator: "<br>\n")
                    return column == 0
                        ? element("th", [("scope", "row")], content) : element("td", content)
                }
                .joined())
        }
        let content =
            element(
                "caption", [("id", id)] + (hidesCaption ? [("class", "visually-hidden")] : []),
                inline(table.caption))
            + element("thead", element("tr", header.joined()))
            + element("tbody", rows.joined())
        return element(
            "div",
            [
                ("class", "results-table"), ("role", "group"), ("aria-labelledby", id),
                ("tabindex", "0"),
            ], element("table", content))
    }

    /// The text as HTML, marked with its own language where that isn't the document's.
    private func inline(_ text: LocalizedText) -> String {
        guard text.language != language.tag else { return escaped(text.string) }
        return element(
            "span", [("lang", text.language.value), ("dir", text.direction.rawValue)],
            escaped(text.string))
    }

    /// - Parameter content: markup, escaped already.
    private func element(_ name: String, _ content: String) -> String { element(name, [], content) }

    /// - Parameter content: markup, escaped already.
    private func element(
        _ name: String, _ attributes: [(String, String)], _ content: String
    ) -> String {
        let attributes = attributes.map { " \($0.0)=\"\(escaped($0.1))\"" }.joined()
        let isInline = ["b", "mark", "span"].contains(name)
        return "<\(name)\(attributes)>\(content)</\(name)>" + (isInline ? "" : "\n")
    }
}
