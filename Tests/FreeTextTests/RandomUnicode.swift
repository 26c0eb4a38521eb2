import TestSupport

extension String {
    /// Any scalars at all: every plane, noncharacters, controls, lone marks.
    static func randomUnicode(
        longest: Int, using generator: inout some RandomNumberGenerator
    ) -> String {
        var view = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...longest, using: &generator) {
            let top: UInt32 =
                [0x7F, 0x2FF, 0xFFFF, 0x10FFFF].randomElement(using: &generator) ?? 0x7F
            if let scalar = Unicode.Scalar(UInt32.random(in: 0...top, using: &generator)) {
                view.append(scalar)
            }
        }
        return String(view)
    }

    /// Pieces of what the finders look for, in any order, with and without something between them.
    static func randomPieces(
        most: Int, using generator: inout some RandomNumberGenerator
    ) -> String {
        let pieces = [
            "640823", "3234", "19", "20", "070", "08", "0046", "+46", "(0)", "123", "45", "67", "1",
            "-", "+", " ", " ", " ", ".", ":", "/", "@", ",", "(", ")", "[", "]", "[···]", "·",
            "\n",
            "SE35", "5000", "4111", "1111", "ABC", "abc", "12D", "T234", "Storgatan", "Stora",
            "gatan", "Södertälje", "151", "32", "Igelsta", "1:23", "anna", "telia.se", "http://",
            "www.", "(at)", "snabel-a", "gmail", "punkt", "regnr", "ring", "lgh", "Street", "12",
            "شارع", "النور", "اسمي", "jag", "heter", "my", "son", "Ali", "snap", "٦٤", "\u{200F}",
            "\u{301}",
            "\u{FE0F}", "ﷺ", "½", "①",
        ]
        return (0..<Int.random(in: 0...most, using: &generator))
            .compactMap { _ in pieces.randomElement(using: &generator) }.joined()
    }
}
