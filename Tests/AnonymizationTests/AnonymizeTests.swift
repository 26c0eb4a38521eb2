import Answering
import SurveyDefinition
import TestSupport
import Testing

@testable import Anonymization

/// Of a response, only what the survey says is kept.
struct AnonymizeTests {
    private func response(
        to survey: Survey = SmallSurvey.make(), _ answers: [QuestionID: Answer]
    ) throws -> CompletedResponse {
        var generator = SeededGenerator(seed: 1)
        return try Journey(
            through: survey, submissionKey: SubmissionKey(using: &generator), answers: answers
        ).completed()
    }

    @Test("Background becomes the class, numbers bands, sensitive answers and texts stand apart")
    func whole() throws {
        let response = try response([
            "safe-at-night": .code("unsafe"), "why-unsafe": .codes(["dark", "people"]),
            "years-here": .number(37), "victim": .code("yes"),
            "council-works": .code("fairly-well"), "trust": .number(7),
            "do-first": .ranking(["schools", "light"]), "wish": .text("Fler bänkar"),
            "gender": .code("woman"), "age": .code("30-49"), "district": .code("south"),
        ])

        let kept = anonymize(response)

        #expect(
            kept
                == AnonymousResponse(
                    respondentClass: RespondentClass(
                        gender: "woman", age: "30-49", district: "south"),
                    blocks: [
                        "place": [
                            .chosen(["unsafe"]), .chosen(["dark", "people"]),
                            .chosen(["over-five"]),
                        ],
                        "council": [
                            .chosen(["fairly-well"]), .chosen(["7"]),
                            .chosen(["schools", "light"]),
                        ],
                    ],
                    detachedAnswers: ["victim": .chosen(["yes"])],
                    texts: ["wish": "Fler bänkar"]))
    }

    @Test("A question that wasn't asked and one that was left blank differ, and both say nothing")
    func notAskedAndBlank() throws {
        let kept = anonymize(try response(["safe-at-night": .code("very-safe")]))

        #expect(
            kept
                == AnonymousResponse(
                    respondentClass: RespondentClass(),
                    blocks: [
                        "place": [.chosen(["very-safe"]), .notAsked, .blank],
                        "council": [.blank, .blank, .blank],
                    ],
                    detachedAnswers: [:], texts: [:]))
    }

    @Test("Preferring not to say one's background is as good as no answer")
    func preferNotToSay() throws {
        let background: [QuestionID] = ["gender", "age", "district"]
        var answers: [QuestionID: Answer] = ["safe-at-night": .code("very-safe")]
        let blank = anonymize(try response(answers))
        for question in background { answers[question] = .code(.preferNotToSay) }

        let declined = anonymize(try response(answers))

        #expect(declined == blank)
        #expect(declined.respondentClass == RespondentClass())
    }

    @Test("Preferring not to answer a sensitive question is an answer to it")
    func sensitivePreferNotToSay() throws {
        let kept = anonymize(
            try response([
                "safe-at-night": .code("very-safe"), "victim": .code(.preferNotToSay),
            ]))

        #expect(kept.detachedAnswers == ["victim": .chosen([.preferNotToSay])])
    }

    @Test("A site of the link is part of the class")
    func site() throws {
        let kept = anonymize(
            try response(
                to: SurveyVariants.withSite,
                ["safe-at-night": .code("unsafe"), "site": .code("pool"), "gender": .code("man")]))

        #expect(kept.respondentClass == RespondentClass(gender: "man", site: "pool"))
    }

    @Test("Of a text only what looks like no personal data is kept, and in its normalised form")
    func masksTexts() throws {
        let kept = anonymize(
            try response([
                "safe-at-night": .code("very-safe"),
                "wish": .text("Ring 070\u{2013}123\u{A0}45 67, jag he\u{AD}ter Anna"),
            ]))

        #expect(kept.texts == ["wish": "Ring [···], jag heter Anna"])
    }

    @Test("Answers off the path leave no trace")
    func offThePath() throws {
        var generator = SeededGenerator(seed: 2)
        var dropped = 0

        for survey in allSurveys {
            for _ in 0..<60 {
                let journey = Journey.random(through: survey, using: &generator)
                let path = Set(journey.path.map(\.id))
                let offPath = journey.answers.keys.filter { !path.contains($0) }
                dropped += offPath.count
                let without = offPath.reduce(journey) { $0.answering($1, with: nil) }

                #expect(anonymize(try journey.completed()) == anonymize(try without.completed()))
            }
        }

        #expect(dropped > 20)
    }

    @Test("Every kept answer holds only codes of its question, and no block a detached one")
    func onlyCodes() throws {
        var generator = SeededGenerator(seed: 3)

        for survey in allSurveys {
            for _ in 0..<40 {
                let kept = anonymize(try .random(to: survey, using: &generator))

                for block in survey.blocks {
                    let questions = survey.keptQuestions(in: block.id)
                    let answers = try #require(kept.blocks[block.id])
                    #expect(answers.count == questions.count)
                    for (question, answer) in zip(questions, answers) {
                        #expect(!question.isDetached && question.background == nil)
                        #expect(answer.codes.allSatisfy(survey.codes(of: question).contains))
                    }
                }
                for question in Array(kept.detachedAnswers.keys) + Array(kept.texts.keys) {
                    #expect(survey.question(question)?.isDetached == true)
                }
            }
        }
    }
}
