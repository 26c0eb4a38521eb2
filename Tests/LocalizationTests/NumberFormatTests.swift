import Localization
import TestSupport
import Testing

/// Numbers as each language writes them.
struct NumberFormatTests {
    private static let swedish = NumberFormat(
        decimalMark: ",", groupMark: "\u{A0}", minus: "\u{2212}", percentPattern: "{number}\u{A0}%")
    private static let english = NumberFormat(
        decimalMark: ".", groupMark: ",", minus: "\u{2212}", percentPattern: "{number}%")

    @Test("A percentage has a hard space before its sign in Swedish, and none in English")
    func percent() {
        #expect(Self.swedish.percent(0.091, decimals: 1) == "9,1\u{A0}%")
        #expect(Self.english.percent(0.091, decimals: 1) == "9.1%")
        #expect(Self.swedish.percent(1) == "100\u{A0}%")
        #expect(Self.swedish.percent(0) == "0\u{A0}%")
    }

    @Test("A language may write the sign first")
    func percentFirst() {
        let turkish = NumberFormat(
            decimalMark: ",", groupMark: ".", minus: "-", percentPattern: "%{number}")

        #expect(turkish.percent(0.09) == "%9")
    }

    @Test("A negative number has a minus sign, not a hyphen, and nothing is minus zero")
    func minus() {
        #expect(Self.swedish.string(-3.5, decimals: 1) == "\u{2212}3,5")
        #expect(Self.swedish.string(-0.04, decimals: 1) == "0,0")
        #expect(Self.swedish.string(-0.0) == "0")
    }

    @Test(
        "Digits are grouped by three from the right",
        arguments: [
            (0.0, "0"), (999, "999"), (1000, "1\u{A0}000"), (12_345, "12\u{A0}345"),
            (123_456, "123\u{A0}456"),
            (1_234_567, "1\u{A0}234\u{A0}567"), (-1000, "\u{2212}1\u{A0}000"),
        ])
    func grouping(value: Double, text: String) {
        #expect(Self.swedish.string(value) == text)
    }

    @Test(
        "Halves are rounded away from zero, also those that binary fractions miss",
        arguments: [
            (0.5, 0, "1"), (2.5, 0, "3"), (-2.5, 0, "\u{2212}3"), (0.285, 2, "0,29"),
            (1.005, 2, "1,01"),
            (9.95, 1, "10,0"), (0.449, 1, "0,4"), (0.05, 2, "0,05"),
        ])
    func rounding(value: Double, decimals: Int, text: String) {
        #expect(Self.swedish.string(value, decimals: decimals) == text)
    }

    @Test("What is written reads back to within half of its last decimal")
    func readsBack() throws {
        var generator = SeededGenerator(seed: 7)

        for _ in 0..<500 {
            let value = Double.random(in: -2_000_000...2_000_000, using: &generator)

            let text = Self.swedish.string(value, decimals: 2)

            let plain = text.replacing("\u{A0}", with: "").replacing(",", with: ".").replacing(
                "\u{2212}", with: "-")
            let back = try #require(Double(plain), "\(text)")
            #expect(abs(back - value) <= 0.005 + 1e-6, "\(value) is written \(text)")
        }
    }
}
