import Answering
import Dialogues
import DisclosureControl
import Foundation
import Pipeline
import Storage
import SurveyDefinition
import TestSupport
import Testing

/// A demonstration is filled with made-up respondents, never with real ones, and shows what a real
/// round would: figures for every goal, and thin groups withheld.
struct DemonstrationTests {
    @Test("A real round takes no synthetic respondents, nor does a demonstration before it opens")
    func refused() async throws {
        try await ConsultationFixture.run { fixture in
            let consultation = fixture.consultation()
            let round = Consultation.smallRound
            try await consultation.openSmallRound()
            try await consultation.createRound(.small("demonstration", isDemonstration: true))

            await #expect(throws: ConsultationError.notADemonstration(round)) {
                try await consultation.fillDemonstration(
                    round, responses: 10, using: SeededGenerator(seed: 1))
            }
            await #expect(
                throws: ConsultationError.wrongStage("demonstration", is: .prepared, needs: .open)
            ) {
                try await consultation.fillDemonstration(
                    "demonstration", responses: 10, using: SeededGenerator(seed: 1))
            }
            #expect(try await fixture.store.participation(in: round) == 0)
        }
    }

    @Test("The same seed makes the same respondents, another seed others")
    func repeatable() throws {
        let definitions = SiteFixture.shippedDefinitions

        for survey in definitions.surveys {
            func answers(seed: UInt64) -> [[QuestionID: Answer]] {
                var respondents = SyntheticRespondents(
                    answering: survey, goals: definitions.goals, using: SeededGenerator(seed: seed))
                return (0..<40).map { _ in respondents.next().answers }
            }

            #expect(answers(seed: 1) == answers(seed: 1))
            #expect(answers(seed: 1) != answers(seed: 2))
        }
    }

    @Test(
        "A demonstration counts exactly the respondents that were asked for, and reports on the way"
    )
    func fills() async throws {
        try await ConsultationFixture.run { fixture in
            let consultation = fixture.consultation()
            let round = Consultation.smallRound
            try await consultation.openSmallRound(isDemonstration: true)

            try await consultation.fillDemonstration(
                round, responses: 230, using: SeededGenerator(seed: 1)
            ) { done in #expect([100, 200, 230].contains(done)) }
            try await consultation.closeRound(round)
            let release = try await consultation.publishRelease(of: round)

            #expect(try await fixture.store.responses(in: round).responses == 230)
            #expect(release.method.isDemonstration)
            #expect(
                try await !fixture.store.responses(in: round).counts.keys.contains {
                    $0.question == Survey.languageQuestion
                })
            #expect(release.responsesAtLeast == 225)
        }
    }

    @Test(
        "Two thousand respondents of the shipped safety survey give every figure and hide the thin")
    func trygghet() async throws {
        try await ConsultationFixture.run { fixture in
            let definitions = SiteFixture.shippedDefinitions
            let consultation = fixture.consultation(definitions)
            try await consultation.createRound(
                .init(
                    id: "trygghet-demo", survey: "trygghet", period: "2026", sampling: .probability,
                    isDemonstration: true))
            try await consultation.openRound("trygghet-demo")
            try await consultation.fillDemonstration(
                "trygghet-demo", responses: 2_000, using: SeededGenerator(seed: 2_026))
            try await consultation.closeRound("trygghet-demo")

            let release = try await consultation.publishRelease(of: "trygghet-demo")

            #expect(release.responsesAtLeast == 2_000)
            try expectEveryTotal(in: release, by: definitions)
            expectThinDistricts(in: release)
            try expectNothingInWithheldRows(of: release)
        }
    }

    private func expectEveryTotal(in release: Release, by definitions: Definitions) throws {
        let survey = try #require(definitions.survey("trygghet"))
        let coded = Set(survey.codings.map(\.indicator))
        let goals: Set<GoalID> = ["G", "H", "I", "N"]
        let expected = definitions.goals.indicators.filter {
            goals.contains($0.goal) && $0.kind == .measured && coded.contains($0.id)
        }
        #expect(Set(expected.map(\.goal)) == goals)

        for indicator in expected {
            let published = release.table.indicators.filter { $0.id == indicator.id }
            #expect(published.count == 1, "\(indicator.id)")
            let total = published.first?.tables.first { $0.variable == nil }?.rows.first?.figures
            #expect(total?.value != nil, "\(indicator.id)")
            #expect((total?.n ?? 0) >= 30, "\(indicator.id)")
        }
    }

    private func expectThinDistricts(in release: Release) {
        let byDistrict = release.table.indicators.flatMap(\.tables).filter {
            $0.variable == .district
        }

        #expect(
            byDistrict.contains { table in
                table.rows.contains { $0.isWithheld && $0.group != ProtectedRow.notStated }
            })
        #expect(byDistrict.contains { table in table.rows.count { $0.isWithheld } >= 2 })
        #expect(byDistrict.contains { table in table.rows.contains { !$0.isWithheld } })
    }

    /// Of a withheld row, what is written holds the group's code and nothing else.
    private func expectNothingInWithheldRows(of release: Release) throws {
        let document = try JSONSerialization.jsonObject(with: release.canonicalJSON())
        let rows = Self.rows(in: document)
        let withheld = rows.filter { $0["figures"] == nil }

        #expect(rows.count == release.table.indicators.flatMap(\.tables).flatMap(\.rows).count)
        #expect(withheld.count > 2)
        #expect(withheld.allSatisfy { Array($0.keys) == ["group"] })
    }

    private static func rows(in document: Any) -> [[String: Any]] {
        let table = (document as? [String: Any])?["table"] as? [String: Any]
        let indicators = table?["indicators"] as? [[String: Any]] ?? []
        let tables = indicators.flatMap { $0["tables"] as? [[String: Any]] ?? [] }
        return tables.flatMap { $0["rows"] as? [[String: Any]] ?? [] }
    }
}
