import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The network that a request comes from: the first 24 bits of an IPv4 address, 56 of an IPv6 address, which is
/// about what one household or school has. Nothing else is kept of the address, and this for one request.
struct AddressPrefix: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
    /// With the kind of address before them.
    let bytes: [UInt8]

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// The prefix of the address that a request comes from.
    ///
    /// A connection from this machine is the web server in front, or somebody who may act for it: there the
    /// header `X-Real-IP` says who asks. From elsewhere that header could be anybody's invention.
    ///
    /// - Parameter connection: `nil` when it can't be told any more; such requests share one prefix.
    init(of connection: SocketAddress?, headers: HTTPFields) {
        guard let own = connection.flatMap(Address.init) else {
            bytes = []
            return
        }
        let given = own.isLoopback ? headers[Self.header].flatMap(Address.init(written:)) : nil
        bytes = (given ?? own).prefix
    }

    private static var header: HTTPField.Name {
        guard let name = HTTPField.Name("X-Real-IP") else { preconditionFailure("No header name.") }
        return name
    }

    /// Never the prefix: descriptions end up in logs.
    var description: String { "•••" }
    var customMirror: Mirror { Mirror(self, children: []) }
}

/// An address as its bytes, an IPv4 address within IPv6 as that of IPv4.
private struct Address {
    /// 4 or 16.
    let bytes: [UInt8]

    init?(_ address: SocketAddress) {
        switch address {
        case .v4(let address):
            bytes = withUnsafeBytes(of: address.address.sin_addr) { Array($0) }
        case .v6(let address):
            let all = withUnsafeBytes(of: address.address.sin6_addr) { Array($0) }
            let isMapped = all.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
            bytes = isMapped ? Array(all.suffix(4)) : all
        case .unixDomainSocket: return nil
        }
    }

    init?(written text: String) {
        guard let address = try? SocketAddress(ipAddress: text, port: 0) else { return nil }
        self.init(address)
    }

    var isLoopback: Bool {
        bytes.count == 4 ? bytes[0] == 127 : bytes == Array(repeating: 0, count: 15) + [1]
    }

    var prefix: [UInt8] { bytes.count == 4 ? [4] + bytes.prefix(3) : [6] + bytes.prefix(7) }
}

extension SiteContext {
    /// The network that this request comes from.
    func network(of request: Request) -> AddressPrefix {
        AddressPrefix(of: connection, headers: request.headers)
    }
}
