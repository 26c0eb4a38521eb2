public import Foundation
import Zip

extension PrivacyDocument {
    /// The document as the bytes of a Word file (`.docx`).
    ///
    /// The smallest package that Word and LibreOffice open without complaint: headings are Word's own styles,
    /// tables have header rows that come again on each page, the language is set for spelling, and right-to-left
    /// languages have right-to-left paragraphs and tables. The same document gives the same bytes.
    ///
    /// Source: ECMA-376, parts 1 (WordprocessingML) and 2 (packages).
    public var docx: Data {
        var archive = ZipArchive()
        // Readers look for the content types first.
        for (name, content) in [
            ("[Content_Types].xml", WordPackage.contentTypes),
            ("_rels/.rels", WordPackage.relationships),
            ("docProps/core.xml", WordPackage.properties(of: self)),
            ("word/_rels/document.xml.rels", WordPackage.documentRelationships),
            ("word/document.xml", WordBody(of: self).xml),
            ("word/footer.xml", WordPackage.footer(of: self)),
            ("word/numbering.xml", WordPackage.numbering),
            ("word/settings.xml", WordPackage.settings),
            ("word/styles.xml", wordStyles(in: language)),
        ] {
            archive.add(name, Data(content.utf8))
        }
        return archive.bytes
    }
}
