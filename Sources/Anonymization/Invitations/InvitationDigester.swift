public import Answering
import Crypto
public import Foundation
public import SurveyDefinition

/// Makes the digests by which a round knows its invitation codes, without keeping the codes.
///
/// Keyed by the service's secret and by a random key of the round's own, which closing destroys: from then
/// on nobody can try codes against a copy of the database, not even with the secret.
public struct InvitationDigester: Sendable {
    private let master: MasterKey

    public init(_ master: MasterKey) {
        self.master = master
    }

    /// 16 bytes of HMAC-SHA256.
    ///
    /// - Parameter roundKey: the code key that is stored with the round.
    public func digest(
        of code: InvitationCode, in round: RoundID, under roundKey: Data
    ) -> Data {
        var authentication = HMAC<SHA256>(key: master.derive("invitation", salt: roundKey))
        authentication.update(data: Data("\(round)\u{0}".utf8))
        authentication.update(data: code.bytes)
        return Data(Array(authentication.finalize()).prefix(Self.size))
    }

    /// Bytes in a digest.
    public static let size = 16
}
