import Dialogues
import DisclosureControl
import Pipeline
import SurveyDefinition
import TestSupport
import Testing

/// While a round runs, staff see who has answered of those who are mixed, and never what.
struct CoverageTests {
    private static let round = Consultation.smallRound
    private static let definitions = SmallSurvey.makeDefinitions(
        of: SmallSurvey.sourceCountingLanguages + SmallSurvey.weighting)

    /// A demonstration of the small survey in two language versions, to which 800 were invited.
    private func open(
        by consultation: Consultation, sampling: Sampling = .census, responses: Int
    ) async throws {
        try await consultation.createRound(
            .init(
                id: Self.round, survey: "small", period: "2026", sampling: sampling,
                isDemonstration: true, invited: 800))
        try await consultation.openRound(Self.round)
        try await consultation.fillDemonstration(
            Self.round, responses: responses, using: SeededGenerator(seed: 1))
    }

    @Test("An open round tells of what is mixed, and no rate of those who wait")
    func running() async throws {
        try await ConsultationFixture.run { fixture in
            let consultation = fixture.consultation(Self.definitions, languages: ["sv", "fi"])
            try await open(by: consultation, responses: 400)
            let mixed = try await fixture.store.responses(in: Self.round)

            let coverage = try await consultation.coverage(of: Self.round)

            #expect(mixed.responses < 400 && mixed.responses >= 30)
            #expect(coverage.tables.map(\.variable) == [.gender, .age, .district])
            let women = mixed.classes.filter { $0.key.gender == "woman" }.values.reduce(0, +)
            let row = try #require(coverage.tables[0].rows.first { $0.group == "woman" })
            let told = try #require(row.responses)
            #expect(abs(told - Double(women) / Double(mixed.responses)) <= 0.005)
            #expect(row.population == 0.5)
            #expect(coverage.languages.compactMap(\.tag).first == "sv")
            #expect(coverage.responseRate == nil)
        }
    }

    @Test("A closed round tells of everybody, and which share of those invited they are")
    func closed() async throws {
        try await ConsultationFixture.run { fixture in
            let consultation = fixture.consultation(Self.definitions, languages: ["sv", "fi"])
            try await open(by: consultation, responses: 400)
            try await consultation.closeRound(Self.round)

            let coverage = try await consultation.coverage(of: Self.round)

            #expect(coverage.invited == 800)
            #expect(coverage.responseRate == 0.5)
            let youngest = try #require(coverage.tables[1].rows.first { $0.group == "16-29" })
            #expect(try #require(youngest.ratio) < 1)
        }
    }

    @Test("Of a group of its own the rate is told, and nothing is compared with who lives here")
    func group() async throws {
        try await ConsultationFixture.run { fixture in
            let consultation = fixture.consultation(Self.definitions, languages: ["sv", "fi"])
            try await open(by: consultation, sampling: .group, responses: 400)
            try await consultation.closeRound(Self.round)

            let coverage = try await consultation.coverage(of: Self.round)

            #expect(coverage.tables.isEmpty)
            #expect(coverage.responseRate == 0.5 && !coverage.languages.isEmpty)
        }
    }

    @Test("Nothing is told of a few; a survey that is weighted to nobody is compared all the same")
    func nothing() async throws {
        try await ConsultationFixture.run { fixture in
            let consultation = fixture.consultation(Self.definitions, languages: ["sv", "fi"])
            try await open(by: consultation, responses: 25)
            try await consultation.closeRound(Self.round)

            let few = try await consultation.coverage(of: Self.round)
            let unweighted = fixture.consultation(
                SmallSurvey.makeDefinitions(
                    of: SmallSurvey.source.replacing("version: 1", with: "version: 2")))
            try await unweighted.createRound(
                .init(
                    id: "plain", survey: "small", period: "2027", sampling: .selfSelected,
                    isDemonstration: true))
            try await unweighted.openRound("plain")
            try await unweighted.fillDemonstration(
                "plain", responses: 200, using: SeededGenerator(seed: 2))
            try await unweighted.closeRound("plain")
            let plain = try await unweighted.coverage(of: "plain")

            #expect(few.tables.isEmpty && few.languages.isEmpty && few.responseRate == nil)
            #expect(
                plain.tables.map(\.variable) == [.gender, .age, .district],
                "compared with who lives here")
            #expect(plain.languages.isEmpty)
            await #expect(throws: ConsultationError.unknownRound("nowhere")) {
                try await consultation.coverage(of: "nowhere")
            }
        }
    }
}
