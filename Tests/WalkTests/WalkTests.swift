import Dialogues
import Foundation
import Pipeline
import SurveyDefinition
import TestSupport
import Testing

/// The walk of one resident's answer, from a form in Arabic to a figure in the yearly report's file.
@Suite("The walk")
struct WalkTests {
    @Test("Answers posted in Arabic become a row in the CSV")
    func fromFormToFigure() async throws {
        try await withTemporaryFolder { folder in
            let service = try await Service(in: folder)
            let round = RoundID("trygghet-2026")
            try await service.consultation.createRound(
                .init(id: round, survey: "trygghet", period: "2026", sampling: .selfSelected))
            try await service.consultation.openRound(round)

            try await service.site { client in
                for number in 0..<40 {
                    let answers = Resident(
                        language: "ar",
                        answers: [
                            "safe-at-night": number < 12 ? "very-unsafe" : "fairly-safe",
                            "gender": number.isMultiple(of: 2) ? "woman" : "man",
                            "age": "30-49",
                            "district": "hovsjo",
                        ])
                    try await answers.answer(round, through: client)
                }
            }
            try await service.consultation.closeRound(round)
            let release = try await service.consultation.publishRelease(of: round)

            try await service.site { client in
                let figure = try #require(
                    rows(ofCSV: try await client.get("/api/v1/rounds/\(round)/releases/latest.csv"))
                        .first { row in
                            row["row"] == "figures" && row["indicator"] == "unsafe-at-night"
                                && row["variable"]?.isEmpty == true
                        })

                #expect(figure["n"] == "40")
                #expect(figure["value"].flatMap(Double.init) == 0.3)
                #expect(figure["withheld"] == "false")
            }
            #expect(release.number == 1)
        }
    }
}

/// The rows of a CSV without quotes, by column.
private func rows(ofCSV text: String) -> [[String: String]] {
    let lines = text.split(separator: "\r\n").map { line in
        line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    guard let header = lines.first else { return [] }
    return lines.dropFirst().map {
        Dictionary(zip(header, $0), uniquingKeysWith: { first, _ in first })
    }
}
