import Dialogues
import SurveyDefinition
import TestSupport
import Testing

@testable import PublicSite

/// Figures of a group of its own, such as a school's pupils, are never shown as the residents'.
struct GroupPageTests {
    @Test("A group's figures stand on its round's page, with whose they are, and under no goal")
    func goal() async throws {
        try await withSmallSite { site in
            for (round, sampling) in [
                ("small-2023", .group), ("small-2024", .census),
            ] as [(RoundID, Sampling)] {
                try await site.fixture.publish(
                    round, of: "small", sampling: sampling, responses: 120)
            }

            let goal = try await site.get("/sv/mal/N").text
            let own = try await site.get("/sv/d/small-2023/resultat").text
            let residents = try await site.get("/sv/d/small-2024/resultat").text

            #expect(goal.contains("2024") && !goal.contains("2023"))
            #expect(own.contains("Siffrorna gäller gruppen."))
            #expect(!residents.contains("Siffrorna gäller gruppen."))
        }
    }
}
