/// The text with the characters escaped that mean something in HTML and XML, for content and for quoted
/// attributes; what XML 1.0 has no room for is left out.
///
/// It goes by Unicode scalars, as browsers do: in Swift, a quotation mark and the accent after it are one
/// character, which is no quotation mark.
func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        switch scalar {
        case "&": result.append(contentsOf: "&amp;".unicodeScalars)
        case "<": result.append(contentsOf: "&lt;".unicodeScalars)
        case ">": result.append(contentsOf: "&gt;".unicodeScalars)
        case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
        case "'": result.append(contentsOf: "&#39;".unicodeScalars)
        case "\t", "\n", "\r", "\u{20}"..."\u{D7FF}", "\u{E000}"..."\u{FFFD}",
            "\u{10000}"..."\u{10FFFF}":
            result.append(scalar)
        default: break
        }
    }
    return String(result)
}
