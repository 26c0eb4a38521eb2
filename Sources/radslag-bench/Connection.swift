import Glibc

/// Why a load ended early.
enum LoadFault: Error {
    case noConnection
    case brokenConnection
    /// The server gave another reply than the visitor expected.
    case wrongReply(status: Int, expected: String)
}

/// One kept-alive HTTP/1.1 connection to this machine. It stays inside the thread that made it.
///
/// Only what the bench needs: replies have a `Content-Length` and fit into the buffer.
final class Connection {
    let socket: Int32
    private var buffer = [CChar](repeating: 0, count: 256 * 1024)
    private var filled = 0

    init(port: Int) throws(LoadFault) {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw .noConnection }
        var yes: Int32 = 1
        setsockopt(
            socket, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit { close(socket) }

    func send(_ request: [UInt8]) throws(LoadFault) {
        let sent = Glibc.send(socket, request, request.count, Int32(MSG_NOSIGNAL))
        guard sent == request.count else { throw .brokenConnection }
    }

    /// Reads what has come; blocks when nothing has.
    ///
    /// - Returns: what `body` makes of the reply once it is complete, else `nil`.
    func receive<Outcome>(
        _ body: (Reply) throws(LoadFault) -> Outcome
    ) throws(LoadFault) -> Outcome? {
        let room = buffer.count - 1 - filled
        let count = buffer.withUnsafeMutableBufferPointer { bytes in
            recv(socket, bytes.baseAddress.map { $0 + filled }, room, 0)
        }
        guard count > 0 else { throw .brokenConnection }
        filled += count
        buffer[filled] = 0
        let result = buffer.withUnsafeBufferPointer { bytes -> Result<Outcome, LoadFault>? in
            guard let start = bytes.baseAddress, let reply = Reply(start, count: filled) else {
                return nil
            }
            return Result { () throws(LoadFault) in try body(reply) }
        }
        guard let result else { return nil }
        filled = 0
        return try result.get()
    }
}
