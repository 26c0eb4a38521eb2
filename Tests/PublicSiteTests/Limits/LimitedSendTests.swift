import Answering
import Foundation
import Hummingbird
import HummingbirdTesting
import SurveyDefinition
import TestSupport
import Testing

@testable import PublicSite

/// What is held back, and that nothing is lost by it.
struct LimitedSendTests {
    private static let school = "198.51.100.7"
    private static let neighbours = "198.51.100.250"
    private static let home = "203.0.113.5"
    private static let form = "/sv/d/\(openRound)/svara"

    private func withLimits(
        _ body: @escaping @Sendable (TestSite, FakeClock) async throws -> Void
    ) async throws {
        let clock = FakeClock()
        var rules = SendRules.usual
        rules.shortestVisit = 0
        try await withSmallSite(.live, rules: rules, clock: clock.ofSite) { site in
            try await body(site, clock)
        }
    }

    private func submit(_ number: Int, to site: TestSite) async throws -> Reply {
        try await site.submit(
            #"{"submissionKey": "key-of-sixteen-\#(number)", "answers": {"safe-at-night": "unsafe"}}"#
        )
    }

    private func review(in site: TestSite) async throws -> Reply {
        try await site.review(from: try await site.get(Self.form), at: Self.form)
    }

    private func send(_ review: Reply, to site: TestSite) async throws -> Reply {
        try await site.post(try Form(review).fields(action: "send"), to: Self.form)
    }

    @Test("Two school classes behind one address are taken at once; who comes then waits seconds")
    func classes() async throws {
        try await withLimits { site, clock in
            let school = site.asked(from: Self.school)
            for number in 0..<60 {
                #expect(try await submit(number, to: school).status == 201)
            }

            let held = try await submit(60, to: school)
            let sameNetwork = try await submit(60, to: site.asked(from: Self.neighbours))
            let elsewhere = try await submit(61, to: site.asked(from: Self.home))
            clock.advance(by: .seconds(2))
            let later = try await submit(60, to: school)
            let soonAgain = try await submit(62, to: school)

            #expect(held.status == 429)
            #expect(try held.problem().code == "too-many")
            #expect(held["Retry-After"] == "2")
            #expect(sameNetwork.status == 429)
            #expect(elsewhere.status == 201)
            #expect(later.status == 201)
            #expect(soonAgain.status == 429)
            #expect(try await site.fixture.holdings(of: openRound).accepted == 62)
        }
    }

    @Test("A library that sends every other second all day is never held back")
    func library() async throws {
        try await withLimits { site, clock in
            let library = site.asked(from: Self.school)
            for number in 0..<300 {
                let sent = try await submit(number, to: library)
                #expect(sent.status == 201)
                clock.advance(by: .seconds(2))
            }
        }
    }

    @Test("A resident who is held back is shown the answers again, waits, and is thanked")
    func nothingIsLost() async throws {
        try await withLimits { site, clock in
            let site = site.asked(from: Self.school)
            let review = try await review(in: site)
            for number in 0..<60 { _ = try await submit(number, to: site) }

            let held = try await send(review, to: site)
            clock.advance(by: .seconds(2))
            let sent = try await send(held, to: site)
            let again = try await send(held, to: site)
            clock.advance(by: .seconds(2))
            let repeated = try await send(held, to: site)

            let text = try #require(site.fixture.site.texts["sv"])
            #expect(held.status == 429)
            #expect(held["Retry-After"] == "2")
            #expect(held["Cache-Control"] == "no-store")
            #expect(held.text.contains(text.html("review.many-sends")))
            #expect(held.text.contains("Det jag skrev"))
            #expect(try Form(held).section == "review")
            #expect(Markup(held.text).faults == [])
            #expect(sent.status == 303)
            #expect(again.status == 429)
            #expect(repeated.status == 303)
            #expect(try await site.fixture.holdings(of: openRound).accepted == 61)
        }
    }

    @Test("Pages cost nothing: a network that may not send can still read and answer")
    func pagesAreFree() async throws {
        try await withLimits { site, _ in
            let site = site.asked(from: Self.school)
            for number in 0...60 { _ = try await submit(number, to: site) }

            #expect(try await site.get("/sv/d/\(openRound)").status == 200)
            #expect(try await review(in: site).status == 200)
        }
    }

    @Test("What is no answer costs nothing")
    func faultsAreFree() async throws {
        try await withLimits { site, _ in
            let site = site.asked(from: Self.school)
            for _ in 0..<100 {
                let wrong = #"{"submissionKey": "0123456789abcdef", "answers": {"trust": 11}}"#
                let refused = try await site.submit(wrong)
                #expect(refused.status == 422)
            }

            #expect(try await submit(1, to: site).status == 201)
        }
    }
}

/// Trying codes is held back by how they begin.
struct LimitedCodeTests {
    private static let round: RoundID = "urval-2026"

