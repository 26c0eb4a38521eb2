import CZlib
import NIOCore
import TestSupport
import Testing

@testable import PublicSite

struct CompressionTests {
    /// The content of a gzip file, and whether it ended as one.
    private func expanded(_ compressed: [UInt8], atMost limit: Int) -> (
        bytes: [UInt8], isWhole: Bool
    ) {
        var stream = z_stream()
        guard
            inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
                == Z_OK
        else {
            return ([], false)
        }
        defer { inflateEnd(&stream) }
        var input = compressed
        var output = [UInt8](repeating: 0, count: limit + 1)
        let (count, result) = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                let result = inflate(&stream, Z_FINISH)
                return (target.count - Int(stream.avail_out), result)
            }
        }
        return (Array(output.prefix(count)), result == Z_STREAM_END)
    }

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

    @Test("A page is sent compressed to who takes it, and is the same page")
    func pages() async throws {
        try await withSmallSite { site in
            let plain = try await site.get("/sv")
            let compressed = try await site.get("/sv", [.acceptEncoding: "br, gzip;q=0.8"])

            #expect(plain["Content-Encoding"] == nil)
            #expect(compressed["Content-Encoding"] == "gzip")
            #expect(compressed["Vary"] == "Accept-Encoding")
            #expect(compressed.bytes.count < plain.bytes.count / 2)
            #expect(expanded(compressed.bytes, atMost: plain.bytes.count).bytes == plain.bytes)
        }
    }
}
