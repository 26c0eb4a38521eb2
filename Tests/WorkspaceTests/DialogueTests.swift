import Answering
import Dialogues
import Foundation
import Localization
import Pipeline
import Staff
import SurveyDefinition
import TestSupport
import Testing
import TranslationExchange

@testable import Workspace

/// An officer starts a dialogue, has it translated, opens, closes, publishes and answers it.
struct DialogueTests {
    private static let beginning = [
        "template": "omradesdialog", "district": "north", "period": "2027",
        "closes-on": "2027-03-31", "background": "Vi planerar parken.",
    ]
    private static let id = "omradesdialog-north-2027"
    private static let path = "/arbete/dialoger/\(id)"

    private func withDialogue(
        _ body: @Sendable (TestWorkspace, SessionToken) async throws -> Void
    ) async throws {
        try await withWorkspace { site in
            let owner = try await site.staff.owner()
            let (_, editor) = try await site.staff.colleague(
                named: "Eva Editor", with: [Grant(.editor)], invitedBy: owner)
            let started = try await site.post(
                Self.beginning, to: "/arbete/dialoger/ny", as: editor)
            #expect(started["Location"] == Self.path + "?gjort=started")
            try await body(site, editor)
        }
    }

    /// The revision in the hidden field of a form.
    private func revision(of page: Reply) throws -> String {
        let match = page.text.firstMatch(of: /name="revision" value="([0-9]+)"/)
        return String(try #require(match).1)
    }

    private func save(
        _ fields: [String: String], to form: String, _ site: TestWorkspace, _ token: SessionToken
    ) async throws -> Reply {
        let page = try await site.get(Self.path + form, as: token)
        return try await site.post(
            fields.merging(["revision": try revision(of: page)]) { $1 }, to: Self.path + form,
            as: token)
    }

    @Test("The form of a new dialogue says by field what is missing, and keeps what was typed")
    func incompleteStart() async throws {
        try await withWorkspace { site in
            let owner = try await site.staff.owner()
            let (_, editor) = try await site.staff.colleague(
                named: "Eva Editor", with: [Grant(.editor)], invitedBy: owner)

            let reply = try await site.post(
                Self.beginning.merging(["closes-on": "2027-02-30", "background": ""]) { $1 },
                to: "/arbete/dialoger/ny", as: editor)

            #expect(reply.status == 422)
            #expect(reply.text.contains("href=\"#f-closes-on\""))
            #expect(reply.text.contains("href=\"#f-background\""))
            #expect(!reply.text.contains("href=\"#f-district\""))
            #expect(reply.text.contains("value=\"2027-02-30\""))
        }
    }

    @Test("It doesn't open while Finnish lacks a text, and opens when it is translated")
    func finnishGate() async throws {
        try await withDialogue { site, editor in
            let before = try await site.get(Self.path, as: editor)
            let refused = try await site.post([:], to: Self.path + "/oppna", as: editor)
            let saved = try await save(
                ["background": "Suunnittelemme puistoa."], to: "/oversattning/fi", site, editor)
            let after = try await site.get(Self.path, as: editor)
            let opened = try await site.post([:], to: Self.path + "/oppna", as: editor)

            #expect(before.text.contains(Self.path + "/oversattning/fi"))
            #expect(!before.text.contains("action=\"\(Self.path)/oppna\""))
            #expect(refused.status == 409)
            #expect(saved.status == 303)
            #expect(after.text.contains("action=\"\(Self.path)/oppna\""))
            #expect(opened["Location"] == Self.path + "?gjort=step-open")
            let round = try await site.consultation.round(RoundID(Self.id))
            #expect(round.stage == .open && round.closesOn == "2027-03-31")
        }
    }

    @Test(
        "A translation goes stale when the Swedish changes, and isn't made current by saving the page"
    )
    func stale() async throws {
        try await withDialogue { site, editor in
            _ = try await save(
                ["background": "Suunnittelemme puistoa."], to: "/oversattning/fi", site, editor)
            _ = try await save(
                ["title": "Rubrik", "question": "Fråga?", "background": "Vi planerar torget."],
                to: "/texter", site, editor)
            let desk = try await site.get(Self.path + "/oversattning/fi", as: editor)
            let untouched = try await save(
                ["background": "Suunnittelemme puistoa."], to: "/oversattning/fi", site, editor)
            let stillStale = try await site.post([:], to: Self.path + "/oppna", as: editor)
            _ = try await save(
                [
                    "title": "Otsikko", "question": "Kysymys?",
                    "background": "Suunnittelemme puistoa.", "background.confirmed": "yes",
                ], to: "/oversattning/fi", site, editor)
            let opened = try await site.post([:], to: Self.path + "/oppna", as: editor)

            #expect(desk.text.contains("name=\"background.confirmed\""))
            #expect(untouched.status == 303 && stillStale.status == 409)
            #expect(opened.status == 303)
        }
    }

    @Test(
        "Of two editors of different fields both are kept; of the same field neither loses a word")
    func twoEditors() async throws {
        try await withDialogue { site, editor in
            let form = try await site.get(Self.path + "/texter", as: editor)
            let revision = try revision(of: form)
            func shown(_ name: String) throws -> String {
                let field = try Regex("name=\"\(name)\"[^>]*>\n?([^<]*)</textarea>")
                let match = try #require(form.text.firstMatch(of: field))
                return try #require(match[1].substring.map(String.init))
            }
            let texts = [
                "revision": revision, "question": try shown("question"),
                "background": try shown("background"),
            ]
            func post(_ changes: [String: String]) async throws -> Reply {
                try await site.post(
                    texts.merging(changes) { $1 }, to: Self.path + "/texter", as: editor)
            }

            let first = try await post(["question": "Första frågan?"])
            let second = try await post(["background": "Andra bakgrunden."])
            let third = try await post(["question": "Tredje frågan?"])
            let kept = try await site.get(Self.path + "/texter", as: editor)
            let again = try await site.post(
                [
                    "revision": try self.revision(of: third), "question": "Tredje frågan?",
                    "background": "Andra bakgrunden.",
                ], to: Self.path + "/texter", as: editor)
            let last = try await site.get(Self.path + "/texter", as: editor)

            #expect(first.status == 303 && second.status == 303 && third.status == 409)
            #expect(third.text.contains("Tredje frågan?</textarea>"))
            #expect(third.text.contains("Första frågan?</p>"))
            #expect(third.text.contains("Andra bakgrunden.</textarea>"))
            #expect(kept.text.contains("Första frågan?") && kept.text.contains("Andra bakgrunden."))
            #expect(again.status == 303)
            #expect(last.text.contains("Tredje frågan?") && last.text.contains("Andra bakgrunden."))
        }
    }

    @Test("It isn't answered for good before residents are told in every language of the dialogue")
    func wholeLife() async throws {
        try await withDialogue { site, editor in
            _ = try await save(
                ["background": "Suunnittelemme puistoa."], to: "/oversattning/fi", site, editor)
            _ = try await site.post([:], to: Self.path + "/oppna", as: editor)
            let unconfirmed = try await site.post([:], to: Self.path + "/stang", as: editor)
            let closed = try await site.post(
                ["confirmed": "yes"], to: Self.path + "/stang", as: editor)
            let preview = try await site.get(Self.path + "/forhandsvisning", as: editor)
            let seen = try #require(preview.text.firstMatch(of: /name="seen" value="([^"]*)"/)).1
            let published = try await site.post(
                ["seen": String(seen)], to: Self.path + "/publicera", as: editor)
            let early = try await site.post(
                ["confirmed": "yes"], to: Self.path + "/besvara", as: editor)
            let outcome = try await save(
                [
                    "said": "Fler lampor.", "decided": "Vi sätter upp lampor.",
                    "promise.1": "Tio lampor i parken.", "promise.1.date": "2027-06-01",
                    "promise.1.status": "planned",
                ], to: "/svar", site, editor)
            for (language, word) in [("fi", "Lamppuja"), ("ar", "مصابيح")] {
                _ = try await save(
                    ["said": word, "decided": word, "promise.1": word],
                    to: "/oversattning/\(language)", site, editor)
            }
            let answered = try await site.post(
                ["confirmed": "yes"], to: Self.path + "/besvara", as: editor)
            let page = try await site.get("/arbete", as: editor)

            #expect(unconfirmed.status == 422 && closed.status == 303)
            #expect(published.status == 303 && early.status == 409)
            #expect(outcome.status == 303 && answered.status == 303)
            #expect(page.text.contains(Self.path))
            let acts = try await site.staff.accounts.readAuditLog().entries.map(\.act)
            #expect(
                acts.filter { $0.hasPrefix("dialogue") || $0.hasPrefix("r") } == [
                    "dialogue-created", "dialogue-changed", "round-opened", "round-closed",
                    "release-published",
                    "dialogue-changed", "dialogue-changed", "dialogue-changed", "dialogue-answered",
                ])
        }
    }

