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

/// A walk through the workspace: noted on the way, moved on afterwards, read by everybody who may see the dialogue.
struct ObservationTests {
    private static let id: RoundID = "trygghetsvandring-north-2027"
    private static let path = "/arbete/dialoger/\(id)"
    private static let walk = path + "/observationer"
    private static let lamp = [
        "spot": "Gångtunneln & torget", "kind": "lighting", "what": "Lampan är trasig.",
    ]

    private func withWalk(
        _ body:
            @Sendable (TestWorkspace, _ editor: SessionToken, _ reader: SessionToken)
            async throws -> Void
    ) async throws {
        try await withWorkspace { site in
            let owner = try await site.staff.owner()
            let (_, editor) = try await site.staff.colleague(
                named: "Eva Editor", with: [Grant(.editor)], invitedBy: owner)
            let (_, reader) = try await site.staff.colleague(
                named: "Rut Reader", with: [Grant(.reader)], invitedBy: owner)
            let started = try await site.post(
                [
                    "template": "trygghetsvandring", "district": "north", "period": "2027",
                    "closes-on": "2027-03-31", "background": "Vi går runt.",
                ], to: "/arbete/dialoger/ny", as: editor)
            #expect(started["Location"] == Self.path + "?gjort=started")
            try await body(site, editor, reader)
        }
    }

    private func dialogue(_ site: TestWorkspace) async throws -> Dialogue {
        try #require(try await site.fixture.store.dialogue(Self.id)).dialogue
    }

