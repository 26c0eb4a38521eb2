import Anonymization
public import Answering
import Dialogues
import Foundation
public import Storage
public import SurveyDefinition

extension Consultation {
    /// Issues invitation codes for a round of level `code` that isn't closed.
    ///
    /// The codes are nowhere but in what this returns: the store keeps their digests.
    ///
    /// - Parameter count: at least 1.
    /// - Throws: `ConsultationError.takesNoCodes`; `.unknownRound`.
    public func createInvitations(
        _ count: Int, in id: RoundID
    ) async throws -> [InvitationCode] {
        precondition(count > 0, "At least one is invited.")
        var generator = SystemRandomNumberGenerator()
        let codes = (0..<count).map { _ in InvitationCode(using: &generator) }
        try await tellingOfCodes(in: id) {
            try await store.issue(codes.map { digest(of: $0, in: id) }, in: id)
        }
        return codes
    }

    /// Issues a code in place of a lost one, which is void from then on. Who lost it isn't asked, and
    /// whether it was used isn't told: the new one is then as used as the old.
    ///
    /// - Throws: `ConsultationError.codeNotIssued`; `.takesNoCodes`; `.unknownRound`.
    public func replaceInvitation(
        _ lost: InvitationCode, in id: RoundID
    ) async throws -> InvitationCode {
        var generator = SystemRandomNumberGenerator()
        let code = InvitationCode(using: &generator)
        try await tellingOfCodes(in: id) {
            try await store.replace(
                digest(of: lost, in: id), by: digest(of: code, in: id), in: id)
        }
        return code
    }

    /// How many codes were issued, exactly, and how many are used, rounded down to the policy's step.
    ///
    /// - Throws: `ConsultationError.takesNoCodes`; `.unknownRound`.
    public func invitationCounts(in id: RoundID) async throws -> InvitationCounts {
        let step = try await survey(of: round(id)).policy.participationStep
        let counts = try await tellingOfCodes(in: id) { try await store.invitationCounts(in: id) }
        return InvitationCounts(issued: counts.issued, used: counts.used / step * step)
    }

    func digest(of code: InvitationCode, in round: RoundID) -> Store.CodeDigest {
        let digester = invitationDigester
        return { digester.digest(of: code, in: round, under: $0) }
    }

    private func tellingOfCodes<Value>(
        in id: RoundID, _ body: () async throws -> Value
    ) async throws -> Value {
        do {
            return try await body()
        } catch StorageError.unknownRound {
            throw ConsultationError.unknownRound(id)
        } catch StorageError.takesNoCodes {
            throw ConsultationError.takesNoCodes(id)
        } catch StorageError.codeNotIssued {
            throw ConsultationError.codeNotIssued(id)
        }
    }
}
