import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Localization
import Pipeline
import Staff
import SurveyDefinition
import SurveyDrafts
import TestSupport
import Testing

@testable import Workspace

/// An officer composes a survey, mends it, has it translated, publishes it and lets a dialogue ask it.
struct ComposerTests {
    static let id = "parken"
    static let path = "/arbete/fragor/parken"
    static let own = "hur-ofta-ar-du-i"

    /// The shipped surveys, and the small one that the open round asks.
    static let definitions = Definitions(
        surveys: SiteFixture.shippedDefinitions.surveys + SmallSurvey.makeDefinitions().surveys,
        goals: SiteFixture.shippedDefinitions.goals,
        districts: SiteFixture.shippedDefinitions.districts,
        policy: SiteFixture.shippedDefinitions.policy,
        populations: SiteFixture.shippedDefinitions.populations,
        themes: SiteFixture.shippedDefinitions.themes)

    func withDraft(
        _ body: @Sendable (TestWorkspace, SessionToken) async throws -> Void
    ) async throws {
        try await withWorkspace(definitions: Self.definitions) { site in
            let owner = try await site.staff.owner()
            let (_, editor) = try await site.staff.colleague(
                named: "Eva Editor", with: [Grant(.editor)], invitedBy: owner)
            let begun = try await site.post(
                ["title": "Parken", "from": ""], to: "/arbete/fragor", as: editor)
            #expect(begun["Location"] == Self.path + "?gjort=begun")
            try await order(["do": "section-add", "of": "", "text": "Din park"], site, editor)
            _ = try await site.post(
                ["question": "take-part", "of": "medborgardialog", "section": "din-park"],
                to: Self.path + "/fragebank", as: editor)
            try await order(
                [
                    "do": "question-add", "of": "din-park", "kind": "single-choice",
                    "text": "Hur ofta är du i parken?",
                ], site, editor)
            try await body(site, editor)
        }
    }

    @discardableResult
    func order(
        _ fields: [String: String], _ site: TestWorkspace, _ token: SessionToken
    ) async throws -> Reply {
        try await site.post(fields, to: Self.path + "/ordning", as: token)
    }

