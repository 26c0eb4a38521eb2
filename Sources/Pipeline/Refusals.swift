public import Dialogues
public import SurveyDefinition

extension Consultation {
    /// Adds to what staff see of refused submissions.
    public func addRefusals(_ counts: RefusalCounts) async throws {
        try await store.addRefusals(counts)
    }

    /// Adds to what staff see of how far people come.
    public func addPassages(_ counts: PassageCounts) async throws {
        try await store.addPassages(counts)
    }

    /// How many submissions to a round were refused, by reason, rounded down to the policy's step; reasons
    /// for which that is 0 are left out.
    ///
    /// - Throws: `ConsultationError.unknownRound`.
    public func refusals(in id: RoundID) async throws -> [RefusalReason: Int] {
        let step = try await survey(of: round(id)).policy.participationStep
        return try await store.refusals(in: id).mapValues { $0 / step * step }
            .filter { $0.value > 0 }
    }
}