    @Test(
        "A native reader signs off what was read, and any text that changes counts as unread again")
    func nativeReader() async throws {
        try await withDialogue { site, editor in
            let path = Self.path + "/oversattning/fi"
            func isReviewed() async throws -> Bool {
                let page = try await site.get(path, as: editor)
                return page.text.contains("Texterna är lästa så som de står nu")
            }
            func sign(_ fields: [String: String], revision: String) async throws -> Reply {
                try await site.post(
                    fields.merging(["revision": revision]) { $1 }, to: path + "/granskad",
                    as: editor)
            }
            _ = try await save(
                ["background": "Suunnittelemme puistoa."], to: "/oversattning/fi", site, editor)
            let read = try revision(of: try await site.get(path, as: editor))
            let unsaid = try await sign([:], revision: read)
            let signed = try await sign(["native": "yes"], revision: read)
            let afterSigning = try await isReviewed()

            _ = try await save(
                ["background": "Suunnittelemme toria."], to: "/oversattning/fi", site, editor)
            let afterChange = try await isReviewed()
            let late = try await sign(["native": "yes"], revision: read)
            let again = try await sign(
                ["native": "yes"], revision: try revision(of: try await site.get(path, as: editor)))
            let dialogue = try await site.get(Self.path, as: editor)
            _ = try await save(
                ["title": "Rubrik", "question": "Fråga?", "background": "Vi planerar torget."],
                to: "/texter", site, editor)
            let stale = try await sign(
                ["native": "yes"], revision: try revision(of: try await site.get(path, as: editor)))

            #expect(unsaid.status == 422 && signed["Location"] == Self.path + "?gjort=reviewed")
            #expect(afterSigning && !afterChange)
            #expect(late.status == 409 && again.status == 303 && stale.status == 409)
            #expect(dialogue.text.contains("lästa av modersmålstalare"))
            #expect(try await !isReviewed())
            let log = try await site.staff.accounts.readAuditLog().entries
            let acts = log.filter { $0.act == "translation-reviewed" }
            #expect(acts.count == 2 && acts.allSatisfy { $0.details["language"] == "fi" })
        }
    }

