public import Foundation
import Localization

/// The sheet that an XLIFF 2 file holds, as `TranslationSheet.xliff` wrote it or a program of translators saved it
/// afterwards: cut into segments, with groups, marks and elements of its own.
///
/// A unit of which a segment isn't translated counts as missing. Segments whose `state` is `initial`, or not said, are
/// stale, the others current. Of a placeholder it counts what it stands for, wherever it was moved to.
public func readXLIFF(_ data: Data) throws(ExchangeError) -> TranslationSheet {
    guard data.count <= WorkbookFile.largestFile else { throw .tooLarge }
    let root: XMLElement
    do { root = try readXML(data) } catch { throw ExchangeError(error, in: "The file") }
    guard root.name == "xliff", root.namespace.hasPrefix("urn:oasis:names:tc:xliff:document:2.")
    else { throw .notXLIFF }
    guard root.attributes["srcLang"] == Locales.source.value,
        let language = root.attributes["trgLang"].flatMap({ LanguageTag($0) })
    else { throw .wrongLanguages }
    var rows: [TranslationRow] = []
    for file in root.children("file") {
        let id = file.attributes["id"] ?? ""
        let name = UnitID.decoded(id)?.key ?? id
        for unit in units(in: file) {
            rows.append(try row(of: unit, in: name, into: language))
        }
    }
    return TranslationSheet(languages: [language], rows: rows)
}

/// The units of a file or a group, also those in groups, in their order.
private func units(in element: XMLElement) -> [XMLElement] {
    element.children.filter { $0.namespace == element.namespace }.flatMap { child in
        switch child.name {
        case "unit": [child]
        case "group": units(in: child)
        default: [XMLElement]()
        }
    }
}

private func row(
    of unit: XMLElement, in file: String, into language: LanguageTag
) throws(ExchangeError) -> TranslationRow {
    let id = unit.attributes["id"] ?? ""
    let decoded = UnitID.decoded(id)
    let notes = unit.child("notes")?.children("note") ?? []
    let text = UnitText(unit, id: id)
    return TranslationRow(
        id: TextID(file: file, key: decoded?.key ?? id, form: decoded?.form),
        source: try text.source(),
        digest: notes.first { $0.attributes["category"] == XLIFF.digestNote }?.text.trimmed,
        note: notes.first { $0.attributes["category"] == nil }?.text ?? "",
        translations: [language: try text.translation()], place: "line \(unit.line)")
}

/// A unit's segments and what lies between them, put together again.
private struct UnitText {
    private let id: String
    private let parts: [XMLElement]
    private let data: [String: XMLElement]

    init(_ unit: XMLElement, id: String) {
        self.id = id
        parts = unit.children.filter {
            $0.namespace == unit.namespace && ["segment", "ignorable"].contains($0.name)
        }
        let entries = unit.child("originalData")?.children("data") ?? []
        data = Dictionary(
            entries.map { ($0.attributes["id"] ?? "", $0) }, uniquingKeysWith: { first, _ in first }
        )
    }

    func source() throws(ExchangeError) -> String {
        var text = ""
        for part in parts { text += try content(of: part.child("source")) }
        return text
    }

    func translation() throws(ExchangeError) -> Translation {
        let segments = parts.filter { $0.name == "segment" }
        var texts: [(order: Int, text: String)] = []
        for (index, part) in parts.enumerated() {
            let target = try content(of: part.child("target"))
            let source = try content(of: part.child("source"))
            if part.name == "segment", target.isEmpty, !source.isEmpty {
                return Translation(text: nil, state: .missing)
            }
            // What nobody translates, such as a blank between two sentences, may be left out.
            let isLeftOut = part.name == "ignorable" && part.child("target") == nil
            let order = part.child("target")?.attributes["order"].flatMap { Int($0) } ?? index + 1
            texts.append((order, isLeftOut ? source : target))
        }
        let text = texts.sorted { $0.order < $1.order }.map(\.text).joined()
        guard !text.isEmpty else { return Translation(text: nil, state: .missing) }
        let isCurrent = segments.allSatisfy {
            ["translated", "reviewed", "final"].contains($0.attributes["state"] ?? "initial")
        }
        return Translation(text: text, state: isCurrent ? .current : .stale)
    }

    private func content(of element: XMLElement?) throws(ExchangeError) -> String {
        guard let element else { return "" }
        var text = ""
        for node in element.content {
            switch node {
            case .text(let characters): text += characters
            case .element(let inline) where inline.namespace == element.namespace:
                text += try self.text(of: inline)
            case .element: break
            }
        }
        return text
    }

    private func text(of inline: XMLElement) throws(ExchangeError) -> String {
        switch inline.name {
        case "cp": return try codePoint(inline)
        case "ph", "sc", "ec": return try referred(inline, by: "dataRef")
        case "pc":
            return try referred(inline, by: "dataRefStart") + content(of: inline)
                + referred(inline, by: "dataRefEnd")
        case "mrk": return try content(of: inline)
        case "sm", "em": return ""
        default: throw unreadable(inline)
        }
    }

    private func codePoint(_ inline: XMLElement) throws(ExchangeError) -> String {
        guard
            let scalar = inline.attributes["hex"].flatMap({ UInt32($0, radix: 16) })
                .flatMap(Unicode.Scalar.init)
        else { throw unreadable(inline) }
        return String(scalar)
    }

    /// What a code stands for in the text; a placeholder without it would be lost.
    private func referred(_ inline: XMLElement, by name: String) throws(ExchangeError) -> String {
        guard let reference = inline.attributes[name] else {
            if inline.name == "ph" { throw unreadable(inline) }
            return ""
        }
        guard let entry = data[reference] else { throw unreadable(inline) }
        return try content(of: entry)
    }

    private func unreadable(_ inline: XMLElement) -> ExchangeError {
        .unreadableText(unit: id, line: inline.line)
    }
}
