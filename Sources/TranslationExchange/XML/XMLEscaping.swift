/// The text for the content of an element or for a quoted attribute. A parser would make a space of a line's end in an
/// attribute and a line feed of a carriage return anywhere, so that these are written as numbers.
///
/// It goes by Unicode scalars: in Swift, a quotation mark and the accent after it are one character.
///
/// - Precondition: XML can hold every scalar of the text.
func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: isEscaped) else { return text }
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "&"): result += "&amp;".utf8
        case UInt8(ascii: "<"): result += "&lt;".utf8
        case UInt8(ascii: ">"): result += "&gt;".utf8
        case UInt8(ascii: "\""): result += "&quot;".utf8
        case 0x0D: result += "&#13;".utf8
        default: result.append(byte)
        }
    }
    return String(decoding: result, as: UTF8.self)
}

private func isEscaped(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), 0x0D: true
    default: false
    }
}

/// The text as the value of an attribute, where what separates lines and columns must be written as a number too.
func escapedForAttribute(_ text: String) -> String {
    let text = escaped(text)
    guard text.utf8.contains(where: { $0 == 0x0A || $0 == 0x09 }) else { return text }
    return text.replacing("\n", with: "&#10;").replacing("\t", with: "&#9;")
}

extension StringProtocol {
    /// Whether XML 1.0 has room for every scalar. Most texts are seen by their bytes to be so: none of them begins a
    /// control character, U+FFFE or U+FFFF.
    var isHeldByXML: Bool {
        !utf8.contains { $0 < 0x20 && $0 != 0x9 && $0 != 0xA && $0 != 0xD || $0 == 0xEF }
            || unicodeScalars.allSatisfy { $0.isXMLCharacter }
    }
}

extension Unicode.Scalar {
    /// Whether XML 1.0 has room for it, by its production 2.
    var isXMLCharacter: Bool {
        switch value {
        case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }
}
