import Answering
import Dialogues
import Pipeline
import Storage
import SurveyDefinition
import TestSupport
import Testing

/// A round keeps asking what it asked when it was created, whatever the files say later.
struct EditedDefinitionsTests {
    /// The small survey with an option more in its first question.
    private static func edited(version: Int) -> Definitions {
        ConsultationFixture.definitions(replacing: [
            "small/survey.yaml": SmallSurvey.source
                .replacing("version: 1", with: "version: \(version)")
                .replacing(
                    "[very-safe, fairly-safe, unsafe]",
                    with: "[very-safe, fairly-safe, so-so, unsafe]"
                )
                .replacing(
                    "valid: [very-safe, fairly-safe, unsafe]",
                    with: "valid: [very-safe, fairly-safe, so-so, unsafe]")
        ])
    }

    private func options(of round: RoundID, in consultation: Consultation) async throws -> [Code] {
        let survey = try await consultation.survey(of: consultation.round(round))
        return try #require(survey.question("safe-at-night")).options.map(\.code)
    }

    @Test("A survey that was edited without a new version makes no new round")
    func sameVersion() async throws {
        try await ConsultationFixture.run { fixture in
            try await fixture.consultation().openSmallRound()
            let after = fixture.consultation(Self.edited(version: 1))

            await #expect(throws: StorageError.surveyVersionChanged("small", version: 1)) {
                try await after.createRound(.small("another"))
            }
            #expect(try await fixture.store.round("another") == nil)
            #expect(
                try await options(of: Consultation.smallRound, in: after)
                    == ["very-safe", "fairly-safe", "unsafe", .dontKnow])
        }
    }

    @Test("With a new version, the new round asks it, and the old one what it always did")
    func newVersion() async throws {
        try await ConsultationFixture.run { fixture in
            try await fixture.consultation().openSmallRound()
            let after = fixture.consultation(Self.edited(version: 2))

            try await after.createRound(.small("another"))

            #expect(
                try await options(of: "another", in: after)
                    == ["very-safe", "fairly-safe", "so-so", "unsafe", .dontKnow])
            #expect(
                try await options(of: Consultation.smallRound, in: after)
                    == ["very-safe", "fairly-safe", "unsafe", .dontKnow])
        }
    }

    @Test("Districts that are edited while responses wait lose no response")
    func districts() async throws {
        try await ConsultationFixture.run { fixture in
            let before = Self.withDistricts(["north", "south", "east"])
            try await fixture.consultation(before).openSmallRound()
            try await fixture.consultation(before).submitRandom(100, seed: 5)
            let after = fixture.consultation(Self.withDistricts(["west", "north"]))

            try await after.submitRandom(50, seed: 6)
            try await after.mix(Consultation.smallRound)
            try await after.closeRound(Consultation.smallRound)
            let release = try await after.publishRelease(of: Consultation.smallRound)

            let kept = try await fixture.store.responses(in: Consultation.smallRound)
            #expect(kept.responses == 150)
            let unsafeIn = kept.counts.keys.filter { $0.question == "unsafe-in" }
            #expect(Set(unsafeIn.flatMap(\.answer.codes)) == ["north", "south", "east", "west"])
            let byDistrict = try #require(
                release.table.indicators.first?.tables.first { $0.variable == .district })
            #expect(byDistrict.rows.map(\.group) == ["west", "north", "not-stated"])
        }
    }

    /// The small survey with a sensitive question about a district, among these districts.
    private static func withDistricts(_ districts: [String]) -> Definitions {
        let list = districts.map { "  - {id: \($0), name: \($0)}\n" }.joined()
        let question = """
                  - id: unsafe-in
                    kind: district
                    sensitive: true
                  - id: trust

            """
        return ConsultationFixture.definitions(replacing: [
            "small/survey.yaml": SmallSurvey.source.replacing(
                "      - id: trust\n", with: question),
            "districts.yaml": "regionVersion: \"2026\"\ndistricts:\n" + list,
            "population/here.yaml": SmallSurvey.populationWithoutDistricts,
        ])
    }
}
