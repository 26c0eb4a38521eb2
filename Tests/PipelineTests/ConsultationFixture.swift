import Anonymization
import Answering
import Diagnostics
import Dialogues
import Foundation
import Pipeline
import Storage
import SurveyDefinition
import TestSupport

/// A consultation on a database in a fresh folder; it may be opened again with other definitions.
struct ConsultationFixture {
    let store: Store

    /// The service as it runs with these definitions.
    func consultation(
        _ definitions: Definitions = SmallSurvey.makeDefinitions(), languages: [String]? = nil,
        staff: StaffAccounts? = nil
    ) -> Consultation {
        guard let key = MasterKey(Array(repeating: 7, count: 32)) else {
            preconditionFailure("32 bytes are a key.")
        }
        return Consultation(
            definitions: definitions, store: store, key: key, languages: languages, staff: staff)
    }

    static func run(_ body: (ConsultationFixture) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let store = try Store(path: folder.appending(path: "radslag.sqlite").path)
            try await body(ConsultationFixture(store: store))
        }
    }

    /// The small survey's files, some of them edited.
    static func definitions(replacing files: [String: String]) -> Definitions {
        let faults = FaultCollector()
        let definitions = SmallSurvey.read(replacing: files, reportingTo: faults)
        guard let definitions, faults.diagnostics.isEmpty else {
            preconditionFailure("The edited files have faults: \(faults.diagnostics)")
        }
        return definitions
    }
}

extension Consultation {
    static let smallRound: RoundID = "small-2026"

    /// Creates and opens a round of the small survey.
    func openSmallRound(isDemonstration: Bool = false) async throws {
        try await createRound(.small(isDemonstration: isDemonstration))
        try await openRound(Self.smallRound)
    }

    /// Submits random responses, each with a key of its own.
    func submitRandom(_ count: Int, to round: RoundID = smallRound, seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let survey = try await survey(of: self.round(round))
        for _ in 0..<count {
            let response = try CompletedResponse.random(to: survey, using: &generator)
            _ = try await submit(response, SubmissionKey(using: &generator), to: round)
        }
    }
}

extension Consultation.RoundPlan {
    static func small(
        _ id: RoundID = Consultation.smallRound, isDemonstration: Bool = false
    ) -> Consultation.RoundPlan {
        Consultation.RoundPlan(
            id: id, survey: "small", period: "2026", sampling: .selfSelected,
            isDemonstration: isDemonstration)
    }
}
