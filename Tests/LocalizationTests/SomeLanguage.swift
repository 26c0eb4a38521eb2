import Foundation
import Localization

extension Language {
    /// A language with nothing special but what is said.
    static func some(
        tagged tag: String, direction: Direction = .leftToRight, fallbacks: [LanguageTag] = [],
        plurals: PluralRule = .oneOther
    ) -> Language {
        Language(
            tag: LanguageTag(tag) ?? Locales.source, name: tag, direction: direction,
            fallbacks: fallbacks,
            plurals: plurals,
            numbers: NumberFormat(
                decimalMark: ",", groupMark: "\u{A0}", minus: "\u{2212}",
                percentPattern: "{number}\u{A0}%"))
    }
}

/// The files of a `Locales/` folder, by their names in it.
struct LocaleFiles {
    var texts: [String: String] = [:]

    /// Adds a language with its interface texts.
    mutating func add(
        _ tag: String, direction: String = "ltr", plurals: String = "one-other", order: Int = 1,
        interface: String
    ) {
        texts["\(tag)/language.yaml"] = """
            tag: \(tag)
            name: Language \(tag)
            direction: \(direction)
            order: \(order)
            fallback: [\(tag == "sv" ? "" : "sv")]
            reviewed: false
            plurals: \(plurals)
            numbers: {decimal: ",", group: " ", minus: "−", percent: "{number} %"}
            """
        texts["\(tag)/interface.yaml"] = interface
    }

    /// Writes the digests of the Swedish as it is in these files, as `radslag translations accept`
    /// does.
    mutating func accept(_ tag: LanguageTag, digests: [String: String]) {
        let lines = digests.sorted { $0.key < $1.key }.map { "  \($0.key): \"\($0.value)\"" }
        texts["\(tag)/source.yaml"] = (["interface:"] + lines).joined(separator: "\n")
    }

    func write(to folder: URL) throws {
        for (name, text) in texts {
            let url = folder.appending(path: name)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: url, atomically: true, encoding: .utf8)
        }
    }
}
