import Diagnostics
import SurveyDefinition
import TestSupport
import Testing

@testable import Answering

/// A journey travels as bytes in the resident's page, and comes back as it left.
struct JourneyCodingTests {
    @Test("A journey survives being encoded and decoded, also with the answers off its path")
    func roundTrip() throws {
        var generator = SeededGenerator(seed: 7)

        for survey in allSurveys + [ChainSurvey.survey] {
            for _ in 0..<60 {
                let journey = Journey.random(through: survey, using: &generator)

                let decoded = try #require(Journey(decoding: journey.encoded(), through: survey))

                #expect(decoded.answers == journey.answers)
                #expect(decoded.submissionKey == journey.submissionKey)
            }
        }
    }

    @Test("So do the longest texts", arguments: ["a", "ض", "😀"])
    func longTexts(letter: String) throws {
        let survey = try surveyOfLongTexts()
        let text = String(repeating: letter, count: 100_000)
        var generator = SeededGenerator(seed: 8)
        let journey = Journey(
            through: survey, submissionKey: SubmissionKey(using: &generator),
            answers: ["wish": .text(text)])

        let decoded = Journey(decoding: journey.encoded(), through: survey)

        #expect(decoded?.answers == ["wish": .text(text)])
    }

    /// Far more than policies allow, which is a fault of the survey and none of its respondents'.
    private func surveyOfLongTexts() throws -> Survey {
        let source = SmallSurvey.source.replacing("longest: 500", with: "longest: 100000")
        let definitions = SmallSurvey.read(
            replacing: ["small/survey.yaml": source], reportingTo: FaultCollector())
        return try #require(definitions?.surveys.first)
    }

    @Test("A key of any length that is allowed comes back", arguments: [16, 17, 128])
    func keys(length: Int) throws {
        let key = try #require(SubmissionKey((0..<length).map { UInt8($0) }))
        let journey = Journey(through: SmallSurvey.make(), submissionKey: key)

        let decoded = Journey(decoding: journey.encoded(), through: SmallSurvey.make())

        #expect(decoded?.submissionKey == key)
        #expect(decoded?.answers == [:])
    }

    @Test("A key too short to be random, or too long, is none", arguments: [0, 1, 15, 129])
    func unusableKeys(length: Int) {
        #expect(SubmissionKey(Array(repeating: 7, count: length)) == nil)
    }

    @Test("Bytes that end too early hold no more answers than the whole, or are no journey")
    func truncated() {
        var generator = SeededGenerator(seed: 9)

        for survey in allSurveys {
            let journey = Journey.random(through: survey, using: &generator)
            let bytes = journey.encoded()
            for length in 0..<bytes.count {
                guard let decoded = Journey(decoding: Array(bytes.prefix(length)), through: survey)
                else { continue }
                #expect(decoded.answers.count < journey.answers.count)
                #expect(decoded.answers.allSatisfy { journey.answers[$0.key] == $0.value })
            }
        }
    }

    @Test("Whatever the bytes are, a decoded answer is one that its question takes")
    func anyBytes() {
        var generator = SeededGenerator(seed: 10)
        var decodedAnswers = 0

        for survey in allSurveys + [ChainSurvey.survey] {
            for _ in 0..<400 {
                var bytes = Journey.random(through: survey, using: &generator).encoded()
                for _ in 0..<Int.random(in: 1...8, using: &generator) where bytes.count > 17 {
                    let place = Int.random(in: 17..<bytes.count, using: &generator)
                    bytes[place] = .random(in: .min ... .max, using: &generator)
                }
                let noise = (0..<Int.random(in: 0...200, using: &generator))
                    .map { _ in UInt8.random(in: .min ... .max, using: &generator) }
                for bytes in [bytes, bytes.prefix(17) + noise, noise] {
                    let answers = Journey(decoding: bytes, through: survey)?.answers ?? [:]
                    decodedAnswers += answers.count
                    expectAnswers(answers, of: survey)
                }
            }
        }

        #expect(decodedAnswers > 1_000)
    }

    private func expectAnswers(_ answers: [QuestionID: Answer], of survey: Survey) {
        for (id, answer) in answers {
            guard let question = survey.question(id) else {
                Issue.record("There is no question \(id).")
                continue
            }
            let again = try? readAnswer(answer.given, to: question, in: survey)
            #expect(again == answer, "\(survey.id), \(id)")
        }
    }

    @Test("An answer that has stopped being one is dropped, and the others stay")
    func districtIsGone() throws {
        let before = SmallSurvey.make()
        let after = try surveyWithoutSouth()
        var generator = SeededGenerator(seed: 11)
        let journey = Journey(
            through: before, submissionKey: SubmissionKey(using: &generator),
            answers: [
                "safe-at-night": .code("unsafe"), "gender": .code("woman"),
                "district": .code("south"),
            ])

        let decoded = try #require(Journey(decoding: journey.encoded(), through: after))

        #expect(before.digest == after.digest)
        #expect(decoded.answers == ["safe-at-night": .code("unsafe"), "gender": .code("woman")])
    }

    private func surveyWithoutSouth() throws -> Survey {
        let districts = try #require(SmallSurvey.files["districts.yaml"])
            .replacing("  - {id: south, name: Söder}\n", with: "")
        let faults = FaultCollector()
        let definitions = SmallSurvey.read(
            replacing: [
                "districts.yaml": districts,
                "population/here.yaml": SmallSurvey.populationWithoutDistricts,
            ], reportingTo: faults)
        #expect(faults.diagnostics == [])
        return try #require(definitions?.surveys.first)
    }

    @Test(
        "An answer of another kind than its question, or with codes of another, is dropped",
        arguments: [
            ("safe-at-night", .code("very-unsafe")), ("safe-at-night", .number(1)),
            ("safe-at-night", .codes(["unsafe"])), ("safe-at-night", .text("unsafe")),
            ("why-unsafe", .codes(["dark", "dark"])), ("why-unsafe", .codes([])),
            ("why-unsafe", .ranking(["traffic", "dark"])), ("years-here", .number(111)),
            ("years-here", .code("over-five")), ("trust", .code("3")), ("trust", .number(11)),
            ("do-first", .ranking(["light", "roads", "schools"])), ("wish", .text("")),
            ("wish", .text("a\u{1E}b")), ("wish", .code("dont-know")),
        ] as [(QuestionID, Answer)])
    func unfitting(id: QuestionID, answer: Answer) {
        var generator = SeededGenerator(seed: 12)
        let journey = Journey(
            through: SmallSurvey.make(), submissionKey: SubmissionKey(using: &generator),
            answers: [id: answer])

        let decoded = Journey(decoding: journey.encoded(), through: SmallSurvey.make())

        #expect(decoded?.answers == [:])
    }

    @Test("The number of a question that the survey doesn't have makes no journey")
    func unknownQuestion() {
        var generator = SeededGenerator(seed: 13)
        let survey = SmallSurvey.make()
        let journey = Journey(through: survey, submissionKey: SubmissionKey(using: &generator))
        let number = UInt8(survey.questions.count)
        let record = [0, number, UInt8(ascii: "n"), 0, 0, 0, 1, UInt8(ascii: "5")]

        #expect(Journey(decoding: journey.encoded() + record, through: survey) == nil)
    }
}
