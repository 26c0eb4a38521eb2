public import Localization

/// A page, sheet or assessment before it is HTML or Word: a title and blocks, in one language.
///
/// Every text knows its own language, since a translation may lack some.
public struct PrivacyDocument: Sendable {
    public let title: LocalizedText
    /// Which survey and period it is about.
    public let subtitle: LocalizedText
    public let language: Language
    let blocks: [Block]

    /// Whether the block stands right under a heading, which then names a table well enough for the eye.
    func isUnderHeading(_ index: Int) -> Bool {
        guard index > 0, case .heading = blocks[index - 1] else { return false }
        return true
    }

    /// A part of a document, from top to bottom.
    enum Block: Sendable {
        /// - Parameter level: 2 for a section, 3 for a part of one.
        case heading(LocalizedText, level: Int = 2)
        case paragraph(LocalizedText)
        /// Something to know before the rest.
        case notice(LocalizedText)
        case list([LocalizedText])
        /// Questions or the like under one name; folded on a page.
        case group(LocalizedText, note: LocalizedText, items: [LocalizedText])
        case table(Table)
        /// Something that only the municipality can write.
        ///
        /// - Parameter label: what marks it as missing.
        case gap(label: LocalizedText, LocalizedText)
    }

    /// Rows under a header row; the first cell of each row says what the row is about.
    struct Table: Sendable {
        /// A column, with its share of the width.
        struct Column: Sendable {
            let title: LocalizedText
            let width: Int
        }

        let caption: LocalizedText
        let columns: [Column]
        /// Each cell is some paragraphs, or none.
        let rows: [[[LocalizedText]]]
    }
}
