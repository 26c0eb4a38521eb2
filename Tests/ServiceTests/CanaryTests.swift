import Foundation
import GRDB
import SurveyDefinition
import Testing

/// Nothing that comes with a request stays: rule 1 of anonymity, tried from outside on the real
/// files.
extension ServiceTests {
    @Suite("What a request leaves behind")
    struct CanaryTests {
        private static let round = "medborgardialog-2026"

        @Test(
            "Of all that a collection sends, the disk and the log keep the sent texts alone, sealed"
        )
        func onlySealedTextsStay() async throws {
            try await withService(opening: [Self.round]) { service in
                let installation = service.installation
                var never = Canaries(seed: 1)
                var kept = Canaries(seed: 2)

                try await answerInForms(&never, &kept, service.wire)
                try await leaveUnfinished(&never, service.wire)
                try await submitByAPI(&never, &kept, service.wire)
                try await sendNonsense(&never, service.wire)
                try expectNone(of: never, in: installation)
                try expectNone(of: kept, in: installation)

                try await installation.succeed("round", "close", Self.round)
                try expectNone(of: never, in: installation)
                try expectOnlySealedTexts(kept, in: installation)

                #expect(try await service.stop() == 0)
                try expectNone(of: never, in: installation)
                try expectOnlySealedTexts(kept, in: installation)
                let log = try String(contentsOf: installation.log, encoding: .utf8)
                #expect(log.contains("POST /api/v1/rounds/{round}/responses 2xx 3"))
                #expect(log.contains("POST /{language}/d/{round}/svara 3xx 1"))
            }
        }

        @Test("Of a collection that counts languages, it keeps the service's own tags and no other")
        func onlyOwnLanguagesStay() async throws {
            let round = "trygghet-2026"
            try await withService(opening: [round], of: "trygghet") { service in
                var never = Canaries(seed: 3)
                let declared: [any Sendable] = [
                    "ar", never.plant(in: "a declared language"),
                    "fi-" + never.plant(in: "a tag of ours with more to it"), "fi-FI", "",
                ]
                for language in declared {
                    let document: [String: any Sendable] = [
                        "submissionKey": never.plant(in: "a submission's key"),
                        "language": language, "answers": [String: String](),
                    ]
                    let response = try await service.wire.send(
                        .init(
                            method: "POST",
                            path: "/api/v1/rounds/\(round)/responses?language="
                                + never.plant(in: "the asked language"),
                            headers: never.headers(of: "the API")
                                + [("Content-Type", "application/json")],
                            body: try JSONSerialization.data(withJSONObject: document)))
                    #expect(response.status == 201)
                }

                try await service.installation.succeed("round", "close", round)

                try expectNone(of: never, in: service.installation)
                let kept = try service.installation.read { database in
                    try Row.fetchAll(database, sql: "SELECT question, answer FROM detached_answer")
                        .map { "\($0[0] as String) \($0[1] as String)" }
                }.sorted()
                let modes = Array(repeating: "\(Survey.modeQuestion) web", count: declared.count)
                #expect(kept == modes + ["\(Survey.languageQuestion) ar"])
            }
        }

        @Test("Addresses that the web server tells of are found nowhere, also of who is held back")
        func noAddressStays() async throws {
            let settings = ["RADSLAG_SENDS_PER_MINUTE": "1", "RADSLAG_CODES_PER_MINUTE": "1"]
            try await withService(opening: [Self.round], settings: settings) { service in
                let addresses = ["198.51.100.77", "2001:db8:a7b6:c5d4::f00d"]
                var statuses: [Int] = []
                for address in addresses {
                    for number in 0..<4 {
                        var request = try Submission(text: "text \(number)").request(to: Self.round)
                        request.headers.append(("X-Real-IP", address))
                        statuses.append(try await service.wire.send(request).status)
                    }
                    var journey = FormJourney(through: Self.round, in: "sv", over: service.wire)
                    journey.headers = [("X-Real-IP", address)]
                    try await journey.begin()
                    while journey.section != "review" { try await journey.press("next") }
                    statuses.append(
                        try await service.wire.send(journey.request(pressing: "send")).status)
                }
                #expect(statuses == [201, 201, 429, 429, 429, 201, 201, 429, 429, 429])
                try expectNoAddress(addresses, in: service.installation)

                #expect(try await service.stop() == 0)
                try expectNoAddress(addresses, in: service.installation)
            }
        }

