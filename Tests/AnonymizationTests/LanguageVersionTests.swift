import Answering
import Foundation
import SurveyDefinition
import TestSupport
import Testing

@testable import Anonymization

/// In which language somebody answered is kept only where the survey says so, and then beside
/// nothing else of the response.
struct LanguageVersionTests {
    private static let counting = SurveyVariants.countingLanguages

    @Test("A survey that doesn't count languages keeps none, nor does one that isn't told any")
    func onlyWhereDeclared() throws {
        var generator = SeededGenerator(seed: 1)
        for (survey, language, expected) in [
            (SmallSurvey.make(), "ar", nil), (SmallSurvey.make(), nil, nil),
            (Self.counting, nil, nil), (Self.counting, "ar", .chosen(["ar"])),
            (Self.counting, "sv-simple", .chosen(["sv-simple"])),
        ] as [(Survey, Code?, KeptAnswer?)] {
            let kept = anonymize(
                try .random(to: survey, using: &generator), sentIn: language)

            #expect(kept.detachedAnswers[Survey.languageQuestion] == expected)
        }
    }

    @Test("It changes neither the class nor any other answer that is kept")
    func besideNothing() throws {
        var generator = SeededGenerator(seed: 2)
        for _ in 0..<50 {
            let response = try CompletedResponse.random(to: Self.counting, using: &generator)

            let with = anonymize(response, sentIn: "fi")
            let without = anonymize(response)

            #expect(with.respondentClass == without.respondentClass)
            #expect(with.blocks == without.blocks)
            #expect(with.texts == without.texts)
            var others = with.detachedAnswers
            others[Survey.languageQuestion] = nil
            #expect(others == without.detachedAnswers)
        }
    }

    @Test("It waits sealed with its response, and comes back whole")
    func sealed() throws {
        var generator = SeededGenerator(seed: 3)
        let seal = ResponseSeal(SecretsTests.key(1))
        for language in ["ar", "sv-simple", "tru-Latn"] as [Code] {
            let response = anonymize(
                try .random(to: Self.counting, using: &generator), sentIn: language)

            let sealed = seal.seal(response, of: Self.counting, in: "r")

            #expect(try seal.open(sealed, of: Self.counting, in: "r") == response)
            #expect(sealed.range(of: Data(language.value.utf8 + [0x1E])) == nil)
        }
    }

    @Test("Mixing gives it a row of its own under a key of its own, and counts it without a class")
    func mixed() throws {
        var generator = SeededGenerator(seed: 4)
        var round = SimulatedRound(of: Self.counting)
        let languages = (0..<60).map { Code(["sv", "fi", "ar"][$0 % 3]) }
        for language in languages {
            let response = anonymize(
                try .random(to: Self.counting, using: &generator), sentIn: language)
            round.accept(response, using: &generator)
        }

        let batch = try #require(try round.mix(isClosing: true, using: &generator))

        let rows = batch.answers.filter { $0.question == Survey.languageQuestion }
        let counts = batch.counts.counts.filter { $0.key.question == Survey.languageQuestion }
        #expect(rows.flatMap(\.answer.codes).sorted() == languages.sorted())
        #expect(counts.count == 3 && counts.values.allSatisfy { $0 == 20 })
        #expect(counts.keys.allSatisfy { $0.respondentClass == nil })
        let others =
            batch.fragments.map(\.key) + batch.texts.map(\.key) + batch.taken
            + batch.answers.filter { $0.question != Survey.languageQuestion }.map(\.key)
        #expect(Set(rows.map(\.key)).count == 60)
        #expect(Set(rows.map(\.key)).isDisjoint(with: others))
        let texts = batch.fragments.map(\.answers) + batch.fragments.map(\.respondentClass.key)
        #expect(texts.allSatisfy { text in !["sv", "fi", "ar"].contains { text.contains($0) } })
    }
}
