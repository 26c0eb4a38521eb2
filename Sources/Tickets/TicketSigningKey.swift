import Crypto
import CryptoExtras
public import Foundation

/// A round's secret key, which the issuer signs blinded messages with.
///
/// Of 2048 bits: forging a ticket means factoring the modulus while the round is open, since closing destroys
/// the key. That a ticket can't be traced needs no assumption about factoring: a blinded message says nothing.
public struct TicketSigningKey: Sendable, CustomStringConvertible, CustomReflectable {
    private let key: _RSA.BlindSigning.PrivateKey<SHA384>
    public let publicKey: TicketKey

    /// A new key, which takes some tenths of a second to find.
    public init() throws(TicketError) {
        guard
            let key = try? _RSA.BlindSigning.PrivateKey(
                keySize: .bits2048, parameters: .RSABSSA_SHA384_PSS_Deterministic)
        else { throw .notAKey }
        try self.init(key)
    }

    /// A key that was kept as `der`.
    ///
    /// - Throws: `TicketError.notAKey`.
    public init(der: Data) throws(TicketError) {
        guard
            let key = try? _RSA.BlindSigning.PrivateKey(
                derRepresentation: der, parameters: .RSABSSA_SHA384_PSS_Deterministic)
        else { throw .notAKey }
        try self.init(key)
    }

    private init(_ key: _RSA.BlindSigning.PrivateKey<SHA384>) throws(TicketError) {
        self.key = key
        publicKey = try TicketKey(der: key.publicKey.derRepresentation)
    }

    /// The key in DER, to be sealed and kept.
    public var der: Data { key.derRepresentation }

    /// Signs what it can't read (RFC 9474, 4.3): the same bytes for the same message, as often as asked.
    ///
    /// - Throws: `TicketError.notBlinded`.
    public func sign(blinded: some Collection<UInt8>) throws(TicketError) -> [UInt8] {
        guard let signature = try? key.blindSignature(for: Data(blinded)) else {
            throw .notBlinded
        }
        return Array(signature.rawRepresentation)
    }

    /// A ticket for somebody whose browser can't blind: whoever holds this key has seen it.
    ///
    /// - Parameter message: 32 bytes.
    /// - Throws: `TicketError.notBlinded`.
    public func ticket(of message: [UInt8]) throws(TicketError) -> Ticket {
        do {
            let prepared = key.publicKey.prepare(message)
            let blinding = try key.publicKey.blind(prepared)
            let signature = try key.publicKey.finalize(
                try key.blindSignature(for: blinding.blindedMessage), for: prepared,
                blindingInverse: blinding.inverse)
            guard let ticket = Ticket(message: message, signature: signature.rawRepresentation)
            else { throw TicketError.notBlinded }
            return ticket
        } catch {
            throw .notBlinded
        }
    }

    /// Never the key itself.
    public var description: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
