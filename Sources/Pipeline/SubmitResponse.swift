import Anonymization
public import Answering
public import Storage
public import SurveyDefinition

extension Consultation {
    /// Anonymizes a response and stores it durably; when this returns, nothing can lose it.
    ///
    /// - Parameters:
    ///   - invitation: the code that came with it, which a round of level `code` demands and spends.
    ///   - language: the tag of the service's language version that it was sent in, which is kept
    ///     apart where the survey counts languages; `nil` when it isn't known.
    /// - Returns: whether it was new, or a repetition of one that was accepted before.
    /// - Throws: `StorageError.unknownRound`, `.roundNotOpen` or `.codeNotValid`, and nothing is stored.
    public func submit(
        _ response: CompletedResponse, _ key: SubmissionKey, to round: RoundID,
        invitation: InvitationCode? = nil, sentIn language: Code? = nil
    ) async throws -> Acceptance {
        let anonymous = anonymize(response, sentIn: language)
        var generator = SystemRandomNumberGenerator()
        let pooled = PooledResponse(
            key: randomKey(using: &generator),
            sealed: seal.seal(anonymous, of: response.survey, in: round))
        return try await store.accept(
            pooled, submission: digester.digest(of: key, in: round),
            code: invitation.map { digest(of: $0, in: round) }, in: round)
    }

    /// How many have answered, rounded down to the policy's step.
    public func participation(in round: RoundID) async throws -> Int {
        let step = try await survey(of: self.round(round)).policy.participationStep
        return try await store.participation(in: round) / step * step
    }
}
