import Dialogues
import DisclosureControl
import Foundation
import Reports
import Testing

struct GoalPageTests {
    private let newest = (release: Sample.release(), context: Sample.context())

    private func earlier(_ sampling: Sampling) -> (release: Release, context: ReportContext) {
        (
            release: Sample.release(sampling: sampling, round: "trygghet-2025"),
            context: Sample.context(sampling: sampling, round: "trygghet-2025", period: "2025")
        )
    }

    private func page(_ rounds: [(release: Release, context: ReportContext)]) -> String {
        goalPage("G", rounds, goals: Sample.goals, in: Sample.localizer("sv"))
    }

    @Test("Rounds that were made alike are in one table")
    func oneSeries() {
        let text = page([newest, earlier(.selfSelected)])

        #expect(text.components(separatedBy: "Omgång för omgång").count == 2)
        #expect(text.contains("<bdi>Trygghet i Södertälje 2025</bdi>"))
        #expect(!text.contains("Jämför dem inte med varandra."))
    }

    @Test("Rounds with another sampling have a table of their own, and the page says why")
    func twoSeries() {
        let text = page([newest, earlier(.probability)])

        #expect(text.components(separatedBy: "Omgång för omgång").count == 3)
        #expect(text.components(separatedBy: "Jämför dem inte med varandra.").count == 2)
    }

    @Test("The figure that is shown is the newest round's")
    func newestFirst() {
        let text = page([newest, earlier(.selfSelected)])

        #expect(text.contains("id=\"result-trygghet-2026-active-participation\""))
        #expect(!text.contains("id=\"result-trygghet-2025-active-participation\""))
        #expect(text.contains("result-origin\">Trygghet i Södertälje 2026</p>"))
    }

    @Test("A goal that nobody has measured shows what others have published")
    func nothingMeasured() {
        let text = page([])

        #expect(text.contains("Inga resultat är publicerade än"))
        #expect(text.contains("Möjlighet att delta aktivt fungerar bra"))
        #expect(text.contains("Mäts inte här"))
        #expect(text.contains("Valdeltagande i senaste valen"))
        #expect(text.contains("79,4\u{A0}%"))
        #expect(text.contains("54 procentenheter"))
        #expect(text.contains("1 procentenhet<"))
        #expect(!text.contains("result-figure"))
    }
}
