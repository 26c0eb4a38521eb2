import Crypto
import Foundation

/// The secret from which cell keys are derived. Whoever has it can take the noise out of every
/// perturbed count, so that it is kept like the service's master key and never shown.
public struct CellKeySecret: Sendable, CustomStringConvertible, CustomReflectable {
    private let key: SymmetricKey

    /// - Returns: `nil` unless there are exactly 32 bytes.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        key = SymmetricKey(data: Array(bytes))
    }

    /// HMAC-SHA256 of a message under the secret (RFC 2104): 32 bytes.
    func authenticationCode(of message: Data) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: message, using: key))
    }

    /// Never the secret itself.
    public var description: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
