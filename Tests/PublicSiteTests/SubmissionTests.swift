import Foundation
import HTTPTypes
import Hummingbird
import SurveyDefinition
import TestSupport
import Testing

@testable import PublicSite

/// A text that no page and no problem ever says by itself.
private let canary = "kanariefågel-7319"
private let key = "0123456789abcdef"

private func submission(_ answers: String, key: String = key) -> String {
    "{\"submissionKey\": \"\(key)\", \"language\": \"sv\", \"answers\": \(answers)}"
}

/// Answers that can't be taken, and what each problem document must say of them.
private struct BadAnswer: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let answers: String
    let faults: [String]

    init(_ description: String, _ answers: String, _ faults: String...) {
        testDescription = description
        self.answers = answers
        self.faults = faults
    }

    static let all = [
        BadAnswer(
            "an unknown question", #"{"safe-at-night": "unsafe", "shoe-size": "\#(canary)"}"#,
            "shoe-size unknown-question"),
        BadAnswer(
            "a code off the list", #"{"safe-at-night": "\#(canary)"}"#, "safe-at-night unknown-code"
        ),
        BadAnswer(
            "another question's code", #"{"safe-at-night": "woman"}"#, "safe-at-night unknown-code"),
        BadAnswer(
            "a district off the list", #"{"safe-at-night": "unsafe", "district": "\#(canary)"}"#,
            "district unknown-code"),
        BadAnswer(
            "a list for one code", #"{"safe-at-night": ["very-safe"]}"#, "safe-at-night wrong-kind"),
        BadAnswer("a number for a code", #"{"safe-at-night": 1}"#, "safe-at-night wrong-kind"),
        BadAnswer("a boolean for a code", #"{"safe-at-night": true}"#, "safe-at-night wrong-kind"),
        BadAnswer(
            "an object for a code", #"{"safe-at-night": {"\#(canary)": 1}}"#,
            "safe-at-night wrong-kind"),
        BadAnswer(
            "a mixed list for codes", #"{"safe-at-night": "unsafe", "why-unsafe": ["dark", 1]}"#,
            "why-unsafe wrong-kind"),
        BadAnswer(
            "an answer off the path", #"{"safe-at-night": "very-safe", "why-unsafe": ["dark"]}"#,
            "why-unsafe not-on-path"),
        BadAnswer(
            "too long a text",
            "{\"safe-at-night\": \"unsafe\", \"wish\": \"\(canary)\(String(repeating: "ö", count: 500))\"}",
            "wish too-long"),
        BadAnswer(
            "a fraction on a scale", #"{"safe-at-night": "unsafe", "trust": 5.5}"#,
            "trust not-whole"),
        BadAnswer(
            "words on a scale", #"{"safe-at-night": "unsafe", "trust": "five"}"#, "trust not-whole"),
        BadAnswer(
            "beyond a scale", #"{"safe-at-night": "unsafe", "trust": 11}"#, "trust out-of-range"),
        BadAnswer(
            "below a scale", #"{"safe-at-night": "unsafe", "trust": -1}"#, "trust out-of-range"),
        BadAnswer(
            "a huge number", #"{"safe-at-night": "unsafe", "trust": 1e300}"#, "trust not-whole"),
        BadAnswer(
            "an endless number", #"{"safe-at-night": "unsafe", "trust": 1e999}"#, "trust wrong-kind"
        ),
        BadAnswer(
            "a number of many digits",
            "{\"safe-at-night\": \"unsafe\", \"trust\": \(String(repeating: "9", count: 300))}",
            "trust not-whole"),
        BadAnswer(
            "a text of many digits",
            "{\"safe-at-night\": \"unsafe\", \"trust\": \"\(String(repeating: "9", count: 300))\"}",
            "trust not-whole"),
        BadAnswer(
            "half a character", #"{"safe-at-night": "unsafe", "wish": "\ud800"}"#, "wish wrong-kind"
        ),
        BadAnswer(
            "too many choices",
            #"{"safe-at-night": "unsafe", "why-unsafe": ["dark", "traffic", "people"]}"#,
            "why-unsafe too-many"),
        BadAnswer(
            "an excluding choice", #"{"safe-at-night": "unsafe", "why-unsafe": ["dark", "none"]}"#,
            "why-unsafe excludes-others"),
        BadAnswer(
            "a rank twice", #"{"safe-at-night": "unsafe", "do-first": ["light", "light"]}"#,
            "do-first chosen-twice"),
        BadAnswer("a required question left out", "{}", "safe-at-night missing"),
        BadAnswer(
            "a required question left empty", #"{"safe-at-night": null}"#, "safe-at-night missing"),
    ]
}

/// A request that no round's answers are in, and the problem it must meet.
private struct BadRequest: CustomTestStringConvertible, Sendable {
    let testDescription: String
    var body: [UInt8]
    var round = openRound
    var type = "application/json"
    let problem: String
    let status: Int

    init(
        _ description: String, _ body: String, round: RoundID = openRound,
        type: String = "application/json", _ problem: String, _ status: Int
    ) {
        testDescription = description
        self.body = Array(body.utf8)
        self.round = round
        self.type = type
        self.problem = problem
        self.status = status
    }

    init(_ description: String, bytes: [UInt8], _ problem: String, _ status: Int) {
        self.init(description, "", problem, status)
        body = bytes
    }

    static let good = submission(#"{"safe-at-night": "very-safe", "wish": "\#(canary)"}"#)

    static let all =
        [
            BadRequest("nothing", "", "bad-json", 400),
            BadRequest("no JSON", canary, "bad-json", 400),
            BadRequest("half a document", String(good.dropLast(9)), "bad-json", 400),
            BadRequest("an array", "[\(good)]", "bad-json", 400),
            BadRequest("a text", "\"\(canary)\"", "bad-json", 400),
            BadRequest("no key", #"{"answers": {"wish": "\#(canary)"}}"#, "bad-json", 400),
            BadRequest("no answers", #"{"submissionKey": "\#(key)"}"#, "bad-json", 400),
            BadRequest(
                "a key that is a number", #"{"submissionKey": 7, "answers": {}}"#, "bad-json", 400),
            BadRequest("answers that are a list", submission("[\"\(canary)\"]"), "bad-json", 400),
            BadRequest("answers that are null", submission("null"), "bad-json", 400),
            BadRequest(
                "a language that is no text",
                #"{"submissionKey": "\#(key)", "language": 1, "answers": {}}"#, "bad-json", 400),
            BadRequest("not a number", submission(#"{"trust": NaN}"#), "bad-json", 400),
            BadRequest("infinity", submission(#"{"trust": Infinity}"#), "bad-json", 400),
            BadRequest(
                "deep nesting", submission("{\"wish\": \(String(repeating: "[", count: 100_000))"),
                "bad-json", 400),
            BadRequest(
                "bad UTF-8", bytes: Array(good.utf8).map { $0 == UInt8(ascii: "7") ? 0xFF : $0 },
                "bad-utf8", 400),
            BadRequest(
                "an overlong form", bytes: Array("\"".utf8) + [0xC0, 0xAF] + Array("\"".utf8),
                "bad-utf8",
                400),
            BadRequest(
                "a short key", submission("{}", key: "\(canary.prefix(15))"), "bad-submission-key",
                400
            )
            .shortened(),
            BadRequest("an empty key", submission("{}", key: ""), "bad-submission-key", 400),
            BadRequest(
                "a long key", submission("{}", key: String(repeating: "k", count: 129)),
                "bad-submission-key", 400),
            BadRequest("an unknown round", good, round: "nowhere-2026", "unknown-round", 404),
            BadRequest("a prepared round", good, round: preparedRound, "not-open", 409),
            BadRequest("a closed round", good, round: closedRound, "closed-round", 409),
            BadRequest(
                "a form", good, type: "application/x-www-form-urlencoded", "unsupported-type", 415),
            BadRequest("plain text", good, type: "text/plain", "unsupported-type", 415),
            BadRequest("nearly JSON", good, type: "application/jsonp", "unsupported-type", 415),
            BadRequest("an empty type", good, type: "", "unsupported-type", 415),
            BadRequest(
                "more than 256 kB",
                submission("{\"wish\": \"\(canary)\(String(repeating: "a", count: 256 * 1024))\"}"),
                "too-large", 413),
        ]

    /// With a key of 15 bytes.
    private func shortened() -> BadRequest {
        var copy = self
        copy.body = Array(submission("{}", key: "123456789012345").utf8)
        return copy
    }
}

struct SubmissionTests {
    @Test(
        "An answer that can't be taken is told by question, and nothing is stored",
        arguments: BadAnswer.all)
    private func badAnswer(_ bad: BadAnswer) async throws {
        try await withSmallSite { site in
            let before = try await site.fixture.holdings(of: openRound)

            let reply = try await site.submit(submission(bad.answers))

            let problem = try reply.problem()
            #expect(reply.status == 422)
            #expect(problem.code == "rejected-response")
            #expect(problem.status == 422)
            #expect(problem.faults?.map { "\($0.question) \($0.error)" } == bad.faults)
            #expect(reply["Content-Type"] == "application/problem+json")
            #expect(!reply.text.contains(canary))
            #expect(try await site.fixture.holdings(of: openRound) == before)
        }
    }

    @Test(
        "A request that can't be read has its own problem, and nothing is stored",
        arguments: BadRequest.all)
    private func badRequest(_ bad: BadRequest) async throws {
        try await withSmallSite { site in
            let reply = try await site.submit(bad.body, to: bad.round, type: bad.type)

            let problem = try reply.problem()
            #expect(reply.status == bad.status)
            #expect(problem.code == bad.problem)
            #expect(problem.status == bad.status)
            #expect(problem.faults == nil)
            #expect(!problem.title.isEmpty && !problem.title.contains("problem."))
            #expect(!reply.text.contains(canary))
            for round in [openRound, preparedRound, closedRound] {
                #expect(
                    try await site.fixture.holdings(of: round)
                        == .init(accepted: 0, waiting: 0, mixed: 0))
            }
        }
    }

    @Test("Every fault of a response is told at once, in the survey's order, strangers last")
    func allAtOnce() async throws {
        try await withSmallSite { site in
            let reply = try await site.submit(
                submission(
                    """
                    {"zebra": 1, "wish": "\(String(repeating: "x", count: 501))", "trust": 11, "ant": [],
                     "why-unsafe": ["dark"], "years-here": "ten", "gender": "\(canary)"}
                    """))

            #expect(
                try reply.problem().faults?.map { "\($0.question) \($0.error)" }.sorted() == [
                    "ant unknown-question", "gender unknown-code", "safe-at-night missing",
                    "trust out-of-range",
                    "why-unsafe not-on-path", "wish too-long", "years-here not-whole",
                    "zebra unknown-question",
                ])
            #expect(try reply.problem().faults?.map(\.question).suffix(2) == ["ant", "zebra"])
            #expect(!reply.text.contains(canary))
        }
    }

    @Test(
        "What stands where a question's id belongs is said back only when it is an id",
        arguments: [canary, "a b", "<script>", "", String(repeating: "a", count: 61), "a--b", "ö"])
    func strangeNames(_ name: String) async throws {
        try await withSmallSite { site in
            let reply = try await site.submit(
                submission("{\"safe-at-night\": \"unsafe\", \"\(name)\": 1}"))

            #expect(try reply.problem().faults?.map(\.question) == ["?"])
            #expect(name.isEmpty || !reply.text.contains("\(name):"))
        }
    }

    @Test("The faults come in the order in which the survey asks")
    func order() async throws {
        try await withSmallSite { site in
            let reply = try await site.submit(
                submission(
                    #"{"gender": "x", "trust": 11, "why-unsafe": ["dark"], "years-here": "ten"}"#))

            #expect(
                try reply.problem().faults?.map(\.question) == [
                    "safe-at-night", "why-unsafe", "years-here", "trust", "gender",
                ])
        }
    }

    @Test("A whole response is stored once, however often it is sent")
    func repeated() async throws {
        try await withSmallSite { site in
            let body = submission(
                """
                {"safe-at-night": "unsafe", "why-unsafe": ["dark", "people"], "years-here": 7,
                 "trust": 8, "do-first": ["roads", "light"], "wish": "Mer \\n ljus",
                 "gender": "woman", "district": "north"}
                """)

            let first = try await site.submit(body)
            let second = try await site.submit(body)

            #expect(first.status == 201)
            #expect(first.text == #"{"status":"received"}"#)
            #expect(second.status == first.status)
            #expect(second.bytes == first.bytes)
            #expect(second.headers == first.headers)
            #expect(
                try await site.fixture.holdings(of: openRound)
                    == .init(accepted: 1, waiting: 1, mixed: 0))
        }
    }

    @Test(
        "What JSON allows besides is taken",
        arguments: [
            #"{"safe-at-night": "unsafe", "trust": -0.0}"#,
            #"{"safe-at-night": "unsafe", "trust": 1e1}"#,
            #"{"safe-at-night": "unsafe", "trust": "10"}"#,
            #"{"safe-at-night": "unsafe", "trust": "dont-know"}"#,
            #"{"safe-at-night": "unsafe", "wish": null, "why-unsafe": [], "do-first": []}"#,
            #"{"safe-at-night": "unsafe", "wish": "\u0000\u202e😀"}"#,
            #"{"safe-at-night": "unsafe", "safe-at-night": "kanariefågel"}"#,
        ])
    func taken(_ answers: String) async throws {
        try await withSmallSite { site in
            let reply = try await site.submit(submission(answers))

            #expect(reply.status == 201, "\(reply.text)")
        }
    }

    @Test("A charset behind the content type is no other type")
    func charset() async throws {
        try await withSmallSite { site in
            let reply = try await site.submit(
                Array(BadRequest.good.utf8), type: "Application/JSON; charset=utf-8")

            #expect(reply.status == 201)
        }
    }

    @Test("A body of exactly 256 kB is read, and one byte more is too much")
    func largest() async throws {
        try await withSmallSite(.live) { site in
            let full = submission("{\"safe-at-night\": \"unsafe\"}")
            let padded = full + String(repeating: " ", count: 256 * 1024 - full.utf8.count)

            let read = try await site.submit(padded)
            let refused = try await site.submit(padded + " ")

            #expect(read.status == 201)
            #expect(try refused.problem().code == "too-large")
        }
    }

    @Test(
        "A store that fails is the service's fault, and says nothing of the answer"
    )
    func failingStore() async throws {
        struct Broken: Error { let answer: String }
        try await withSmallSite(adjusting: {
            $0.submit = { _ in throw Broken(answer: canary) }
        }) { site in
            let reply = try await site.submit(BadRequest.good)

            #expect(reply.status == 503)
            #expect(try reply.problem().code == "unavailable")
            #expect(!reply.text.contains(canary))
        }
    }

    @Test("A round that closes between the reading and the sending is a closed round")
    func closedMeanwhile() async throws {
        try await withSmallSite(adjusting: {
            $0.submit = { _ in throw SubmissionRefusal.notOpen }
        }) { site in
            let reply = try await site.submit(BadRequest.good)

            #expect(reply.status == 409)
            #expect(try reply.problem().code == "closed-round")
        }
    }
}
