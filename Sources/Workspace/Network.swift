import HTTPTypes
import Hummingbird
import NIOCore

/// The network that a request comes from: 24 bits of an IPv4 address, 48 of an IPv6 address.
///
/// Behind a web server on the same machine the connection is the web server's, which then says in `X-Real-IP`
/// whose it is; from anybody else that header is worth nothing.
func network(of request: Request, from peer: SocketAddress?) -> String {
    let own = peer.flatMap(networkBytes)
    guard own?.isLoopback ?? true, let name = HTTPField.Name("X-Real-IP"),
        let told = request.headers[name], let address = try? SocketAddress(ipAddress: told, port: 0)
    else { return own?.name ?? "unknown" }
    return networkBytes(address)?.name ?? "unknown"
}

private struct NetworkBytes {
    let bytes: [UInt8]
    let isLoopback: Bool

    var name: String { bytes.map { String($0, radix: 16) }.joined(separator: ".") }
}

private func networkBytes(_ address: SocketAddress) -> NetworkBytes? {
    switch address {
    case .v4(let four):
        let bytes = withUnsafeBytes(of: four.address.sin_addr) { Array($0) }
        return NetworkBytes(bytes: Array(bytes.prefix(3)), isLoopback: bytes[0] == 127)
    case .v6(let six):
        let bytes = withUnsafeBytes(of: six.address.sin6_addr) { Array($0) }
        let isMapped = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xFF
        if isMapped {
            return NetworkBytes(bytes: Array(bytes[12..<15]), isLoopback: bytes[12] == 127)
        }
        let isLoopback = bytes.dropLast().allSatisfy { $0 == 0 } && bytes[15] == 1
        return NetworkBytes(bytes: Array(bytes.prefix(6)), isLoopback: isLoopback)
    case .unixDomainSocket: return NetworkBytes(bytes: [], isLoopback: true)
    }
}
