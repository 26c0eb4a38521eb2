import CZlib
import Foundation

/// The CRC-32 of the bytes.
func checksum(of content: Data) -> UInt32 {
    content.withUnsafeBytes { bytes in
        UInt32(crc32(0, bytes.bindMemory(to: UInt8.self).baseAddress, UInt32(bytes.count)))
    }
}

/// What deflated bytes (RFC 1951) were before.
///
/// - Parameter size: how many bytes they were; not more memory is taken.
/// - Returns: `nil` unless the bytes end as they should, and give exactly so many.
func inflated(_ compressed: Data, to size: Int) -> Data? {
    var stream = z_stream()
    let withoutHeader = -MAX_WBITS
    guard
        inflateInit2_(
            &stream, withoutHeader, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return nil }
    defer { inflateEnd(&stream) }
    var input = [UInt8](compressed)
    // One byte more, so that there is room even for nothing, and what is too long is noticed.
    var output = [UInt8](repeating: 0, count: size + 1)
    let isWhole = input.withUnsafeMutableBufferPointer { source in
        output.withUnsafeMutableBufferPointer { target in
            stream.next_in = source.baseAddress
            stream.avail_in = UInt32(source.count)
            stream.next_out = target.baseAddress
            stream.avail_out = UInt32(target.count)
            return inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.avail_out == 1
        }
    }
    return isWhole ? Data(output.prefix(size)) : nil
}
