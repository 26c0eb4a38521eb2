import Crypto
public import Foundation

/// The secret of the workspace, which the database doesn't hold: it seals what staff's rows must not give away.
public struct StaffSecret: Sendable {
    private let key: SymmetricKey

    /// - Returns: `nil` unless there are exactly 32 bytes.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        key = SymmetricKey(data: Array(bytes))
    }

    /// A key for one purpose, by HKDF-SHA256 (RFC 5869).
    func derive(_ purpose: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: key, info: Data("radslag staff \(purpose)".utf8),
            outputByteCount: 32)
    }

    /// Seals bytes with AES-256-GCM.
    ///
    /// - Parameter context: what the content belongs to; opening needs the same.
    public func seal(_ content: [UInt8], for context: String) -> Data {
        // Sealing fails only for a nonce of the wrong size, and the nonce here is the library's own.
        guard
            let sealed = try? AES.GCM.seal(
                content, using: derive("seal"), authenticating: Data(context.utf8)
            ).combined
        else { preconditionFailure("AES-GCM refused its own nonce.") }
        return sealed
    }

    /// Sealed as `seal` does, of letters, digits, `-` and `_` alone: for a cookie.
    public func sealedText(_ content: [UInt8], for context: String) -> String {
        addressBase64(Array(seal(content, for: context)))
    }

    /// The content of `sealedText`.
    ///
    /// - Returns: `nil` when it was altered, belongs elsewhere or is of another key.
    public func open(text: String, for context: String) -> [UInt8]? {
        decodedBase64(text).flatMap { open(Data($0), for: context) }
    }

    /// The content that was sealed for the same context.
    ///
    /// - Returns: `nil` when it was altered, belongs elsewhere or is of another key.
    public func open(_ sealed: Data, for context: String) -> [UInt8]? {
        guard let box = try? AES.GCM.SealedBox(combined: sealed),
            let content = try? AES.GCM.open(
                box, using: derive("seal"), authenticating: Data(context.utf8))
        else { return nil }
        return Array(content)
    }
}

extension StaffSecret: CustomStringConvertible, CustomReflectable {
    /// Never the secret itself.
    public var description: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