    private func revision(_ page: Reply) throws -> String {
        String(try #require(page.text.firstMatch(of: /name="revision" value="([0-9]+)"/)).1)
    }

    @Test("What is noted comes back with the form ready for the next one at the same spot")
    func noted() async throws {
        try await withWalk { site, editor, _ in
            let sent = try await site.post(Self.lamp, to: Self.walk, as: editor)
            let location = try #require(sent["Location"])
            let next = try await site.get(String(location.prefix { $0 != "#" }), as: editor)
            let again = try await site.post(Self.lamp, to: Self.walk, as: editor)

            #expect(sent.status == 303 && again.status == 303)
            #expect(location.hasSuffix("&gjort=noted#nasta"))
            #expect(location.allSatisfy { $0.isASCII && $0 != " " })
            #expect(next.text.contains("value=\"Gångtunneln &amp; torget\""))
            #expect(next.text.contains("role=\"status\""))
            #expect(next.text.contains("name=\"what\" rows=\"3\""))
            #expect(next.text.components(separatedBy: "Lampan är trasig.").count == 2)
            #expect(Markup(next.text).faults == [])
            #expect(try await dialogue(site).observations.all.count == 1)
        }
    }

    @Test("What is missing is told at its field, and what was typed stays")
    func faults() async throws {
        try await withWalk { site, editor, _ in
            let reply = try await site.post(
                ["spot": "Torget", "kind": "", "what": ""], to: Self.walk, as: editor)

            #expect(reply.status == 422)
            #expect(reply.text.contains("href=\"#f-kind\""))
            #expect(reply.text.contains("href=\"#f-what\""))
            #expect(reply.text.contains("value=\"Torget\""))
            #expect(Markup(reply.text).faults == [])
            #expect(try await dialogue(site).observations.all.isEmpty)
        }
    }

    @Test("Two who note at the same time have an observation each, and no two share a number")
    func together() async throws {
        try await withWalk { site, editor, _ in
            try await withThrowingTaskGroup(of: Int.self) { walkers in
                for walker in 1...12 {
                    walkers.addTask {
                        try await site.post(
                            Self.lamp.merging(["what": "Lampa \(walker)"]) { $1 }, to: Self.walk,
                            as: editor
                        ).status
                    }
                }
                for try await status in walkers { #expect(status == 303) }
            }

            let dialogue = try await dialogue(site)
            let texts = dialogue.observations.all.map {
                dialogue.texts.text(.observation($0.number), in: "sv")
            }
            #expect(dialogue.observations.all.map(\.number) == Array(1...12))
            #expect(Set(texts) == Set((1...12).map { "Lampa \($0)" }))
            let log = try await site.staff.accounts.readAuditLog()
            let acts = log.entries.filter { $0.details["part"] == "observations" }
            #expect(acts.count == 12 && acts.allSatisfy { $0.act == "dialogue-changed" })
        }
    }

    @Test(
        "It is decided and done with a text and a day; of two who move it on, neither loses a word")
    func movedOn() async throws {
        try await withWalk { site, editor, _ in
            _ = try await site.post(Self.lamp, to: Self.walk, as: editor)
            let form = try await site.get(Self.walk + "/1", as: editor)
            let opened = try revision(form)
            func save(_ fields: [String: String], since revision: String) async throws -> Reply {
                try await site.post(
                    fields.merging(["revision": revision]) { $1 }, to: Self.walk + "/1", as: editor)
            }
            let decision = [
                "observation.1.status": "decided", "measure.1": "Byts före jul.",
                "observation.1.decided-on": "2026-12-01",
            ]

            let early = try await save(["observation.1.status": "decided"], since: opened)
            let decided = try await save(decision, since: opened)
            let spot = try await save(["observation.1.spot": "Södra tunneln"], since: opened)
            let other = try await save(["measure.1": "Byts aldrig."], since: opened)
            let page = try await site.get(Self.walk, as: editor)

            #expect(Markup(form.text).faults == [])
            #expect(early.status == 422 && early.text.contains("href=\"#f-measure-1\""))
            #expect(decided["Location"] == Self.walk + "?gjort=changed#nasta")
            #expect(spot.status == 303 && other.status == 409)
            #expect(other.text.contains("Byts aldrig.</textarea>"))
            #expect(other.text.contains("Byts före jul.</p>"))
            #expect(page.text.contains("Södra tunneln") && page.text.contains("Byts före jul."))
            #expect(page.text.contains("Beslutat 2026-12-01"))
            let overview = try await site.get(Self.path, as: editor)
            #expect(overview.text.contains("Beslutat: 1"))
        }
    }

    @Test("A removed observation has no page, and whoever still writes in it is asked")
    func removed() async throws {
        try await withWalk { site, editor, _ in
            _ = try await site.post(Self.lamp, to: Self.walk, as: editor)
            let opened = try revision(try await site.get(Self.walk + "/1", as: editor))
            func save(_ fields: [String: String]) async throws -> Reply {
                try await site.post(
                    fields.merging(["revision": opened]) { $1 }, to: Self.walk + "/1", as: editor)
            }

            let emptied = try await save(["observation.1": "", "observation.1.spot": ""])
            let late = try await save(["observation.1": "Helt mörkt."])

            #expect(emptied.status == 303)
            #expect(try await site.get(Self.walk + "/1", as: editor).status == 404)
            #expect(try await site.get(Self.walk + "/2", as: editor).status == 404)
            #expect(try await site.get(Self.walk + "/x", as: editor).status == 404)
            #expect(late.status == 409 && late.text.contains("Helt mörkt.</textarea>"))
        }
    }

    @Test(
        "A text that looks like personal data is asked about before it is kept; a street is no person",
        arguments: [
            ("Ring 070-123 45 67", true), ("Bilen ABC 123 står kvar", true),
            ("jag heter Anna", true), ("anna@example.se klagar", true),
            ("Mörkt utanför Hovsjögatan 12", false), ("Tre trasiga lampor", false),
        ])
    func personalData(text: String, isAsked: Bool) async throws {
        try await withWalk { site, editor, _ in
            let fields = Self.lamp.merging(["what": text]) { $1 }
            let first = try await site.post(fields, to: Self.walk, as: editor)
            let sure = try await site.post(
                fields.merging(["what.confirmed": "yes"]) { $1 }, to: Self.walk, as: editor)

            #expect(first.status == (isAsked ? 422 : 303))
            #expect(first.text.contains("name=\"what.confirmed\"") == isAsked)
            #expect(sure.status == 303)
            #expect(try await dialogue(site).observations.all.count == 1)

            // A text that was confirmed isn't asked about again; a new one is.
            let opened = try revision(try await site.get(Self.walk + "/1", as: editor))
            let moved = try await site.post(
                [
                    "revision": opened, "observation.1": text, "observation.1.status": "dropped",
                    "measure.1": "Inte vårt.", "observation.1.decided-on": "2026-12-01",
                ], to: Self.walk + "/1", as: editor)
            let now = try revision(try await site.get(Self.walk + "/1", as: editor))
            let measure = try await site.post(
                ["revision": now, "measure.1": text], to: Self.walk + "/1", as: editor)
            #expect(moved.status == 303)
            #expect(measure.status == (isAsked ? 422 : 303))
        }
    }

    @Test("Whoever may only read sees the observations and the file, and no form")
    func reader() async throws {
        try await withWalk { site, editor, reader in
            _ = try await site.post(Self.lamp, to: Self.walk, as: editor)

            let page = try await site.get(Self.walk, as: reader)
            let file = try await site.get(Self.walk + ".csv", as: reader)
            let sent = try await site.post(Self.lamp, to: Self.walk, as: reader)

            #expect(page.status == 200 && page.text.contains("Lampan är trasig."))
            #expect(!page.text.contains("name=\"what\"") && !page.text.contains(Self.walk + "/1"))
            #expect(file.status == 200)
            #expect(sent.status == 403)
            #expect(try await site.get(Self.walk + "/1", as: reader).status == 403)
        }
    }

    @Test(
        "What is typed stays text on every page, and no formula in the file",
        arguments: [
            "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "=cmd|'/c calc'!A1",
            "+1+1", "@SUM(A1)", "-2+3", "{{title}}{{{content}}}",
        ])
    func attack(text: String) async throws {
        try await withWalk { site, editor, _ in
            let noted = try await site.post(
                [
                    "spot": text, "kind": "other", "what": text, "what.confirmed": "yes",
                    "spot.confirmed": "yes",
                ], to: Self.walk, as: editor)
            let location = try #require(noted["Location"])
            let paths = [
                String(location.prefix { $0 != "#" }), Self.walk, Self.walk + "/1", Self.path,
                Self.path + "/oversattning/fi",
            ]
            for path in paths {
                let page = try await site.get(path, as: editor)
                #expect(page.status == 200, "\(path)")
                #expect(Markup(page.text).faults == [], "\(path)")
                #expect(!page.text.contains("<script") && !page.text.contains("<img"), "\(path)")
            }
            let file = try await site.get(Self.walk + ".csv", as: editor)
            #expect(file["Content-Type"] == "text/csv; charset=utf-8")
            #expect(
                file["Content-Disposition"]
                    == "attachment; filename=\"\(Self.id)-observationer.csv\"")
            for sign in "=+@-" {
                #expect(!file.text.contains(";\(sign)") && !file.text.contains(";\"\(sign)"))
            }
        }
    }

    @Test("They come to translators with all other texts, and back")
    func translated() async throws {
        try await withWalk { site, editor, _ in
            _ = try await site.post(Self.lamp, to: Self.walk, as: editor)
            let sent = try await site.get(Self.path + "/oversattning.xlsx", as: editor)
            let sheet = try readTranslations(Data(sent.bytes))
            let desk = try await site.get(Self.path + "/oversattning/fi", as: editor)
            let xliff = try await site.get(Self.path + "/oversattning/ar/xliff", as: editor)
            _ = try await site.post(
                ["revision": try revision(desk), "observation.1": "Lamppu on rikki 💡."],
                to: Self.path + "/oversattning/fi", as: editor)

            #expect(sheet.rows.map(\.id.key).contains("observation.1"))
            #expect(desk.text.contains("Observation 1: vad som sågs"))
            #expect(xliff.text.contains("Lampan är trasig."))
            #expect(
                try await dialogue(site).texts.text(.observation(1), in: "fi")
                    == "Lamppu on rikki 💡.")
        }
    }

