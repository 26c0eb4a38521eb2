/// A random key that travels with an unfinished answer, so that sending it twice counts once.
public struct SubmissionKey: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    /// At least 16 bytes, at most 128.
    public let bytes: [UInt8]

    /// A new key of 128 bits.
    public init(using generator: inout some RandomNumberGenerator) {
        bytes = (0..<2).flatMap { _ in withUnsafeBytes(of: generator.next()) { Array($0) } }
    }

    /// A key that a client made.
    ///
    /// - Returns: `nil` unless it is 16 to 128 bytes long: a shorter one could be guessed or repeated.
    public init?(_ bytes: some Collection<UInt8>) {
        guard (16...128).contains(bytes.count) else { return nil }
        self.bytes = Array(bytes)
    }

    /// Never the key itself: descriptions end up in logs.
    public var description: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
