/// Shows that somebody was invited, and not who: a random message, and the issuer's signature of it, which was
/// made without seeing either.
///
/// Source: RFC 9474, RSABSSA-SHA384-PSS-Deterministic, over 32 random bytes.
public struct Ticket: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    /// 32 bytes, drawn by the resident's browser.
    public let message: [UInt8]
    /// 256 bytes.
    public let signature: [UInt8]

    /// Bytes in a message, and in a signature.
    public static let messageSize = 32
    public static let signatureSize = 256

    /// - Returns: `nil` unless both have their sizes. Whether the signature is good is the key's to say.
    public init?(message: some Collection<UInt8>, signature: some Collection<UInt8>) {
        guard message.count == Self.messageSize, signature.count == Self.signatureSize else {
            return nil
        }
        self.message = Array(message)
        self.signature = Array(signature)
    }

    /// A ticket that was carried as its bytes.
    public init?(_ bytes: some Collection<UInt8>) {
        let bytes = Array(bytes)
        self.init(
            message: bytes.prefix(Self.messageSize), signature: bytes.dropFirst(Self.messageSize))
    }

    /// A ticket as a form or a program sends it.
    public init?(text: String) {
        guard let bytes = Base64URL.bytes(of: text) else { return nil }
        self.init(bytes)
    }

    /// Message and signature, one after the other.
    public var bytes: [UInt8] { message + signature }

    /// The bytes in base64url without padding (RFC 4648, section 5).
    public var text: String { Base64URL.text(of: bytes) }

    /// Never the ticket itself: descriptions end up in logs.
    public var description: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
