import NIOCore
import TestSupport
import Testing

@testable import Pages

struct CompressionTests {
    @Test(
        "What was compressed comes back whole, however much and however random",
        arguments: [0, 1, 100, 70_000])
    func roundTrip(_ count: Int) {
        var generator = SeededGenerator(seed: UInt64(count))
        let random = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
        let plain = [UInt8](repeating: UInt8(ascii: "a"), count: count)

        for bytes in [random, plain] {
            let compressed = Array(gzip(bytes).readableBytesView)
            let (content, isWhole) = expanded(compressed, atMost: count)

            #expect(compressed.prefix(2) == [0x1F, 0x8B])
            #expect(isWhole)
            #expect(content == bytes)
        }
    }
}
