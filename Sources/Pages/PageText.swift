package import Localization

/// A page's texts as HTML: escaped, and marked with their own language where they are a fallback.
package struct PageText: Sendable {
    package let localizer: Localizer

    package init(localizer: Localizer) { self.localizer = localizer }

    package var language: Language { localizer.language }

    /// The text of a key as HTML, with its values escaped as well.
    package func html(
        _ key: String, in file: String = "interface", count: Int? = nil,
        _ values: [String: String] = [:]
    ) -> String {
        markup(localizer.text(key, in: file, count: count, values.mapValues(isolated)))
    }

    /// A value that stands in a text of the other direction, such as a date in Arabic, keeps its own order:
    /// it is put between the isolates of Unicode's bidirectional algorithm (UAX #9).
    package func isolated(_ value: String) -> String {
        language.direction == .rightToLeft ? "\u{2068}\(value)\u{2069}" : value
    }

    /// As `html`, for a text that may be left out.
    package func optional(_ key: String, in file: String) -> String? {
        localizer.find(key, in: file).map(markup)
    }

    /// A text as HTML, marked where it is in another language than the page.
    package func markup(_ text: LocalizedText) -> String {
        let content = escaped(text.string)
        guard text.language != language.tag else { return content }
        return
            "<span lang=\"\(text.language)\" dir=\"\(text.direction.rawValue)\">\(content)</span>"
    }
}

/// The text with the five characters of HTML escaped, for content and for quoted attributes.
///
/// It goes by Unicode scalars, as browsers do: in Swift, a quotation mark and the accent after it are one
/// character, which is no quotation mark.
package func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { [0x26, 0x3C, 0x3E, 0x22, 0x27].contains($0) }) else {
        return text
    }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        switch scalar {
        case "&": result.append(contentsOf: "&amp;".unicodeScalars)
        case "<": result.append(contentsOf: "&lt;".unicodeScalars)
        case ">": result.append(contentsOf: "&gt;".unicodeScalars)
        case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
        case "'": result.append(contentsOf: "&#39;".unicodeScalars)
        default: result.append(scalar)
        }
    }
    return String(result)
}
