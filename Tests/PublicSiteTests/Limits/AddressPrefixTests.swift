import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import PublicSite

struct AddressPrefixTests {
    private func prefix(of connection: String?, claiming header: String? = nil) throws -> [UInt8] {
        var headers: HTTPFields = [:]
        if let header { headers[try #require(HTTPField.Name("X-Real-IP"))] = header }
        return AddressPrefix(
            of: try connection.map { try SocketAddress(ipAddress: $0, port: 4711) },
            headers: headers
        ).bytes
    }

    @Test("Of an IPv4 address 24 bits count, of an IPv6 address 56")
    func lengths() throws {
        #expect(try prefix(of: "198.51.100.7") == [4, 198, 51, 100])
        #expect(try prefix(of: "198.51.100.250") == prefix(of: "198.51.100.7"))
        #expect(try prefix(of: "198.51.101.7") != prefix(of: "198.51.100.7"))
        #expect(try prefix(of: "2001:db8:1:2ff::1") == [6, 0x20, 0x01, 0x0D, 0xB8, 0, 1, 2])
        #expect(try prefix(of: "2001:db8:1:200::9") == prefix(of: "2001:db8:1:2ff::1"))
        #expect(try prefix(of: "2001:db8:1:300::1") != prefix(of: "2001:db8:1:2ff::1"))
    }

    @Test("An IPv4 address written as IPv6 is the IPv4 address")
    func mapped() throws {
        #expect(try prefix(of: "::ffff:198.51.100.7") == prefix(of: "198.51.100.7"))
    }

    @Test(
        "The web server on this machine says who asks",
        arguments: ["127.0.0.1", "127.0.0.53", "::1", "::ffff:127.0.0.1"])
    func inFront(server: String) throws {
        #expect(try prefix(of: server, claiming: "198.51.100.7") == [4, 198, 51, 100])
        #expect(
            try prefix(of: server, claiming: "2001:db8:1:2ff::1") == prefix(of: "2001:db8:1:2ff::1")
        )
    }

    @Test("Somebody from elsewhere can't say that he is somebody else")
    func elsewhere() throws {
        #expect(
            try prefix(of: "203.0.113.5", claiming: "198.51.100.7") == prefix(of: "203.0.113.5"))
        #expect(
            try prefix(of: "2001:db8::1", claiming: "198.51.100.7") == prefix(of: "2001:db8::1"))
    }

    @Test(
        "What is no address is as if nothing had been said",
        arguments: [
            "", "canary", "198.51.100", "198.51.100.7, 203.0.113.5", "198.51.100.7:80", "[::1]",
        ])
    func nonsense(header: String) throws {
        #expect(try prefix(of: "127.0.0.1", claiming: header) == prefix(of: "127.0.0.1"))
    }

    @Test("Connections that nobody can tell the address of share one prefix")
    func unknown() throws {
        #expect(try prefix(of: nil, claiming: "198.51.100.7") == [])
    }
}
