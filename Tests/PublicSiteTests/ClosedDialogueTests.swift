import Dialogues
import TestSupport
import Testing

@testable import PublicSite

/// Who comes to a round by its poster when nobody can answer any more.
struct ClosedDialogueTests {
    @Test(
        "The way to the dialogue comes first when residents have been told what came of it",
        arguments: [(String?.none, "Om dialogen"), ("2026-11-01", "Det här hände")])
    func links(answeredOn: String?, label: String) async throws {
        try await withSmallSite(
            adjusting: { verbs in
                let rounds = verbs.rounds
                verbs.rounds = {
                    try await rounds().map { listing in
                        var dialogue = Dialogue(id: listing.round.id, template: "area")
                        dialogue.answeredOn = answeredOn
                        return .init(
                            round: listing.round, survey: listing.survey,
                            latestRelease: listing.latestRelease, dialogue: dialogue)
                    }
                }
            },
            { site in
                let text = try await site.get("/sv/d/\(closedRound)").text

                let way = "href=\"/sv/dialog/\(closedRound)\">\(label)</a>"
                let figures = "href=\"/sv/d/\(closedRound)/resultat\""
                #expect(
                    text.contains(answeredOn == nil ? "<a " + way : "<a class=\"button\" " + way))
                #expect(
                    text.contains(
                        answeredOn == nil ? "class=\"button\" " + figures : "<a " + figures))
            })
    }

    @Test("A closed round without a dialogue leads to its figures alone")
    func without() async throws {
        try await withSmallSite { site in
            let page = try await site.get("/sv/d/\(closedRound)")
            #expect(page.status == 409 && !page.text.contains("/sv/dialog/"))
        }
    }
}