    func revision(of page: Reply) throws -> String {
        let match = page.text.firstMatch(of: /name="revision" value="([0-9]+)"/)
        return String(try #require(match).1)
    }

    func save(
        _ fields: [String: String], to form: String, _ site: TestWorkspace, _ token: SessionToken
    ) async throws -> Reply {
        let page = try await site.get(Self.path + form, as: token)
        return try await site.post(
            fields.merging(["revision": try revision(of: page)]) { $1 }, to: Self.path + form,
            as: token)
    }

    /// Fills in what a survey needs, in Swedish and in Finnish.
    func complete(_ site: TestWorkspace, _ token: SessionToken) async throws {
        _ = try await save(
            [
                "title": "Parken", "minutes": "3", "who-asks": "Kommunen", "why": "Vi bygger om.",
                "use": "Till planen.", "result": "I vår.",
            ], to: "/uppgifter", site, token)
        _ = try await save(
            ["option.new.1": "Ofta", "option.new.2": "Sällan"], to: "/fraga/\(Self.own)", site,
            token)
        try await translate(site, token)
    }

    func translate(_ site: TestWorkspace, _ token: SessionToken) async throws {
        let page = try await site.get(Self.path + "/oversattning/fi", as: token)
        let keys =
            page.text.matches(of: /input class="line" id="[^"]+" name="([a-z0-9.-]+)" type="text"/)
            .map { String($0.1) }
            + page.text.matches(of: /<textarea id="[^"]+" name="([a-z0-9.-]+)"/)
            .map { String($0.1) }
        _ = try await save(
            Dictionary(uniqueKeysWithValues: keys.map { ($0, "suomeksi \($0)") }),
            to: "/oversattning/fi", site, token)
    }

    func publish(_ site: TestWorkspace, _ token: SessionToken) async throws -> Reply {
        let page = try await site.get(Self.path + "/uppgifter", as: token)
        return try await site.post(
            ["revision": try revision(of: page)], to: Self.path + "/publicera", as: token)
    }

    @Test(
        "What is wrong stands at the question, in the page's words, and is gone when it is mended")
    func faultsAtTheirPlace() async throws {
        try await withDraft { site, editor in
            let page = try await site.get(Self.path, as: editor)
            let question = try #require(page.text.range(of: "id=\"q-\(Self.own)\""))
            #expect(page.text[question.upperBound...].contains("Skriv minst två svar"))
            #expect(page.text[..<question.lowerBound].contains("Skriv minst två svar") == false)
            #expect(Markup(page.text).faults == [])

            let saved = try await save(
                ["option.new.1": "Ofta"], to: "/fraga/\(Self.own)", site, editor)
            #expect(saved["Location"] == "\(Self.path)/fraga/\(Self.own)?gjort=saved")
            let form = try await site.get(Self.path + "/fraga/\(Self.own)", as: editor)
            #expect(form.text.contains("id=\"error-f-option-new-1\""))
            #expect(Markup(form.text).faults == [])

            let mended = try await save(
                ["option.new.1": "Sällan"], to: "/fraga/\(Self.own)", site, editor)
            #expect(mended["Location"] == Self.path + "?gjort=saved")
        }
    }

    @Test("Two editors at once: neither loses a word")
    func twoEditors() async throws {
        try await withDraft { site, editor in
            let form = Self.path + "/fraga/\(Self.own)"
            let page = try await site.get(form, as: editor)
            let began = try revision(of: page)

            _ = try await site.post(
                ["revision": began, "text": "Hur ofta?", "hint": "", "option.new.1": "Ofta"],
                to: form, as: editor)
            let second = try await site.post(
                ["revision": began, "hint": "Tänk på i år.", "option.new.1": "Aldrig"], to: form,
                as: editor)
            #expect(second.status == 303)
            let both = try await site.get(form, as: editor)
            for text in ["Hur ofta?", "Tänk på i år.", "Ofta", "Aldrig"] {
                #expect(both.text.contains(text), "\(text)")
            }

            let third = try await site.post(
                ["revision": began, "text": "När?"], to: form, as: editor)
            #expect(third.status == 409)
            #expect(third.text.contains("När?") && third.text.contains("Hur ofta?"))
            let again = try await site.post(
                ["revision": try revision(of: third), "text": "När?"], to: form, as: editor)
            #expect(again.status == 303)
        }
    }

    @Test("Moving a question leaves what others write meanwhile, and the keyboard at its button")
    func moving() async throws {
        try await withDraft { site, editor in
            let form = Self.path + "/fraga/\(Self.own)"
            let began = try revision(of: try await site.get(form, as: editor))

            let moved = try await order(
                ["do": "question-up", "of": Self.own], site, editor)
            let saved = try await site.post(
                ["revision": began, "text": "Hur ofta?"], to: form, as: editor)

            #expect(moved["Location"] == "\(Self.path)?fokus=question-up.\(Self.own)")
            #expect(saved.status == 303)
            let page = try await site.get(
                Self.path + "?fokus=question-up.\(Self.own)", as: editor)
            #expect(page.text.contains("value=\"question-up\" autofocus"))
            let own = try #require(page.text.range(of: "id=\"q-\(Self.own)\""))
            let bank = try #require(page.text.range(of: "id=\"q-take-part\""))
            #expect(own.lowerBound < bank.lowerBound)
            #expect(page.text.contains("Hur ofta?"))
        }
    }

    @Test("It isn't published with faults, or while Finnish lacks a text")
    func gates() async throws {
        try await withDraft { site, editor in
            #expect(try await publish(site, editor).status == 422)
            _ = try await save(
                [
                    "minutes": "3", "who-asks": "K", "why": "V", "use": "U", "result": "R",
                ], to: "/uppgifter", site, editor)
            _ = try await save(
                ["option.new.1": "Ofta", "option.new.2": "Sällan"], to: "/fraga/\(Self.own)",
                site, editor)
            let unready = try await publish(site, editor)
            #expect(unready.status == 422)
            #expect(unready.text.contains("Suomi"))

            try await translate(site, editor)

            #expect(try await publish(site, editor)["Location"] == Self.path + "?gjort=published")
        }
    }

    @Test(
        "A published survey is answered at once, without a restart, in its own words and languages")
    func servedAtOnce() async throws {
        try await withDraft { site, editor in
            // Given a site that serves already, and a dialogue that is prepared
            try await complete(site, editor)
            let started = try await site.post(
                [
                    "template": "omradesdialog", "district": "hovsjo", "period": "2027",
                    "closes-on": "2027-03-31", "background": "Vi bygger.",
                ], to: "/arbete/dialoger/ny", as: editor)
            #expect(started.status == 303)
            let round: RoundID = "omradesdialog-hovsjo-2027"
            let residents = site.fixture.site
            try await Application(router: residents.router()).test(.router) { client in
                func page(_ path: String) async throws -> String {
                    try await Task.sleep(for: .milliseconds(1100))
                    return try await client.execute(uri: path, method: .get) {
                        String(buffer: $0.body)
                    }
                }
                _ = try await page("/sv")

                // When it is published, chosen, and the round opens
                #expect(try await publish(site, editor).status == 303)
                let chosen = try await site.post(
                    ["round": round.value], to: Self.path + "/valj", as: editor)
                #expect(chosen["Location"] == Self.path + "?gjort=chosen")
                try await site.consultation.openRound(round)

                // Then its questions are asked
                let swedish = try await page("/sv/d/\(round)/svara")
                #expect(swedish.contains("Hur ofta är du i parken?"))
                #expect(swedish.contains("Sällan"))
                let finnish = try await page("/fi/d/\(round)/svara")
                #expect(finnish.contains("suomeksi question.\(Self.own).text"))
                #expect(try await page("/sv/d/\(round)/integritet").contains("Parken"))

                // And a correction of a text reaches the open round, as the same version
                _ = try await save(
                    ["text": "Hur ofta går du i parken?"], to: "/fraga/\(Self.own)", site, editor)
                try await translate(site, editor)
                _ = try await site.post(
                    [
                        "revision": try revision(
                            of: site.get(Self.path + "/oversattning/fi", as: editor)),
                        "question.\(Self.own).text.confirmed": "yes",
                    ], to: Self.path + "/oversattning/fi", as: editor)
                #expect(try await publish(site, editor).status == 303)
                #expect(
                    try await page("/sv/d/\(round)/svara").contains("Hur ofta går du i parken?"))
                #expect(try await site.consultation.round(round).surveyVersion == 1)

                // And a round that is open keeps what it asks
                let late = try await site.post(
                    ["round": round.value], to: Self.path + "/valj", as: editor)
                #expect(late.status == 409)
            }
        }
    }

