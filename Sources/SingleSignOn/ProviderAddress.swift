import Foundation

/// An address that is safe to send a secret to: https, or http on this machine; no password, no fragment.
struct ProviderAddress: Sendable, Hashable {
    let text: String

    init?(_ text: String) {
        guard text.utf8.count < 2000, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
            let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty,
            parts.user == nil, parts.password == nil, parts.fragment == nil,
            parts.scheme == "https" || (parts.scheme == "http" && Self.isThisMachine(host))
        else { return nil }
        self.text = text
    }

    /// Without a query, as issuers are.
    init?(withoutQuery text: String) {
        guard !text.contains("?"), let address = ProviderAddress(text) else { return nil }
        self = address
    }

    private static func isThisMachine(_ host: String) -> Bool {
        ["localhost", "127.0.0.1", "[::1]", "::1"].contains(host)
    }

    /// The address with a query, after the one that it has.
    func with(_ query: [(name: String, value: String)]) -> String {
        text + (text.contains("?") ? "&" : "?") + formEncoded(query)
    }
}

/// Fields as a form sends them (application/x-www-form-urlencoded).
func formEncoded(_ fields: [(name: String, value: String)]) -> String {
    fields.map { formEncoded($0.name) + "=" + formEncoded($0.value) }.joined(separator: "&")
}

/// A text in which nothing but letters, digits and `-._~` stands for itself (RFC 3986, section 2.3).
func formEncoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF")
    return text.utf8.map { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"), UInt8(ascii: "~"):
            String(UnicodeScalar(byte))
        default: "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
        }
    }.joined()
}

/// Base64 for addresses, without padding (RFC 4648, section 5).
func addressBase64(_ bytes: some Sequence<UInt8>) -> String {
    Data(bytes).base64EncodedString()
        .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
}

/// - Returns: `nil` for what `addressBase64` never gives.
func decodedBase64(_ text: some StringProtocol) -> Data? {
    guard !text.contains(where: { "+/=".contains($0) }) else { return nil }
    let standard = String(text).replacing("-", with: "+").replacing("_", with: "/")
    let padding = String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4)
    return Data(base64Encoded: standard + padding)
}
