import Answering
import Dialogues
import Pipeline
import Storage
import SurveyDefinition
import TestSupport
import Testing

/// From a submission to the counts of a closed round: how many answered in each language version.
struct LanguageVersionTests {
    private static let counting = SmallSurvey.makeDefinitions(
        of: SmallSurvey.sourceCountingLanguages)
    private static let round = Consultation.smallRound

    /// Closes a round in which thirty answered, every third in each language version and every third
    /// in one that isn't known.
    private func collect(by consultation: Consultation) async throws {
        var generator = SeededGenerator(seed: 1)
        try await consultation.openSmallRound()
        let survey = try await consultation.survey(of: consultation.round(Self.round))
        for place in 0..<30 {
            _ = try await consultation.submit(
                .random(to: survey, using: &generator), SubmissionKey(using: &generator),
                to: Self.round, sentIn: ["sv", "ar", nil][place % 3])
        }
        try await consultation.closeRound(Self.round)
    }

    @Test("Where the survey counts them, the round knows how many, and of no class")
    func counted() async throws {
        try await ConsultationFixture.run { fixture in
            try await collect(by: fixture.consultation(Self.counting))

            let counts = try await fixture.store.responses(in: Self.round).counts
                .filter { $0.key.question == Survey.languageQuestion }
            let detached = try await fixture.store.detachedAnswers(in: Self.round).counts
                .filter { $0.key.question == Survey.languageQuestion }
            let fragments = try await fixture.store.fragments(in: Self.round)

            #expect(
                counts == [
                    .init(
                        question: Survey.languageQuestion, respondentClass: nil,
                        answer: .chosen(["sv"])): 10,
                    .init(
                        question: Survey.languageQuestion, respondentClass: nil,
                        answer: .chosen(["ar"])): 10,
                ])
            #expect(detached == counts)
            #expect(fragments.count == 60)
        }
    }

    @Test("Where it doesn't, nothing of them is kept")
    func notCounted() async throws {
        try await ConsultationFixture.run { fixture in
            try await collect(by: fixture.consultation())

            let table = try await fixture.store.responses(in: Self.round)

            #expect(table.responses == 30)
            #expect(!table.counts.keys.contains { $0.question == Survey.languageQuestion })
        }
    }

    @Test("A round that was promised otherwise keeps none when the survey begins to count")
    func promiseHolds() async throws {
        try await ConsultationFixture.run { fixture in
            try await fixture.consultation().createRound(.small())
            let later = SmallSurvey.makeDefinitions(
                of: SmallSurvey.sourceCountingLanguages.replacing("version: 1", with: "version: 2"))
            let consultation = fixture.consultation(later)
            try await consultation.openRound(Self.round)
            let survey = try await consultation.survey(of: consultation.round(Self.round))
            var generator = SeededGenerator(seed: 2)
            for _ in 0..<25 {
                _ = try await consultation.submit(
                    .random(to: survey, using: &generator), SubmissionKey(using: &generator),
                    to: Self.round, sentIn: "ar")
            }
            try await consultation.closeRound(Self.round)

            let counts = try await fixture.store.responses(in: Self.round).counts

            #expect(!counts.keys.contains { $0.question == Survey.languageQuestion })
        }
    }
}
