import Dialogues
import Localization
import SurveyDefinition
import TestSupport
import Testing

@testable import PublicSite

/// What was seen on a walk, as residents read it on the page of its dialogue.
struct WalkPageTests {
    /// The page of the open round's dialogue, which has a walk.
    private func page(_ language: String, of dialogue: Dialogue) async throws -> Reply {
        let reply = Reader()
        try await withSmallSite(
            adjusting: { verbs in
                let rounds = verbs.rounds
                verbs.rounds = {
                    try await rounds().map {
                        $0.round.id == openRound
                            ? .init(
                                round: $0.round, survey: $0.survey, latestRelease: nil,
                                dialogue: dialogue) : $0
                    }
                }
            },
            { site in await reply.set(try await site.get("/\(language)/dialog/\(openRound)")) })
        return try #require(await reply.value)
    }

    private actor Reader {
        private(set) var value: Reply?

        func set(_ reply: Reply) { value = reply }
    }

    private func dialogue() throws -> Dialogue {
        var dialogue = Dialogue(id: openRound, template: "walk", languages: ["fi", "ar"])
        dialogue.texts.set("Trygghetsvandring", .title, in: "sv")
        for (spot, kind, what) in [
            ("Torget", "lighting", "Lampan är trasig."), ("Parken", "good", "Öppet och ljust."),
            ("Allén", "vegetation", "Skymmande <b>buskar</b>."),
        ] {
            dialogue = try dialogue.noting(
                ["spot": spot, "kind": kind, "what": what], on: "2026-11-03")
        }
        dialogue = try dialogue.with(["measure.3": "Ett utkast."], in: .observation(3))
        return try dialogue.with(
            [
                "observation.1.status": "decided", "measure.1": "Lampan byts före jul.",
                "observation.1.decided-on": "2026-11-20",
            ], in: .observation(1))
    }

    @Test("They are told by how far they have come, with what is decided and when; a draft isn't")
    func swedish() async throws {
        let text = try await page("sv", of: dialogue()).text

        let order = ["Noterat", "Allén", "Beslutat", "Torget", "Känns tryggt", "Parken"]
            .map { text.range(of: ">\($0)<")?.lowerBound }
        #expect(!order.contains(nil))
        #expect(order.compactMap(\.self) == order.compactMap(\.self).sorted())
        #expect(text.contains("Lampan byts före jul."))
        #expect(text.contains("Beslutat 2026-11-20"))
        #expect(!text.contains("Ett utkast."))
        #expect(text.contains("Skymmande &lt;b&gt;buskar&lt;/b&gt;."))
        #expect(Markup(text).faults == [])
    }

    @Test(
        "What isn't translated is Swedish, marked so; and a translation is unread until somebody has read it"
    )
    func translated() async throws {
        var dialogue = try dialogue().with(
            ["observation.1": "المصباح معطل.", "measure.1": "سيُستبدل قبل عيد الميلاد."],
            in: .translation("ar"))
        let unread = try await page("ar", of: dialogue).text
        dialogue.texts.review("ar")
        let read = try await page("ar", of: dialogue).text

        #expect(unread.contains("المصباح معطل."))
        #expect(unread.contains("<span lang=\"sv\" dir=\"ltr\">Öppet och ljust.</span>"))
        #expect(unread.contains("الإنارة"))
        #expect(unread.contains("لم يراجع أي متحدث أصلي نصوص هذا الحوار"))
        #expect(!read.contains("لم يراجع أي متحدث أصلي نصوص هذا الحوار"))
        #expect(Markup(unread).faults == [])
    }

    @Test("A dialogue without a walk has no heading about one")
    func none() async throws {
        var dialogue = Dialogue(id: openRound, template: "walk")
        dialogue.texts.set("Dialog", .title, in: "sv")

        #expect(try await !page("sv", of: dialogue).text.contains("id=\"walk\""))
    }
}
