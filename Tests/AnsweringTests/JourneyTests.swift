import SurveyDefinition
import TestSupport
import Testing

@testable import Answering

/// The path follows from the answers, and what is off it changes nothing.
struct JourneyTests {
    private static let conditional: Set<QuestionID> = [
        "why-unsafe", "years-here", "victim", "trust",
    ]

    private func journey(_ answers: [QuestionID: Answer], through survey: Survey) -> Journey {
        var generator = SeededGenerator(seed: 1)
        return Journey(
            through: survey, submissionKey: SubmissionKey(using: &generator), answers: answers)
    }

    @Test(
        "A question is asked when every condition before it holds, all the way back",
        arguments: [
            ([:], []),
            (["safe-at-night": .code("very-safe")], []),
            (["safe-at-night": .code("unsafe")], ["why-unsafe"]),
            (
                ["safe-at-night": .code("unsafe"), "why-unsafe": .codes(["traffic", "people"])],
                ["why-unsafe"]
            ),
            (
                ["safe-at-night": .code("unsafe"), "why-unsafe": .codes(["dark", "traffic"])],
                ["why-unsafe", "years-here"]
            ),
            (
                [
                    "safe-at-night": .code("unsafe"), "why-unsafe": .codes(["dark"]),
                    "years-here": .number(5),
                ],
                ["why-unsafe", "years-here"]
            ),
            (
                [
                    "safe-at-night": .code("unsafe"), "why-unsafe": .codes(["dark"]),
                    "years-here": .number(6),
                ],
                ["why-unsafe", "years-here", "victim"]
            ),
            (
                [
                    "safe-at-night": .code("very-safe"), "why-unsafe": .codes(["dark"]),
                    "years-here": .number(6), "council-works": .code("very-badly"),
                ],
                []
            ),
            (
                ["safe-at-night": .code("unsafe"), "council-works": .code("very-badly")],
                ["why-unsafe", "trust"]
            ),
            (["council-works": .code("very-badly")], []),
        ] as [([QuestionID: Answer], Set<QuestionID>)])
    func chain(answers: [QuestionID: Answer], opened: Set<QuestionID>) {
        let survey = ChainSurvey.survey

        let path = journey(answers, through: survey).path.map(\.id)

        #expect(Set(path).intersection(Self.conditional) == opened)
        #expect(path == survey.questions.map(\.id).filter(path.contains))
        #expect(Set(path).union(Self.conditional).count == survey.questions.count)
    }

    @Test("Answers that leave the path stay until the end, and come back with it")
    func answersStay() throws {
        let unsafe = journey(
            [
                "safe-at-night": .code("unsafe"), "why-unsafe": .codes(["dark"]),
                "years-here": .number(9),
            ], through: ChainSurvey.survey)

        let changed = unsafe.answering("safe-at-night", with: .code("very-safe"))
        let changedBack = changed.answering("safe-at-night", with: .code("unsafe"))

        #expect(changed.answers["years-here"] == .number(9))
        #expect(try changed.completed().answers == ["safe-at-night": .code("very-safe")])
        #expect(try changedBack.completed().answers == unsafe.answers)
    }

    @Test("Taking an answer away takes away what it opened")
    func takingAway() {
        let unsafe = journey(["safe-at-night": .code("unsafe")], through: ChainSurvey.survey)

        let without = unsafe.answering("safe-at-night", with: nil)

        #expect(without.answers.isEmpty)
        #expect(!without.path.contains { $0.id == "why-unsafe" })
    }

    @Test("A journey ends only when the required questions on its path are answered")
    func required() throws {
        let empty = journey([:], through: SmallSurvey.make())

        #expect(empty.faults.map(\.question.id) == ["safe-at-night"])
        #expect(empty.faults.map(\.error) == [.missing])
        #expect(throws: IncompleteJourney(missing: ["safe-at-night"])) { try empty.completed() }
        #expect(
            try empty.answering("safe-at-night", with: .code(.dontKnow)).completed().answers.count
                == 1)
    }

    @Test("What is completed are the answers on the path, whatever was answered off it")
    func offThePath() throws {
        var generator = SeededGenerator(seed: 3)
        var dropped = 0

        for survey in allSurveys + [ChainSurvey.survey] {
            for _ in 0..<60 {
                let whole = Journey.random(through: survey, using: &generator)
                let path = Set(whole.path.map(\.id))
                let offPath = survey.questions.filter { !path.contains($0.id) }
                dropped += offPath.count

                let without = offPath.reduce(whole) { $0.answering($1.id, with: nil) }
                let others = offPath.reduce(whole) { journey, question in
                    journey.answering(
                        question.id, with: .random(to: question, in: survey, using: &generator))
                }

                let completed = try whole.completed()
                #expect(Set(completed.answers.keys).isSubset(of: completed.asked))
                #expect(completed.asked == path)
                for other in [without, others] {
                    #expect(other.path.map(\.id) == whole.path.map(\.id))
                    #expect(try other.completed().answers == completed.answers)
                    #expect(try other.completed().asked == completed.asked)
                }
            }
        }

        #expect(dropped > 100)
    }

    @Test("No page shows a question that the link answers, and each page shows something")
    func givenByLink() throws {
        var generator = SeededGenerator(seed: 4)
        let linked = allSurveys.flatMap(\.questions).filter(\.isGivenByLink)
        #expect(!linked.isEmpty)

        for survey in allSurveys {
            for _ in 0..<20 {
                let journey = Journey.random(through: survey, using: &generator)
                let shown = journey.pages.flatMap(\.questions)

                #expect(journey.pages.allSatisfy { !$0.questions.isEmpty })
                #expect(shown.map(\.id) == journey.path.filter { !$0.isGivenByLink }.map(\.id))
                #expect(
                    journey.pages.map(\.section.id)
                        == journey.survey.sections.map(\.id)
                        .filter { id in shown.contains { survey.section(of: $0.id) == id } })
            }
        }
    }
}
