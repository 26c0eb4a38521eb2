import Pages
import TestSupport
import Testing

@testable import Pages

struct FormFieldsTests {
    private func fields(_ body: String) throws -> FormFields { try FormFields(decoding: body.utf8) }

    @Test("A field is read as the browser meant it")
    func reading() throws {
        let fields = try fields("a=1&b=%C3%A5+%2B%26%3d&c&d=&=e&&f=1=2&a=2&%C3%A5=g")

        #expect(fields["a"] == "1")
        #expect(fields["b"] == "å +&=")
        #expect(fields["c"] == "")
        #expect(fields["d"] == "")
        #expect(fields["f"] == "1=2")
        #expect(fields["å"] == "g")
        #expect(fields["g"] == nil)
    }

    @Test("Nothing is a form without fields")
    func nothing() throws {
        #expect(try fields("")["a"] == nil)
        #expect(try fields("&&&")["a"] == nil)
    }

    @Test("A form that can't be read says why")
    func faults() {
        for body in ["%", "a=%1", "a=%xy", "%4"] {
            #expect(throws: FormFields.Fault.badPercentEncoding) {
                try FormFields(decoding: body.utf8)
            }
        }
        for body in [[0xFF], Array("a=%80".utf8), Array("%C3=a".utf8)] {
            #expect(throws: FormFields.Fault.badUTF8) { try FormFields(decoding: body) }
        }
        let many = Array(repeating: "a=", count: 501).joined(separator: "&")
        #expect(throws: FormFields.Fault.tooManyFields) { try FormFields(decoding: many.utf8) }
    }

    @Test("Some bytes or other are read or refused, never worse")
    func someBytes() {
        var generator = SeededGenerator(seed: 3)
        let alphabet = Array("ab%&=+0F".utf8) + [0xC3, 0xA5, 0xFF]
        for _ in 0..<2_000 {
            let bytes = (0..<Int.random(in: 0...24, using: &generator)).compactMap { _ in
                alphabet.randomElement(using: &generator)
            }
            guard let fields = try? FormFields(decoding: bytes) else { continue }

            #expect(fields["journey"] == nil)
        }
    }

    @Test("What is encoded by the rule comes back as it was")
    func roundTrip() throws {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<200 {
            let text = String(
                (0..<20).map { _ in
                    ["a", "å", "😀", "&", "=", "+", "%", " ", "\r\n", "\0"].randomElement(
                        using: &generator) ?? ""
                }.joined())
            let encoded = text.utf8.map { byte in
                "%" + (byte < 16 ? "0" : "")
                    + String(byte, radix: 16, uppercase: Bool.random(using: &generator))
            }

            #expect(try fields("a=" + encoded.joined())["a"] == text)
        }
    }
}
