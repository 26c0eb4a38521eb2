/// The text for the content of an element or for a quoted attribute. A parser would make a space of a line's end in an
/// attribute and a line feed of a carriage return anywhere, so that these are written as numbers.
///
/// It goes by Unicode scalars: in Swift, a quotation mark and the accent after it are one character.
///
/// - Precondition: XML can hold every scalar of the text.
func escaped(_ text: String) -> String {
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

/// The text as the value of an attribute, where what separates lines and columns must be written as a number too.
func escapedForAttribute(_ text: String) -> String {
    escaped(text).replacing("\n", with: "&#10;").replacing("\t", with: "&#9;")
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
