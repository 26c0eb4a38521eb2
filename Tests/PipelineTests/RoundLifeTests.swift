import Dialogues
import DisclosureControl
import Pipeline
import Storage
import SurveyDefinition
import TestSupport
import Testing

/// A round is prepared, opened, mixed, closed and released, in this order only.
struct RoundLifeTests {
    @Test("Mixing an open round takes a batch and leaves the rare; closing takes everything")
    func mixingAndClosing() async throws {
        try await ConsultationFixture.run { fixture in
            let consultation = fixture.consultation()
            let round = Consultation.smallRound
            try await consultation.openSmallRound()

            try await consultation.submitRandom(10, seed: 1)
            let few = try await consultation.mix(round)
            try await consultation.submitRandom(290, seed: 2)
            let mixed = try await consultation.mix(round)
            let waiting = try await fixture.store.waiting(in: round)
            let standing = try await fixture.store.responses(in: round)
            try await consultation.closeRound(round)
            let kept = try await fixture.store.responses(in: round)

            #expect(few == 0)
            #expect(mixed >= 20)
            #expect(waiting == 300 - mixed && waiting > 0)
            #expect(standing.classes.values.allSatisfy { $0 >= 5 })
            #expect(kept.responses == 300)
            #expect(try await fixture.store.waiting(in: round) == 0)
            #expect(try await consultation.round(round).stage == .closed)
        }
    }

    @Test("Mixing all open rounds leaves the others alone")
    func openRounds() async throws {
        try await ConsultationFixture.run { fixture in
            let consultation = fixture.consultation()
            try await consultation.openSmallRound()
            try await consultation.createRound(.small("prepared"))
            try await consultation.createRound(.small("closed"))
            try await consultation.openRound("closed")
            try await consultation.closeRound("closed")
            try await consultation.submitRandom(300, seed: 3)

            try await consultation.mixOpenRounds()

            #expect(try await fixture.store.responses(in: Consultation.smallRound).responses >= 20)
            #expect(try await consultation.round("prepared").stage == .prepared)
            #expect(try await consultation.round("closed").stage == .closed)
        }
    }

