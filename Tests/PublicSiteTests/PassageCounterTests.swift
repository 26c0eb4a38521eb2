import Dialogues
import SurveyDefinition
import Synchronization
import TestSupport
import Testing

@testable import PublicSite

/// Where people give up is told in whole steps, and only of pages that everybody meets.
struct PassageCounterTests {
    /// What was told, one telling after the other.
    private final class Told: Sendable {
        private let tellings = Mutex<[PassageCounts]>([])
        var all: [PassageCounts] { tellings.withLock { $0 } }
        func tell(_ counts: PassageCounts) { tellings.withLock { $0.append(counts) } }
    }

    private static let survey = SmallSurvey.make()

    @Test("Whole steps are told; the rest waits for more")
    func wholeSteps() async throws {
        let told = Told()
        let counters = PassageCounters { told.tell($0) }
        let (page, step) = (Self.survey.commonPages[0], Self.survey.policy.participationStep)

        for _ in 0..<(step - 1) { await counters.count(page, in: "r", asking: Self.survey) }
        try await counters.flush()
        #expect(told.all == [])

        for _ in 0..<(step + 3) { await counters.count(page, in: "r", asking: Self.survey) }
        try await counters.flush()
        try await counters.flush()
        #expect(told.all == [["r": [page: 2 * step]]])
    }

    @Test("What couldn't be told is told later, once")
    func later() async throws {
        let told = Told()
        let isBroken = Mutex(true)
        let counters = PassageCounters { counts in
            if isBroken.withLock({ $0 }) { throw SubmissionRefusal.unknownRound }
            told.tell(counts)
        }
        let step = Self.survey.policy.participationStep
        for _ in 0..<step { await counters.count("review", in: "r", asking: Self.survey) }

        await #expect(throws: SubmissionRefusal.self) { try await counters.flush() }
        isBroken.withLock { $0 = false }
        try await counters.flush()

        #expect(told.all == [["r": ["review": step]]])
    }

    @Test("A page that an answer opens is never counted: it would tell the answer")
    func conditionalPages() async throws {
        for survey in allSurveys {
            let conditional = survey.sections.filter { section in
                section.questions.allSatisfy { $0.isGivenByLink || !$0.shownWhen.isEmpty }
            }.map(\.id)
            #expect(Set(conditional).isDisjoint(with: survey.commonPages))
            #expect(survey.commonPages.count == survey.sections.count - conditional.count + 1)
        }
        let told = Told()
        let counters = PassageCounters { told.tell($0) }
        for _ in 0..<100 { await counters.count("no-such-page", in: "r", asking: Self.survey) }
        try await counters.flush()
        #expect(told.all == [])
    }

    @Test("A resident's way through the pages is counted, page by page and once")
    func way() async throws {
        let told = Told()
        try await withSmallSite(adjusting: { verbs in
            verbs.tellPassages = { told.tell($0) }
        }) { site in
            let path = "/sv/d/small-2026/svara"
            let step = Self.survey.policy.participationStep
            for _ in 0..<step {
                var page = try await site.get(path)
                page = try await site.post(
                    try Form(page).fields([("safe-at-night", "very-safe")], action: "next"),
                    to: path)
                for _ in 0..<2 {
                    page = try await site.post(try Form(page).fields(action: "next"), to: path)
                }
            }
            try await site.fixture.site.passages.flush()
            let counts = told.all.first?[openRound] ?? [:]
            #expect(
                counts
                    == Dictionary(uniqueKeysWithValues: Self.survey.commonPages.map { ($0, step) }))
        }
    }
}
