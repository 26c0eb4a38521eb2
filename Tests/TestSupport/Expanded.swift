import CZlib

/// The content of a gzip file, and whether it ended as one.
public func expanded(_ compressed: [UInt8], atMost limit: Int) -> (
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