        @Test("The search finds a word in every disguise", arguments: 0..<3)
        func searchFinds(before: Int) throws {
            let word = "canaryword7"
            let disguised = Data((String(repeating: "-", count: before) + word).utf8)

            func isFound(_ text: String, _ name: String) -> Bool {
                Disguises(of: word).texts.contains {
                    $0.name == name && !Data(text.utf8).offsets(of: $0.bytes).isEmpty
                }
            }

            #expect(isFound("before\(word)after", "UTF-8"))
            #expect(isFound(disguised.base64EncodedString(), "base64"))
            #expect(isFound(disguised.map { String($0, radix: 16) }.joined(), "hexadecimal"))
            #expect(
                isFound(disguised.map { "%" + String($0, radix: 16) }.joined(), "percent-encoded"))
            for encoding in [String.Encoding.utf16LittleEndian, .utf16BigEndian] {
                let bytes = try #require("before\(word)after".data(using: encoding))
                #expect(Disguises(of: word).texts.contains { !bytes.offsets(of: $0.bytes).isEmpty })
            }
        }

        // MARK: What is sent

        /// A whole journey in Arabic, with a text that is replaced before the end.
        private func answerInForms(_ never: inout Canaries, _ kept: inout Canaries, _ wire: Wire)
            async throws
        {
            var journey = FormJourney(through: Self.round, in: "ar", over: wire)
            journey.headers = never.headers(of: "a form")
            try await journey.begin(query: "?site=\(never.plant(in: "the query of a form"))")
            let replaced = never.plant(in: "a text that was replaced")
            let unknown = never.plant(in: "an unknown field's name")
            try await journey.press(
                "next",
                [
                    ("q-years-in-area", "37"), ("q-matters-most", "green"),
                    ("q-area-change", replaced),
                    ("q-\(unknown)", "1"), ("address", never.plant(in: "an unknown field")),
                    ("q-gender", never.plant(in: "an answer to a question of another page")),
                ])
            try await journey.press("back")
            try await journey.press(
                "next",
                [("q-area-change", "أريد " + kept.plant(in: "the first text of a form"))])
            try await journey.press(
                "next", [("q-easier-to-take-part", kept.plant(in: "the second text of a form"))])
            try await journey.press("next", [("q-trust-people", "yes")])
            try await journey.press("next", [("q-had-contact", "yes")])
            try await journey.press(
                "next", [("q-had-contact", "yes"), ("q-contact-treatment", "very-well")])
            try await journey.press(
                "next", [("q-gender", "woman"), ("q-age", "30-49"), ("q-district", "hovsjo")])
            #expect(journey.section == "review")
            let sent = try await wire.send(journey.request(pressing: "send"))
            #expect(sent.status == 303)
            let thanks = try #require(sent.headers["location"])
            let page = try await wire.send(
                .init(path: thanks, headers: never.headers(of: "the thanks")))
            #expect(page.status == 200)
        }

        /// A journey that ends before *send*.
        private func leaveUnfinished(_ never: inout Canaries, _ wire: Wire) async throws {
            var journey = FormJourney(through: Self.round, in: "sv", over: wire)
            try await journey.begin()
            try await journey.press(
                "next", [("q-area-change", never.plant(in: "a text that was never sent"))])
            #expect(journey.section == "participation")
            try await journey.press(
                "stay",
                [("q-easier-to-take-part", never.plant(in: "a text of a page in another language"))]
            )
        }

        private func submitByAPI(_ never: inout Canaries, _ kept: inout Canaries, _ wire: Wire)
            async throws
        {
            let headers = never.headers(of: "the API")
            for place in ["the first", "the second", "the third"] {
                let document: [String: any Sendable] = [
                    "submissionKey": never.plant(in: "the key of \(place) submission"),
                    "language": never.plant(in: "the language of \(place) submission"),
                    never.plant(in: "an unknown member of \(place) submission"): "1",
                    "sender": never.plant(in: "an unknown member's value of \(place) submission"),
                    "answers": ["area-change": kept.plant(in: "the text of \(place) submission")],
                ]
                let response = try await wire.send(
                    .init(
                        method: "POST",
                        path:
                            "/api/v1/rounds/\(Self.round)/responses?v="
                            + never.plant(in: "the API's query"),
                        headers: headers + [("Content-Type", "application/json")],
                        body: try JSONSerialization.data(withJSONObject: document)))
                #expect(response.status == 201)
            }
        }

