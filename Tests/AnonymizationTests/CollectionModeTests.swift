import Answering
import SurveyDefinition
import TestSupport
import Testing

@testable import Anonymization

/// How an answer came in is counted for the round, apart from everything else, where the survey says so.
struct CollectionModeTests {
    private static let counting: Survey = {
        guard
            let survey = SmallSurvey.makeDefinitions(of: SmallSurvey.sourceCountingModes).survey(
                "small")
        else { preconditionFailure("The small survey is there.") }
        return survey
    }()

    @Test("It is kept only where the survey counts modes, and only if it is known")
    func onlyWhereDeclared() throws {
        var generator = SeededGenerator(seed: 1)
        for (survey, mode, expected) in [
            (SmallSurvey.make(), .kiosk, nil), (Self.counting, nil, nil),
            (Self.counting, .kiosk, .chosen(["kiosk"])), (Self.counting, .web, .chosen(["web"])),
        ] as [(Survey, CollectionMode?, KeptAnswer?)] {
            let kept = anonymize(try .random(to: survey, using: &generator), by: mode)

            #expect(kept.detachedAnswers[Survey.modeQuestion] == expected)
        }
    }

    @Test("It changes neither the class nor any other answer that is kept")
    func besideNothing() throws {
        var generator = SeededGenerator(seed: 2)
        for _ in 0..<50 {
            let response = try CompletedResponse.random(to: Self.counting, using: &generator)

            let with = anonymize(response, by: .paper)
            let without = anonymize(response)

            #expect(with.respondentClass == without.respondentClass)
            #expect(with.blocks == without.blocks && with.texts == without.texts)
            #expect(
                with.detachedAnswers.filter { $0.key != Survey.modeQuestion }
                    == without.detachedAnswers)
        }
    }

    @Test("Mixing gives it a row under a key of its own, and counts it without a class")
    func mixed() throws {
        var generator = SeededGenerator(seed: 4)
        var round = SimulatedRound(of: Self.counting)
        for place in 0..<60 {
            round.accept(
                anonymize(
                    try .random(to: Self.counting, using: &generator),
                    by: CollectionMode.allCases[place % 4]),
                using: &generator)
        }

        let batch = try #require(try round.mix(isClosing: true, using: &generator))

        let rows = batch.answers.filter { $0.question == Survey.modeQuestion }
        let counts = batch.counts.counts.filter { $0.key.question == Survey.modeQuestion }
        #expect(rows.count == 60 && Set(rows.map(\.key)).count == 60)
        #expect(counts.count == 4 && counts.values.allSatisfy { $0 == 15 })
        #expect(counts.keys.allSatisfy { $0.respondentClass == nil })
    }
}