    @Test("The start page tells of what nobody has decided about for a month")
    func waiting() async throws {
        try await withWalk { site, editor, _ in
            _ = try await site.post(Self.lamp, to: Self.walk, as: editor)
            let fresh = try await site.get("/arbete", as: editor)
            let page = try await site.get(Self.walk + "/1", as: editor)
            _ = try await site.post(
                ["revision": try revision(page), "observation.1.seen-on": "2020-01-01"],
                to: Self.walk + "/1", as: editor)
            let late = try await site.get("/arbete", as: editor)

            #expect(!fresh.text.contains("har väntat på beslut"))
            #expect(late.text.contains("1 observation har väntat på beslut i en månad"))
        }
    }

    @Test("A dialogue without a walk doesn't show the task")
    func noWalk() async throws {
        try await withWalk { site, editor, _ in
            _ = try await site.post(
                [
                    "template": "omradesdialog", "district": "north", "period": "2027",
                    "closes-on": "2027-03-31", "background": "Vi planerar.",
                ], to: "/arbete/dialoger/ny", as: editor)
            let other = try await site.get(
                "/arbete/dialoger/omradesdialog-north-2027", as: editor)

            #expect(!other.text.contains("/observationer"))
            #expect(try await site.get(Self.path, as: editor).text.contains(Self.walk))
        }
    }
}
