import Dialogues
import DisclosureControl
import Foundation
import Pipeline
import SurveyDefinition
import TestSupport
import Testing

/// What may be disposed of when, and what no longer works afterwards.
struct DisposeRoundTests {
    private static let round = Consultation.smallRound
    private static let day = CalendarDay(of: Date(timeIntervalSince1970: 1_795_262_400))

    private static func definitions(retention: String = "") -> Definitions {
        ConsultationFixture.definitions(replacing: [
            "small/survey.yaml": SmallSurvey.source.replacing(
                "minutes: 2", with: "minutes: 2\n\(retention)")
        ])
    }

    /// Runs `body` where the small round has been answered and closed.
    private func withClosedRound(
        retention: String = "", closedOn day: CalendarDay = day,
        _ body: (Consultation) async throws -> Void
    ) async throws {
        try await ConsultationFixture.run { fixture in
            let consultation = fixture.consultation(Self.definitions(retention: retention))
            try await consultation.openSmallRound()
            try await consultation.submitRandom(60, to: Self.round, seed: 1)
            try await consultation.closeRound(Self.round, on: day)
            try await body(consultation)
        }
    }

    @Test("Answers of which nothing was published are disposed of only when staff insist")
    func unreleased() async throws {
        try await withClosedRound { consultation in
            for scope in [DisposalScope.answers, .all] {
                await #expect(throws: ConsultationError.notReleased(Self.round)) {
                    try await consultation.dispose(scope, of: Self.round, on: Self.day)
                }
            }
            let texts = try await consultation.dispose(.texts, of: Self.round, on: Self.day)
            let answers = try await consultation.dispose(
                .all, of: Self.round, on: Self.day, isUnreleasedAllowed: true)

            #expect(texts.deletion.what == .texts && answers.deletion.what == .answers)
            #expect(answers.deletion.softwareVersion == Consultation.softwareVersion)
            #expect(answers.deletion.lastRelease == nil)
            #expect(try await consultation.disposals() == [texts, answers])
        }
    }

    @Test("Afterwards the release stands, and neither another nor the coverage can be made")
    func afterwards() async throws {
        try await withClosedRound { consultation in
            let release = try await consultation.publishRelease(of: Self.round)

            let proof = try await consultation.dispose(.all, of: Self.round, on: Self.day)

            #expect(
                proof.deletion.lastRelease
                    == .init(number: release.number, digest: try release.digest()))
            #expect(try await consultation.releases(of: Self.round) == [release])
            let gone = ConsultationError.answersDisposed(Self.round, on: "\(Self.day)")
            await #expect(throws: gone) { try await consultation.publishRelease(of: Self.round) }
            await #expect(throws: gone) { try await consultation.coverage(of: Self.round) }
            #expect(try await consultation.participation(in: Self.round) == 50)
        }
    }

    @Test("A round that isn't closed keeps what it has")
    func notClosed() async throws {
        try await ConsultationFixture.run { fixture in
            let consultation = fixture.consultation()
            try await consultation.openSmallRound()

            await #expect(
                throws: ConsultationError.wrongStage(Self.round, is: .open, needs: .closed)
            ) {
                try await consultation.dispose(.all, of: Self.round, on: Self.day)
            }
        }
    }

    @Test("No change is tested since a round whose answers are disposed of; the series goes on")
    func earlierRound() async throws {
        try await ConsultationFixture.run { fixture in
            let consultation = fixture.consultation(Self.definitions())
            for (id, shift) in [("small-2024", 0.0), ("small-2025", -0.25)] as [(RoundID, Double)] {
                try await consultation.createRound(
                    .init(
                        id: id, survey: "small", period: String(id.value.suffix(4)),
                        sampling: .probability, isDemonstration: true))
                try await consultation.openRound(id)
                try await consultation.fillDemonstration(
                    id, responses: 700, shift: shift, using: SeededGenerator(seed: 7))
                try await consultation.closeRound(id)
                if id == "small-2024" {
                    _ = try await consultation.publishRelease(of: id)
                    _ = try await consultation.dispose(.answers, of: id, on: Self.day)
                }
            }

            let release = try await consultation.publishRelease(of: "small-2025")

            let safe = try #require(release.table.indicators.first { $0.id == "safe" })
            let figures = try #require(safe.tables.first?.rows.first?.figures)
            #expect(figures.change == nil)
            #expect(
                release.series?.first { $0.indicator == "safe" }?.points.map(\.round)
                    == ["small-2024", "small-2025"])
        }
    }

    @Test(
        "What is due is what its survey's months have wholly passed of",
        arguments: [
            ("", 600, nil),
            ("retention: {texts: P6M, answers: P24M}", 6, nil),
            ("retention: {texts: P6M, answers: P24M}", 7, .texts),
            ("retention: {texts: P6M, answers: P24M}", 24, .texts),
            ("retention: {texts: P6M, answers: P24M}", 25, .all),
            ("retention: {answers: P24M}", 25, .answers),
        ] as [(String, Int, DisposalScope?)])
    func due(retention: String, months: Int, expected: DisposalScope?) async throws {
        try await withClosedRound(retention: retention) { consultation in
            let due = try await consultation.dueDisposals(
                in: Self.day.month.adding(months: months))

            #expect(due.map(\.what) == (expected.map { [$0] } ?? []))
            #expect(due.allSatisfy { $0.round == Self.round && $0.closedIn == Self.day.month })
        }
    }

    @Test("What was disposed of is due no more, and an open round isn't")
    func dueNoMore() async throws {
        try await withClosedRound(retention: "retention: {texts: P6M, answers: P24M}") {
            consultation in
            let later = Self.day.month.adding(months: 25)
            try await consultation.createRound(.small("open-2026"))
            try await consultation.openRound("open-2026")

            _ = try await consultation.dispose(.texts, of: Self.round, on: Self.day)
            let left = try await consultation.dueDisposals(in: later)
            _ = try await consultation.dispose(
                .answers, of: Self.round, on: Self.day, isUnreleasedAllowed: true)
            let nothing = try await consultation.dueDisposals(in: later)

            #expect(left.map(\.what) == [.answers])
            #expect(nothing == [])
        }
    }

    @Test("Months are counted over the turn of the year, and days are written with all digits")
    func calendar() throws {
        let month = try #require(CalendarMonth("2026-11"))

        #expect("\(month.adding(months: 1))" == "2026-12")
        #expect("\(month.adding(months: 2))" == "2027-01")
        #expect("\(month.adding(months: 14))" == "2028-01")
        #expect("\(month.adding(months: 60))" == "2031-11")
        #expect(month < month.adding(months: 1))
        #expect(Self.day.month == month && "\(Self.day)" == "2026-11-21")
        for text in ["2026-13", "2026-00", "2026-1", "26-11", "2026-11-21", ""] {
            #expect(CalendarMonth(text) == nil)
        }
    }
}
