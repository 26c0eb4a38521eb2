import Answering
import Foundation
import TestSupport
import Testing

@testable import Anonymization

/// What is sealed opens for its own key and context, unaltered and whole, and for nothing else.
struct SecretsTests {
    private let seal = PageSeal(SecretsTests.key(1))
    private let content = Array("safe-at-night=unsafe".utf8)

    static func key(_ byte: UInt8) -> MasterKey {
        guard let key = MasterKey(Array(repeating: byte, count: 32)) else {
            preconditionFailure("32 bytes are a key.")
        }
        return key
    }

    @Test("A master key has exactly 32 bytes", arguments: [0, 16, 31, 33, 64])
    func keyLength(length: Int) {
        #expect(MasterKey(Array(repeating: 1, count: length)) == nil)
    }

    @Test("What is sealed opens again, of any length, in letters that an address takes")
    func roundTrip() throws {
        for length in 0...100 {
            let content = (0..<length).map { UInt8($0) }
            let text = seal.seal(content, for: "a")

            #expect(
                text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) })
            #expect(try seal.open(text, for: "a") == content)
        }
    }

    @Test("The same content is sealed differently each time")
    func fresh() {
        #expect(Set((0..<20).map { _ in seal.seal(content, for: "a") }).count == 20)
    }

    @Test("Another context or another key doesn't open")
    func elsewhere() {
        let text = seal.seal(content, for: "trygghet-2026 d1")

        for context in ["", "trygghet-2026", "trygghet-2026 d2", "trygghet-2027 d1"] {
            #expect(throws: BrokenSeal()) { try seal.open(text, for: context) }
        }
        #expect(throws: BrokenSeal()) {
            try PageSeal(Self.key(2)).open(text, for: "trygghet-2026 d1")
        }
    }

    @Test("No bit can be altered")
    func altered() throws {
        let text = seal.seal(content, for: "a")
        let bytes = try #require(Data(base64URL: text))
        #expect(try seal.open(bytes.base64URL, for: "a") == content)

        for place in bytes.indices {
            for bit in 0..<8 {
                var other = bytes
                other[place] ^= 1 << bit
                #expect(throws: BrokenSeal()) { try seal.open(other.base64URL, for: "a") }
            }
        }
    }

    @Test("Nothing can be cut off or added")
    func truncated() {
        let text = seal.seal(content, for: "a")

        for length in 0..<text.count {
            #expect(throws: BrokenSeal()) { try seal.open(String(text.prefix(length)), for: "a") }
            #expect(throws: BrokenSeal()) {
                try seal.open(String(text.dropFirst(length + 1)), for: "a")
            }
        }
        #expect(throws: BrokenSeal()) { try seal.open(text + "AAAA", for: "a") }
    }

    @Test("What was never sealed doesn't open", arguments: ["", "=", "å", "AAAA", "🌳", "a b\n"])
    func noise(text: String) {
        #expect(throws: BrokenSeal()) { try seal.open(text, for: "a") }
    }

    @Test("The digest of a submission is 16 bytes, the same for the same key, round and secret")
    func digest() throws {
        let submission = try #require(SubmissionKey(Array("1234567890123456".utf8)))
        let other = try #require(SubmissionKey(Array("1234567890123457".utf8)))
        let digester = SubmissionDigester(Self.key(1))

        let digest = digester.digest(of: submission, in: "round-1")

        #expect(digest.count == 16)
        #expect(SubmissionDigester(Self.key(1)).digest(of: submission, in: "round-1") == digest)
        #expect(digester.digest(of: submission, in: "round-2") != digest)
        #expect(digester.digest(of: other, in: "round-1") != digest)
        #expect(SubmissionDigester(Self.key(2)).digest(of: submission, in: "round-1") != digest)
    }
}

extension Data {
    fileprivate init?(base64URL text: String) {
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        self.init(
            base64Encoded: text.replacing("-", with: "+").replacing("_", with: "/") + padding)
    }

    fileprivate var base64URL: String {
        base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }
}
