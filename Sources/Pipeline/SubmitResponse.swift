import Anonymization
public import Answering
import Dialogues
import Foundation
public import Storage
public import SurveyDefinition
public import Tickets

extension Consultation {
    /// Anonymizes a response and stores it durably; when this returns, nothing can lose it.
    ///
    /// - Parameters:
    ///   - admission: what came with it: the code that a round of level `code` demands and spends, or the
    ///     ticket of one of level `blind`.
    ///   - language: the tag of the service's language version that it was sent in, which is kept
    ///     apart where the survey counts languages; `nil` when it isn't known.
    ///   - mode: how it came in, which is kept apart where the survey counts modes.
    /// - Returns: whether it was new, or a repetition of one that was accepted before.
    /// - Throws: `StorageError.unknownRound`, `.roundNotOpen`, `.codeNotValid` or `.ticketNotValid`, and
    ///   nothing is stored.
    public func submit(
        _ response: CompletedResponse, _ key: SubmissionKey, to round: RoundID,
        admission: Admission? = nil, sentIn language: Code? = nil,
        by mode: CollectionMode? = nil
    ) async throws -> Acceptance {
        let anonymous = anonymize(response, sentIn: language, by: mode)
        let (place, admission) = try await place(of: admission, in: round)
        return try await store.accept(
            PooledResponse(
                key: place, sealed: seal.seal(anonymous, of: response.survey, in: round)),
            submission: digester.digest(of: key, in: round), admission: admission, in: round)
    }

    /// The key that a response waits under, and what the store has to see of its admission.
    ///
    /// - Throws: `StorageError.ticketNotValid` for a ticket that the round's issuer hasn't signed.
    private func place(
        of admission: Admission?, in id: RoundID
    ) async throws -> (key: Data, Store.Admission) {
        var generator = SystemRandomNumberGenerator()
        switch admission {
        case nil: return (randomKey(using: &generator), .none)
        case .code(let code):
            return (randomKey(using: &generator), .code(digest(of: code, in: id)))
        case .ticket(let ticket):
            guard try await store.round(id)?.tickets?.key.hasSigned(ticket) == true else {
                throw StorageError.ticketNotValid(id)
            }
            return (ticketDigester.digest(of: ticket, in: id), .ticket)
        }
    }

    /// How many have answered, rounded down to the policy's step.
    public func participation(in round: RoundID) async throws -> Int {
        let step = try await survey(of: self.round(round)).policy.participationStep
        return try await store.participation(in: round) / step * step
    }
}
