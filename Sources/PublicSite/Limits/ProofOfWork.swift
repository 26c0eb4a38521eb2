import Answering
import Crypto
import Dialogues
import Foundation
import SurveyDefinition

/// Work that a browser does before it sends to a guarded round: about a second on a cheap phone, and for whoever
/// sends ten thousand answers ten thousand times that.
///
/// What is looked for is a number whose decimal digits, behind the challenge, have a SHA-256 that begins with
/// `bits` zero bits. A challenge belongs to one submission key, so that work is of use once.
///
/// Source: Dwork and Naor (1992), "Pricing via processing or combatting junk mail", CRYPTO '92, in the form of
/// Back (2002), "Hashcash".
struct ProofOfWork {
    /// Each one more doubles the work; 17 are 130 000 digests on average.
    static let bits = 17

    /// 64 hexadecimal digits: as many bytes as one block of SHA-256. It doesn't tell the key.
    let challenge: String

    init(challenge: String) { self.challenge = challenge }

    init(for key: SubmissionKey, in round: RoundID) {
        let digest = SHA256.hash(data: Data("radslag work \(round) ".utf8) + Data(key.bytes))
        challenge = digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// Whether the number shows that the work was done.
    func isDone(by number: String?) -> Bool {
        guard let number, (1...20).contains(number.utf8.count),
            number.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return false }
        let digest = SHA256.hash(data: Data((challenge + number).utf8))
        let first = digest.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return first.leadingZeroBitCount >= Self.bits
    }
}

extension Round {
    /// Whether the round asks for work and the number doesn't show it.
    func lacksWork(_ number: String?, for key: SubmissionKey) -> Bool {
        isGuarded && !ProofOfWork(for: key, in: id).isDone(by: number)
    }
}
