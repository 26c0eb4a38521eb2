import Foundation

/// The text in the form in which it is searched and kept: what looks alike is written alike.
///
/// Compatibility forms are folded (NFKC); characters that can't be seen are dropped, such as zero-width
/// spaces, direction controls, soft hyphens and variation selectors; every dash becomes `-` and every
/// digit of any script an ASCII digit. Of marks stacked on one letter thirty are kept. Normalising twice
/// is normalising once.
///
/// Source: Unicode Standard Annex 15 (normalization forms, stream-safe text) and 44 (properties).
public func normalise(_ text: String) -> String {
    let visible = withoutTowers(text.unicodeScalars.filter { !isInvisible($0) })
    let folded = visible.precomposedStringWithCompatibilityMapping
    return withoutTowers(folded.unicodeScalars.map(plain))
}

/// Whether the scalar has no shape of its own, or encloses another as the ring around a keycap does.
private func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value < 0x20 && !"\t\n\r".unicodeScalars.contains(scalar) }
    let properties = scalar.properties
    return properties.isDefaultIgnorableCodePoint
        || [.control, .enclosingMark].contains(properties.generalCategory)
        || (0xFFF9...0xFFFB).contains(scalar.value)
}

private func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar.isASCII { return scalar }
    let properties = scalar.properties
    if properties.isDash || properties.generalCategory == .dashPunctuation || scalar == "\u{2043}" {
        return "-"
    }
    guard properties.numericType == .decimal || properties.numericType == .digit,
        let value = properties.numericValue, (0...9).contains(value)
    else { return scalar }
    return Unicode.Scalar(UInt8(ascii: "0") + UInt8(value))
}

/// No more than thirty marks in a row: putting thousands in their order takes the square of their number.
private func withoutTowers(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var result = String.UnicodeScalarView()
    var marks = 0
    for scalar in scalars {
        let isMark = !scalar.isASCII && scalar.properties.generalCategory == .nonspacingMark
        marks = isMark ? marks + 1 : 0
        if marks <= 30 { result.append(scalar) }
    }
    return String(result)
}
