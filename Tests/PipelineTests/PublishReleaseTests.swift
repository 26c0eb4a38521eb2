import Dialogues
import DisclosureControl
import Pipeline
import SurveyDefinition
import TestSupport
import Testing

/// A round's release from its answers to the ledger and back: weighted, in a series, corrected.
struct PublishReleaseTests {
    /// The small survey, weighted to its population table.
    private static let weightedSource = SmallSurvey.source + SmallSurvey.weighting

    private static func definitions(replacing files: [String: String] = [:]) -> Definitions {
        ConsultationFixture.definitions(
            replacing: ["small/survey.yaml": weightedSource].merging(files) { $1 })
    }

    /// A demonstration round with synthetic respondents, closed.
    private func collect(
        _ id: RoundID, in consultation: Consultation, sampling: Sampling = .probability,
        responses: Int = 700, shift: Double = 0, startsSeries: SeriesBreak? = nil
    ) async throws {
        try await consultation.createRound(
            .init(
                id: id, survey: "small", period: String(id.value.suffix(4)), sampling: sampling,
                isDemonstration: true, startsSeries: startsSeries))
        try await consultation.openRound(id)
        try await consultation.fillDemonstration(
            id, responses: responses, shift: shift, using: SeededGenerator(seed: 7))
        try await consultation.closeRound(id)
    }

    private func total(of release: Release, _ indicator: IndicatorID = "safe") throws -> Figures {
        let published = try #require(release.table.indicators.first { $0.id == indicator })
        return try #require(published.tables.first?.rows.first?.figures)
    }

