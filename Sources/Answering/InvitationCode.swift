import Foundation

/// The code of one invitation: it lets whoever holds it answer a round once, and says nothing of whom.
///
/// Sixteen symbols of Crockford's base 32 and a check symbol, modulo 37, which finds every single wrong
/// symbol and every two that changed places. Codes whose check symbol would be one of the five extra ones
/// (`*~$=U`) are never made, so that a code is letters and digits alone; that leaves 79.8 of 80 bits.
///
/// Source: Crockford, *Base 32*, <https://www.crockford.com/base32.html>.
public struct InvitationCode: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    /// 10 bytes.
    public let bytes: [UInt8]

    /// A new code.
    public init(using generator: inout some RandomNumberGenerator) {
        var bytes: [UInt8] = []
        repeat {
            bytes = (0..<Self.size).map { _ in
                UInt8.random(in: .min ... .max, using: &generator)
            }
        } while Self.checkSymbol(of: bytes) == nil
        self.bytes = bytes
    }

    /// A code that was carried as its bytes.
    ///
    /// - Returns: `nil` unless there are ten and they could be a code's.
    public init?(_ bytes: some Collection<UInt8>) {
        let bytes = Array(bytes)
        guard bytes.count == Self.size, Self.checkSymbol(of: bytes) != nil else { return nil }
        self.bytes = bytes
    }

    /// The code in groups of four, as letters have it: `ABCD-EFGH-JKMN-PQRS-T`.
    public var printed: String {
        let symbols = Self.symbols(of: bytes) + [Self.checkSymbol(of: bytes) ?? 0]
        let groups = stride(from: 0, to: symbols.count, by: 4).map { start in
            String(symbols[start..<min(start + 4, symbols.count)].map { Self.alphabet[$0] })
        }
        return groups.joined(separator: "-")
    }

    /// Never the code itself: descriptions end up in logs.
    public var description: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }

    // MARK: Symbols

    /// Bytes in a code.
    public static let size = 10
    /// Symbols in a printed code, the check symbol included.
    static let length = 17

    /// Crockford's alphabet: no I, L, O or U.
    static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    /// The sixteen symbols of ten bytes, five bits each, the first the most significant.
    private static func symbols(of bytes: [UInt8]) -> [Int] {
        stride(from: 0, to: bytes.count, by: 5).flatMap { start in
            let word = bytes[start..<start + 5].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            return (0..<8).map { Int(word >> UInt64(35 - 5 * $0) & 31) }
        }
    }

    /// The number that the bytes are, modulo 37; `nil` when it is no symbol of the alphabet.
    private static func checkSymbol(of bytes: [UInt8]) -> Int? {
        let check = bytes.reduce(0) { ($0 << 8 | Int($1)) % 37 }
        return check < alphabet.count ? check : nil
    }

    /// The code of seventeen symbols.
    ///
    /// - Returns: `nil` when the check symbol isn't that of the others.
    init?(symbols: some Collection<Int>) {
        let symbols = Array(symbols)
        guard symbols.count == Self.length else { return nil }
        let bytes = stride(from: 0, to: Self.length - 1, by: 8).flatMap { start in
            let word = symbols[start..<start + 8].reduce(UInt64(0)) { $0 << 5 | UInt64($1) }
            return (0..<5).map { UInt8(truncatingIfNeeded: word >> UInt64(32 - 8 * $0)) }
        }
        guard Self.checkSymbol(of: bytes) == symbols[Self.length - 1] else { return nil }
        self.bytes = bytes
    }
}
