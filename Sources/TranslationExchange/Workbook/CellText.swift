/// How a workbook writes characters that XML has no room for, or would change: as `_x0001_`, with four hexadecimal
/// digits. What only looks so has its underscore written as `_x005F_`.
///
/// Source: ECMA-376 part 1, 22.9.2.19 (ST_Xstring).
enum CellText {
    static func encoded(_ text: String) -> String {
        let mayLookEncoded = text.utf8.contains { $0 == UInt8(ascii: "_") || $0 == 0x0D }
        guard mayLookEncoded || !text.isHeldByXML else { return text }
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            let looksEncoded = scalar == "_" && unit(in: scalars, at: index) != nil
            if looksEncoded || scalar == "\r" || !scalar.isXMLCharacter {
                result.append(contentsOf: code(of: scalar).unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// Reads codes from left to right; two of them may be the halves of one character (UTF-16), and a half alone stays
    /// as it is written.
    static func decoded(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "_")) else { return text }
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            guard let unit = unit(in: scalars, at: index) else {
                result.append(scalars[index])
                index += 1
                continue
            }
            if let scalar = Unicode.Scalar(unit) {
                result.append(scalar)
                index += codeLength
            } else if let scalar = pair(unit, self.unit(in: scalars, at: index + codeLength)) {
                result.append(scalar)
                index += 2 * codeLength
            } else {
                result.append(scalars[index])
                index += 1
            }
        }
        return String(result)
    }

    private static let codeLength = 7

    private static func code(of scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "_x" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "_"
    }

    /// The UTF-16 unit of the code that begins at the index.
    private static func unit(in scalars: [Unicode.Scalar], at index: Int) -> UInt16? {
        guard index + codeLength <= scalars.count, scalars[index] == "_",
            scalars[index + 1] == "x" || scalars[index + 1] == "X", scalars[index + 6] == "_"
        else { return nil }
        var unit: UInt16 = 0
        for scalar in scalars[index + 2..<index + 6] {
            guard scalar.isASCII, let digit = Character(scalar).hexDigitValue else { return nil }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }

    private static func pair(_ high: UInt16, _ low: UInt16?) -> Unicode.Scalar? {
        guard let low, UTF16.isLeadSurrogate(high), UTF16.isTrailSurrogate(low) else { return nil }
        return UTF16.decode(UTF16.EncodedScalar([high, low]))
    }
}
