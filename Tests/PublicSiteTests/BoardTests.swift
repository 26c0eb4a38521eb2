import Dialogues
import SurveyDefinition
import TestSupport
import Testing

@testable import PublicSite

/// What the board reads from, and how often it did.
private actor Source {
    private(set) var readings = 0
    private var stage = RoundStage.prepared
    private var isBroken = false
    private let survey = SmallSurvey.make()

    struct Broken: Error {}

    func open() { stage = .open }
    func setBroken(_ isBroken: Bool) { self.isBroken = isBroken }

    func listings() throws -> [PublicVerbs.RoundListing] {
        readings += 1
        if isBroken { throw Broken() }
        let round = Round(
            id: openRound, survey: "small", surveyVersion: 1, period: "2026", sampling: .census,
            stage: stage)
        return [.init(round: round, survey: survey, latestRelease: nil)]
    }
}

struct BoardTests {
    /// Long enough for the board to read anew.
    private func waitASecond() async throws { try await Task.sleep(for: .milliseconds(1_050)) }

    @Test("The rounds are read once for all who ask within a second")
    func readsOnce() async throws {
        let source = Source()
        let board = Board { try await source.listings() }

        try await withThrowingTaskGroup(of: Int.self) { tasks in
            for _ in 0..<50 { tasks.addTask { try await board.snapshot().edition } }
            for try await edition in tasks { #expect(edition == 1) }
        }

        let readings = await source.readings
        #expect(readings == 1)
    }

    @Test("After a second they are read anew, and the edition grows only when something changed")
    func refreshes() async throws {
        let source = Source()
        let board = Board { try await source.listings() }
        let first = try await board.snapshot()

        try await waitASecond()
        let same = try await board.snapshot()
        await source.open()
        try await waitASecond()
        let changed = try await board.snapshot()

        #expect(same.edition == first.edition)
        #expect(changed.edition == first.edition + 1)
        #expect(changed.listing(openRound)?.round.stage == .open)
        #expect(changed.listing("nowhere") == nil)
    }

    @Test("A store that fails is told to who asks, and asked again by the next")
    func recovers() async throws {
        let source = Source()
        let board = Board { try await source.listings() }
        await source.setBroken(true)
        await #expect(throws: Source.Broken.self) { try await board.snapshot() }

        await source.setBroken(false)
        let snapshot = try await board.snapshot()

        #expect(snapshot.listings.count == 1)
    }

    @Test("Pages follow the rounds within a second: a round that opens gets its page")
    func pagesFollow() async throws {
        try await withSmallSite { site in
            let before = try await site.get("/sv")
            try await site.fixture.consultation.openRound(preparedRound)
            try await waitASecond()
            let after = try await site.get("/sv")
            let page = try await site.get("/sv/d/\(preparedRound)")

            #expect(before["ETag"] != after["ETag"])
            #expect(after.text.matches(of: /href="\/sv\/d\/small-2027"/).count == 1)
            #expect(page.status == 200)
        }
    }
}
