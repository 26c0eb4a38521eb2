import Foundation
import SurveyDefinition
import TestSupport
import Testing

@testable import Anonymization

/// What a moderator has said of a text can be read only with the secret, and moved to no other text.
struct JudgementSealTests {
    private let seal = JudgementSeal(SecretsTests.key(1))
    private let key = Data(repeating: 3, count: 16)

    @Test(
        "What was sealed is what is opened",
        arguments: [
            TextJudgement(), TextJudgement(themes: []), TextJudgement(themes: ["light", "roads"]),
            TextJudgement(themes: ["light"], publication: .rejected),
            TextJudgement(publication: .approved(wording: "مقاعد\n\"أكثر\" 👩‍👩‍👧")),
        ])
    func roundTrip(judgement: TextJudgement) throws {
        let sealed = seal.seal(judgement, of: key, to: "wish", in: "r")

        #expect(try seal.open(sealed, of: key, to: "wish", in: "r") == judgement)
    }

    @Test("The judgement of one text opens as that of no other, nor under another key or purpose")
    func elsewhere() {
        let sealed = seal.seal(
            TextJudgement(publication: .approved(wording: "Fler bänkar")), of: key, to: "wish",
            in: "r")
        let other = Data(repeating: 4, count: 16)

        #expect(throws: BrokenSeal()) { try seal.open(sealed, of: other, to: "wish", in: "r") }
        #expect(throws: BrokenSeal()) { try seal.open(sealed, of: key, to: "other", in: "r") }
        #expect(throws: BrokenSeal()) { try seal.open(sealed, of: key, to: "wish", in: "r2") }
        #expect(throws: BrokenSeal()) {
            try JudgementSeal(SecretsTests.key(2)).open(sealed, of: key, to: "wish", in: "r")
        }
        #expect(throws: BrokenSeal()) {
            try TextSeal(SecretsTests.key(1)).open(sealed, of: "wish", in: "r")
        }
    }

    @Test("How many themes a text has, and whether it is rejected, can't be seen from outside")
    func length() {
        let judgements = [
            TextJudgement(), TextJudgement(themes: []),
            TextJudgement(themes: ["light", "roads", "schools-and-young-people"]),
            TextJudgement(themes: ["light"], publication: .rejected),
        ]

        let lengths = judgements.map { seal.seal($0, of: key, to: "wish", in: "r").count }

        #expect(Set(lengths).count == 1)
    }

    @Test("It describes itself without what it holds")
    func silence() {
        let judgement = TextJudgement(
            themes: ["light"], publication: .approved(wording: "Fler bänkar"))

        for text in ["\(judgement)", String(reflecting: judgement), "\(judgement.publication)"] {
            #expect(text == "•••")
        }
    }
}
