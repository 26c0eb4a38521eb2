import Crypto
import CryptoExtras
public import Foundation

/// A round's public key: it tells whether a ticket is the issuer's.
public struct TicketKey: Hashable, Sendable {
    /// As SubjectPublicKeyInfo in DER (RFC 5280).
    public let der: Data
    /// Big-endian, 256 bytes.
    public let modulus: [UInt8]
    /// Big-endian.
    public let exponent: [UInt8]

    /// - Throws: `TicketError.notAKey` unless the bytes are an RSA key of 2048 bits.
    public init(der: Data) throws(TicketError) {
        do {
            let primitives = try Key(
                derRepresentation: der, parameters: .RSABSSA_SHA384_PSS_Deterministic
            ).getKeyPrimitives()
            self.der = der
            modulus = Array(primitives.modulus)
            exponent = Array(primitives.publicExponent)
        } catch {
            throw .notAKey
        }
        guard modulus.count == Ticket.signatureSize else { throw .notAKey }
    }

    /// - Throws: `TicketError.notAKey`.
    public init(pem: String) throws(TicketError) {
        guard
            let key = try? Key(
                pemRepresentation: pem, parameters: .RSABSSA_SHA384_PSS_Deterministic)
        else { throw .notAKey }
        try self.init(der: key.derRepresentation)
    }

    /// As a file between the issuer and the collector.
    public var pem: String {
        (["-----BEGIN PUBLIC KEY-----"] + lines + ["-----END PUBLIC KEY-----", ""])
            .joined(separator: "\n")
    }

    private var lines: [String] {
        let digits = Array(der.base64EncodedString())
        return stride(from: 0, to: digits.count, by: 64).map {
            String(digits[$0..<min($0 + 64, digits.count)])
        }
    }

    /// What a letter has of the key, so that a browser can tell another key: the first 80 bits of SHA-256 of
    /// `der`, as 20 hexadecimal digits in groups of four.
    ///
    /// Whoever wants another key with the same digits has to try 2⁸⁰ keys.
    public var printedDigest: String {
        let digits = SHA256.hash(data: der).prefix(10).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] + digits[$0 + 1] }
            .joined(separator: "-")
    }

    /// Whether the ticket's signature is this key's.
    public func hasSigned(_ ticket: Ticket) -> Bool {
        guard
            let key = try? Key(
                derRepresentation: der, parameters: .RSABSSA_SHA384_PSS_Deterministic)
        else { return false }
        return key.isValidSignature(
            _RSA.Signing.RSASignature(rawRepresentation: ticket.signature),
            for: key.prepare(ticket.message))
    }

    typealias Key = _RSA.BlindSigning.PublicKey<SHA384>
}

/// Why something about tickets can't be done.
public enum TicketError: Error, Equatable, CustomStringConvertible {
    /// No RSA key of 2048 bits.
    case notAKey
    /// No number below the key's modulus, of its length.
    case notBlinded

    public var description: String {
        switch self {
        case .notAKey:
            "That is no key for tickets: an RSA key of 2048 bits, as the issuer's 'radslag tickets prepare' writes it."
        case .notBlinded: "That is no blinded message for this round's key."
        }
    }
}
