import Crypto
import Foundation

/// Seals a text with AES-256-GCM, padded to a multiple of 512 bytes, so that its length says next to
/// nothing.
///
/// What waits in the pool and texts at rest are sealed alike, each with a key of its own purpose.
struct PaddedSeal: Sendable {
    private let key: SymmetricKey
    private static let step = 512

    /// - Parameter purpose: what the key is derived for; see `MasterKey.derive`.
    init(_ master: MasterKey, for purpose: String) {
        key = master.derive(purpose)
    }

    /// - Parameter context: what the content belongs to; opening needs the same.
    func seal(_ content: String, for context: String) -> Data {
        let bytes = Array(content.utf8)
        var padded = withUnsafeBytes(of: UInt32(bytes.count).bigEndian) { Data($0) }
        padded.append(contentsOf: bytes)
        padded.append(Data(count: (Self.step - padded.count % Self.step) % Self.step))
        // Sealing fails only for a nonce of the wrong size, and the nonce here is the library's own.
        guard
            let sealed = try? AES.GCM.seal(
                padded, using: key, authenticating: Data(context.utf8)
            ).combined
        else { preconditionFailure("AES-GCM refused its own nonce.") }
        return sealed
    }

    /// The content that was sealed for the same context.
    ///
    /// - Throws: `BrokenSeal` when it was altered, belongs elsewhere or is of another key.
    func open(_ sealed: Data, for context: String) throws(BrokenSeal) -> String {
        do {
            let box = try AES.GCM.SealedBox(combined: sealed)
            let padded = Array(
                try AES.GCM.open(box, using: key, authenticating: Data(context.utf8)))
            let length = padded.prefix(4).reduce(0) { $0 << 8 | Int($1) }
            return String(decoding: padded.dropFirst(4).prefix(length), as: UTF8.self)
        } catch {
            throw BrokenSeal()
        }
    }
}
