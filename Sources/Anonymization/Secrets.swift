import Crypto
import Foundation

/// The service's one secret, from which every key is derived. It is kept outside the database.
public struct MasterKey: Sendable, CustomStringConvertible, CustomReflectable {
    private let key: SymmetricKey

    /// - Returns: `nil` unless there are exactly 32 bytes.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        key = SymmetricKey(data: Array(bytes))
    }

    /// A key for one purpose, by HKDF-SHA256 (RFC 5869).
    func derive(_ purpose: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(inputKeyMaterial: key, info: Data("radslag \(purpose)".utf8), outputByteCount: 32)
    }

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
            let box = try? AES.GCM.seal(content, using: key, authenticating: Data(context.utf8)).combined
        else { preconditionFailure("AES-GCM refused its own nonce.") }
        return box.base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// The content that was sealed for the same context.
    ///
    /// - Throws: `BrokenSeal` when the text was altered, belongs elsewhere or is of another key.
    public func open(_ text: String, for context: String) throws(BrokenSeal) -> [UInt8] {
        let padded = text.replacing("-", with: "+").replacing("_", with: "/")
            + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        do {
            guard let data = Data(base64Encoded: padded) else { throw BrokenSeal() }
            let box = try AES.GCM.SealedBox(combined: data)
            return Array(try AES.GCM.open(box, using: key, authenticating: Data(context.utf8)))
        } catch {
            throw BrokenSeal()
        }
    }
}
