import Localization

/// A document's blocks as WordprocessingML.
struct WordBody {
    private let document: PrivacyDocument
    private let isRightToLeft: Bool

    init(of document: PrivacyDocument) {
        self.document = document
        isRightToLeft = document.language.direction == .rightToLeft
    }

    /// The part `word/document.xml`.
    var xml: String {
        let head =
            paragraph(style: "Title", run(document.title))
            + paragraph(style: "Subtitle", run(document.subtitle))
        return WordPackage.prolog
            + #"<w:document xmlns:w="\#(WordPackage.namespace)" xmlns:r="\#(WordPackage.officeNamespace)"><w:body>"#
            + head
            + document.blocks.enumerated().map { xml(of: $0.element, at: $0.offset) }.joined()
            + section + "</w:body></w:document>"
    }

    private func xml(of block: PrivacyDocument.Block, at index: Int) -> String {
        switch block {
        case .heading(let text, let level): paragraph(style: "Heading\(level - 1)", run(text))
        case .paragraph(let text): paragraph(style: "BodyText", run(text))
        case .notice(let text): paragraph(style: "Notice", run(text))
        case .list(let items): list(items)
        case .group(let name, let note, let items):
            paragraph(
                style: "Group",
                run(name, bold: true) + run(document.language, " ") + run(note)) + list(items)
        case .table(let table): xml(of: table, hidesCaption: document.isUnderHeading(index))
        case .gap(let label, let text):
            paragraph(
                style: "Gap",
                run(label, bold: true) + run(document.language, ": ") + run(text)
                    // Room to write in.
                    + "<w:r><w:br/><w:br/></w:r>")
        }
    }

    private func list(_ items: [LocalizedText]) -> String {
        items.map { paragraph(style: "ListBullet", run($0)) }.joined()
    }

    // MARK: Paragraphs and runs

    /// - Parameter content: runs.
    func paragraph(style: String, _ content: String) -> String {
        let direction = isRightToLeft ? "<w:bidi/>" : ""
        return #"<w:p><w:pPr><w:pStyle w:val="\#(style)"/>\#(direction)</w:pPr>\#(content)</w:p>"#
    }

    func run(_ text: LocalizedText, bold: Bool = false) -> String {
        run(
            text.string, in: text.language, isRightToLeft: text.direction == .rightToLeft,
            bold: bold)
    }

    /// A run of the document's own language, such as a mark between two texts.
    func run(_ language: Language, _ string: String) -> String {
        run(string, in: language.tag, isRightToLeft: isRightToLeft, bold: false)
    }

    private func run(
        _ string: String, in tag: LanguageTag, isRightToLeft: Bool, bold: Bool
    ) -> String {
        let weight = bold ? "<w:b/><w:bCs/>" : ""
        let direction = isRightToLeft ? "<w:rtl/>" : ""
        let attribute = isRightToLeft ? "w:bidi" : "w:val"
        let language =
            tag == document.language.tag ? "" : #"<w:lang \#(attribute)="\#(wordLanguage(tag))"/>"#
        let properties = weight + direction + language
        let head = properties.isEmpty ? "" : "<w:rPr>\(properties)</w:rPr>"
        return #"<w:r>\#(head)<w:t xml:space="preserve">\#(escaped(string))</w:t></w:r>"#
    }

    // MARK: Tables

    /// The caption as a paragraph above the table, a header row that each page repeats, and an empty paragraph
    /// that keeps the next table apart.
    private func xml(of table: PrivacyDocument.Table, hidesCaption: Bool) -> String {
        let widths = widths(of: table)
        let grid = widths.map { #"<w:gridCol w:w="\#($0)"/>"# }.joined()
        let header = row(
            table.columns.map { paragraph(style: "TableHeader", run($0.title)) }, widths,
            isHeader: true)
        let rows = table.rows.map { cells in
            row(
                cells.map { cell in
                    cell.isEmpty
                        ? paragraph(style: "TableText", "")
                        : cell.map { paragraph(style: "TableText", run($0)) }.joined()
                }, widths, isHeader: false)
        }
        let order = isRightToLeft ? "<w:bidiVisual/>" : ""
        return (hidesCaption ? "" : paragraph(style: "Caption", run(table.caption)))
            + #"<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/>\#(order)<w:tblW w:w="\#(Self.width)" w:type="dxa"/>"#
            + #"<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr>"#
            + "<w:tblGrid>\(grid)</w:tblGrid>" + header + rows.joined() + "</w:tbl>"
            + paragraph(style: "TableEnd", "")
    }

    private func row(_ cells: [String], _ widths: [Int], isHeader: Bool) -> String {
        let repeated = isHeader ? "<w:tblHeader/>" : ""
        let content = zip(cells, widths).map { cell, width in
            #"<w:tc><w:tcPr><w:tcW w:w="\#(width)" w:type="dxa"/></w:tcPr>\#(cell)</w:tc>"#
        }
        return "<w:tr><w:trPr><w:cantSplit/>\(repeated)</w:trPr>\(content.joined())</w:tr>"
    }

    private func widths(of table: PrivacyDocument.Table) -> [Int] {
        let sum = table.columns.map(\.width).reduce(0, +)
        return table.columns.map { Self.width * $0.width / max(1, sum) }
    }

    // MARK: The page

    /// Between the margins, in twentieths of a point: A4 less 2.2 cm on either side.
    private static let width = 11_906 - 2 * 1_247

    /// A4 with its margins and the footer.
    private var section: String {
        let direction = isRightToLeft ? "<w:bidi/>" : ""
        return #"<w:sectPr><w:footerReference w:type="default" r:id="\#(WordPackage.footerID)"/>"#
            + #"<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1247" w:right="1247" w:bottom="1247" w:left="1247" w:header="600" w:footer="600" w:gutter="0"/>"#
            + direction + "</w:sectPr>"
    }
}