    @Test("A verb at the wrong time is refused, and says what stage it needs")
    func wrongStage() async throws {
        try await ConsultationFixture.run { fixture in
            let consultation = fixture.consultation()
            let round = Consultation.smallRound
            func refusal(_ stage: RoundStage, needs needed: RoundStage) -> ConsultationError {
                .wrongStage(round, is: stage, needs: needed)
            }
            try await consultation.createRound(.small())

            await #expect(throws: refusal(.prepared, needs: .open)) {
                try await consultation.mix(round)
            }
            await #expect(throws: refusal(.prepared, needs: .open)) {
                try await consultation.closeRound(round)
            }
            await #expect(throws: refusal(.prepared, needs: .closed)) {
                try await consultation.publishRelease(of: round)
            }
            try await consultation.openRound(round)
            await #expect(throws: refusal(.open, needs: .prepared)) {
                try await consultation.openRound(round)
            }
            await #expect(throws: refusal(.open, needs: .closed)) {
                try await consultation.publishRelease(of: round)
            }
            try await consultation.closeRound(round)
            await #expect(throws: refusal(.closed, needs: .prepared)) {
                try await consultation.openRound(round)
            }
            await #expect(throws: refusal(.closed, needs: .open)) {
                try await consultation.mix(round)
            }
            #expect(try await consultation.releases(of: round) == [])
        }
    }

    @Test("What isn't there is said to be missing, and what is there can't be created again")
    func unknown() async throws {
        try await ConsultationFixture.run { fixture in
            let consultation = fixture.consultation()
            let unknown = ConsultationError.unknownRound("nowhere")

            await #expect(throws: unknown) { try await consultation.round("nowhere") }
            await #expect(throws: unknown) { try await consultation.mix("nowhere") }
            await #expect(throws: unknown) { try await consultation.closeRound("nowhere") }
            await #expect(throws: unknown) { try await consultation.publishRelease(of: "nowhere") }
            await #expect(throws: ConsultationError.unknownSurvey("other")) {
                try await consultation.createRound(
                    .init(id: "r", survey: "other", period: "2026", sampling: .census))
            }
            try await consultation.createRound(.small())
            await #expect(throws: ConsultationError.roundExists(Consultation.smallRound)) {
                try await consultation.createRound(.small())
            }
        }
    }

    @Test("The number of invited and the break of a series stand with the round from its creation")
    func invitedAndSeries() async throws {
        try await ConsultationFixture.run { fixture in
            let consultation = fixture.consultation()

            try await consultation.createRound(
                .init(
                    id: "r", survey: "small", period: "2026", sampling: .census, invited: 400,
                    startsSeries: .base))

            let round = try await consultation.round("r")
            #expect(round.invited == 400)
            #expect(round.startsSeries == .base)
            try await consultation.setInvited(390, to: "r")
            #expect(try await consultation.round("r").invited == 390)
        }
    }

    @Test("A number of invited that can't be is refused, and so is one after a release")
    func invitedRefused() async throws {
        try await ConsultationFixture.run { fixture in
            let consultation = fixture.consultation()
            let chosen = Consultation.smallRound
            try await consultation.createRound(.small())
            try await consultation.createRound(
                .init(id: "r", survey: "small", period: "2026", sampling: .probability))
            try await consultation.openRound("r")
            try await consultation.submitRandom(60, to: "r", seed: 5)

            await #expect(throws: ConsultationError.noInvitations(chosen)) {
                try await consultation.setInvited(100, to: chosen)
            }
            await #expect(throws: ConsultationError.noInvitations("new")) {
                try await consultation.createRound(
                    .init(
                        id: "new", survey: "small", period: "2026", sampling: .selfSelected,
                        invited: 100))
            }
            await #expect(throws: ConsultationError.nobodyInvited("r")) {
                try await consultation.setInvited(0, to: "r")
            }
            await #expect(throws: ConsultationError.moreHaveAnswered("r", atLeast: 50)) {
                try await consultation.setInvited(49, to: "r")
            }
            try await consultation.setInvited(120, to: "r")
            try await consultation.closeRound("r")
            _ = try await consultation.publishRelease(of: "r")
            await #expect(throws: ConsultationError.alreadyReleased("r")) {
                try await consultation.setInvited(110, to: "r")
            }
            #expect(try await consultation.round("r").invited == 120)
            #expect(try await fixture.store.round("new") == nil)
        }
    }

    @Test("Releasing twice gives the same release, and the ledger keeps one")
    func releaseTwice() async throws {
        try await ConsultationFixture.run { fixture in
            let consultation = fixture.consultation()
            try await consultation.openSmallRound()
            try await consultation.submitRandom(130, seed: 4)
            try await consultation.closeRound(Consultation.smallRound)

            let first = try await consultation.publishRelease(of: Consultation.smallRound)
            let second = try await consultation.publishRelease(of: Consultation.smallRound)

            #expect(first.number == 1)
            #expect(second == first)
            #expect(try await consultation.releases(of: Consultation.smallRound) == [first])
            #expect(first.responsesAtLeast == 125)
            #expect(first.table.indicators.map(\.id) == ["safe", "council-works", "trust"])
            #expect(first.method.sampling == "self-selected" && !first.method.isDemonstration)
        }
    }

    @Test("Listings have open rounds first, then prepared, then closed with their newest release")
    func listings() async throws {
        try await ConsultationFixture.run { fixture in
            let consultation = fixture.consultation()
            for id in ["d-open", "c-prepared", "b-open", "a-closed"] as [RoundID] {
                try await consultation.createRound(.small(id))
            }
            for id in ["d-open", "b-open", "a-closed"] as [RoundID] {
                try await consultation.openRound(id)
            }
            try await consultation.closeRound("a-closed")
            _ = try await consultation.publishRelease(of: "a-closed")

            let listings = try await consultation.listings()

            #expect(listings.map(\.round.id) == ["b-open", "d-open", "c-prepared", "a-closed"])
            #expect(listings.map(\.latestRelease) == [nil, nil, nil, 1])
            #expect(listings.allSatisfy { $0.survey.id == "small" })
        }
    }
}
