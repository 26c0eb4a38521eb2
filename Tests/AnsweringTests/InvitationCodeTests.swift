import Foundation
import TestSupport
import Testing

@testable import Answering

/// A code is read as people type and paste it, and nothing else is read as one.
@Suite("Invitation codes")
struct InvitationCodeTests {
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    private func codes(_ count: Int, seed: UInt64) -> [InvitationCode] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in InvitationCode(using: &generator) }
    }

    @Test("A thousand codes are different, and each is read as it is printed and as its bytes")
    func roundTrip() {
        let codes = codes(1_000, seed: 1)

        #expect(Set(codes).count == 1_000)
        for code in codes {
            #expect(
                code.printed.wholeMatch(of: /(?:[0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]/)
                    != nil
            )
            #expect(InvitationCode(typed: code.printed) == code)
            #expect(InvitationCode(code.bytes) == code)
        }
    }

    @Test("The symbols are Crockford's, the first the most significant, and the check modulo 37")
    func worked() throws {
        let one = try #require(InvitationCode([0, 0, 0, 0, 0, 0, 0, 0, 0, 1]))
        let high = try #require(InvitationCode([0x08, 0, 0, 0, 0, 0, 0, 0, 0, 0]))

        // The second is 2^75, and modulo 37 that is 2^3, because 2^36 is 1 (Fermat).
        #expect(one.printed == "0000-0000-0000-0001-1")
        #expect(high.printed == "1000-0000-0000-0000-8")
    }

    @Test("Ten bytes whose check symbol is no letter or digit are no code")
    func extraSymbols() {
        #expect(InvitationCode([0, 0, 0, 0, 0, 0, 0, 0, 0, 32]) == nil)
        #expect(InvitationCode([0, 0, 0, 0, 0, 0, 0, 0, 0, 36]) == nil)
        #expect(InvitationCode([0, 0, 0, 0, 0, 0, 0, 0, 0, 37]) != nil)
        #expect(InvitationCode([0, 0, 0]) == nil)
    }

    @Test(
        "Case, spaces, hyphens, invisible characters and look-alikes don't matter, wherever they are"
    )
    func forgiving() {
        var generator = SeededGenerator(seed: 2)
        let separators = [
            " ", "-", "–", "\u{2011}", "\u{A0}", "\u{200B}", "\u{200F}", "\n", "\t", "_", ".",
        ]
        for code in codes(300, seed: 3) {
            var typed = ""
            for character in code.printed.filter({ $0 != "-" }) {
                if Int.random(in: 0..<3, using: &generator) == 0 {
                    typed += separators.randomElement(using: &generator) ?? ""
                }
                let ways =
                    switch character {
                    case "0": ["0", "O", "o", "٠", "０"]
                    case "1": ["1", "I", "i", "L", "l", "١"]
                    default: [String(character), character.lowercased()]
                    }
                typed += ways.randomElement(using: &generator) ?? ""
            }

            #expect(InvitationCode(typed: typed) == code, "\(typed)")
        }
    }

    @Test(
        "What is pasted around a code is passed over",
        arguments: [
            "CODE", "  CODE\n", "Din kod: CODE.", "Koden är CODE", "kod CODE tack", "(CODE)",
            "«CODE»",
            "https://radslag.example.se/d/urval-2026?kod=CODE", "رمزك: CODE", "CODE CODE",
        ])
    func surroundings(_ pattern: String) {
        for code in codes(50, seed: 4) {
            #expect(InvitationCode(typed: pattern.replacing("CODE", with: code.printed)) == code)
        }
    }

    @Test("Every single wrong symbol is found, and every two that changed places")
    func mistakes() {
        for code in codes(40, seed: 5) {
            let symbols = Array(code.printed.filter { $0 != "-" })
            for place in symbols.indices {
                for other in Self.alphabet where other != symbols[place] {
                    var wrong = symbols
                    wrong[place] = other
                    #expect(InvitationCode(typed: String(wrong)) == nil)
                }
                guard place > 0, symbols[place] != symbols[place - 1] else { continue }
                var swapped = symbols
                swapped.swapAt(place, place - 1)
                #expect(InvitationCode(typed: String(swapped)) == nil)
            }
        }
    }

    @Test("U is no part of a code, too little or too much is none, and of two none is chosen")
    func refused() throws {
        let pair = codes(2, seed: 6)
        let printed = pair[0].printed
        let refused = [
            "", "-", "U" + printed.dropFirst(), String(printed.dropLast()), printed + "7",
            printed + " " + pair[1].printed, String(repeating: printed + " ", count: 60),
        ]

        for typed in refused { #expect(InvitationCode(typed: typed) == nil, "\(typed)") }
    }

    @Test("Random text of any script is read without a fault, and hardly ever as a code")
    func nonsense() {
        var generator = SeededGenerator(seed: 7)
        var taken = 0
        for _ in 0..<2_000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0..<60, using: &generator) {
                let value = UInt32.random(in: 1..<0x3000, using: &generator)
                if let scalar = Unicode.Scalar(value) { text.append(scalar) }
            }
            if InvitationCode(typed: String(text)) != nil { taken += 1 }
        }

        #expect(taken == 0)
    }

    @Test("A code is three dots, however it gets into a log")
    func silence() throws {
        let code = try #require(codes(1, seed: 8).first)
        var dumped = ""
        dump(code, to: &dumped)

        for text in ["\(code)", String(reflecting: code), "\([code])"] {
            #expect(text.contains("•••"))
            #expect(!text.contains(code.printed) && !text.contains("\(code.bytes)"))
        }
        #expect(!dumped.contains("bytes"))
    }
}
