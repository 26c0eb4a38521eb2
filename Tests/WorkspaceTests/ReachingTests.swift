import Answering
import Dialogues
import Foundation
import Staff
import Storage
import SurveyDefinition
import TestSupport
import Testing

@testable import Pipeline
@testable import Workspace

/// Staff reach residents with links, posters and paper, and see whom they reach.
struct ReachingTests {
    private static let id: RoundID = "omradesdialog-north-2027"
    private static let path = "/arbete/dialoger/\(id)"

    /// A dialogue that is open, with an editor.
    private func withOpenDialogue(
        asking definitions: Definitions = SmallSurvey.makeDefinitions(
            of: SmallSurvey.sourceCountingModes),
        _ body: @Sendable (TestWorkspace, SessionToken) async throws -> Void
    ) async throws {
        try await withOpenDialogue(asking: definitions) { site, editor, _ in
            try await body(site, editor)
        }
    }

    private func withOpenDialogue(
        asking definitions: Definitions = SmallSurvey.makeDefinitions(
            of: SmallSurvey.sourceCountingModes),
        _ body: @Sendable (TestWorkspace, SessionToken, _ owner: SignedIn) async throws -> Void
    ) async throws {
        try await withWorkspace(at: "http://radslag.example.se", definitions: definitions) { site in
            let owner = try await site.staff.owner()
            let (_, editor) = try await site.staff.colleague(
                named: "Eva Editor", with: [Grant(.editor)], invitedBy: owner)
            _ = try await site.post(
                [
                    "template": "omradesdialog", "district": "north", "period": "2027",
                    "closes-on": "2027-03-31", "background": "Vi planerar parken.",
                ], to: "/arbete/dialoger/ny", as: editor)
            try await site.consultation.openRound(Self.id)
            try await body(site, editor, owner)
        }
    }

    /// The fields of a paper, by question.
    private func paper(_ answers: [String: String], language: String = "sv") -> [String: String] {
        Dictionary(uniqueKeysWithValues: answers.map { ("q-\($0)", $1) })
            .merging(["language": language]) { $1 }
    }

    @Test("The links lead to the address that is configured, whatever host was asked")
    func links() async throws {
        try await withOpenDialogue { site, editor in
            let page = try await site.get(Self.path + "/na-ut", as: editor)
            let code = try await site.get(Self.path + "/na-ut/qr.svg", as: editor)

            #expect(page.status == 200)
            for link in ["", "?satt=kiosk", "?satt=intervju"] {
                #expect(page.text.contains("\"http://radslag.example.se/d/\(Self.id)\(link)\""))
            }
            #expect(code["Content-Type"] == "image/svg+xml")
            #expect(code["Content-Disposition"] == "attachment; filename=\"qr-\(Self.id).svg\"")
            #expect(code.text.hasPrefix("<svg"))
        }
    }

    @Test(
        "A poster is in the languages that were asked for and translated, and in Swedish when there are none"
    )
    func poster() async throws {
        try await withOpenDialogue { site, editor in
            for (query, languages) in [
                ("", ["sv"]), ("?sprak=fi", ["fi"]),
                ("?sprak=ar&sprak=sv&storlek=a5", ["sv", "ar"]),
                ("?sprak=xx", ["sv"]),
            ] {
                let page = try await site.get(Self.path + "/na-ut/affisch" + query, as: editor)
                let tags = page.text.matches(of: /<section lang="([a-z-]+)"/).map { String($0.1) }
                #expect(Set(tags) == Set(languages), "\(query)")
                #expect(page.text.contains("poster \(query.contains("a5") ? "a5" : "a4")"))
            }
            let place = try await site.get(Self.path + "/na-ut/affisch?plats=nowhere", as: editor)
            #expect(place.status == 404)
        }
    }

