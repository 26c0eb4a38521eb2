import Glibc

/// A complete reply as it came. It borrows the connection's buffer: valid only in the call it is given to.
struct Reply {
    let status: Int
    let bodyBytes: Int
    private let start: UnsafePointer<CChar>
    private let bodyStart: UnsafePointer<CChar>

    /// - Parameter start: `count` bytes and a NUL, so that C's search ends.
    /// - Returns: `nil` while the reply is not complete.
    init?(_ start: UnsafePointer<CChar>, count: Int) {
        guard let headEnd = strstr(start, "\r\n\r\n"),
            let length = strstr(start, "\r\nContent-Length: ").map({ atol($0 + 18) })
        else { return nil }
        let bodyStart = UnsafePointer(headEnd + 4)
        guard count >= bodyStart - start + length else { return nil }
        self.start = start
        self.bodyStart = bodyStart
        bodyBytes = length
        // "HTTP/1.1 200 OK"
        status = atol(start + 9)
    }

    func contains(_ text: String) -> Bool { strstr(start, text) != nil }

    /// What stands between `marker` and the next quotation mark.
    func value(after marker: String) -> String? {
        guard let place = strstr(start, marker) else { return nil }
        let value = place + strlen(marker)
        guard let end = strchr(value, 0x22) else { return nil }
        return String(
            decoding: UnsafeRawBufferPointer(start: value, count: end - value), as: UTF8.self)
    }

    /// The body's bytes, copied.
    var body: [UInt8] { Array(UnsafeRawBufferPointer(start: bodyStart, count: bodyBytes)) }
}