    @Test("A workbook that comes back fills in its languages, and the page says what wasn't taken")
    func workbook() async throws {
        try await withDialogue { site, editor in
            let sent = try await site.get(Self.path + "/oversattning.xlsx", as: editor)
            var sheet = try readTranslations(Data(sent.bytes))
            for place in sheet.rows.indices {
                switch sheet.rows[place].id.key {
                case "background":
                    sheet.rows[place].translations["fi"]?.text = "Suunnittelemme puistoa."
                    sheet.rows[place].translations["ar"]?.text = "نخطط للحديقة."
                case "question": sheet.rows[place].translations["fi"]?.text = nil
                default: break
                }
            }
            let locales = SiteFixture.shippedLocales
            let workbook = sheet.xlsx(
                WorkbookWords(locales.localizer(for: "sv")), languages: locales.languages)

            let page = try await upload(Array(workbook), site, editor)
            let xliff = try await site.get(Self.path + "/oversattning/ar/xliff", as: editor)
            let opened = try await site.post([:], to: Self.path + "/oppna", as: editor)
            let nonsense = try await upload(Array("no workbook".utf8), site, editor)
            let forged = try await upload(Array(workbook), site, editor, token: "forged")

            #expect(sent["Content-Disposition"] == "attachment; filename=\"\(Self.id).xlsx\"")
            #expect(page.status == 200 && page.text.contains("fi, question"))
            #expect(xliff.text.contains("نخطط للحديقة."))
            #expect(opened.status == 303)
            #expect(nonsense.status == 422 && forged.status == 403)
        }
    }