    @Test("Of a consultation in Finnish first, Finnish comes first on posters and in what is sent")
    func finnishFirst() async throws {
        try await withOpenDialogue { site, editor in
            let started = try await site.post(
                [
                    "template": "samrad-finska", "period": "2027", "closes-on": "2027-03-31",
                    "background": "Hur fungerar servicen?",
                ], to: "/arbete/dialoger/ny", as: editor)
            let path = try #require(started["Location"]?.split(separator: "?").first)
            let languages = /<section lang="([a-z-]+)"/

            let page = try await site.get(path + "/na-ut", as: editor)
            let both = try await site.get(path + "/na-ut/affisch?sprak=sv&sprak=fi", as: editor)
            let poster = try await site.get(path + "/na-ut/affisch", as: editor)

            #expect(page.text.contains("på Suomi om den är inställd på svenska"))
            #expect(both.text.matches(of: languages).map { String($0.1) } == ["fi", "sv"])
            #expect(poster.text.matches(of: languages).map { String($0.1) } == ["fi"])
            for language in ["fi", "sv"] {
                #expect(
                    page.text.contains(try Regex("value=\"\(language)\"[^>]* checked")),
                    "\(language)")
            }
        }
    }

    @Test("A paper is counted as one, in the language of the paper")
    func paper() async throws {
        try await withOpenDialogue { site, editor in
            for _ in 0..<3 {
                let saved = try await site.post(
                    paper(["safe-at-night": "1"]), to: Self.path + "/papper/skriv-in", as: editor)
                #expect(saved.status == 303)
            }
            let log = try await site.consultation.store.auditLog().entries
            #expect(log.count { $0.act.hasPrefix("dialogue") } == 1, "the log tells of no paper")

            try await site.consultation.closeRound(Self.id)
            let counts = try await site.consultation.store.responses(in: Self.id).counts
            #expect(
                counts.filter { $0.key.question == Survey.modeQuestion }.map { ($0.key.answer.key) }
                    == ["paper"])
            #expect(
                counts.first { $0.key.question == "safe-at-night" }?.key.answer.codes
                    == ["very-safe"])
        }
    }

    @Test("What can't be read is shown again as it was typed, and nothing is stored")
    func unreadable() async throws {
        try await withOpenDialogue { site, editor in
            let reply = try await site.post(
                paper(["safe-at-night": "<17>"]), to: Self.path + "/papper/skriv-in", as: editor)

            #expect(reply.status == 422)
            #expect(reply.text.contains("value=\"&lt;17&gt;\""))
            #expect(reply.text.contains("href=\"#q-safe-at-night\""))
            #expect(try await site.consultation.store.participation(in: Self.id) == 0)
        }
    }

    @Test("A dialogue that doesn't take answers takes none from paper")
    func closed() async throws {
        try await withOpenDialogue { site, editor in
            try await site.consultation.closeRound(Self.id)
            let reply = try await site.post(
                paper(["safe-at-night": "1"]), to: Self.path + "/papper/skriv-in", as: editor)

            #expect(reply.status == 409)
        }
    }

    @Test("Who is reached is told to those who may see it, without what anybody answered")
    func following() async throws {
        try await withOpenDialogue { site, editor, owner in
            let (_, analyst) = try await site.staff.colleague(
                named: "Ada Analyst", with: [Grant(.analyst)], invitedBy: owner)
            let (_, reader) = try await site.staff.colleague(
                named: "Rut Reader", with: [Grant(.reader)], invitedBy: owner)
            try await site.consultation.addPassages([Self.id: ["review": 50]])
            for _ in 0..<60 {
                _ = try await site.post(
                    paper(["safe-at-night": "1"]), to: Self.path + "/papper/skriv-in", as: editor)
            }

            let page = try await site.get(Self.path + "/folj", as: analyst)
            #expect(page.status == 200)
            #expect(page.text.contains("<td class=\"digits\">50</td>"))
            #expect(!page.text.contains("Mycket trygg"))
            #expect(try await site.get(Self.path + "/folj", as: reader).status == 403)
        }
    }
}

/// Answers as they are typed from paper.
struct PaperKeysTests {
    private static let surveys = allSurveys

    @Test("Whatever a key stands for comes back as that answer, for every question of every survey")
    func roundTrip() throws {
        var tried = 0
        for survey in Self.surveys {
            for question in survey.questions {
                let keys = PaperKeys(of: question, in: survey)
                #expect(Set(keys.keys.map(\.key)).count == keys.keys.count, "\(question.id)")
                for (key, code) in keys.keys {
                    let answer = try keys.answer(to: " \(key.lowercased()) ", in: survey)
                    #expect(answer?.codes(for: question) == [code], "\(question.id) \(key)")
                    tried += 1
                }
                #expect(try keys.answer(to: "  ", in: survey) == nil)
            }
        }
        #expect(tried > 150)
    }

    @Test("Several answers are parted by commas, full stops or spaces, in the order of a ranking")
    func several() throws {
        let survey = try #require(Self.surveys.first { $0.id == "medborgardialog" })
        let ranking = try #require(survey.question("work-first"))
        let choices = try #require(survey.question("ways-taken-part"))

        #expect(
            try PaperKeys(of: ranking, in: survey).answer(to: "3, 1 2", in: survey)
                == .ranking(["green", "safety", "clean"]))
        #expect(
            try PaperKeys(of: choices, in: survey).answer(to: "1.2", in: survey)?.codes(
                for: choices)
                == ["meeting", "proposal"])
        #expect(throws: AnswerError.self) {
            try PaperKeys(of: ranking, in: survey).answer(to: "1 1", in: survey)
        }
        #expect(throws: AnswerError.unknownCode) {
            try PaperKeys(of: ranking, in: survey).answer(to: "99", in: survey)
        }
    }
}
