public import Foundation

/// A zip archive whose files are stored as they are, without compression: what a Word document or a workbook
/// comes in.
///
/// Source: PKWARE's APPNOTE.TXT 6.3, sections 4.3.7, 4.3.12 and 4.3.16. Names are ASCII, and no file is as large
/// as 4 GiB. Times are the format's first day, so that the same content gives the same bytes.
public struct ZipArchive {
    private var files = Data()
    private var directory = Data()
    private var count: UInt16 = 0

    /// An archive without files.
    public init() {}

    /// Adds a file behind those that are there.
    ///
    /// - Precondition: no file has been added under the name.
    public mutating func add(_ name: String, _ content: Data) {
        var header = Data()
        header.append(version: 20, flags: 0, method: 0)
        header.append(time: 0, date: Self.firstDay)
        header.append(littleEndian: checksum(of: content))
        header.append(littleEndian: UInt32(content.count))
        header.append(littleEndian: UInt32(content.count))
        header.append(littleEndian: UInt16(name.utf8.count))
        header.append(littleEndian: UInt16(0))

        directory.append(littleEndian: Self.entrySignature)
        directory.append(littleEndian: UInt16(20))
        directory.append(header)
        // Comment, disk, attributes.
        directory.append(Data(count: 2 + 2 + 2 + 4))
        directory.append(littleEndian: UInt32(files.count))
        directory.append(contentsOf: name.utf8)

        files.append(littleEndian: Self.fileSignature)
        files.append(header)
        files.append(contentsOf: name.utf8)
        files.append(content)
        count += 1
    }

    /// The archive as the bytes of a file.
    public var bytes: Data {
        var end = Data()
        end.append(littleEndian: Self.endSignature)
        end.append(Data(count: 2 + 2))
        end.append(littleEndian: count)
        end.append(littleEndian: count)
        end.append(littleEndian: UInt32(directory.count))
        end.append(littleEndian: UInt32(files.count))
        end.append(littleEndian: UInt16(0))
        return files + directory + end
    }

    static let fileSignature: UInt32 = 0x0403_4B50
    static let entrySignature: UInt32 = 0x0201_4B50
    static let endSignature: UInt32 = 0x0605_4B50
    /// 1 January 1980.
    private static let firstDay: UInt16 = 1 << 5 | 1
}

extension Data {
    fileprivate mutating func append(littleEndian number: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
    }

    fileprivate mutating func append(version: UInt16, flags: UInt16, method: UInt16) {
        append(littleEndian: version)
        append(littleEndian: flags)
        append(littleEndian: method)
    }

    fileprivate mutating func append(time: UInt16, date: UInt16) {
        append(littleEndian: time)
        append(littleEndian: date)
    }
}
