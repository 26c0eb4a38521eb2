public import Foundation
public import Localization

/// XLIFF's own names.
enum XLIFF {
    static let namespace = "urn:oasis:names:tc:xliff:document:2.0"
    /// The category of the note that holds the digest of the Swedish.
    static let digestNote = "source-digest"
}

extension TranslationSheet {
    /// The texts for one language as XLIFF 2.0: a file per file of texts, a unit per row. Placeholders are elements that a
    /// program of translators keeps whole, and characters that XML can't hold are `cp` elements. The same sheet gives the
    /// same bytes.
    ///
    /// - Precondition: the language is one of the sheet's.
    ///
    /// Source: OASIS, XLIFF Version 2.0, sections 4.2 and 4.3.
    public func xliff(into language: LanguageTag) -> Data {
        precondition(languages.contains(language), "The sheet has no column for \(language).")
        var lines = [
            #"<?xml version="1.0" encoding="UTF-8"?>"#,
            #"<xliff xmlns="\#(XLIFF.namespace)" version="2.0" srcLang="\#(Locales.source)" trgLang="\#(language)">"#,
        ]
        let files = Dictionary(grouping: rows.filter { $0.translations[language] != nil }) {
            $0.id.file
        }
        for (file, rows) in files.sorted(by: { $0.key < $1.key }) {
            lines.append(
                #"<file id="\#(UnitID.encoded(file))" original="\#(escapedForAttribute(heldByXML(file))).yaml">"#
            )
            for row in rows {
                if let translation = row.translations[language] {
                    lines += Unit(row: row, translation: translation).lines
                }
            }
            lines.append("</file>")
        }
        lines.append("</xliff>")
        return Data((lines.joined(separator: "\n") + "\n").utf8)
    }
}

/// Without the characters that XML has no room for; for what is shown and never read back.
private func heldByXML(_ text: String) -> String {
    guard !text.isHeldByXML else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.filter(\.isXMLCharacter)))
}

/// One row on its way into a unit.
private struct Unit {
    let row: TranslationRow
    let translation: Translation

    var lines: [String] {
        var content = InlineContent()
        let source = content.xml(row.source)
        content.beginTarget()
        let target = translation.text.map { content.xml($0) }
        let id = UnitID.encoded(row.id.key, form: row.id.form)
        var lines = [#"<unit id="\#(id)" name="\#(escapedForAttribute(heldByXML(row.id.key)))">"#]
        lines += notes
        lines += content.originalData
        lines.append(
            #"<segment state="\#(translation.state == .current ? "translated" : "initial")">"#)
        lines.append(#"<source xml:space="preserve">\#(source)</source>"#)
        if let target { lines.append(#"<target xml:space="preserve">\#(target)</target>"#) }
        return lines + ["</segment>", "</unit>"]
    }

    private var notes: [String] {
        let note = heldByXML(row.note)
        var notes: [String] = []
        if !note.isEmpty { notes.append("<note>\(escaped(note))</note>") }
        if let digest = row.digest {
            notes.append(
                #"<note category="\#(XLIFF.digestNote)" appliesTo="source">\#(escaped(heldByXML(digest)))</note>"#
            )
        }
        return notes.isEmpty ? [] : ["<notes>" + notes.joined() + "</notes>"]
    }
}

/// Texts of one unit as XLIFF's inline content, and the placeholders that they refer to.
private struct InlineContent {
    /// The placeholders, each once, in the order in which they were met.
    private var placeholders: [String] = []
    /// How often each was met in the source, or in the target. A placeholder of the target has the id of the same one
    /// in the source.
    private var met: [String: Int] = [:]

    mutating func beginTarget() { met = [:] }

    mutating func xml(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let range = Self.placeholder(in: rest) {
            result += Self.characters(rest[..<range.lowerBound])
            result += element(String(rest[range]))
            rest = rest[range.upperBound...]
        }
        return result + Self.characters(rest)
    }

    /// The first name in braces. By bytes, because each text passes here, and a regular expression takes ten times as long.
    private static func placeholder(in text: Substring) -> Range<Substring.Index>? {
        var rest = text.utf8[...]
        while let opening = rest.firstIndex(of: UInt8(ascii: "{")) {
            rest = rest[rest.index(after: opening)...]
            let name = rest.prefix {
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 == UInt8(ascii: "-")
            }
            if !name.isEmpty, name.endIndex < rest.endIndex,
                rest[name.endIndex] == UInt8(ascii: "}")
            {
                return opening..<rest.index(after: name.endIndex)
            }
        }
        return nil
    }

    private mutating func element(_ placeholder: String) -> String {
        let index: Int
        if let known = placeholders.firstIndex(of: placeholder) {
            index = known
        } else {
            index = placeholders.count
            placeholders.append(placeholder)
        }
        met[placeholder, default: 0] += 1
        let id = "p\(index + 1)-\(met[placeholder] ?? 1)"
        return
            #"<ph id="\#(id)" canDelete="no" canCopy="no" dataRef="d\#(index + 1)" disp="\#(placeholder)"/>"#
    }

    var originalData: [String] {
        guard !placeholders.isEmpty else { return [] }
        let data = placeholders.enumerated().map { #"<data id="d\#($0 + 1)">\#($1)</data>"# }
        return ["<originalData>" + data.joined() + "</originalData>"]
    }

    private static func characters(_ text: Substring) -> String {
        guard !text.isHeldByXML else { return escaped(String(text)) }
        return text.unicodeScalars.map { scalar in
            scalar.isXMLCharacter
                ? escaped(String(scalar))
                : "<cp hex=\"\(String(scalar.value, radix: 16, uppercase: true).padded)\"/>"
        }
        .joined()
    }
}

extension String {
    /// At least four digits.
    fileprivate var padded: String { String(repeating: "0", count: max(0, 4 - count)) + self }
}
