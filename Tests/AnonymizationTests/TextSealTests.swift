import Foundation
import SurveyDefinition
import TestSupport
import Testing

@testable import Anonymization

/// A free text at rest is bytes that tell nothing without the secret, and little by their length.
struct TextSealTests {
    private let seal = TextSeal(SecretsTests.key(1))
    /// What AES-GCM adds: a nonce and a tag.
    private static let overhead = 12 + 16

    @Test(
        "What was sealed is what is opened, in any script and of any length",
        arguments: [
            "", "Fler bänkar vid ån", "أريد حديقة", "👩‍👩‍👧‍👦", "a\u{0}b\n\u{1E}",
            String(repeating: "ö", count: 4000),
        ])
    func roundTrip(text: String) throws {
        let sealed = seal.seal(text, of: "wish", in: "r")

        #expect(try seal.open(sealed, of: "wish", in: "r") == text)
    }

    @Test("A text shows its length in steps of 512 bytes only")
    func length() {
        let lengths = (0...1100).map { count in
            seal.seal(String(repeating: "a", count: count), of: "wish", in: "r").count
        }

        #expect(Set(lengths) == [512 + Self.overhead, 1024 + Self.overhead, 1536 + Self.overhead])
        #expect(lengths[508] == 512 + Self.overhead && lengths[509] == 1024 + Self.overhead)
    }

    @Test("The same text is sealed differently each time")
    func fresh() {
        let sealed = (0..<50).map { _ in seal.seal("Fler bänkar", of: "wish", in: "r") }

        #expect(Set(sealed).count == 50)
    }

    @Test("Another question, another round, another purpose or another key doesn't open")
    func elsewhere() {
        let sealed = seal.seal("Fler bänkar", of: "wish", in: "r")

        #expect(throws: BrokenSeal()) { try seal.open(sealed, of: "other", in: "r") }
        #expect(throws: BrokenSeal()) { try seal.open(sealed, of: "wish", in: "r2") }
        #expect(throws: BrokenSeal()) {
            try TextSeal(SecretsTests.key(2)).open(sealed, of: "wish", in: "r")
        }
        #expect(throws: BrokenSeal()) {
            try PaddedSeal(SecretsTests.key(1), for: "pool").open(sealed, for: "r\u{0}wish")
        }
    }

    @Test("A bit that was altered anywhere is found")
    func altered() {
        var generator = SeededGenerator(seed: 77)
        let sealed = seal.seal("Fler bänkar", of: "wish", in: "r")

        for place in sealed.indices {
            var altered = sealed
            altered[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            #expect(throws: BrokenSeal()) { try seal.open(altered, of: "wish", in: "r") }
        }
        for length in [0, 1, Self.overhead - 1, sealed.count - 1] {
            #expect(throws: BrokenSeal()) {
                try seal.open(sealed.prefix(length), of: "wish", in: "r")
            }
        }
    }
}
