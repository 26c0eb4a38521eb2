import Dialogues
import Localization
import Pipeline
import Staff
import SurveyDefinition
import TestSupport
import Testing

@testable import Workspace

/// From a dialogue to its questions: they are looked at, exchanged for others, or made one's own.
extension ComposerTests {
    static let dialogue = "/arbete/dialoger/omradesdialog-hovsjo-2027"
    static let questions = dialogue + "/fragor"

    private func start(_ site: TestWorkspace, _ editor: SessionToken) async throws {
        let started = try await site.post(
            [
                "template": "omradesdialog", "district": "hovsjo", "period": "2027",
                "closes-on": "2027-03-31", "background": "Vi bygger.",
            ], to: "/arbete/dialoger/ny", as: editor)
        #expect(started.status == 303)
    }

    @Test("A prepared dialogue says what it asks, and asks something else when it is chosen")
    func chosenFromTheDialogue() async throws {
        try await withDraft { site, editor in
            // Given a dialogue, and a draft that isn't published
            try await start(site, editor)
            let before = try await site.get(Self.dialogue, as: editor)
            #expect(before.text.contains("href=\"\(Self.questions)\""))
            #expect(before.text.contains("href=\"\(Self.questions)/sv/"))

            // When
            let page = try await site.get(Self.questions, as: editor)
            let chosen = try await site.post(
                ["survey": "trygghet"], to: Self.questions, as: editor)

            // Then
            #expect(Markup(page.text).faults == [])
            #expect(page.text.contains("name=\"survey\" value=\"medborgardialog\""))
            #expect(!page.text.contains("value=\"parken\""))
            #expect(chosen["Location"] == Self.questions + "?gjort=chosen")
            let told = try await site.get(Self.questions + "?gjort=chosen", as: editor)
            #expect(told.text.contains("ställer nu de här frågorna"))
            #expect(told.text.contains("ställs nu"))
            #expect(!told.text.contains("name=\"survey\" value=\"trygghet\""))
            let round = try await site.consultation.round("omradesdialog-hovsjo-2027")
            #expect(round.survey == "trygghet")
            let title = try #require(
                SiteFixture.shippedLocales.catalogue(of: "sv").message("title", in: "trygghet")?
                    .forms[.other])
            let after = try await site.get(Self.dialogue, as: editor)
            #expect(after.text.contains("<p>\(title)</p>"))
            let unknown = try await site.post(
                ["survey": "parken"], to: Self.questions, as: editor)
            #expect(unknown.status == 400, "it isn't published")
        }
    }

    @Test("What a dialogue asks is looked at in each language, by everybody who sees the dialogue")
    func looked() async throws {
        try await withWorkspace(definitions: Self.definitions) { site in
            let owner = try await site.staff.owner()
            let (_, editor) = try await site.staff.colleague(
                named: "Eva Editor", with: [Grant(.editor)], invitedBy: owner)
            let (_, reader) = try await site.staff.colleague(
                named: "Rut Reader", with: [Grant(.reader)], invitedBy: owner)
            try await start(site, editor)
            _ = try await site.post(["survey": "trygghet"], to: Self.questions, as: editor)
            let survey = try #require(Self.definitions.survey("trygghet"))
            let section = try #require(survey.sections.first)
            let question = try #require(section.questions.first)

            for language in SiteFixture.shippedLocales.languages {
                let path = "\(Self.questions)/\(language.tag)/\(section.id)"
                let page = try await site.get(path, as: reader)
                #expect(page.status == 200 && page.text.contains("src=\"\(path)/sidan\""))
                #expect(Markup(page.text).faults == [])
                let shown = try await site.get(path + "/sidan", as: reader)
                #expect(shown.text.contains("name=\"q-\(question.id)\""))
                #expect(shown.text.contains("dir=\"\(language.direction.rawValue)\""))
                #expect(
                    shown["Content-Security-Policy"]?.contains("sandbox allow-same-origin") == true)
            }
            let dialogue = try await site.get(Self.dialogue, as: reader)
            #expect(dialogue.text.contains("\(Self.questions)/sv/\(section.id)"))
            #expect(!dialogue.text.contains("href=\"\(Self.questions)\""))
            for path in ["/sv/nowhere", "/xx/\(section.id)", "/sv/nowhere/sidan"] {
                #expect(try await site.get(Self.questions + path, as: reader).status == 404)
            }
        }
    }

    @Test("A draft begins as a copy of what the dialogue asks, is published, and chosen there")
    func ownQuestions() async throws {
        try await withDraft { site, editor in
            try await start(site, editor)
            _ = try await site.post(["survey": "anlaggning"], to: Self.questions, as: editor)

            let begun = try await site.post(
                ["title": "Hallen i Hovsjö"], to: Self.questions + "/egna", as: editor)
            let nameless = try await site.post(
                ["title": " "], to: Self.questions + "/egna", as: editor)

            #expect(begun["Location"] == "/arbete/fragor/hallen-i-hovsjo?gjort=begun")
            #expect(nameless.status == 422)
            let form = try await site.get("/arbete/fragor/hallen-i-hovsjo/uppgifter", as: editor)
            let published = try await site.post(
                ["revision": try revision(of: form)],
                to: "/arbete/fragor/hallen-i-hovsjo/publicera", as: editor)
            #expect(published.status == 422, "the new title isn't translated yet")
        }
    }

    @Test("A dialogue that has opened keeps what it asks, also for a page that was opened before")
    func keptAfterOpening() async throws {
        try await withDraft { site, editor in
            try await start(site, editor)
            try await site.consultation.openRound("omradesdialog-hovsjo-2027")

            let late = try await site.post(["survey": "trygghet"], to: Self.questions, as: editor)
            let page = try await site.get(Self.questions, as: editor)
            let dialogue = try await site.get(Self.dialogue, as: editor)

            #expect(late.status == 409 && late.text.contains("kan inte bytas längre"))
            #expect(page.status == 200 && !page.text.contains("name=\"survey\""))
            #expect(!dialogue.text.contains("href=\"\(Self.questions)\""))
            #expect(dialogue.text.contains("href=\"\(Self.questions)/sv/"))
        }
    }
}
