import Answering
import SurveyDefinition
import TestSupport
import Testing

/// Answers and keys show nothing of themselves, however they get into a log.
struct SilenceTests {
    /// What a developer may put into a log line without a thought.
    private struct LogEntry {
        let answer: Answer
        let perhaps: Answer?
        let answers: [QuestionID: Answer]
        let response: CompletedResponse
        let key: SubmissionKey
        let journey: Journey
    }

    private static let secrets = ["fairly-safe", "woman", "people", "schools", "42", "Hemligt"]
    private static let answers: [QuestionID: Answer] = [
        "safe-at-night": .code("fairly-safe"), "gender": .code("woman"),
        "why-unsafe": .codes(["people"]), "do-first": .ranking(["schools", "roads"]),
        "years-here": .number(42), "wish": .text("Hemligt"),
    ]

    /// Every way in which Swift turns a value into text.
    private func texts(of value: some Any) -> [String] {
        var dumped = ""
        dump(value, to: &dumped)
        return ["\(value)", String(describing: value), String(reflecting: value), dumped]
    }

    @Test("An answer of any kind is three dots")
    func answer() {
        for answer in Self.answers.values {
            for text in texts(of: answer).prefix(3) { #expect(text == "•••") }
            for text in texts(of: answer) { expectSilence(text) }
        }
    }

    @Test("A completed response is three dots")
    func response() throws {
        let response = try journey().completed()

        for text in texts(of: response).prefix(3) { #expect(text == "•••") }
        for text in texts(of: response) { expectSilence(text) }
    }

    @Test("A submission key is three dots")
    func key() throws {
        let key = try #require(SubmissionKey(Array("Hemligt-Hemligt-Hemligt".utf8)))
        let bytes = "72, 101, 109, 108, 105, 103, 116"

        for text in texts(of: key).prefix(3) { #expect(text == "•••") }
        for text in texts(of: key) { #expect(!text.contains(bytes)) }
        for text in texts(of: [key.bytes]).prefix(3) { #expect(text.contains(bytes)) }
    }

    @Test("Inside other values they are silent too")
    func inside() throws {
        let journey = journey()
        let entry = LogEntry(
            answer: .text("Hemligt"), perhaps: .number(42), answers: Self.answers,
            response: try journey.completed(), key: journey.submissionKey, journey: journey)

        let values: [Any] = [
            entry.answer, entry.perhaps as Any, entry.answers, entry.response, entry.key,
        ]
        for text in texts(of: values) { expectSilence(text) }
        // The journey and the entry show the survey, which names every option; not what was chosen.
        for text in texts(of: entry) + texts(of: journey) {
            #expect(text.contains("•••"))
            #expect(!text.contains("Hemligt"))
        }
    }

    private func journey() -> Journey {
        var generator = SeededGenerator(seed: 1)
        return Journey(
            through: SmallSurvey.make(), submissionKey: SubmissionKey(using: &generator),
            answers: Self.answers)
    }

    private func expectSilence(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
        for secret in Self.secrets {
            #expect(!text.contains(secret), sourceLocation: sourceLocation)
        }
    }
}
