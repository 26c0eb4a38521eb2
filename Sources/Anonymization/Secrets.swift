package import Crypto
package import Foundation

/// The service's one secret, from which every key is derived. It is kept outside the database.
public struct MasterKey: Sendable, CustomStringConvertible, CustomReflectable {
    private let key: SymmetricKey

    /// - Returns: `nil` unless there are exactly 32 bytes.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        key = SymmetricKey(data: Array(bytes))
    }

    /// A key for one purpose, by HKDF-SHA256 (RFC 5869).
    ///
    /// - Parameter salt: kept elsewhere; without it the same key can't be derived again.
    package func derive(_ purpose: String, salt: Data = Data()) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: key, salt: salt, info: Data("radslag \(purpose)".utf8),
            outputByteCount: 32)
    }

    /// The secret of the noise in published counts, 32 bytes, where a policy asks for noise.
    public var cellKeySecret: [UInt8] { derive("cell keys").withUnsafeBytes(Array.init) }

    /// The secret of the workspace, 32 bytes: it seals what staff's rows must not give away.
    public var staffSecret: [UInt8] { derive("staff").withUnsafeBytes(Array.init) }

    /// Never the key itself.
    public var description: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Why something sealed can't be opened: it was altered, belongs elsewhere, or was sealed under another key.
public struct BrokenSeal: Error, Equatable, CustomStringConvertible {
    public init() {}

    /// What is wrong and what to do, in a sentence for the person on call.
    public var description: String {
        "Something sealed can't be opened. Was the secret replaced? Restore the one that the backup has."
    }
}

/// Seals what residents carry in their own page, so that the server need not keep it (AES-256-GCM).
public struct PageSeal: Sendable {
    private let key: SymmetricKey

    public init(_ master: MasterKey) {
        key = master.derive("page")
    }

    /// - Parameter context: what the content belongs to; opening needs the same.
    /// - Returns: text of letters, digits, `-` and `_`.
    public func seal(_ content: [UInt8], for context: String) -> String {
        // Sealing fails only for a nonce of the wrong size, and the nonce here is the library's own.
        guard
            let box = try? AES.GCM.seal(content, using: key, authenticating: Data(context.utf8))
                .combined
        else { preconditionFailure("AES-GCM refused its own nonce.") }
        var digits = Array(box.base64EncodedString().utf8)
        while digits.last == UInt8(ascii: "=") { digits.removeLast() }
        for place in digits.indices { digits[place] = Self.urlSafe(digits[place]) }
        return String(decoding: digits, as: UTF8.self)
    }

    /// The content that was sealed for the same context.
    ///
    /// - Throws: `BrokenSeal` when the text was altered, belongs elsewhere or is of another key.
    public func open(_ text: String, for context: String) throws(BrokenSeal) -> [UInt8] {
        var digits = Array(text.utf8)
        for place in digits.indices { digits[place] = Self.standard(digits[place]) }
        while digits.count % 4 != 0 { digits.append(UInt8(ascii: "=")) }
        do {
            guard let data = Data(base64Encoded: String(decoding: digits, as: UTF8.self)) else {
                throw BrokenSeal()
            }
            let box = try AES.GCM.SealedBox(combined: data)
            return Array(try AES.GCM.open(box, using: key, authenticating: Data(context.utf8)))
        } catch {
            throw BrokenSeal()
        }
    }

    /// A digit of base64 as its variant for addresses has it (RFC 4648, section 5).
    private static func urlSafe(_ digit: UInt8) -> UInt8 {
        switch digit {
        case UInt8(ascii: "+"): UInt8(ascii: "-")
        case UInt8(ascii: "/"): UInt8(ascii: "_")
        default: digit
        }
    }

    private static func standard(_ digit: UInt8) -> UInt8 {
        switch digit {
        case UInt8(ascii: "-"): UInt8(ascii: "+")
        case UInt8(ascii: "_"): UInt8(ascii: "/")
        default: digit
        }
    }
}
