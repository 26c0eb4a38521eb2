import SurveyDefinition
import TestSupport
import Testing

@testable import PublicSite

private let path = "/sv/d/small-2026/svara"
private let canary = "kanariefågel-7319"

/// Forms that no page of ours sends: each gets a clear page, and nothing is stored.
struct FormFaultTests {
    private func expectRefusal(
        _ reply: Reply, _ status: Int, _ heading: String, of site: TestSite,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        #expect(reply.status == status, sourceLocation: sourceLocation)
        #expect(reply["Content-Type"] == "text/html; charset=utf-8", sourceLocation: sourceLocation)
        #expect(reply.text.contains("<h1>\(heading)</h1>"), sourceLocation: sourceLocation)
        #expect(!reply.text.contains(canary), sourceLocation: sourceLocation)
        for round in [openRound, preparedRound, closedRound] {
            let holdings = try await site.fixture.holdings(of: round)
            #expect(
                holdings == .init(accepted: 0, waiting: 0, mixed: 0), sourceLocation: sourceLocation
            )
        }
    }

    @Test("A journey that was altered, left out or made elsewhere is told to be too old")
    func brokenJourneys() async throws {
        try await withSmallSite { site in
            let page = try Form(try await site.get(path))
            let digest = try #require(site.fixture.definitions.surveys.first).digest
            let foreignRound = site.fixture.seal.seal(
                [16] + Array(0..<16), for: "small-2025 \(digest)")
            let foreignSurvey = site.fixture.seal.seal([16] + Array(0..<16), for: "small-2026 0000")
            let noJourney = site.fixture.seal.seal(Array(canary.utf8), for: "small-2026 \(digest)")
            let middle = page.journey.index(
                page.journey.startIndex, offsetBy: page.journey.count / 2)
            let letter: Character = page.journey[middle] == "A" ? "B" : "A"
            var tampered = page.journey
            tampered.replaceSubrange(middle...middle, with: [letter])

            for journey in [
                tampered, String(page.journey.dropLast()), page.journey + "AAAA", "", canary, "☃",
                foreignRound, foreignSurvey, noJourney,
            ] {
                for section in [page.section, "review"] {
                    let reply = try await site.post(
                        [
                            ("journey", journey), ("section", section), ("q-wish", canary),
                            ("action", "send"),
                        ],
                        to: path)
                    try await expectRefusal(reply, 400, "Sidan är för gammal", of: site)
                }
            }
            let absent = try await site.post([("section", "review"), ("action", "send")], to: path)
            try await expectRefusal(absent, 400, "Sidan är för gammal", of: site)
        }
    }

    @Test("A journey of one round is none of another")
    func journeyOfAnotherRound() async throws {
        try await withSmallSite { site in
            try await site.fixture.open("small-2024", of: "small")
            let journey = try Form(try await site.get(path)).journey

            let reply = try await site.post(
                [("journey", journey), ("section", "review"), ("action", "send")],
                to: "/sv/d/small-2024/svara")

            try await expectRefusal(reply, 400, "Sidan är för gammal", of: site)
            #expect(try await site.fixture.holdings(of: "small-2024").accepted == 0)
        }
    }

    @Test(
        "A body that is no form can't be read",
        arguments: ["a=%", "a=%4", "a=%zz", "%=a", "a=%f", "a=%C3%", "a=%2G"])
    func badPercentEncoding(_ body: String) async throws {
        try await withSmallSite { site in
            let journey = try Form(try await site.get(path)).journey
            let reply = try await site.post(
                "journey=\(journey)&section=review&action=send&\(body)", to: path)

            try await expectRefusal(reply, 400, "Det gick inte att läsa", of: site)
        }
    }

    @Test(
        "A name or value that isn't UTF-8 can't be read",
        arguments: ["a=%FF", "%C0%AF=a", "a=%ED%A0%80", "a=%F8"])
    func badUTF8(_ body: String) async throws {
        try await withSmallSite { site in
            let reply = try await site.post("journey=\(canary)&\(body)", to: path)

            try await expectRefusal(reply, 400, "Det gick inte att läsa", of: site)
        }
    }

    @Test("Bytes that aren't UTF-8 can't be read either")
    func rawBytes() async throws {
        try await withSmallSite { site in
            let reply = try await site.post(Array("a=".utf8) + [0xFF, 0xFE], to: path)

            try await expectRefusal(reply, 400, "Det gick inte att läsa", of: site)
        }
    }

    @Test("A form of 500 fields is read, and one of 501 is not")
    func manyFields() async throws {
        try await withSmallSite { site in
            let page = try Form(try await site.get(path))
            let given = page.fields([("safe-at-night", "very-safe")], action: "next")
            let padding = (0..<500).map { ("x\($0)", canary) }

            let read = try await site.post(given + padding.prefix(500 - given.count), to: path)
            let refused = try await site.post(given + padding.prefix(501 - given.count), to: path)

            #expect(read.status == 200)
            try await expectRefusal(refused, 400, "Det gick inte att läsa", of: site)
        }
    }

    @Test("A form of more than 256 kB is too large")
    func largeForm() async throws {
        try await withSmallSite(.live) { site in
            let journey = try Form(try await site.get(path)).journey
            let reply = try await site.post(
                "journey=\(journey)&section=review&action=send&q-wish="
                    + String(repeating: "a", count: 256 * 1024),
                to: path)

            try await expectRefusal(reply, 413, "För mycket text", of: site)
        }
    }

    @Test("A round that takes no answers says so, to those who begin and to those who send")
    func stages() async throws {
        try await withSmallSite { site in
            for (round, heading, status) in [
                (preparedRound, "Inte öppen än", 409), (closedRound, "Svarstiden är slut", 409),
                ("nowhere-2026", "Sidan finns inte", 404),
            ] {
                let address = "/sv/d/\(round)/svara"

                try await expectRefusal(try await site.get(address), status, heading, of: site)
                try await expectRefusal(
                    try await site.post([("journey", canary), ("action", "send")], to: address),
                    status, heading,
                    of: site)
            }
            let closed = try await site.get("/sv/d/\(closedRound)")
            #expect(closed.text.contains("href=\"/sv/d/small-2025/resultat\""))
        }
    }

    @Test("A round that closes while somebody answers says so, and stores nothing")
    func closesMeanwhile() async throws {
        try await withSmallSite { site in
            let page = try Form(try await site.get(path))
            let council = try await site.post(
                page.fields([("safe-at-night", "very-safe")], action: "next"), to: path)
            try await site.fixture.consultation.closeRound(openRound)

            let reply = try await site.post(
                [
                    ("journey", try Form(council).journey), ("section", "review"),
                    ("action", "send"),
                ], to: path)

            try await expectRefusal(reply, 409, "Svarstiden är slut", of: site)
        }
    }
}
