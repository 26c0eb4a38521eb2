import Answering
import Crypto
import Foundation
import SurveyDefinition
import TestSupport
import Testing

@testable import PublicSite

extension ProofOfWork {
    /// The first number that shows the work.
    func solution() -> String {
        for number in 0... where isDone(by: String(number)) { return String(number) }
        return ""
    }
}

struct ProofOfWorkTests {
    private func work(_ key: String = "0123456789abcdef", in round: RoundID = openRound) throws
        -> ProofOfWork
    {
        ProofOfWork(for: try #require(SubmissionKey(Array(key.utf8))), in: round)
    }

    @Test("The challenge is the digest that the description of the API names")
    func challenge() throws {
        let digest = SHA256.hash(data: Data("radslag work small-2026 0123456789abcdef".utf8))

        #expect(try "SHA256 digest: \(work().challenge)" == "\(digest)")
    }

    @Test("A number is right when its digest has seventeen zero bits, and for one challenge alone")
    func solved() throws {
        let work = try work()
        let number = work.solution()
        let digest = SHA256.hash(data: Data((work.challenge + number).utf8))

        #expect(digest.prefix(2).allSatisfy { $0 == 0 })
        #expect(Array(digest)[2] < 0x80)
        #expect(work.isDone(by: number))
        #expect(try !self.work("other-key-of-16b").isDone(by: number))
        #expect(try !self.work(in: "small-2027").isDone(by: number))
    }

    @Test(
        "What is no number of at most twenty digits shows nothing",
        arguments: [nil, "", "-1", "1.0", "½", "١٢", "123456789012345678901", " 1"])
    func noNumber(given: String?) throws {
        #expect(try !work().isDone(by: given))
    }
}