    private func submit(_ code: InvitationCode, key: Int, to site: TestSite) async throws -> Reply {
        try await site.submit(
            #"{"submissionKey": "key-of-sixteen-\#(key)", "code": "\#(code.printed)", "answers": {"safe-at-night": "unsafe"}}"#,
            to: Self.round)
    }

    /// Codes that nobody was given and that begin as this one.
    private func likes(of code: InvitationCode, _ count: Int) -> [InvitationCode] {
        var generator = SeededGenerator(seed: 5)
        var codes: [InvitationCode] = []
        while codes.count < count {
            let tail = (0..<7).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
            if let like = InvitationCode(code.bytes.prefix(3) + tail) { codes.append(like) }
        }
        return codes
    }

    private func withCodes(
        _ body: @escaping @Sendable (TestSite, [InvitationCode], FakeClock) async throws -> Void
    ) async throws {
        let clock = FakeClock()
        var rules = SendRules.usual
        rules.sendsPerMinute = 0
        rules.shortestVisit = 0
        try await withSmallSite(rules: rules, clock: clock.ofSite) { site in
            let consultation = site.fixture.consultation
            try await consultation.createRound(
                .init(
                    id: Self.round, survey: "small", period: "2026", sampling: .census,
                    anonymity: .code))
            let codes = try await consultation.createInvitations(60, in: Self.round)
            try await consultation.openRound(Self.round)
            try await Task.sleep(for: .milliseconds(1_100))
            try await body(site, codes, clock)
        }
    }

    @Test("After twenty refused codes that begin alike no more of them are tried for a while")
    func guessing() async throws {
        try await withCodes { site, codes, clock in
            for (key, guess) in likes(of: codes[0], 20).enumerated() {
                #expect(try await submit(guess, key: key, to: site).status == 403)
            }

            let held = try await submit(codes[0], key: 100, to: site)
            let other = try await submit(codes[1], key: 101, to: site)
            clock.advance(by: .seconds(6))
            let later = try await submit(codes[0], key: 100, to: site)
            clock.advance(by: .seconds(6))
            let repeated = try await submit(codes[0], key: 100, to: site)

            #expect(held.status == 429)
            #expect(try held.problem().code == "too-many")
            #expect(held["Retry-After"] == "6")
            #expect(other.status == 201)
            #expect(later.status == 201)
            #expect(repeated.status == 201)
        }
    }

    @Test("The same beginning is held back for codes that are unused, used and unknown alike")
    func alike() async throws {
        try await withCodes { site, codes, _ in
            #expect(try await submit(codes[0], key: 0, to: site).status == 201)
            for (key, guess) in likes(of: codes[0], 20).enumerated() {
                #expect(try await submit(guess, key: key + 1, to: site).status == 403)
            }

            let used = try await submit(codes[0], key: 100, to: site)
            let unknown = try await submit(likes(of: codes[0], 21)[20], key: 100, to: site)

            #expect(used.status == 429)
            #expect(used.bytes == unknown.bytes)
            #expect(used.headers == unknown.headers)
        }
    }

    @Test("Good codes cost nothing, however many are sent at once")
    func goodOnes() async throws {
        try await withCodes { site, codes, _ in
            for _ in 0..<3 {
                for (key, code) in codes.enumerated() {
                    let sent = try await submit(code, key: key, to: site)
                    #expect(sent.status == 201)
                }
            }
        }
    }

    @Test("Of 200 guesses at once that begin alike, twenty are tried")
    func atOnce() async throws {
        try await withCodes { site, codes, _ in
            let guesses = likes(of: codes[0], 200)
            let statuses = try await withThrowingTaskGroup(of: Int.self) { tasks in
                for (key, guess) in guesses.enumerated() {
                    tasks.addTask { try await submit(guess, key: key, to: site).status }
                }
                return try await tasks.reduce(into: []) { $0.append($1) }
            }

            #expect(statuses.count { $0 == 403 } == 20)
            #expect(statuses.count { $0 == 429 } == 180)
        }
    }

    @Test("A resident whose code is held back keeps the page and is told why")
    func page() async throws {
        try await withCodes { site, codes, _ in
            let path = "/sv/d/\(Self.round)/svara"
            let first = try await site.get("\(path)?kod=\(codes[0].printed)")
            let review = try await site.review(from: first, at: path)
            for (key, guess) in likes(of: codes[0], 20).enumerated() {
                _ = try await submit(guess, key: key, to: site)
            }

            let held = try await site.post(
                try Form(review).fields(action: "send"), to: path)

            let text = try #require(site.fixture.site.texts["sv"])
            #expect(held.status == 429)
            #expect(held.text.contains(text.html("review.many-codes")))
            #expect(held.text.contains("Det jag skrev"))
        }
    }
}