        /// Everything that is refused: unknown addresses, methods, answers, and what is no HTTP at
        /// all.
        private func sendNonsense(_ never: inout Canaries, _ wire: Wire) async throws {
            let answers = "/api/v1/rounds/\(Self.round)/responses"
            let form = "/sv/d/\(Self.round)/svara"
            func refused(
                _ status: Int, _ method: String, _ path: String, _ type: String = "",
                _ body: String = ""
            ) async throws {
                let request = Wire.Request(
                    method: method, path: path, headers: [("Content-Type", type)],
                    body: Data(body.utf8))
                #expect(try await wire.send(request).status == status, "\(method) \(path)")
            }

            try await refused(404, "GET", "/" + never.plant(in: "an unknown path") + "/x/y")
            try await refused(404, "GET", "/api/v1/rounds/" + never.plant(in: "an unknown round"))
            try await refused(404, "GET", "/sv/d/" + never.plant(in: "an unknown round's page"))
            try await refused(
                405, "DELETE", "/sv/resultat?" + never.plant(in: "a wrong method's query"))
            let json = "application/json"
            let key = #""submissionKey":"0123456789abcdef""#
            try await refused(
                422, "POST", answers, json,
                "{\(key),\"answers\":{\"age\":\"no\",\"area-change\":\""
                    + never.plant(in: "a refused text") + "\"}}"
            )
            try await refused(
                422, "POST", answers, json,
                "{\(key),\"answers\":{\"\(never.plant(in: "an unknown question"))\":\"yes\"}}")
            try await refused(
                422, "POST", answers, json,
                "{\(key),\"answers\":{\"age\":\"\(never.plant(in: "an unknown code"))\"}}")
            try await refused(400, "POST", answers, json, "{" + never.plant(in: "no JSON"))
            try await refused(
                400, "POST", answers, json,
                "{\"submissionKey\":\"short\",\"answers\":{\"area-change\":\""
                    + never.plant(in: "a text with a short key") + "\"}}"
            )
            try await refused(415, "POST", answers, "text/" + never.plant(in: "a wrong type"), "{}")
            try await refused(
                413, "POST", answers, json,
                "\"" + never.plant(in: "too much") + String(repeating: "x", count: 300_000))
            let urlEncoded = "application/x-www-form-urlencoded"
            try await refused(
                400, "POST", form, urlEncoded, "journey=" + never.plant(in: "a broken journey"))
            try await refused(
                400, "POST", form, urlEncoded, "a=%zz" + never.plant(in: "a broken form"))

            let noHTTP = never.plant(in: "no HTTP")
            _ = try? wire.exchange(Data("\(noHTTP) / \(noHTTP)\r\nX: \(noHTTP)\r\n\r\n".utf8))
            let cutOff = never.plant(in: "a body that was cut off")
            let descriptor = try wire.connected()
            try wire.write(
                Data(
                    "POST \(answers) HTTP/1.1\r\nHost: x\r\nContent-Length: 999\r\n\r\n\(cutOff)"
                        .utf8),
                to: descriptor)
            close(descriptor)
        }

        // MARK: What is found

        private func expectNone(
            of canaries: Canaries, in installation: Installation,
            sourceLocation: SourceLocation = #_sourceLocation
        ) throws {
            let found = canaries.found(in: try DiskSearch(below: installation.folder))
            #expect(found == [], sourceLocation: sourceLocation)
        }

        /// Looks for the addresses and what the limits use of them, as texts and as bytes.
        private func expectNoAddress(
            _ addresses: [String], in installation: Installation,
            sourceLocation: SourceLocation = #_sourceLocation
        ) throws {
            let search = try DiskSearch(below: installation.folder)
            for text in addresses + ["198.51.100", "2001:db8:a7b6", "20010db8a7b6c5"] {
                #expect(search.places(of: text) == [], sourceLocation: sourceLocation)
            }
            let used: [[UInt8]] = [[198, 51, 100, 77], [0x20, 0x01, 0x0D, 0xB8, 0xA7, 0xB6]]
            for bytes in used.map({ Data($0) }) {
                let holding = search.files.filter { $0.bytes.range(of: bytes) != nil }
                #expect(holding.map(\.path) == [], sourceLocation: sourceLocation)
            }
        }

        private func expectOnlySealedTexts(_ kept: Canaries, in installation: Installation) throws {
            try expectNone(of: kept, in: installation)
            let texts = try installation.keptTexts()
            #expect(texts.count == kept.planted.count)
            for canary in kept.planted {
                #expect(texts.filter { $0.contains(canary.word) }.count == 1, "\(canary.place)")
            }
        }
    }
}
