import Dialogues
import Foundation
import SurveyDefinition
import TestSupport
import Testing

@testable import PublicSite

/// Which language a reader gets.
struct LanguageTests {
    @Test("The link of a dialogue in Finnish first leads there, unless the browser asks for another language")
    func finnishFirst() async throws {
        try await withSmallSite(
            adjusting: { verbs in
                let rounds = verbs.rounds
                verbs.rounds = {
                    try await rounds().map { listing in
                        .init(
                            round: listing.round, survey: listing.survey,
                            latestRelease: listing.latestRelease,
                            dialogue: listing.round.id == openRound
                                ? Dialogue(
                                    id: listing.round.id, template: "samrad", firstLanguage: "fi")
                                : nil)
                    }
                }
            },
            { site in
                for (asked, led) in [("sv", "fi"), ("xx", "fi"), ("ar", "ar"), ("fi", "fi")] {
                    let reply = try await site.get("/d/\(openRound)", [.acceptLanguage: asked])
                    #expect(reply["Location"] == "/\(led)/d/\(openRound)", "\(asked)")
                }
                let other = try await site.get("/d/\(closedRound)", [.acceptLanguage: "sv"])
                #expect(other["Location"] == "/sv/d/\(closedRound)")
            })
    }

    @Test(
        "The start of the site leads to the language that the browser prefers",
        arguments: [
            ("ar, en;q=0.5", "/ar/"), ("en;q=0.1, fi;q=0.9", "/fi/"), ("sv-SE", "/sv/"),
            ("EN-gb", "/en/"),
            ("de, fr;q=0.9", "/sv/"), ("", "/sv/"), ("*", "/sv/"), ("fi;q=0, en", "/en/"),
            ("fi;q=nan, en", "/en/"),
            ("fi;q=-1, en", "/en/"), (";;;,,,===", "/sv/"), ("-,--,sv-", "/sv/"),
            ("en;q=1e999", "/en/"),
            ("\u{00E5}\u{00E4}, en", "/en/"), (String(repeating: "x-", count: 5000) + "x", "/sv/"),
            (String(repeating: "de,", count: 5000) + "fi", "/sv/"), ("../../etc/passwd", "/sv/"),
            ("<script>", "/sv/"),
        ])
    func negotiation(_ header: String, _ path: String) async throws {
        try await withSmallSite { site in
            let reply = try await site.get("/", [.acceptLanguage: header])
            let program = try await site.get("/api/v1/goals", [.acceptLanguage: header])

            #expect(reply.status == 302)
            #expect(reply["Location"] == path)
            #expect(reply["Vary"] == "Accept-Language")
            #expect(program["Content-Language"] == path.replacing("/", with: ""))
        }
    }

    @Test(
        "A round's short address leads to the round in the reader's language, and to its place"
    )
    func shortAddress() async throws {
        try await withShippedSite { site in
            let plain = try await site.get("/d/anlaggning-2026", [.acceptLanguage: "ar"])
            let place = try await site.get(
                "/d/anlaggning-2026?site=sydpoolen", [.acceptLanguage: "fi"])
            let unknown = try await site.get(
                "/d/anlaggning-2026?site=%22%3E", [.acceptLanguage: "fi"])

            #expect(plain["Location"] == "/ar/d/anlaggning-2026")
            #expect(place["Location"] == "/fi/d/anlaggning-2026?site=sydpoolen")
            #expect(unknown["Location"] == "/fi/d/anlaggning-2026")
        }
    }

    @Test("The API's texts are in the language that is asked for, whatever else is accepted")
    func program() async throws {
        try await withShippedSite { site in
            for (query, accepted, expected) in [
                ("?language=en", "ar", "en"), ("?language=sv-simple", "ar", "sv-simple"),
                ("", "ar", "ar"),
                ("?language=xx", "fi", "fi"), ("?language=", "fi", "fi"),
                ("?language=%ff%zz", "en", "en"),
                ("?language=en&language=fi", "ar", "en"), ("?language=../sv", "ar", "ar"),
            ] {
                for path in [
                    "/api/v1/rounds", "/api/v1/rounds/trygghet-2026", "/api/v1/indicators",
                    "/api/v1/rounds/trygghet-2026/releases/1",
                ] {
                    let reply = try await site.get(path + query, [.acceptLanguage: accepted])

                    #expect(reply.status == 200, "\(path)\(query)")
                    #expect(reply["Content-Language"] == expected, "\(path)\(query)")
                }
            }
            let english = try await site.get("/api/v1/goals?language=en")
            #expect(english.bytes != (try await site.get("/api/v1/goals?language=sv")).bytes)
        }
    }

    @Test("A problem is told in the language of the request")
    func problems() async throws {
        try await withSmallSite { site in
            let asked = try await site.get(
                "/api/v1/rounds/nowhere?language=en", [.acceptLanguage: "ar"])
            let accepted = try await site.get("/api/v1/rounds/nowhere", [.acceptLanguage: "en"])
            let swedish = try await site.get("/api/v1/rounds/nowhere")

            for reply in [asked, accepted] {
                #expect(reply["Content-Language"] == "en")
                #expect(try reply.problem().title == "The round does not exist.")
            }
            #expect(try swedish.problem().title == "Omgången finns inte.")
        }
    }

    @Test(
        "A language that the site doesn't speak has no pages",
        arguments: ["xx", "SV", "sv-SE", "s", "%73v", "sv%00", "sv-simple-x", "..", "sv.css"])
    func unknownLanguage(_ language: String) async throws {
        try await withShippedSite { site in
            for rest in [
                "/", "/resultat", "/d/medborgardialog-2026", "/d/medborgardialog-2026/svara",
                "/d/medborgardialog-2026/tack", "/d/trygghet-2026/resultat", "/mal/N",
            ] {
                let reply = try await site.get("/\(language)\(rest)", [.acceptLanguage: "fi"])

                #expect(reply.status == 404, "/\(language)\(rest)")
                #expect(reply["Content-Language"] == "fi", "/\(language)\(rest)")
                #expect(reply.text.contains("<html lang=\"fi\""), "/\(language)\(rest)")
            }
        }
    }

    @Test("A page says its own language in its header, and a problem page that of its address")
    func pages() async throws {
        try await withSmallSite { site in
            for language in site.fixture.locales.languages {
                for path in [
                    "/", "/resultat", "/d/small-2026", "/d/small-2026/svara", "/d/nowhere",
                    "/mal/Z",
                ] {
                    let reply = try await site.get(
                        "/\(language.tag)\(path)", [.acceptLanguage: "en"])

                    #expect(reply["Content-Language"] == language.tag.value)
                    #expect(
                        reply.text.contains(
                            "<html lang=\"\(language.tag)\" dir=\"\(language.direction.rawValue)\">"
                        ))
                }
            }
        }
    }
}