    @Test("Figures are weighted to the survey's population, which the release names")
    func weighted() async throws {
        try await ConsultationFixture.run { fixture in
            let consultation = fixture.consultation(Self.definitions())
            try await collect("small-2026", in: consultation)

            let release = try await consultation.publishRelease(of: "small-2026")

            let weights = try #require(release.method.weights)
            #expect(release.method.weighting == "raked")
            #expect(weights.variables == [.gender, .age, .district])
            #expect(weights.population.id == "here" && weights.population.isExample)
            #expect(!release.method.isOfficial)
            #expect(weights.designEffect > 1 && weights.effectiveBase < 700)
            #expect(release.method.weightingFailure == nil)
            #expect(release.method.baseStep == 5)
            #expect(try total(of: release).unweighted != nil)
            #expect(release.table.coverage?.tables.map(\.variable) == [.gender, .age, .district])
            #expect(
                release.table.indicators.flatMap(\.tables).flatMap(\.rows)
                    .allSatisfy { $0.figures?.n.isMultiple(of: 5) ?? true })
        }
    }

    @Test("What is read from the ledger is what was published, to the last bit")
    func storeAndLoad() async throws {
        try await ConsultationFixture.run { fixture in
            let consultation = fixture.consultation(Self.definitions())
            try await collect("small-2026", in: consultation)

            let published = try await consultation.publishRelease(of: "small-2026")

            let loaded = try await consultation.releases(of: "small-2026")
            #expect(loaded == [published])
            #expect(try loaded[0].digest() == published.digest())
            #expect(published.table.distributions?.isEmpty == false)
            #expect(published.series?.isEmpty == false)
        }
    }

    @Test("Three rounds are a series; change is told since the last, and not across a break")
    func seriesWithABreak() async throws {
        try await ConsultationFixture.run { fixture in
            let consultation = fixture.consultation(Self.definitions())
            var releases: [Release] = []
            for (id, shift, startsSeries) in [
                ("small-2024", 0.0, nil), ("small-2025", -0.25, nil), ("small-2026", 0, .mode),
            ] as [(RoundID, Double, SeriesBreak?)] {
                try await collect(
                    id, in: consultation, shift: shift, startsSeries: startsSeries)
                releases.append(try await consultation.publishRelease(of: id))
            }

            let series = try #require(
                releases[2].series?.first { $0.indicator == "safe" }
            ).points
            #expect(series.map(\.round) == ["small-2024", "small-2025", "small-2026"])
            #expect(series.map(\.breakBefore) == [nil, nil, .mode])
            #expect(series.allSatisfy { $0.isWeighted && $0.release == 1 })
            let shares = try releases.map { try total(of: $0).value }
            #expect(series.map { $0.figures?.value } == shares)

            let changes = try releases.map { try total(of: $0).change }
            #expect(changes[0] == nil && changes[2] == nil)
            let change = try #require(changes[1])
            #expect(change.since == "small-2024" && change.finding == .lower)
            let difference = try #require(shares[1]) - #require(shares[0])
            #expect(abs(change.difference - difference) < 1e-9)
        }
    }

    @Test("A round that anybody could answer claims no difference and has a series of its own kind")
    func selfSelected() async throws {
        try await ConsultationFixture.run { fixture in
            let consultation = fixture.consultation(Self.definitions())
            try await collect("small-2024", in: consultation)
            try await collect("small-2025", in: consultation, sampling: .selfSelected)
            _ = try await consultation.publishRelease(of: "small-2024")

            let release = try await consultation.publishRelease(of: "small-2025")

            #expect(release.series?.allSatisfy { $0.points.count == 1 } == true)
            #expect(release.table.indicators.allSatisfy { $0.publishedFindings == nil })
            let tables = release.table.indicators.flatMap(\.tables)
            #expect(tables.allSatisfy { $0.groupsDiffer == nil })
            #expect(
                tables.flatMap(\.rows).allSatisfy {
                    $0.figures?.againstRest == nil && $0.figures?.change == nil
                })
        }
    }

    @Test("A group's figures are neither weighted nor compared, and start anew each time")
    func group() async throws {
        try await ConsultationFixture.run { fixture in
            let consultation = fixture.consultation(Self.definitions())
            for id in ["small-2024", "small-2025"] as [RoundID] {
                try await collect(id, in: consultation, sampling: .group)
                _ = try await consultation.publishRelease(of: id)
            }

            let release = try #require(try await consultation.releases(of: "small-2025").last)

            #expect(release.method.sampling == "group")
            #expect(release.method.weighting == "none" && release.method.weights == nil)
            #expect(release.method.weightingFailure == nil, "none was asked for")
            #expect(try total(of: release).unweighted == nil)
            #expect(release.table.coverage?.tables.isEmpty == true)
            #expect(release.table.indicators.allSatisfy { $0.publishedFindings?.isEmpty ?? true })
            #expect(release.series?.allSatisfy { $0.points.count == 1 } == true)
            let figures = release.table.indicators.flatMap(\.tables).flatMap(\.rows)
                .compactMap(\.figures)
            #expect(figures.allSatisfy { $0.change == nil })
            #expect(
                figures.contains { $0.againstRest != nil }, "its parts are compared with each other"
            )
        }
    }

    @Test("Newer population figures change no released round in which somebody is withheld")
    func newPopulation() async throws {
        try await ConsultationFixture.run { fixture in
            let before = fixture.consultation(Self.definitions())
            try await collect("small-2026", in: before)
            let first = try await before.publishRelease(of: "small-2026")
            let newer = (SmallSurvey.files["population/here.yaml"] ?? "")
                .replacing("woman: 500, man: 510", with: "woman: 505, man: 505")
                .replacing("date: 2025-12-31", with: "date: 2026-12-31")
            let after = fixture.consultation(
                Self.definitions(replacing: ["population/here.yaml": newer]))

            let rows = first.table.indicators.flatMap(\.tables).flatMap(\.rows)
            #expect(rows.contains { $0.isWithheld })
            await #expect(throws: ReleaseError.wouldChangeFrozenRound("small-2026", latest: 1)) {
                try await after.publishRelease(of: "small-2026")
            }
            #expect(try await after.releases(of: "small-2026") == [first])
        }
    }

    @Test("Districts that are divided in another way change no closed round's release")
    func otherDistricts() async throws {
        try await ConsultationFixture.run { fixture in
            let before = fixture.consultation()
            try await collect("small-2026", in: before)
            let first = try await before.publishRelease(of: "small-2026")
            let after = fixture.consultation(
                ConsultationFixture.definitions(replacing: [
                    "districts.yaml": """
                    regionVersion: "2026"
                    districts:
                      - {id: north, name: Norr}
                      - {id: south, name: Söder}

                    """,
                    "population/here.yaml": SmallSurvey.populationWithoutDistricts,
                ]))

            await #expect(throws: ReleaseError.wouldChangeFrozenRound("small-2026", latest: 1)) {
                try await after.publishRelease(of: "small-2026")
            }
            #expect(try await after.releases(of: "small-2026") == [first])
        }
    }

    @Test("A round that nobody answered has a release in which everything is withheld")
    func nobody() async throws {
        try await ConsultationFixture.run { fixture in
            let consultation = fixture.consultation(Self.definitions())
            try await consultation.createRound(
                .init(id: "small-2026", survey: "small", period: "2026", sampling: .census))
            try await consultation.openRound("small-2026")
            try await consultation.closeRound("small-2026")

            let release = try await consultation.publishRelease(of: "small-2026")

            #expect(release.method.weighting == "none")
            #expect(release.method.weights == nil)
            #expect(release.responsesAtLeast == 0)
            #expect(
                release.table.indicators.flatMap(\.tables).flatMap(\.rows)
                    .allSatisfy { $0.isWithheld })
        }
    }
}
