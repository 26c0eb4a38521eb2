import Localization

/// The part `word/styles.xml`: Word's own names for headings, so that its navigation and tables of contents find
/// them, and a few of ours.
///
/// - Parameter language: what spelling is checked in, unless a run says otherwise.
func wordStyles(in language: Language) -> String {
    let tag = wordLanguage(language.tag)
    let isRightToLeft = language.direction == .rightToLeft
    let languages =
        isRightToLeft
        ? #"<w:lang w:val="en-GB" w:bidi="\#(tag)"/>"#
        : #"<w:lang w:val="\#(tag)" w:bidi="ar-SA"/>"#
    let defaults =
        #"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Arial"/>"#
        + #"<w:sz w:val="22"/><w:szCs w:val="22"/>\#(languages)</w:rPr></w:rPrDefault>"#
        + #"<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>"#
    return WordPackage.prolog + #"<w:styles xmlns:w="\#(WordPackage.namespace)">"# + defaults
        + styles(isRightToLeft: isRightToLeft).map(\.xml).joined() + gridStyle + "</w:styles>"
}

/// A paragraph style.
private struct WordStyle {
    let id: String
    /// The name by which Word knows its own styles.
    let name: String
    var isDefault = false
    /// Properties of paragraphs, in the order of the schema.
    var paragraph = ""
    /// Size in half points; `nil` for that of the text.
    var size: Int?
    var isBold = false
    var colour: String?

    var xml: String {
        let weight = isBold ? "<w:b/><w:bCs/>" : ""
        let hue = colour.map { #"<w:color w:val="\#($0)"/>"# } ?? ""
        let height = size.map { #"<w:sz w:val="\#($0)"/><w:szCs w:val="\#($0)"/>"# } ?? ""
        let mark = isDefault ? #" w:default="1""# : ""
        let base = isDefault ? "" : #"<w:basedOn w:val="Normal"/>"#
        return #"<w:style w:type="paragraph"\#(mark) w:styleId="\#(id)"><w:name w:val="\#(name)"/>"#
            + base
            + "<w:qFormat/><w:pPr>\(paragraph)</w:pPr><w:rPr>\(weight)\(hue)\(height)</w:rPr></w:style>"
    }
}

private let accent = "0B5563"

private func styles(isRightToLeft: Bool) -> [WordStyle] {
    [
        WordStyle(id: "Normal", name: "Normal", isDefault: true),
        WordStyle(id: "BodyText", name: "Body Text"),
        WordStyle(
            id: "Title", name: "Title", paragraph: #"<w:keepNext/><w:spacing w:after="60"/>"#,
            size: 44,
            isBold: true, colour: accent),
        WordStyle(
            id: "Subtitle", name: "Subtitle", paragraph: #"<w:spacing w:after="240"/>"#, size: 26,
            colour: "55616B"),
        heading(1, size: 30, before: 360),
        heading(2, size: 24, before: 240),
        WordStyle(
            id: "ListBullet", name: "List Bullet",
            paragraph: #"<w:numPr><w:numId w:val="1"/></w:numPr><w:spacing w:after="60"/>"#),
        WordStyle(
            id: "Group", name: "Question group",
            paragraph: #"<w:keepNext/><w:spacing w:before="160" w:after="60"/>"#),
        WordStyle(
            id: "Notice", name: "Notice",
            paragraph:
                #"<w:pBdr><w:\#(isRightToLeft ? "right" : "left") w:val="single" w:sz="36" w:space="8" w:color="FFBF47"/></w:pBdr><w:spacing w:after="180"/><w:ind w:left="227"/>"#
        ),
        WordStyle(
            id: "Gap", name: "To fill in",
            paragraph:
                #"<w:pBdr><w:top w:val="dashed" w:sz="8" w:space="4" w:color="A3261B"/><w:left w:val="dashed" w:sz="8" w:space="4" w:color="A3261B"/><w:bottom w:val="dashed" w:sz="8" w:space="4" w:color="A3261B"/><w:right w:val="dashed" w:sz="8" w:space="4" w:color="A3261B"/><w:between w:val="dashed" w:sz="8" w:space="4" w:color="A3261B"/></w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="FFF2CC"/>"#
        ),
        WordStyle(
            id: "Caption", name: "caption",
            paragraph: #"<w:keepNext/><w:spacing w:before="120" w:after="60"/>"#, isBold: true),
        WordStyle(
            id: "TableHeader", name: "Table header",
            paragraph:
                #"<w:keepNext/><w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/>"#,
            size: 20, isBold: true),
        WordStyle(
            id: "TableText", name: "Table text",
            paragraph: #"<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/>"#,
            size: 20),
        WordStyle(
            id: "TableEnd", name: "Table end", paragraph: #"<w:spacing w:after="60"/>"#, size: 12),
        WordStyle(
            id: "Footer", name: "footer", paragraph: #"<w:jc w:val="center"/>"#, size: 18,
            colour: "55616B"),
    ]
}

/// Word calls the first level below the title *heading 1*.
private func heading(_ level: Int, size: Int, before: Int) -> WordStyle {
    WordStyle(
        id: "Heading\(level)", name: "heading \(level)",
        paragraph:
            #"<w:keepNext/><w:keepLines/><w:spacing w:before="\#(before)" w:after="100"/><w:outlineLvl w:val="\#(level - 1)"/>"#,
        size: size, isBold: true, colour: accent)
}

private let gridStyle: String = {
    let sides = ["top", "left", "bottom", "right", "insideH", "insideV"].map {
        #"<w:\#($0) w:val="single" w:sz="4" w:space="0" w:color="A9B1B6"/>"#
    }
    return
        #"<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>"#
        + sides.joined()
        + #"</w:tblBorders><w:tblCellMar><w:left w:w="100" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr>"#
        + #"<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="E7EEEF"/></w:tcPr></w:tblStylePr></w:style>"#
}()
