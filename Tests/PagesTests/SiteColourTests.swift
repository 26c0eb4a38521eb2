import TestSupport
import Testing

@testable import Pages

struct SiteColourTests {
    @Test(
        "A colour is written as #rrggbb",
        arguments: ["", "#", "0b5563", "#0b556", "#0b55633", "#0b556g", "#+b5563", "#０b556", "red"])
    func notHexadecimal(_ text: String) {
        #expect(throws: SiteColour.Fault.notHexadecimal) { try SiteColour(text) }
    }

    @Test(
        "A colour that white text can't be read on is refused",
        arguments: ["#ffffff", "#ffff00", "#777777", "#00ff00"])
    func tooLight(_ text: String) {
        #expect(throws: SiteColour.Fault.tooLight) { try SiteColour(text) }
    }

    @Test("The faults say what to write instead")
    func descriptions() {
        #expect("\(SiteColour.Fault.notHexadecimal)".contains("#rrggbb"))
        #expect("\(SiteColour.Fault.tooLight)".contains("4.5:1"))
    }

    @Test("Contrast is that of WCAG 2.2", arguments: [("#000000", 21.0), ("#767676", 4.54)])
    func contrast(_ hex: String, _ expected: Double) throws {
        let colour = try SiteColour(hex)

        #expect(abs(colour.contrast(with: .white) - expected) < 0.005)
        #expect(SiteColour.white.contrast(with: colour) == colour.contrast(with: .white))
    }

    @Test("Every colour that is taken keeps its text readable, in light and in dark")
    func everyColour() throws {
        var generator = SeededGenerator(seed: 7)
        var taken = 0
        for _ in 0..<2_000 {
            let number = Int.random(in: 0...0xFF_FFFF, using: &generator)
            let digits = String(number, radix: 16)
            let hex = "#" + String(repeating: "0", count: 6 - digits.count) + digits
            guard let colour = try? SiteColour(hex) else { continue }
            taken += 1

            #expect(colour.hex == hex)
            #expect(colour.contrast(with: .white) >= 4.5)
            #expect(colour.mixed(with: .black, share: 0.25).contrast(with: .white) >= 4.5)
            #expect(colour.onDark.contrast(with: .night) >= 7)
        }
        #expect(taken > 200)
    }

    @Test("The stylesheet carries the colour and its shades for both schemes")
    func stylesheet() throws {
        let colour = try SiteColour("#0b5563")

        let style = SiteStyle.text(for: colour)

        #expect(style.hasPrefix(":root{--accent:#0b5563;"))
        #expect(
            style.contains(
                "@media (prefers-color-scheme: dark){:root{--accent:\(colour.onDark.hex);"))
    }
}