    private func upload(
        _ file: [UInt8], _ site: TestWorkspace, _ editor: SessionToken, token: String? = nil
    ) async throws -> Reply {
        let lines = [
            "--b", "Content-Disposition: form-data; name=\"token\"", "",
            token ?? editor.formToken, "--b",
            "Content-Disposition: form-data; name=\"file\"; filename=\"texts.xlsx\"", "", "",
        ]
        return try await site.send(
            .post, Self.path + "/oversattning", as: editor,
            [
                .contentType: "multipart/form-data; boundary=b",
                .origin: "http://" + TestWorkspace.host,
            ],
            body: Array(lines.joined(separator: "\r\n").utf8) + file + Array("\r\n--b--\r\n".utf8))
    }

    @Test("A stale translation of the question isn't handed on as if it were right")
    func staleQuestion() async throws {
        try await withDialogue { site, editor in
            _ = try await save(["question": "En ny fråga?"], to: "/texter", site, editor)
            _ = try await site.post(
                Self.beginning.merging(["period": "2028", "after": Self.id]) { $1 },
                to: "/arbete/dialoger/ny", as: editor)

            let desk = try await site.get(
                "/arbete/dialoger/omradesdialog-north-2028/oversattning/fi", as: editor)

            #expect(desk.text.contains("En ny fråga?"))
            #expect(desk.text.contains("id=\"mark-f-question\""))
            #expect(!desk.text.contains("id=\"mark-f-title\""))
        }
    }

    @Test("Figures of two districts are no series; those of one district, year by year, are")
    func series() async throws {
        try await withWorkspace { site in
            let owner = try await site.staff.owner()
            let (_, editor) = try await site.staff.colleague(
                named: "Eva Editor", with: [Grant(.editor)], invitedBy: owner)
            var generator = SeededGenerator(seed: 1)
            for (district, period) in [("north", "2027"), ("south", "2027"), ("north", "2028")] {
                let id = RoundID("omradesdialog-\(district)-\(period)")
                _ = try await site.post(
                    Self.beginning.merging(["district": district, "period": period]) { $1 },
                    to: "/arbete/dialoger/ny", as: editor)
                try await site.consultation.openRound(id)
                let survey = try await site.consultation.survey(
                    of: site.consultation.round(id))
                for number in 0..<80 {
                    let response = try Journey.random(through: survey, using: &generator)
                        .answering(
                            "safe-at-night",
                            with: .code(number.isMultiple(of: 2) ? "very-safe" : "unsafe")
                        )
                        .completed()
                    _ = try await site.consultation.submit(
                        response, SubmissionKey(using: &generator), to: id)
                }
                try await site.consultation.closeRound(id)
                let path = "/arbete/dialoger/\(id)"
                let preview = try await site.get(path + "/forhandsvisning", as: editor)
                let seen = try #require(
                    preview.text.firstMatch(of: /name="seen" value="([^"]*)"/)
                ).1
                let reply = try await site.post(
                    ["seen": String(seen)], to: path + "/publicera", as: editor)
                #expect(reply.status == 303)
            }

            let releases = try await site.consultation.releases(of: "omradesdialog-north-2028")
            let rounds = releases.last?.series?.first { $0.indicator == "safe" }?.points.map(
                \.round)

            #expect(rounds == ["omradesdialog-north-2027", "omradesdialog-north-2028"])
        }
    }

    @Test("A next round takes over the question, and what was typed stays text on every page")
    func againAndEscaped() async throws {
        try await withDialogue { site, editor in
            _ = try await save(
                ["title": "<script>x</script>", "question": "Fråga \"två\"?", "background": "B"],
                to: "/texter", site, editor)
            let again = try await site.get(
                "/arbete/dialoger/ny?mall=omradesdialog&efter=\(Self.id)", as: editor)
            let started = try await site.post(
                Self.beginning.merging(["period": "2028", "after": Self.id]) { $1 },
                to: "/arbete/dialoger/ny", as: editor)
            let texts = try await site.get(
                "/arbete/dialoger/omradesdialog-north-2028/texter", as: editor)

            #expect(again.text.contains("value=\"2028\""))
            #expect(started.status == 303)
            #expect(texts.text.contains("Fråga &quot;två&quot;?"))
            for path in ["/arbete", Self.path, Self.path + "/texter", Self.path + "/uppgifter"] {
                #expect(try await !site.get(path, as: editor).text.contains("<script"))
            }
        }
    }
}
