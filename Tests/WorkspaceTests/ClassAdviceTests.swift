import Dialogues
import Localization
import Pages
import Staff
import SurveyDefinition
import TestSupport
import Testing

@testable import Workspace

/// Whoever publishes questions, or lets a dialogue ask them, is told what they do to anonymity.
struct ClassAdviceTests {
    private static let swedish = SiteFixture.shippedLocales.localizer(for: "sv")
    private let text = PageText(localizer: Self.swedish)

    private func told(_ advice: ClassAdvice) -> (text: String?, warning: String?) {
        let values = advice.values(naming: Self.swedish, in: text)
        return (values["text"] as? String, values["warning"] as? String)
    }

    @Test("The smallest group is told, and a warning where groups have too few residents to hide among")
    func small() throws {
        let advice = try #require(
            ClassAdvice(on: SmallSurvey.make(), among: SmallSurvey.makeDefinitions()))

        let (text, warning) = told(advice)

        // 1 010 residents: the smallest group is 500 × 200/1 010 × 255/1 005 = 25.1.
        #expect(text?.contains("delar invånarna i 24 grupper.") == true)
        #expect(text?.contains("är ungefär 25 personer.") == true)
        #expect(text?.contains("påhittade exempel") == true)
        #expect(warning?.hasPrefix("17 av grupperna har färre än 50 personer.") == true)
    }

    @Test("A municipality's ordinary background questions are no reason to warn")
    func shipped() throws {
        let definitions = SiteFixture.shippedDefinitions
        let survey = try #require(definitions.survey("medborgardialog"))
        let (text, warning) = told(try #require(ClassAdvice(on: survey, among: definitions)))

        #expect(text?.contains("i 80 grupper. I den minsta, Kvinna") == true)
        #expect(text?.contains("Mölnbo, är ungefär 271 personer.") == true)
        #expect(warning == nil)
    }

    @Test("Of a group of its own no table tells, so that any background question is warned of")
    func group() throws {
        let definitions = SmallSurvey.makeDefinitions()
        let survey = SmallSurvey.make()
        let advice = try #require(
            ClassAdvice(on: survey, among: definitions, answeredBy: .group))

        let (text, warning) = told(advice)

        #expect(text == nil)
        #expect(warning?.contains("kön, åldersgrupp, stadsdel") == true)
    }

    private func editor(of site: TestWorkspace) async throws -> SessionToken {
        let owner = try await site.staff.owner()
        return try await site.staff.colleague(
            named: "Eva Editor", with: [Grant(.editor)], invitedBy: owner
        ).token
    }

    @Test("It stands where a version is published")
    func draft() async throws {
        try await withWorkspace(definitions: ComposerTests.definitions) { site in
            let editor = try await editor(of: site)
            let begun = try await site.post(
                ["title": "Parken", "from": "medborgardialog"], to: "/arbete/fragor", as: editor)

            let page = try await site.get(try #require(begun["Location"]), as: editor)

            #expect(page.text.contains("i 80 grupper. I den minsta, Kvinna"))
            #expect(Markup(page.text).faults == [])
        }
    }

    @Test("It stands where a dialogue's questions are chosen, until the dialogue has opened")
    func pages() async throws {
        try await withWorkspace { site in
            let editor = try await editor(of: site)
            let started = try await site.post(
                [
                    "template": "omradesdialog", "district": "north", "period": "2027",
                    "closes-on": "2027-03-31", "background": "Vi bygger.",
                ], to: "/arbete/dialoger/ny", as: editor)
            let dialogue = try #require(started["Location"]?.split(separator: "?").first)
            let pages = [String(dialogue), dialogue + "/fragor"]
            for page in pages {
                let reply = try await site.get(page, as: editor)
                #expect(reply.text.contains("17 av grupperna har färre än 50 personer."))
                #expect(Markup(reply.text).faults == [])
            }

            try await site.consultation.openRound("omradesdialog-north-2027")

            for page in pages {
                let reply = try await site.get(page, as: editor)
                #expect(!reply.text.contains("17 av grupperna"))
            }
        }
    }
}
