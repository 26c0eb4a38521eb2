public import Foundation

/// Why an archive isn't read.
public enum ZipError: Error, Hashable {
    /// The bytes are no zip archive, or it was cut off.
    case notAnArchive
    /// Two files have the same name, so that programs differ about which is meant.
    case repeatedName
    /// A file is encrypted, compressed in another way than deflate, or in the format for 4 GiB and more.
    case unknownFormat
    /// A file is longer than allowed, or was compressed as nothing that people write can be.
    case tooLarge
    /// A file's bytes aren't those that the archive promises.
    case damaged
}

/// A zip archive that came from elsewhere, held in memory: its names are looked up, never used as paths.
///
/// Nothing is expanded until it is asked for, and then never beyond the limit: the size that the archive states
/// is believed only as a bound, and a file that doesn't keep it is refused.
///
/// Source: PKWARE's APPNOTE.TXT 6.3, sections 4.3.7, 4.3.12 and 4.3.16; without Zip64.
public struct ZipReader: Sendable {
    private struct Entry {
        let method: Int
        let checksum: UInt32
        let compressedSize: Int
        let size: Int
        let header: Int
    }

    private let bytes: [UInt8]
    private let entries: [String: Entry]

    /// The most files that an archive may have.
    public static let mostFiles = 2000
    /// The most that a file may have grown by expanding: twice what XML that repeats itself is compressed by.
    public static let highestRatio = 300

    /// Reads the archive's directory.
    public init(_ archive: Data) throws(ZipError) {
        bytes = [UInt8](archive)
        entries = try Self.directory(of: bytes)
    }

    /// In alphabetical order.
    public var names: [String] { entries.keys.sorted() }

    /// A file of the archive, expanded; `nil` when there is none of that name.
    ///
    /// - Parameter limit: bytes.
    public func content(of name: String, atMost limit: Int) throws(ZipError) -> Data? {
        guard let entry = entries[name] else { return nil }
        guard entry.size <= limit, entry.size / Self.highestRatio <= entry.compressedSize else {
            throw .tooLarge
        }
        let stored = try storedBytes(of: entry)
        let content: Data
        switch entry.method {
        case 0: content = stored
        case 8:
            guard let expanded = inflated(stored, to: entry.size) else { throw .damaged }
            content = expanded
        default: throw .unknownFormat
        }
        guard content.count == entry.size, checksum(of: content) == entry.checksum else {
            throw .damaged
        }
        return content
    }

    /// The bytes behind the file's own header, which has a name and extras of its own length.
    private func storedBytes(of entry: Entry) throws(ZipError) -> Data {
        let scan = Scan(bytes)
        guard scan.number(entry.header, 4) == Int(ZipArchive.fileSignature),
            let nameLength = scan.number(entry.header + 26, 2),
            let extraLength = scan.number(entry.header + 28, 2)
        else { throw .damaged }
        let start = entry.header + 30 + nameLength + extraLength
        guard start + entry.compressedSize <= bytes.count else { throw .damaged }
        return Data(bytes[start..<start + entry.compressedSize])
    }

    private static func directory(of bytes: [UInt8]) throws(ZipError) -> [String: Entry] {
        let scan = Scan(bytes)
        guard let end = scan.endOfDirectory, let count = scan.number(end + 10, 2),
            var place = scan.number(end + 16, 4)
        else { throw .notAnArchive }
        guard count <= mostFiles else { throw .tooLarge }
        var entries: [String: Entry] = [:]
        for _ in 0..<count {
            guard scan.number(place, 4) == Int(ZipArchive.entrySignature),
                let flags = scan.number(place + 8, 2), let method = scan.number(place + 10, 2),
                let checksum = scan.number(place + 16, 4),
                let compressedSize = scan.number(place + 20, 4),
                let size = scan.number(place + 24, 4), let nameLength = scan.number(place + 28, 2),
                let extraLength = scan.number(place + 30, 2),
                let commentLength = scan.number(place + 32, 2),
                let header = scan.number(place + 42, 4),
                place + 46 + nameLength <= bytes.count
            else { throw .notAnArchive }
            let isEncrypted = flags & 1 != 0
            let isZip64 = [compressedSize, size, header].contains(0xFFFF_FFFF)
            guard !isEncrypted, !isZip64 else { throw .unknownFormat }
            let name = String(decoding: bytes[place + 46..<place + 46 + nameLength], as: UTF8.self)
            let entry = Entry(
                method: method, checksum: UInt32(checksum), compressedSize: compressedSize,
                size: size, header: header)
            guard entries.updateValue(entry, forKey: name) == nil else { throw .repeatedName }
            place += 46 + nameLength + extraLength + commentLength
        }
        return entries
    }
}

/// Little-endian numbers in bytes that may end anywhere.
private struct Scan {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func number(_ offset: Int, _ length: Int) -> Int? {
        guard offset >= 0, offset <= bytes.count - length else { return nil }
        return bytes[offset..<offset + length].reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    /// Where the end record stands: at the end, with at most a comment behind it that has the stated length.
    var endOfDirectory: Int? {
        let last = bytes.count - 22
        guard last >= 0 else { return nil }
        return (max(0, last - 0xFFFF)...last).last { place in
            bytes[place] == 0x50 && number(place, 4) == Int(ZipArchive.endSignature)
                && number(place + 20, 2).map { place + 22 + $0 == bytes.count } ?? false
        }
    }
}
