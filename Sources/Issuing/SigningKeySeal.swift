import Anonymization
import Crypto
import Foundation
import SurveyDefinition
import Tickets

/// Seals the rounds' signing keys at rest (AES-256-GCM), bound to their round: a copy of the issuer's database
/// without its secret signs nothing.
struct SigningKeySeal: Sendable {
    private let key: SymmetricKey

    init(_ master: MasterKey) {
        key = master.derive("ticket key")
    }

    func seal(_ signingKey: TicketSigningKey, for round: RoundID) -> Data {
        // Sealing fails only for a nonce of the wrong size, and the nonce here is the library's own.
        guard
            let sealed = try? AES.GCM.seal(
                signingKey.der, using: key, authenticating: Data(round.value.utf8)
            ).combined
        else { preconditionFailure("AES-GCM refused its own nonce.") }
        return sealed
    }

    /// - Throws: `BrokenSeal` when it was altered, or sealed for another round or under another secret.
    func open(_ sealed: Data, for round: RoundID) throws(BrokenSeal) -> TicketSigningKey {
        do {
            let box = try AES.GCM.SealedBox(combined: sealed)
            return try TicketSigningKey(
                der: try AES.GCM.open(box, using: key, authenticating: Data(round.value.utf8)))
        } catch {
            throw BrokenSeal()
        }
    }
}
