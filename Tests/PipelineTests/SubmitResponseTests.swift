import Answering
import Dialogues
import Pipeline
import Storage
import SurveyDefinition
import TestSupport
import Testing

/// A response counts once, and only while its round is open.
struct SubmitResponseTests {
    private func response(seed: UInt64 = 1) throws -> (CompletedResponse, SubmissionKey) {
        var generator = SeededGenerator(seed: seed)
        let response = try CompletedResponse.random(to: SmallSurvey.make(), using: &generator)
        return (response, SubmissionKey(using: &generator))
    }

    @Test("Sending again counts once, also when the answers have changed since")
    func repeated() async throws {
        try await ConsultationFixture.run { fixture in
            let consultation = fixture.consultation()
            try await consultation.openSmallRound()
            let (first, key) = try response()
            let (second, _) = try response(seed: 2)

            let outcomes = [
                try await consultation.submit(first, key, to: Consultation.smallRound),
                try await consultation.submit(first, key, to: Consultation.smallRound),
                try await consultation.submit(second, key, to: Consultation.smallRound),
            ]

            #expect(outcomes == [.accepted, .repeated, .repeated])
            #expect(try await fixture.store.participation(in: Consultation.smallRound) == 1)
            #expect(try await fixture.store.waiting(in: Consultation.smallRound) == 1)
        }
    }

    @Test("Participation is told rounded down to the policy's step")
    func participation() async throws {
        try await ConsultationFixture.run { fixture in
            let consultation = fixture.consultation()
            try await consultation.openSmallRound()
            var told: [Int] = []

            for (seed, count) in [24, 1, 24, 1].enumerated() {
                try await consultation.submitRandom(count, seed: UInt64(seed))
                told.append(try await consultation.participation(in: Consultation.smallRound))
            }

            #expect(told == [0, 25, 25, 50])
            #expect(try await fixture.store.participation(in: Consultation.smallRound) == 50)
        }
    }

    @Test("A round that isn't there, isn't open yet or is closed takes no response")
    func refused() async throws {
        try await ConsultationFixture.run { fixture in
            let consultation = fixture.consultation()
            let round = Consultation.smallRound
            let (response, key) = try response()

            await #expect(throws: StorageError.unknownRound(round)) {
                try await consultation.submit(response, key, to: round)
            }
            try await consultation.createRound(.small())
            await #expect(throws: StorageError.roundNotOpen(round)) {
                try await consultation.submit(response, key, to: round)
            }
            try await consultation.openRound(round)
            try await consultation.closeRound(round)
            await #expect(throws: StorageError.roundNotOpen(round)) {
                try await consultation.submit(response, key, to: round)
            }
            #expect(try await fixture.store.participation(in: round) == 0)
            #expect(try await fixture.store.responses(in: round).responses == 0)
        }
    }
}
