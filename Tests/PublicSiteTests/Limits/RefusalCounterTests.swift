import Dialogues
import Foundation
import SurveyDefinition
import Synchronization
import TestSupport
import Testing

@testable import PublicSite

struct RefusalCounterTests {
    /// What was told so far; fails as often as it is told to.
    private final class Ear: Sendable {
        struct Deaf: Error {}

        private let state = Mutex((told: [RefusalCounts](), failures: 0))

        init(failures: Int = 0) { state.withLock { $0.failures = failures } }

        var told: [RefusalCounts] { state.withLock { $0.told } }

        func hear(_ counts: RefusalCounts) throws {
            try state.withLock {
                if $0.failures > 0 {
                    $0.failures -= 1
                    throw Deaf()
                }
                $0.told.append(counts)
            }
        }
    }

    @Test("Numbers are told once, and nothing when there is none")
    func once() async throws {
        let ear = Ear()
        let counters = RefusalCounters { try ear.hear($0) }
        for _ in 0..<3 { await counters.count(.tooMany, in: "a") }
        await counters.count(.tooQuick, in: "b")

        try await counters.flush()
        try await counters.flush()

        #expect(ear.told == [["a": [.tooMany: 3], "b": [.tooQuick: 1]]])
    }

    @Test("What couldn't be told is told with the next")
    func later() async throws {
        let ear = Ear(failures: 1)
        let counters = RefusalCounters { try ear.hear($0) }
        await counters.count(.tooMany, in: "a")

        await #expect(throws: Ear.Deaf.self) { try await counters.flush() }
        await counters.count(.tooMany, in: "a")
        await counters.count(.codeNotValid, in: "a")
        try await counters.flush()

        #expect(ear.told == [["a": [.tooMany: 2, .codeNotValid: 1]]])
    }

    @Test("Refused sends are counted by reason, and staff see them rounded down")
    func endToEnd() async throws {
        let clock = FakeClock()
        let rules = SendRules(sendsPerMinute: 5, codesPerMinute: 0, shortestVisit: 3)
        try await withSmallSite(rules: rules, clock: clock.ofSite) { site in
            for number in 0..<70 {
                _ = try await site.submit(
                    #"{"submissionKey": "key-of-sixteen-\#(number)", "answers": {"safe-at-night": "unsafe"}}"#
                )
            }
            let path = "/sv/d/\(openRound)/svara"
            let review = try await site.review(from: try await site.get(path), at: path)
            _ = try await site.post(try Form(review).fields(action: "send"), to: path)
            try await site.fixture.site.refusals.flush()

            let consultation = site.fixture.consultation
            #expect(
                try await site.fixture.store.refusals(in: openRound)
                    == [.tooMany: 60, .tooQuick: 1])
            #expect(try await consultation.refusals(in: openRound) == [.tooMany: 50])
        }
    }
}
