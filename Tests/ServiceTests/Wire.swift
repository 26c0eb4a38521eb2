import Foundation

/// The other side of HTTP on a plain socket: nothing is added, followed, kept or repeated, so that
/// a test can send any header and any nonsense.
struct Wire: Sendable {
    let port: Int

    struct Request: Sendable {
        var method = "GET"
        /// Path and query, sent as they are.
        var path: String
        /// Sent as they are, after `Host` unless one of them is `Host`.
        var headers: [(name: String, value: String)] = []
        var body = Data()
    }

    struct Response: Sendable {
        let status: Int
        /// By name in lower case.
        let headers: [String: String]
        let body: Data

        var text: String { String(decoding: body, as: UTF8.self) }
    }

    enum Failure: Error, Equatable {
        /// With the system's number of the fault.
        case connection(Int32)
        /// The connection ended before the response did.
        case cutOff
    }

    /// Sends a request on a connection of its own, and returns the whole response.
    ///
    /// - Throws: `Failure`.
    func send(_ request: Request) async throws -> Response {
        try await withCheckedThrowingContinuation { continuation in
            // A thread for each, because it blocks: two hundred can wait at the same time.
            Thread.detachNewThread {
                continuation.resume(with: Result { try Response(reading: exchange(request.bytes)) })
            }
        }
    }

    func get(_ path: String) async throws -> Response { try await send(Request(path: path)) }

    /// Sends any bytes, and reads until the server ends the connection.
    func exchange(_ bytes: Data) throws -> Data {
        let descriptor = try connected()
        defer { close(descriptor) }
        try write(bytes, to: descriptor)
        return try readToEnd(of: descriptor)
    }

    /// A connection that stays open, as browsers keep them, until the caller closes it.
    func connected() throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure.connection(errno) }
        var patience = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        let result = Self.withLoopback(port: port) { connect(descriptor, $0, $1) }
        guard result == 0 else {
            let fault = errno
            close(descriptor)
            throw Failure.connection(fault)
        }
        return descriptor
    }

    func write(_ bytes: Data, to descriptor: Int32) throws {
        var rest = [UInt8](bytes)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard written > 0 else { throw Failure.connection(errno) }
            rest = rest.dropFirst(written)
        }
    }

    private func readToEnd(of descriptor: Int32) throws -> Data {
        var received = Data()
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count >= 0 else { throw Failure.connection(errno) }
            if count == 0 { return received }
            received.append(contentsOf: buffer[..<count])
        }
    }

    /// A port of this machine that nobody listens on.
    static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        guard withLoopback(port: 0, { bind(descriptor, $0, $1) }) == 0 else {
            throw Failure.connection(errno)
        }
        var address = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getsockname(descriptor, $0, &size)
            }
        }
        guard result == 0 else { throw Failure.connection(errno) }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    private static func withLoopback(
        port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}

extension Wire.Request {
    /// The request as it goes over the wire, on a connection that ends with it.
    var bytes: Data { bytes(ending: "Connection: close\r\n\r\n") }

    /// The request as it goes over the wire, on a connection that others follow on.
    var keepingOpen: Data { bytes(ending: "\r\n") }

    private func bytes(ending end: String) -> Data {
        var head = "\(method) \(path) HTTP/1.1\r\n"
        if !headers.contains(where: { $0.name == "Host" }) { head += "Host: 127.0.0.1\r\n" }
        for header in headers { head += "\(header.name): \(header.value)\r\n" }
        if !body.isEmpty { head += "Content-Length: \(body.count)\r\n" }
        return Data((head + end).utf8) + body
    }
}

extension Wire.Response {
    /// - Throws: `Wire.Failure.cutOff` unless the bytes are a whole response of a length that it
    ///   tells.
    init(reading bytes: Data) throws {
        guard let end = bytes.range(of: Data("\r\n\r\n".utf8)) else { throw Wire.Failure.cutOff }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(
            separator: "\r\n")
        let statusLine = lines.first?.split(separator: " ") ?? []
        guard statusLine.count >= 2, let status = Int(statusLine[1]) else {
            throw Wire.Failure.cutOff
        }
        let headers = lines.dropFirst().map { line in
            line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
        }
        self.status = status
        self.headers = Dictionary(
            headers.filter { $0.count == 2 }.map { ($0[0].lowercased(), $0[1]) },
            uniquingKeysWith: { first, _ in first })
        body = Data(bytes[end.upperBound...])
        guard self.headers["content-length"] == String(body.count) else {
            throw Wire.Failure.cutOff
        }
    }
}
