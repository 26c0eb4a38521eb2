import CryptoExtras
import Crypto
import Foundation
public import Tickets

/// What a resident's browser does to get a ticket, done by the library that the issuer uses.
public struct Blinding {
    private let message: [UInt8]
    private let key: _RSA.BlindSigning.PublicKey<SHA384>
    private let result: _RSA.BlindSigning.BlindingResult

    /// Draws a message and hides it.
    public init(for key: TicketKey) throws {
        message = (0..<Ticket.messageSize).map { _ in UInt8.random(in: .min ... .max) }
        self.key = try _RSA.BlindSigning.PublicKey(
            derRepresentation: key.der, parameters: .RSABSSA_SHA384_PSS_Deterministic)
        result = try self.key.blind(self.key.prepare(message))
    }

    /// What the issuer is shown.
    public var blinded: [UInt8] { Array(result.blindedMessage) }

    /// The ticket, from what the issuer made of that.
    public func ticket(from signature: [UInt8]) throws -> Ticket {
        let signature = try key.finalize(
            _RSA.BlindSigning.BlindSignature(rawRepresentation: signature),
            for: key.prepare(message), blindingInverse: result.inverse)
        guard let ticket = Ticket(message: message, signature: signature.rawRepresentation) else {
            throw TicketError.notBlinded
        }
        return ticket
    }
}
