import Answering
import Dialogues
import SurveyDefinition
import TestSupport
import Testing
import Tickets

@testable import PublicSite

/// A form that is sent a moment after it was opened is shown again.
struct ShortestVisitTests {
    private static let path = "/sv/d/\(openRound)/svara"

    private func withShortestVisit(
        _ body: @escaping @Sendable (TestSite, FakeClock) async throws -> Void
    ) async throws {
        let clock = FakeClock()
        let rules = SendRules(sendsPerMinute: 0, codesPerMinute: 0, shortestVisit: 3)
        try await withSmallSite(rules: rules, clock: clock.ofSite) { site in
            try await body(site, clock)
        }
    }

    /// From the first page to the review, while the clock stands still.
    private func review(in site: TestSite) async throws -> Reply {
        try await site.review(from: try await site.get(Self.path), at: Self.path)
    }

    private func send(_ page: Reply, to site: TestSite) async throws -> Reply {
        try await site.post(try Form(page).fields(action: "send"), to: Self.path)
    }

    @Test("What is sent too soon is shown again with all answers, and sent by the next press")
    func tooSoon() async throws {
        try await withShortestVisit { site, clock in
            let review = try await review(in: site)
            clock.advance(by: .seconds(1))

            let held = try await send(review, to: site)
            let stored = try await site.fixture.holdings(of: openRound).accepted
            clock.advance(by: .seconds(2))
            let sent = try await send(held, to: site)

            let text = try #require(site.fixture.site.texts["sv"])
            #expect(held.status == 429)
            #expect(held["Retry-After"] == "2")
            #expect(held.text.contains(text.html("review.too-quick")))
            #expect(held.text.contains("Det jag skrev"))
            #expect(stored == 0)
            #expect(sent.status == 303)
            #expect(try await site.fixture.holdings(of: openRound).accepted == 1)
        }
    }

    @Test("The time runs from the first page, through every page, code and change of language")
    func fromTheFirstPage() async throws {
        try await withShortestVisit { site, clock in
            let consultation = site.fixture.consultation
            try await consultation.createRound(
                .init(
                    id: "urval-2026", survey: "small", period: "2026", sampling: .census,
                    anonymity: .code))
            let code = try await consultation.createInvitations(1, in: "urval-2026")[0]
            try await consultation.openRound("urval-2026")
            try await Task.sleep(for: .milliseconds(1_100))
            let path = "/sv/d/urval-2026/svara"

            let asked = try await site.get(path)
            clock.advance(by: .seconds(3))
            var page = try await site.post(
                try Form(asked).fields(action: "next") + [("code", code.printed)], to: path)
            page = try await site.post(
                try Form(page).fields(action: "stay"), to: "/ar/d/urval-2026/svara")
            page = try await site.review(from: page, at: path)
            let sent = try await site.post(try Form(page).fields(action: "send"), to: path)
            #expect(sent.status == 303)
        }
    }

    @Test("A page from before the clock was set back is taken, and one that is weeks old")
    func strangeTimes() async throws {
        for time in [Duration.seconds(-3_600), .seconds(40 * 24 * 3_600)] {
            try await withShortestVisit { site, clock in
                let review = try await review(in: site)
                clock.advance(by: time)

                #expect(try await send(review, to: site).status == 303)
            }
        }
    }

    @Test("A program has no first page, and sends when it likes")
    func programs() async throws {
        try await withShortestVisit { site, _ in
            let sent = try await site.submit(
                #"{"submissionKey": "0123456789abcdef", "answers": {"safe-at-night": "unsafe"}}"#)

            #expect(sent.status == 201)
        }
    }

    @Test("The time comes back as it left, with or without a code, and in no journey")
    func coding() throws {
        let survey = SmallSurvey.make()
        var generator = SeededGenerator(seed: 3)
        let journey = Journey(through: survey, submissionKey: SubmissionKey(using: &generator))
        let code = InvitationCode(using: &generator)
        for begun in [0, 1_800_000_000, -5, Int(Int32.max) * 4] {
            for (level, admission) in [(.open, nil), (.code, nil), (.code, .code(code))]
                as [(AnonymityLevel, Admission?)]
            {
                let bytes = Carried(journey, begun: begun, admission: admission).encoded(at: level)
                let carried = try #require(Carried(decoding: bytes, through: survey, at: level))

                #expect(carried.begun == begun)
                #expect(carried.admission == admission)
                #expect(carried.journey.encoded() == journey.encoded())
                #expect(bytes.suffix(journey.encoded().count) == journey.encoded()[...])
            }
        }
        for length in 0..<8 {
            let bytes = Array(repeating: UInt8(0), count: length)
            #expect(Carried(decoding: bytes, through: survey, at: .open) == nil)
        }
    }

    @Test("Whenever a page was opened, the same answers complete to the same response")
    func sameResponse() throws {
        let survey = SmallSurvey.make()
        var generator = SeededGenerator(seed: 4)
        let journey = Journey(
            through: survey, submissionKey: SubmissionKey(using: &generator),
            answers: ["safe-at-night": .code("unsafe")])

        let responses = try [1_800_000_000, 1_900_000_000].map { begun in
            let bytes = Carried(journey, begun: begun).encoded(at: .open)
            let carried = try #require(Carried(decoding: bytes, through: survey, at: .open))
            return try carried.journey.completed()
        }

        #expect(responses[0].answers == responses[1].answers)
        #expect(responses[0].asked == responses[1].asked)
    }
}
