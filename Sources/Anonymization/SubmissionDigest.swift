public import Answering
import Crypto
public import Foundation
public import SurveyDefinition

/// Makes the digests by which a repeated send is known, without keeping the submission keys themselves.
///
/// Keyed and bound to the round: whoever holds the database can't try keys against it.
public struct SubmissionDigester: Sendable {
    private let key: SymmetricKey

    public init(_ master: MasterKey) {
        key = master.derive("submission")
    }

    /// 16 bytes.
    public func digest(of submission: SubmissionKey, in round: RoundID) -> Data {
        var authentication = HMAC<SHA256>(key: key)
        authentication.update(data: Data("\(round)\u{0}".utf8))
        authentication.update(data: submission.bytes)
        return Data(Array(authentication.finalize()).prefix(16))
    }
}
