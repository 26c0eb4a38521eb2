import Answering
import Foundation
import TestSupport
import Testing

@testable import Anonymization

@Suite("Digests of invitation codes")
struct InvitationDigesterTests {
    private static let master = MasterKey(Array(repeating: 1, count: 32))
    private static let other = MasterKey(Array(repeating: 2, count: 32))
    private static let roundKey = Data(repeating: 3, count: 16)

    private func code(seed: UInt64) -> InvitationCode {
        var generator = SeededGenerator(seed: seed)
        return InvitationCode(using: &generator)
    }

    @Test("The same code in the same round has the same sixteen bytes")
    func repeatable() throws {
        let digester = InvitationDigester(try #require(Self.master))

        let first = digester.digest(of: code(seed: 1), in: "r", under: Self.roundKey)
        let again = digester.digest(of: code(seed: 1), in: "r", under: Self.roundKey)

        #expect(first == again)
        #expect(first.count == InvitationDigester.size)
    }

    @Test("Another code, round, round key or secret gives another digest: each of them is needed")
    func bound() throws {
        let digester = InvitationDigester(try #require(Self.master))
        let foreign = InvitationDigester(try #require(Self.other))

        let digests = [
            digester.digest(of: code(seed: 1), in: "r", under: Self.roundKey),
            digester.digest(of: code(seed: 2), in: "r", under: Self.roundKey),
            digester.digest(of: code(seed: 1), in: "s", under: Self.roundKey),
            digester.digest(of: code(seed: 1), in: "r", under: Data(repeating: 4, count: 16)),
            foreign.digest(of: code(seed: 1), in: "r", under: Self.roundKey),
        ]

        #expect(Set(digests).count == digests.count)
    }
}
