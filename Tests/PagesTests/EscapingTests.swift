import TestSupport
import Testing

@testable import Pages

struct EscapingTests {
    @Test("The five characters of HTML are escaped, and no other")
    func escaping() {
        #expect(escaped("a<b>c&d\"e'f") == "a&lt;b&gt;c&amp;d&quot;e&#39;f")
        #expect(escaped("å 😀\r\n{}/=`") == "å 😀\r\n{}/=`")
        #expect(escaped("") == "")
    }

    @Test("Whatever stands beside them, no mark of HTML gets through, and nothing is lost")
    func escapingAnything() {
        var generator = SeededGenerator(seed: 13)
        let scalars: [Unicode.Scalar] = [
            "<", ">", "&", "\"", "'", "a", ";", "\u{301}", "\u{200D}", "\u{FE0F}", "\u{E000}", "\r",
            "\n", "😀",
            "\u{1F3FD}", "\u{338}",
        ]
        for _ in 0..<2_000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<8 { text.append(scalars.randomElement(using: &generator) ?? "a") }

            let bytes = Array(escaped(String(text)).utf8)

            #expect(!bytes.contains { [UInt8(ascii: "<"), UInt8(ascii: ">")].contains($0) })
            #expect(!bytes.contains { [UInt8(ascii: "\""), UInt8(ascii: "'")].contains($0) })
            #expect(unescaped(bytes) == Array(String(text).utf8))
        }
    }

    /// What a browser reads; `nil` when an `&` begins no escape.
    private func unescaped(_ bytes: [UInt8]) -> [UInt8]? {
        let names = ["&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'"]
        var read: [UInt8] = []
        var rest = bytes[...]
        while let byte = rest.first {
            guard byte == UInt8(ascii: "&") else {
                read.append(byte)
                rest = rest.dropFirst()
                continue
            }
            guard let name = names.first(where: { rest.starts(with: $0.key.utf8) }) else {
                return nil
            }
            read.append(contentsOf: name.value.utf8)
            rest = rest.dropFirst(name.key.utf8.count)
        }
        return read
    }
}
