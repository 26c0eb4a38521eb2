import Foundation
import Testing

@testable import Zip

/// What is written can be read, and what came from elsewhere is read within limits.
struct ZipTests {
    @Test("Files come back byte for byte, and the same files give the same archive")
    func roundTrip() throws {
        var archive = ZipArchive()
        archive.add("a/b.xml", Data("<a/>".utf8))
        archive.add("empty", Data())

        let reader = try ZipReader(archive.bytes)

        #expect(reader.names == ["a/b.xml", "empty"])
        #expect(try reader.content(of: "a/b.xml", atMost: 4) == Data("<a/>".utf8))
        #expect(try reader.content(of: "empty", atMost: 0) == Data())
        #expect(try reader.content(of: "b.xml", atMost: 4) == nil)
    }

    @Test("An archive that another program compressed is read: Python's, with a comment behind it")
    func compressed() throws {
        let reader = try ZipReader(Self.compressed)

        let content = try reader.content(of: "ord.txt", atMost: 1 << 20)

        #expect(content == Data(String(repeating: "rådslag ", count: 500).utf8))
        #expect(throws: ZipError.tooLarge) { try reader.content(of: "ord.txt", atMost: 4499) }
    }

    @Test("A file that grows as only a bomb does is refused before it is expanded")
    func bomb() throws {
        let reader = try ZipReader(Self.bomb)

        #expect(throws: ZipError.tooLarge) { try reader.content(of: "bomb", atMost: 1 << 30) }
    }

    @Test("A size that isn't true is found: neither more nor less is given", arguments: [-1, 1])
    func untrueSize(difference: Int) throws {
        var bytes = [UInt8](Self.compressed)
        let entry = try #require(bytes.lastRange(of: [0x50, 0x4B, 0x01, 0x02])).lowerBound
        bytes[entry + 24] = UInt8(Int(bytes[entry + 24]) + difference)

        let reader = try ZipReader(Data(bytes))

        #expect(throws: ZipError.damaged) { try reader.content(of: "ord.txt", atMost: 1 << 20) }
    }

    @Test("Two files of one name, an encrypted file and a file of the large format are refused")
    func unusual() throws {
        var twice = ZipArchive()
        twice.add("a", Data("1".utf8))
        twice.add("a", Data("2".utf8))
        #expect(throws: ZipError.repeatedName) { try ZipReader(twice.bytes) }

        let entry = try #require([UInt8](Self.compressed).lastRange(of: [0x50, 0x4B, 0x01, 0x02]))
            .lowerBound
        var encrypted = Self.compressed
        encrypted[entry + 8] |= 1
        #expect(throws: ZipError.unknownFormat) { try ZipReader(encrypted) }
        var large = Self.compressed
        large.replaceSubrange(entry + 20..<entry + 24, with: [255, 255, 255, 255])
        #expect(throws: ZipError.unknownFormat) { try ZipReader(large) }
        #expect(throws: ZipError.notAnArchive) { try ZipReader(Data("no archive".utf8)) }
    }

    @Test("An archive that was cut off or altered anywhere gives an error or the same content")
    func damage() throws {
        let whole = Self.compressed
        let content = try ZipReader(whole).content(of: "ord.txt", atMost: 1 << 20)
        for length in 0..<whole.count {
            #expect(throws: ZipError.self) { try ZipReader(whole.prefix(length)) }
        }
        for place in 0..<whole.count {
            for bit in 0..<8 {
                var altered = whole
                altered[place] ^= 1 << UInt8(bit)
                let read = try? ZipReader(altered).content(of: "ord.txt", atMost: 1 << 20)
                #expect(read == nil || read == content)
            }
        }
    }

    // zipfile of Python 3, ZIP_DEFLATED; the comment is "skickad".
    private static let compressed = base64(
        """
        UEsDBBQAAAAIAAAAIVxPBggmKQAAAJQRAAAHAAAAb3JkLnR4dO3GMQ0AIAwAMCuztmQJz66hCSUYwwVXe3Xuqd25\
        YkRERERERERE5FceUEsBAhQDFAAAAAgAAAAhXE8GCCYpAAAAlBEAAAcAAAAAAAAAAAAAAIABAAAAAG9yZC50eHRQ\
        SwUGAAAAAAEAAQA1AAAATgAAAAcAc2tpY2thZA==
        """)

    // 1 000 000 zero bytes.
    private static let bomb = base64(
        """
        UEsDBBQAAAAIAAAAIVyey3kS2QMAAEBCDwAEAAAAYm9tYu3BAQEAAACCIP+vbkhAAQAAAAAAAAAAAAAAAAAAAAAA\
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAArwZQSwECFAMUAAAACAAAACFcnst5EtkDAABAQg8ABAAAAAAAAAAA\
        AAAAgAEAAAAAYm9tYlBLBQYAAAAAAQABADIAAAD7AwAAAAA=
        """)

    private static func base64(_ text: String) -> Data { Data(base64Encoded: text) ?? Data() }
}

extension [UInt8] {
    fileprivate func lastRange(of pattern: [UInt8]) -> Range<Int>? { ranges(of: pattern).last }
}
