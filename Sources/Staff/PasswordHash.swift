import Crypto
import CryptoExtras
import Foundation

/// A password as it is kept: scrypt (RFC 7914) with a salt, and with what it cost, so that the cost can rise.
public struct PasswordHash: Sendable, Equatable {
    /// What computing a hash takes. Memory is `128 · rounds · blockSize` bytes.
    public struct Cost: Sendable, Equatable {
        /// The base-2 logarithm of scrypt's N.
        public let logRounds: Int
        public let blockSize: Int
        public let parallelism: Int

        public init(logRounds: Int, blockSize: Int, parallelism: Int) {
            self.logRounds = logRounds
            self.blockSize = blockSize
            self.parallelism = parallelism
        }

        /// 32 MiB three times over: as much as OWASP's Password Storage Cheat Sheet asks for.
        public static let usual = Cost(logRounds: 15, blockSize: 8, parallelism: 3)
    }

    let cost: Cost
    let salt: [UInt8]
    let hash: [UInt8]

    /// Hashes a password. This takes a good part of a second, on purpose.
    public init(
        of password: Password, cost: Cost = .usual,
        using generator: inout some RandomNumberGenerator
    ) {
        let salt = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        self.init(cost: cost, salt: salt, hash: Self.scrypt(password.bytes, salt: salt, cost: cost))
    }

    /// Hashes what has just matched, at another cost: rules for new passwords aren't asked again.
    public init(
        ofProven typed: String, cost: Cost, using generator: inout some RandomNumberGenerator
    ) {
        let salt = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        let bytes = Array(Password.normalised(typed).utf8)
        self.init(cost: cost, salt: salt, hash: Self.scrypt(bytes, salt: salt, cost: cost))
    }

    private init(cost: Cost, salt: [UInt8], hash: [UInt8]) {
        self.cost = cost
        self.salt = salt
        self.hash = hash
    }

    /// Whether what was typed is the password. It takes as long as hashing, whatever the answer.
    public func matches(_ typed: String) -> Bool {
        let bytes = Array(Password.normalised(typed).utf8.prefix(Password.longest + 1))
        return areEqual(Self.scrypt(bytes, salt: salt, cost: cost), hash)
    }

    /// Whether it was made at another cost than is asked for now, and should be made anew at the next sign-in.
    public func isOutdated(at cost: Cost) -> Bool { self.cost != cost }

    /// What an attempt on an unknown account is compared with, so that it takes as long as any other.
    public static let ofNobody = PasswordHash(
        cost: .usual, salt: Array(repeating: 0, count: 16), hash: Array(repeating: 0, count: 32))

    static func scrypt(_ password: [UInt8], salt: [UInt8], cost: Cost) -> [UInt8] {
        // Scrypt fails only for parameters that `Cost` and `init?(encoded:)` don't let through.
        guard
            let key = try? KDF.Scrypt.deriveKey(
                from: password, salt: salt, outputByteCount: 32, rounds: 1 << cost.logRounds,
                blockSize: cost.blockSize, parallelism: cost.parallelism)
        else { preconditionFailure("Scrypt refused its parameters.") }
        return key.withUnsafeBytes { Array($0) }
    }
}

extension PasswordHash {
    /// As the store keeps it: `$scrypt$ln=15,r=8,p=3$salt$hash`, in the manner of PHC strings.
    public var encoded: String {
        let parameters = "ln=\(cost.logRounds),r=\(cost.blockSize),p=\(cost.parallelism)"
        return "$scrypt$\(parameters)$\(addressBase64(salt))$\(addressBase64(hash))"
    }

    /// - Returns: `nil` for what `encoded` never gives.
    public init?(encoded: String) {
        guard
            let match = encoded.wholeMatch(
                of: /\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w-]+)\$([\w-]+)/),
            let logRounds = Int(match.1), (1...20).contains(logRounds),
            let blockSize = Int(match.2), (1...16).contains(blockSize),
            let parallelism = Int(match.3), (1...16).contains(parallelism),
            let salt = decodedBase64(String(match.4)),
            let hash = decodedBase64(String(match.5)), hash.count == 32
        else { return nil }
        self.init(
            cost: Cost(logRounds: logRounds, blockSize: blockSize, parallelism: parallelism),
            salt: salt, hash: hash)
    }
}

extension PasswordHash: CustomStringConvertible, CustomReflectable {
    /// Never the hash itself.
    public var description: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Compares in a time that doesn't tell where they differ.
func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
}
