import FreeText
import TestSupport
import Testing

/// What is left of a text.
struct MaskTests {
    @Test("What was found gives way to one marker, and what was found is told by kind")
    func masks() {
        let masked = mask("Ring 070–123 45 67 eller mejla anna@telia.se. Storgatan 5 är mörk!")

        #expect(masked.text == "Ring [···] eller mejla [···]. [···] är mörk!")
        #expect(masked.kinds == [.phone, .email, .streetAddress])
        #expect(!masked.isFlagged)
    }

    @Test("Words before a name are flagged and stay")
    func flags() {
        let masked = mask("Jag heter Anna")

        #expect(masked.text == "Jag heter Anna")
        #expect(masked.kinds.isEmpty)
        #expect(masked.isFlagged)
    }

    @Test("A text with nothing in it stays as it is")
    func leavesAlone() {
        let text = "Fler bänkar, kl 18.30 är det mörkt på Storgatan.\nمزيد من المقاعد"

        #expect(mask(text) == mask(mask(text).text))
        #expect(mask(text).text == text)
        #expect(mask(text).kinds.isEmpty && !mask(text).isFlagged)
    }

    @Test("A masked text describes itself as nothing")
    func silence() {
        let masked = mask("Hemligt")

        #expect("\(masked)" == "•••")
        #expect(String(reflecting: masked) == "•••")
        #expect(Mirror(reflecting: masked).children.isEmpty)
    }

    @Test("Every text of the tables is masked where its marks say, and no more")
    func vectors() {
        for vector in Vector.all {
            var expected = vector.text
            for part in vector.parts.reversed()
            where part.verdict != .missed && part.kind.isMasked {
                let scalars = expected.unicodeScalars
                let start = scalars.index(scalars.startIndex, offsetBy: part.start)
                let end = scalars.index(start, offsetBy: part.text.unicodeScalars.count)
                expected.replaceSubrange(start..<end, with: MaskedText.marker)
            }

            #expect(mask(vector.text).text == expected, "\(vector.language).txt:\(vector.line)")
        }
    }

    @Test(
        "Random texts: ranges are in order, masking twice is masking once, nothing is left to mask")
    func fuzz() {
        var generator = SeededGenerator(seed: 2026)
        var found = 0
        for round in 0..<6000 {
            let text =
                round.isMultiple(of: 3)
                ? String.randomUnicode(longest: 120, using: &generator)
                : String.randomPieces(most: 25, using: &generator)
            let normalised = normalise(text)

            let findings = findPersonalData(in: normalised)
            let masked = mask(text)

            var end = normalised.startIndex
            for finding in findings {
                #expect(finding.range.lowerBound >= end && !finding.range.isEmpty)
                end = finding.range.upperBound
            }
            #expect(end <= normalised.endIndex)
            found += findings.count
            #expect(normalise(masked.text).unicodeScalars.elementsEqual(masked.text.unicodeScalars))
            #expect(mask(masked.text).text == masked.text)
            let left = findPersonalData(in: masked.text).filter(\.kind.isMasked)
            #expect(left.isEmpty)
        }
        #expect(found > 1000)
    }

    @Test(
        "A long hostile text takes milliseconds",
        arguments: [
            "0", "07", "0-", "07 ", "a@", "a.", "@a", "@", ".", "www.", "http://", "640823-",
            "640823-3234 ",
            "070-123 45 67 ", "SE35 ", "4111 1111 1111 1111 ", "ABC123", "ABC 123 ", "Storgatan ",
            "Storgatan 5 ", "5 Aa ", "Aa Bb Street ", "شارع ", "شارع ا ", "Igelsta 1:", "min ",
            "min son ",
            "snabel-a ", "a snabel-a a.a ", "snap:", "\u{301}", "a\u{301}\u{323}", "\u{202E}", "ﷺ",
            "(at)", "ring ",
            "ring 123456 ", "[···]", "151 32 ", "151 32 Aa ", "- ", "a", "Å", "١", "5 Aa St",
            "Storgatan 5", "Aaa 1:2", "a.se,", "@aa", "a.a.",
            "\u{301}\u{323}", "aa.", "aa.se/", "https://a.se,", "[···] 070-123 45 67",
            "640823-3234 070-123 45 67 ", "[·", "·]", "070-1234567,", "0701234567a",
            "ABC12DABC 123",
        ])
    func hostile(_ piece: String) {
        let text = String(
            repeating: piece, count: 10_000 / piece.unicodeScalars.count)
        let clock = ContinuousClock()

        let time = clock.measure { _ = mask(text) }

        #expect(time < .seconds(4), "\(piece): \(time)")
    }
}
