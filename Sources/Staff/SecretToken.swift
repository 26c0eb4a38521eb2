import Crypto
public import Foundation

/// 32 random bytes that let whoever has them in. The store keeps the digest alone.
///
/// The parameter keeps tokens of different purposes apart.
public struct SecretToken<Purpose>: Sendable {
    let bytes: [UInt8]

    /// A new token.
    public init(using generator: inout some RandomNumberGenerator) {
        bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// - Parameter text: as `text` gives it.
    /// - Returns: `nil` for what is no token.
    public init?(_ text: String) {
        guard text.utf8.count == 43, let bytes = decodedBase64(text), bytes.count == 32
        else { return nil }
        self.bytes = bytes
    }

    /// 43 letters, digits, `-` and `_`, for a cookie or an address.
    public var text: String { addressBase64(bytes) }

    /// SHA-256. Nobody can guess 256 random bits, so that no slower digest is needed.
    public var digest: Data { Data(SHA256.hash(data: bytes)) }
}

extension SecretToken: CustomStringConvertible, CustomReflectable {
    /// Never the token itself.
    public var description: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// In the browser's cookie while somebody is signed in.
public typealias SessionToken = SecretToken<Session>
/// In a link that lets somebody make an account, or choose a new password.
public typealias LinkToken = SecretToken<StaffLink>

extension SessionToken where Purpose == Session {
    /// What every form of the session carries, so that a foreign page can't send one: whoever doesn't have the
    /// session's token can't make it, and it doesn't give the token away.
    public var formToken: String {
        addressBase64(
            Array(
                HMAC<SHA256>.authenticationCode(
                    for: Data("form".utf8), using: SymmetricKey(data: bytes))))
    }

    /// Compares in a time that doesn't tell how much is right.
    public func isFormToken(_ text: String) -> Bool {
        guard let code = decodedBase64(text) else { return false }
        return HMAC<SHA256>.isValidAuthenticationCode(
            code, authenticating: Data("form".utf8), using: SymmetricKey(data: bytes))
    }
}

/// Base64 for addresses, without padding (RFC 4648, section 5).
func addressBase64(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString()
        .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
}

/// - Returns: `nil` for what `addressBase64` never gives.
func decodedBase64(_ text: String) -> [UInt8]? {
    let isWellFormed = text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
    guard isWellFormed else { return nil }
    let standard = text.replacing("-", with: "+").replacing("_", with: "/")
    let padding = String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4)
    return Data(base64Encoded: standard + padding).map(Array.init)
}
