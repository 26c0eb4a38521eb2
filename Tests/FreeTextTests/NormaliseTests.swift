import FreeText
import TestSupport
import Testing

/// One form for what looks alike.
struct NormaliseTests {
    @Test(
        "What can't be seen is dropped",
        arguments: [
            "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}", "\u{AD}", "\u{202A}",
            "\u{202E}",
            "\u{2066}", "\u{2069}", "\u{200E}", "\u{200F}", "\u{61C}", "\u{FE0F}", "\u{20E3}",
            "\u{34F}",
            "\u{E0041}", "\u{0}", "\u{1B}", "\u{FFF9}",
        ])
    func invisible(_ scalar: String) {
        #expect(normalise("6\(scalar)4\(scalar)") == "64")
    }

    @Test(
        "Every dash is a hyphen",
        arguments: [
            "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2015}", "\u{2212}",
            "\u{FE58}",
            "\u{FE63}", "\u{FF0D}", "\u{5BE}", "\u{2E3A}", "\u{301C}", "\u{2043}",
        ])
    func dashes(_ dash: String) {
        #expect(normalise("1\(dash)2") == "1-2")
    }

    @Test(
        "The digits of every script are ASCII digits",
        arguments: [
            "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "০১২৩৪৫৬৭৮৯", "๐๑๒๓๔๕๖๗๘๙", "０１２３４５６７８９",
            "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "𝟘𝟙𝟚𝟛𝟜𝟝𝟞𝟟𝟠𝟡", "⁰¹²³⁴⁵⁶⁷⁸⁹", "⓪①②③④⑤⑥⑦⑧⑨", "⓿❶❷❸❹❺❻❼❽❾",
        ])
    func digits(_ digits: String) {
        #expect(normalise(digits) == "0123456789")
    }

    @Test("Spaces of every width are spaces, compatibility letters are letters, and lines stay")
    func others() {
        #expect(normalise("a\u{A0}b\u{2009}c\u{3000}d") == "a b c d")
        #expect(normalise("ﬁｎａｌ\r\nrad\tslut") == "final\r\nrad\tslut")
        #expect(normalise("A\u{30A}sa").unicodeScalars.elementsEqual("Åsa".unicodeScalars))
        #expect(normalise("السلام عليكم") == "السلام عليكم")
        #expect(normalise("🌳👍🏽") == "🌳👍🏽")
        #expect(normalise("") == "")
    }

    @Test("Of marks stacked on one letter thirty are kept")
    func towers() {
        let tower = "a" + String(repeating: "\u{338}", count: 5000)

        #expect(normalise(tower + "b").unicodeScalars.count == 32)
    }

    @Test("Normalising twice is normalising once, for any scalars")
    func twice() {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<500 {
            let once = normalise(.randomUnicode(longest: 60, using: &generator))

            #expect(normalise(once).unicodeScalars.elementsEqual(once.unicodeScalars))
        }
    }
}
