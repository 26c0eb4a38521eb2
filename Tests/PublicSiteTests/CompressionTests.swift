import TestSupport
import Testing

@testable import PublicSite

struct CompressionTests {
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
