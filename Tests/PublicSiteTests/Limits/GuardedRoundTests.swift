import Answering
import Dialogues
import Hummingbird
import HummingbirdTesting
import SurveyDefinition
import TestSupport
import Testing

@testable import PublicSite

/// A round that asks for work before it takes an answer.
struct GuardedRoundTests {
    private static let path = "/sv/d/\(openRound)/svara"

    /// Runs `body` with a site whose open round is guarded, and no other limit.
    private func withGuard(
        _ body: @escaping @Sendable (TestSite, FakeClock) async throws -> Void
    ) async throws {
        let clock = FakeClock()
        try await withSmallSite(.live, clock: clock.ofSite) { site in
            try await site.fixture.consultation.setGuarded(true, openRound)
            try await body(site, clock)
        }
    }

    private func review(in site: TestSite, language: String = "sv") async throws -> Reply {
        let path = "/\(language)/d/\(openRound)/svara"
        return try await site.review(from: try await site.get(path), at: path)
    }

    private func send(_ page: Reply, work: String, to site: TestSite) async throws -> Reply {
        try await site.post(
            try Form(page).fields(action: "send") + [("work", work)], to: Self.path)
    }

    private func submit(_ key: Int, work: String = "", to site: TestSite) async throws -> Reply {
        try await site.submit(
            #"{"submissionKey": "key-of-sixteen-\#(key)", "work": "\#(work)", "answers": {"safe-at-night": "unsafe"}}"#
        )
    }

    private func solution(for page: Reply) throws -> String {
        let challenge = try #require(
            page.text.firstMatch(of: /data-challenge="([0-9a-f]{64})" data-bits="17"/))
        return ProofOfWork(challenge: String(challenge.1)).solution()
    }

    @Test("Only the last page has the script, and only there the browser may run it")
    func script() async throws {
        try await withGuard { site, _ in
            let first = try await site.get(Self.path)
            let review = try await review(in: site)
            let address = site.fixture.site.frame.scripts.path(of: "proof-of-work.js")
            let script = try await site.get(address)

            #expect(!first.text.contains("<script"))
            #expect(first["Content-Security-Policy"]?.contains("script-src") == false)
            #expect(review.text.contains("<script type=\"module\" src=\"\(address)\"></script>"))
            #expect(review.text.matches(of: /<script/).count == 1)
            #expect(review["Content-Security-Policy"]?.contains("; script-src 'self'") == true)
            #expect(review["Content-Security-Policy"]?.hasPrefix("default-src 'none';") == true)
            #expect(script["Content-Type"] == "text/javascript; charset=utf-8")
            #expect(script["Cache-Control"] == "public, max-age=31536000, immutable")
            #expect(script.text.contains("export async function work"))
        }
    }

    @Test("Every language's last page is whole and says what happens")
    func languages() async throws {
        try await withGuard { site, _ in
            for language in site.fixture.locales.languages {
                let page = try await review(in: site, language: language.tag.value)
                let text = try #require(site.fixture.site.texts[language.tag])

                #expect(Markup(page.text).faults == [])
                #expect(page.text.contains(text.html("review.work")))
                #expect(page.text.contains(text.html("review.working")))
            }
        }
    }

    @Test("Whoever shows the work is taken, however many were not")
    func worked() async throws {
        try await withGuard { site, _ in
            for key in 0..<30 { _ = try await submit(key, to: site) }
            let review = try await review(in: site)
            let number = try solution(for: review)
            let key = try #require(SubmissionKey(Array("key-of-sixteen-99".utf8)))
            let ofProgram = ProofOfWork(for: key, in: openRound).solution()

            let without = try await send(review, work: "", to: site)
            let wrong = try await send(review, work: number + "0", to: site)
            let sent = try await send(wrong, work: number, to: site)
            let program = try await submit(99, work: ofProgram, to: site)
            let other = try await submit(98, work: ofProgram, to: site)

            let text = try #require(site.fixture.site.texts["sv"])
            for held in [without, wrong] {
                #expect(held.status == 429)
                #expect(held["Retry-After"] == "12")
                #expect(held.text.contains(text.html("review.no-work")))
                #expect(held["Content-Security-Policy"]?.contains("script-src 'self'") == true)
            }
            #expect(sent.status == 303)
            #expect(program.status == 201)
            #expect(other.status == 429)
            #expect(try other.problem().code == "too-many")
        }
    }

    @Test(
        "Without work ten are taken from a network, then five a minute; and sixty a minute in all")
    func unworked() async throws {
        try await withGuard { site, clock in
            var taken: [Int] = []
            for network in 0..<14 {
                let site = site.asked(from: "198.51.\(network).7")
                var here = 0
                for key in 0..<12 {
                    let reply = try await submit(1_000 * network + key, to: site)
                    here += reply.status == 201 ? 1 : 0
                }
                taken.append(here)
            }
            #expect(taken == Array(repeating: 10, count: 12) + [0, 0])

            clock.advance(by: .seconds(12))
            let first = site.asked(from: "198.51.0.7")
            let statuses = [
                try await submit(90_001, to: first).status,
                try await submit(90_002, to: first).status,
            ]
            #expect(statuses == [201, 429])

            try await site.fixture.site.refusals.flush()
            let refused = try await site.fixture.store.refusals(in: openRound)
            #expect(refused == [.noWork: 49])
        }
    }

    @Test("When the guard is taken away nothing is asked for any more")
    func off() async throws {
        try await withGuard { site, _ in
            let guarded = try await site.get("/api/v1/rounds/\(openRound)")
            try await site.fixture.consultation.setGuarded(false, openRound)
            try await Task.sleep(for: .milliseconds(1_100))

            let review = try await review(in: site)
            #expect(guarded.text.contains("\"isGuarded\":true"))
            #expect(!review.text.contains("<script"))
            #expect(review["Content-Security-Policy"]?.contains("script-src") == false)
            for key in 0..<30 {
                let sent = try await submit(key, to: site)
                #expect(sent.status == 201)
            }
        }
    }
}
