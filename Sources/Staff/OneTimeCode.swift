import Crypto
public import Foundation

/// What an authenticator app shares with the service: codes of six digits that change every half minute.
///
/// Source: RFC 6238 (TOTP) over RFC 4226 (HOTP), with SHA-1, which is what the apps know.
public struct OneTimeSecret: Sendable, Equatable {
    /// 20 bytes, as long as the digest.
    public let bytes: [UInt8]

    static let secondsPerStep = 30

    /// A new secret.
    public init(using generator: inout some RandomNumberGenerator) {
        bytes = (0..<20).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// - Returns: `nil` unless there are exactly 20 bytes.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == 20 else { return nil }
        self.bytes = bytes
    }

    /// To be typed into an app that can't read the QR code: 32 letters and digits (RFC 4648, base 32).
    public var base32: String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var text = ""
        var (buffer, bits) = (0, 0)
        for byte in bytes {
            (buffer, bits) = (buffer << 8 | Int(byte), bits + 8)
            while bits >= 5 {
                bits -= 5
                text.append(digits[buffer >> bits & 31])
            }
            buffer &= (1 << bits) - 1
        }
        return text
    }

    /// What the QR code holds, as authenticator apps read it.
    public func address(of email: EmailAddress, issuer: String) -> String {
        func percent(_ text: String) -> String {
            text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        }
        return "otpauth://totp/\(percent(issuer)):\(percent(email.text))"
            + "?secret=\(base32)&issuer=\(percent(issuer))"
    }

    /// Which half minute it is, counted from 1970.
    public static func step(at now: Date) -> Int {
        Int((now.timeIntervalSince1970 / Double(secondsPerStep)).rounded(.down))
    }

    /// The code of a half minute, in decimal digits.
    public func code(at step: Int, digits: Int = 6) -> String {
        let counter = withUnsafeBytes(of: UInt64(step).bigEndian) { Data($0) }
        let digest = Array(
            HMAC<Insecure.SHA1>.authenticationCode(
                for: counter, using: SymmetricKey(data: bytes)))
        let offset = Int(digest[digest.count - 1] & 0xF)
        let number = digest[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } & 0x7FFF_FFFF
        let text = String(number % (0..<digits).reduce(1) { power, _ in power * 10 })
        return String(repeating: "0", count: digits - text.count) + text
    }

    /// The half minute whose code was typed: this one, the one before or the one after, for clocks that differ.
    ///
    /// - Parameter last: of the code that was used last: it and those before it don't count again.
    /// - Returns: `nil` when the code is none of these.
    public func step(ofTyped typed: String, at now: Date, after last: Int?) -> Int? {
        let code = Array(typed.filter { !$0.isWhitespace }.utf8)
        let current = Self.step(at: now)
        // Each is compared, so that the time taken doesn't tell which was meant.
        let matching = (current - 1...current + 1).filter {
            areEqual(Array(self.code(at: $0).utf8), code)
        }
        return matching.first { step in last.map { step > $0 } ?? true }
    }
}

extension OneTimeSecret: CustomStringConvertible, CustomReflectable {
    /// Never the secret itself.
    public var description: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
