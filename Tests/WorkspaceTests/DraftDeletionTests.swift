import Pipeline
import SurveyDefinition
import TestSupport
import Testing

@testable import Workspace

/// A draft is deleted; what was published of it stays.
extension ComposerTests {
    static let deletion = path + "/ta-bort"

    @Test(
        "A draft that somebody has just changed isn't deleted before it is looked at; then it is gone, and the log says so"
    )
    func deletion() async throws {
        try await withDraft { site, editor in
            // Given a page that asks once more, and a change since
            let asked = try await site.get(Self.deletion, as: editor)
            #expect(asked.text.contains("Hur ofta är du i parken?"))
            #expect(asked.text.contains("Inget av utkastet är publicerat"))
            #expect(Markup(asked.text).faults == [])
            _ = try await save(["option.new.1": "Ofta"], to: "/fraga/\(Self.own)", site, editor)

            // When it is sent, and sent again after another look
            let old = ["revision": try revision(of: asked)]
            let refused = try await site.post(old, to: Self.deletion, as: editor)
            #expect(refused.status == 409)
            #expect(refused.text.contains("Titta igenom det först"))
            #expect(!refused.text.contains("name=\"revision\""))
            #expect(try await site.get(Self.path, as: editor).status == 200)
            let deleted = try await site.post(
                ["revision": try revision(of: site.get(Self.deletion, as: editor))],
                to: Self.deletion, as: editor)

            // Then
            #expect(deleted["Location"] == "/arbete/fragor?gjort=deleted")
            let list = try await site.get("/arbete/fragor?gjort=deleted", as: editor)
            #expect(list.text.contains("Utkastet är borttaget."))
            #expect(!list.text.contains(Self.path))
            for page in ["", "/uppgifter", "/filer.zip", "/ta-bort", "/fraga/\(Self.own)"] {
                #expect(try await site.get(Self.path + page, as: editor).status == 404, "\(page)")
            }
            #expect(try await site.post(old, to: Self.deletion, as: editor).status == 404)
            let log = try await site.staff.accounts.readAuditLog().entries
            #expect(log.last?.act == "survey-draft-deleted")
            #expect(log.last?.details["survey"] == Self.id)
        }
    }

    @Test("A form of a deleted draft is never taken for one of the draft that begins anew")
    func deletedAndBegunAnew() async throws {
        try await withDraft { site, editor in
            let form = Self.path + "/uppgifter"
            let old = try revision(of: try await site.get(form, as: editor))
            _ = try await site.post(["revision": old], to: Self.deletion, as: editor)
            let begun = try await site.post(
                ["title": "Parken", "from": ""], to: "/arbete/fragor", as: editor)
            #expect(begun["Location"] == Self.path + "?gjort=begun")
            for why in ["Ett", "Två", "Tre", "Fyra"] {
                _ = try await save(["why": why], to: "/uppgifter", site, editor)
            }

            let late = try await site.post(
                ["revision": old, "why": "Från förr"], to: form, as: editor)

            #expect(late.status == 400)
            let now = try await site.get(form, as: editor)
            #expect(now.text.contains("Fyra") && !now.text.contains("Från förr"))
            #expect(try #require(Int(revision(of: now))) > #require(Int(old)))
        }
    }

    @Test("What was published of a deleted draft stays, and the next version begins with it")
    func deletedAfterPublishing() async throws {
        try await withDraft { site, editor in
            try await complete(site, editor)
            #expect(try await publish(site, editor).status == 303)
            let published = try await site.get(Self.path + "/filer.zip", as: editor)
            let page = try await site.get(Self.deletion, as: editor)
            #expect(page.text.contains("likadant som det som är publicerat"))

            _ = try await site.post(
                ["revision": try revision(of: page)], to: Self.deletion, as: editor)

            let files = try await site.get(Self.path + "/filer.zip", as: editor)
            #expect(files.status == 200 && files.bytes == published.bytes)
            #expect(try await site.consultation.newestSurvey("parken")?.version == 1)
            let again = try await site.post(
                ["how": "next", "from": Self.id], to: "/arbete/fragor", as: editor)
            #expect(again["Location"] == Self.path + "?gjort=begun")
            let next = try await site.get(Self.path + "/filer.zip", as: editor)
            #expect(next.bytes == published.bytes)
        }
    }
}
