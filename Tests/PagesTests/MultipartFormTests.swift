import TestSupport
import Testing

@testable import Pages

/// A form with a file, as Chromium sends it.
struct MultipartFormTests {
    private static let type = "multipart/form-data; boundary=----WebKitFormBoundaryA1"
    private static let content: [UInt8] = [0x50, 0x4B, 0, 13, 10, 45, 45, 255]

    private static var body: [UInt8] {
        Array(
            "------WebKitFormBoundaryA1\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nåäö\r\n"
                .utf8)
            + Array(
                "------WebKitFormBoundaryA1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../a.xlsx\"\r\nContent-Type: application/zip\r\n\r\n"
                    .utf8)
            + content + Array("\r\n------WebKitFormBoundaryA1--\r\n".utf8)
    }

    @Test("Fields and the bytes of a file are read")
    func whole() throws {
        let form = try #require(MultipartForm(decoding: Self.body, contentType: Self.type))

        #expect(form.fields == ["token": "åäö"])
        #expect(form.files == ["file": Self.content])
    }

    @Test("What is cut off, or is no such form, is none")
    func cut() {
        for length in 0..<(Self.body.count - 4) {
            let form = MultipartForm(decoding: Array(Self.body.prefix(length)), contentType: Self.type)
            #expect(form == nil, "\(length) bytes")
        }
        #expect(MultipartForm(decoding: Self.body, contentType: "text/plain") == nil)
        #expect(MultipartForm(decoding: Self.body, contentType: "multipart/form-data") == nil)
        #expect(
            MultipartForm(decoding: Self.body, contentType: "multipart/form-data; boundary=x")
                == nil)
    }

    @Test("Any byte may be wrong without harm", arguments: 1...300 as ClosedRange<UInt64>)
    func altered(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var body = Self.body
        for _ in 0..<4 {
            body[Int.random(in: body.indices, using: &generator)] = UInt8.random(
                in: 0...255, using: &generator)
        }
        let form = MultipartForm(decoding: body, contentType: Self.type)

        #expect((form?.files["file"]?.count ?? 0) < Self.body.count)
    }
}
