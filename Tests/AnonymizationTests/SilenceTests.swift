import Answering
import Foundation
import SurveyDefinition
import TestSupport
import Testing

@testable import Anonymization

/// What is kept of a response shows nothing of itself, however it gets into a log.
struct SilenceTests {
    private static let secrets = ["very-safe", "Hemligt", "yes", "over-five"]

    private func texts(of value: some Any) -> [String] {
        var dumped = ""
        dump(value, to: &dumped)
        return ["\(value)", String(reflecting: value), dumped]
    }

    private func makeResponse() throws -> AnonymousResponse {
        var generator = SeededGenerator(seed: 9)
        let journey = Journey(
            through: SmallSurvey.make(), submissionKey: SubmissionKey(using: &generator),
            answers: [
                "safe-at-night": .code("very-safe"), "victim": .code("yes"),
                "years-here": .number(37), "wish": .text("Hemligt"), "gender": .code("woman"),
            ])
        return anonymize(try journey.completed())
    }

    @Test("An anonymous response and a kept answer are three dots")
    func response() throws {
        let response = try makeResponse()
        let answer = try #require(response.detachedAnswers["victim"])

        for text in texts(of: response).prefix(2) + texts(of: answer).prefix(2) {
            #expect(text == "•••")
        }
        for text in texts(of: [response]) + texts(of: [answer]) { expectSilence(text) }
    }

    @Test("A batch shows no answer and no text, as a whole and in its rows")
    func batch() throws {
        let survey = SmallSurvey.make()
        let seal = ResponseSeal(SecretsTests.key(1))
        var generator = SeededGenerator(seed: 10)
        let response = try makeResponse()
        let pooled = PooledResponse(
            key: randomKey(using: &generator), sealed: seal.seal(response, of: survey, in: "r"))

        let batch = try #require(
            try mix(
                [pooled], of: survey, in: "r", openedBy: seal,
                textsSealedBy: TextSeal(SecretsTests.key(1)), isClosing: true, using: &generator))

        #expect(try batch.texts.map { try $0.text(in: "r") } == ["Hemligt"])
        #expect(batch.fragments.contains { $0.answers == "0;_;2" })
        let texts =
            texts(of: batch) + texts(of: batch.fragments) + texts(of: batch.answers)
            + texts(of: batch.texts) + texts(of: batch.counts)
        for text in texts {
            expectSilence(text)
            #expect(!text.contains("0;_;2"))
        }
    }

    @Test("Keys and digesters show no secret")
    func keys() {
        let key = SecretsTests.key(0x2A)
        #expect("\(key)" == "•••")
        for value in [
            key, PageSeal(key), ResponseSeal(key), TextSeal(key), SubmissionDigester(key),
        ]
            as [Any]
        {
            for text in texts(of: value) {
                #expect(!text.contains("42, 42"))
                #expect(!text.lowercased().contains("2a2a"))
            }
        }
    }

    private func expectSilence(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
        for secret in Self.secrets {
            #expect(!text.contains(secret), sourceLocation: sourceLocation)
        }
    }
}
