import Dialogues
import Pipeline
import SurveyDefinition
import TestSupport
import Testing

@Suite("Guarding a round")
struct GuardTests {
    @Test("staff switch it on and off, of one round")
    func onAndOff() async throws {
        try await withTemporaryFolder { folder in
            let fixture = try SiteFixture(in: folder, definitions: SmallSurvey.makeDefinitions())
            try await fixture.open("small-2026", of: "small")
            try await fixture.open("small-2027", of: "small")
            let consultation = fixture.consultation

            try await consultation.setGuarded(true, "small-2026")
            #expect(try await consultation.round("small-2026").isGuarded)
            #expect(try await !consultation.round("small-2027").isGuarded)

            try await consultation.setGuarded(false, "small-2026")
            #expect(try await !consultation.round("small-2026").isGuarded)
        }
    }

    @Test("rounds with codes and closed rounds aren't guarded")
    func refused() async throws {
        try await withTemporaryFolder { folder in
            let fixture = try SiteFixture(in: folder, definitions: SmallSurvey.makeDefinitions())
            let consultation = fixture.consultation
            try await consultation.createRound(
                .init(
                    id: "codes", survey: "small", period: "2026", sampling: .census,
                    anonymity: .code))
            try await fixture.open("small-2025", of: "small")
            try await consultation.closeRound("small-2025")

            await #expect(throws: ConsultationError.notGuardable("codes")) {
                try await consultation.setGuarded(true, "codes")
            }
            await #expect(
                throws: ConsultationError.wrongStage("small-2025", is: .closed, needs: .open)
            ) {
                try await consultation.setGuarded(true, "small-2025")
            }
            await #expect(throws: ConsultationError.unknownRound("nowhere")) {
                try await consultation.setGuarded(true, "nowhere")
            }
        }
    }
}
