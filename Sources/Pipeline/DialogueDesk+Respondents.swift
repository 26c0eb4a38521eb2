import Anonymization
public import Answering
public import Dialogues
import Foundation
public import Staff
import Storage
public import SurveyDefinition

/// Who may answer a dialogue, as staff choose it.
public enum Respondents: String, Sendable, Hashable, CaseIterable {
    /// Whoever has the link.
    case anybody
    /// Everybody of a group of its own, such as a school's pupils, with a code each.
    case group
    /// A random sample, with a code each.
    case sample

    /// - Returns: `nil` for what is set up at the terminal, such as level `blind`.
    public init?(of round: Round) {
        guard
            let known = Self.allCases.first(where: {
                $0.sampling == round.sampling && $0.anonymity == round.anonymity
            })
        else { return nil }
        self = known
    }

    /// What may be said of the figures.
    var sampling: Sampling {
        switch self {
        case .anybody: .selfSelected
        case .group: .group
        case .sample: .probability
        }
    }

    var anonymity: AnonymityLevel { self == .anybody ? .open : .code }

    /// What digests of a new round's codes are made with; `nil` for a round without codes.
    func codeKey(using generator: inout some RandomNumberGenerator) -> Data? {
        anonymity == .code ? randomKey(using: &generator) : nil
    }
}

/// How many codes a dialogue has.
public struct IssuedCodes: Sendable, Hashable {
    public let issued: Int
    /// How many are used, rounded down.
    public let used: Int
}

extension DialogueDesk {
    /// Lets others answer a dialogue than before, as long as it hasn't opened and no code is issued.
    ///
    /// - Throws: `DialogueRefusal.wrongStage`; `.codesIssued`; `.unknownDialogue`; `StaffError.notPermitted`.
    public func choose(
        _ respondents: Respondents, for id: RoundID, by signedIn: SignedIn
    ) async throws {
        try signedIn.require(.editRounds, in: .round(id))
        let now = try await followed(id)
        guard Respondents(of: now.round) != respondents else { return }
        var generator = SystemRandomNumberGenerator()
        do {
            try await store.setRespondents(
                of: id, sampling: respondents.sampling, anonymity: respondents.anonymity,
                codeKey: respondents.codeKey(using: &generator),
                noting: note(.respondentsChosen(id, respondents.rawValue), by: signedIn))
        } catch StorageError.stageNotAllowed {
            throw DialogueRefusal.wrongStage
        } catch StorageError.codesIssued {
            throw DialogueRefusal.codesIssued
        }
    }

    /// How many codes are issued, and at least how many are used; `nil` for a dialogue that takes none, or no more.
    ///
    /// - Throws: `DialogueRefusal.unknownDialogue`; `StaffError.notPermitted`.
    public func codes(
        of id: RoundID, for signedIn: SignedIn
    ) async throws -> IssuedCodes? {
        try signedIn.require(.editRounds, in: .round(id))
        let round = try await followed(id).round
        guard round.anonymity == .code, round.stage != .closed else { return nil }
        let counts = try await consultation.invitationCounts(in: id)
        return IssuedCodes(issued: counts.issued, used: counts.used)
    }

    /// Issues codes. They are nowhere but in what this returns.
    ///
    /// - Parameter count: at least 1.
    /// - Throws: `DialogueRefusal.wrongStage` for a dialogue that takes none, or no more; `.unknownDialogue`;
    ///   `StaffError.notPermitted`.
    public func issueCodes(
        _ count: Int, for id: RoundID, by signedIn: SignedIn
    ) async throws -> [InvitationCode] {
        guard try await codes(of: id, for: signedIn) != nil else {
            throw DialogueRefusal.wrongStage
        }
        try await store.record(note(.codesIssued(id, count: count), by: signedIn))
        do {
            return try await consultation.createInvitations(count, in: id)
        } catch ConsultationError.takesNoCodes {
            throw DialogueRefusal.wrongStage
        }
    }
}
