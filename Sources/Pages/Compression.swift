import CZlib
package import NIOCore

/// The bytes compressed as gzip (RFC 1952).
///
/// Only pages that are the same for everybody are compressed: one that mixes a secret with what somebody sent
/// could betray the secret by its length.
package func gzip(_ bytes: [UInt8]) -> ByteBuffer {
    var stream = z_stream()
    let gzipWindow: Int32 = 15 + 16
    let begun = deflateInit2_(
        &stream, Z_BEST_COMPRESSION, Z_DEFLATED, gzipWindow, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size))
    precondition(begun == Z_OK, "zlib can't begin: is there memory?")
    defer { deflateEnd(&stream) }
    var input = bytes
    var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
    let written = input.withUnsafeMutableBufferPointer { source in
        output.withUnsafeMutableBufferPointer { target in
            stream.next_in = source.baseAddress
            stream.avail_in = UInt32(source.count)
            stream.next_out = target.baseAddress
            stream.avail_out = UInt32(target.count)
            let ended = deflate(&stream, Z_FINISH)
            precondition(ended == Z_STREAM_END, "The bound of the compressed size was too low.")
            return target.count - Int(stream.avail_out)
        }
    }
    return ByteBuffer(bytes: output.prefix(written))
}