    @Test(
        "A change of meaning is refused with a sentence that says what to do; a new question isn't")
    func meaning() async throws {
        try await withDraft { site, editor in
            try await complete(site, editor)
            #expect(try await publish(site, editor).status == 303)
            _ = try await save(
                ["option.new.1": "Aldrig"], to: "/fraga/\(Self.own)", site, editor)
            try await translate(site, editor)

            let refused = try await publish(site, editor)

            #expect(refused.status == 422)
            #expect(refused.text.contains("en ny fråga med ett eget id"))
            #expect(refused.text.contains("svaren att välja mellan är andra"))

            try await order(["do": "question-remove", "of": Self.own], site, editor)
            try await order(
                [
                    "do": "question-add", "of": "din-park", "kind": "single-choice",
                    "text": "Hur ofta är du i parken?",
                ], site, editor)
            _ = try await save(
                ["option.new.1": "Ofta", "option.new.2": "Aldrig"],
                to: "/fraga/\(Self.own)-2", site, editor)
            try await translate(site, editor)
            #expect(try await publish(site, editor).status == 303)
            #expect(try await site.consultation.newestSurvey("parken")?.version == 2)
        }
    }

    @Test("The preview is the residents' page in each language, sandboxed, and stores nothing")
    func preview() async throws {
        try await withDraft { site, editor in
            let base = Self.path + "/forhandsvisning"
            for language in SiteFixture.shippedLocales.languages {
                let page = try await site.get("\(base)/\(language.tag)/din-park", as: editor)
                #expect(page.status == 200)
                #expect(page["Content-Security-Policy"]?.contains("frame-src 'self'") == true)
                #expect(Markup(page.text).faults == [])

                let shown = try await site.get(
                    "\(base)/\(language.tag)/din-park/sidan", as: editor)
                #expect(shown.text.contains("dir=\"\(language.direction.rawValue)\""))
                #expect(shown.text.contains("name=\"q-take-part\""))
                #expect(shown.text.contains("Hur ofta är du i parken?"))
                #expect(
                    shown["Content-Security-Policy"]?.contains("sandbox allow-same-origin") == true)
                #expect(
                    shown["Content-Security-Policy"]?.contains("frame-ancestors 'self'") == true)
                #expect(Markup(shown.text).faults == [])
            }
            #expect(try await site.get("\(base)/sv/nowhere", as: editor).status == 404)
            #expect(try await site.get("\(base)/xx/din-park", as: editor).status == 404)
        }
    }

    @Test(
        "A survey goes out as a zip archive and comes in again; what is no survey is told and not kept"
    )
    func files() async throws {
        try await withDraft { site, editor in
            let out = try await site.get(Self.path + "/filer.zip", as: editor)
            #expect(out["Content-Type"] == "application/zip")
            let draft = try SurveyDraft.read(
                Data(out.bytes), languages: SiteFixture.shippedLocales.languages)
            #expect(draft.id == "parken")
            #expect(try await send(out.bytes, [:], site, editor).status == 409)
            #expect(try await send(out.bytes, ["replace": "yes"], site, editor).status == 303)
            let again = try await site.get(Self.path + "/filer.zip", as: editor)
            #expect(again.bytes == out.bytes)

            let shipped = try await site.get("/arbete/fragor/trygghet/filer.zip", as: editor)
            #expect(
                try SurveyDraft.read(
                    Data(shipped.bytes), languages: SiteFixture.shippedLocales.languages)
                    == SiteFixture.shippedSurveys["trygghet"])

            let refused = try await send(Array("no zip".utf8), [:], site, editor)
            #expect(refused.status == 422)
            #expect(refused.text.contains("går inte att läsa som zip"))
        }
    }

    func send(
        _ bytes: [UInt8], _ fields: [String: String], _ site: TestWorkspace, _ token: SessionToken,
        to path: String = "/arbete/fragor/las-in"
    ) async throws -> Reply {
        var body: [UInt8] = []
        for (name, value) in fields.merging(["token": token.formToken], uniquingKeysWith: { $1 }) {
            body += Array(
                "--b\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
        }
        body += Array(
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                .utf8)
        body += bytes + Array("\r\n--b--\r\n".utf8)
        var headers: HTTPFields = [.contentType: "multipart/form-data; boundary=b"]
        headers[.origin] = "http://" + TestWorkspace.host
        return try await site.send(
            .post, path, as: token, headers, body: body)
    }

    @Test(
        "The next version of a shipped survey begins with its files, and has all of them as the bank's"
    )
    func nextVersion() async throws {
        try await withWorkspace(definitions: Self.definitions) { site in
            let owner = try await site.staff.owner()
            let (_, editor) = try await site.staff.colleague(
                named: "Eva Editor", with: [Grant(.editor)], invitedBy: owner)

            let begun = try await site.post(
                ["how": "next", "from": "trygghet"], to: "/arbete/fragor", as: editor)

            #expect(begun["Location"] == "/arbete/fragor/trygghet?gjort=begun")
            let page = try await site.get("/arbete/fragor/trygghet", as: editor)
            #expect(page.text.contains("Det som är publicerat är likadant som utkastet."))
            #expect(!page.text.contains("class=\"error\""))
            let again = try await site.post(
                ["how": "next", "from": "trygghet"], to: "/arbete/fragor", as: editor)
            #expect(again.status == 303)
        }
    }

    @Test(
        "Markup in whatever is typed is text, on every page",
        arguments: [
            "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "{{title}}{{{x}}}",
        ])
    func markup(_ text: String) async throws {
        try await withDraft { site, editor in
            _ = try await save(
                ["text": text, "hint": text, "option.new.1": text], to: "/fraga/\(Self.own)", site,
                editor)
            _ = try await save(["title": text, "why": text], to: "/uppgifter", site, editor)
            _ = try await save(["title": text, "intro": text], to: "/sida/din-park", site, editor)
            for path in [
                "", "/uppgifter", "/fraga/\(Self.own)", "/sida/din-park", "/oversattning/fi",
                "/forhandsvisning/sv/din-park", "/forhandsvisning/sv/din-park/sidan",
            ] {
                let page = try await site.get(Self.path + path, as: editor)
                #expect(page.status == 200, "\(path)")
                #expect(Markup(page.text).faults == [], "\(path)")
                #expect(!page.text.contains("<script>") && !page.text.contains("<img"), "\(path)")
            }
            let list = try await site.get("/arbete/fragor", as: editor)
            #expect(!list.text.contains("<script>") && !list.text.contains("<img"))
        }
    }
}
