public import Answering
public import Dialogues
public import DisclosureControl
import Foundation
public import Localization
public import Staff
import Storage
public import SurveyDefinition
import Tickets

/// Who has taken part in a dialogue so far, as staff see it while it is open: how many, who and how, of what is mixed;
/// nothing of what they answered.
public struct Following: Sendable {
    public let followed: FollowedDialogue
    public let survey: Survey
    /// How many have answered, rounded down.
    public let participation: Int
    public let coverage: Coverage
    /// How often the pages that everybody meets were reached, in whole steps, in their order.
    public let passages: [(page: SectionID, count: Int)]
    /// How many submissions were refused, rounded down.
    public let refusals: [RefusalReason: Int]
}

/// A dialogue with the survey that it asks.
public struct ReachedDialogue: Sendable {
    public let followed: FollowedDialogue
    public let survey: Survey
}

extension DialogueDesk {
    /// Who has taken part so far, against who lives here. Of a dialogue about some districts, the table of districts is
    /// left out: whoever lives elsewhere wasn't asked.
    ///
    /// - Throws: `DialogueRefusal.unknownDialogue`; `.wrongStage` before it has opened, and when its answers are disposed
    ///   of; `StaffError.notPermitted`.
    public func following(_ id: RoundID, for signedIn: SignedIn) async throws -> Following {
        try signedIn.require(.seeCoverage, in: .round(id))
        let reached = try await reached(id)
        guard reached.followed.round.stage != .prepared else { throw DialogueRefusal.wrongStage }
        let coverage: Coverage
        do {
            coverage = try await consultation.coverage(of: id)
        } catch ConsultationError.answersDisposed {
            throw DialogueRefusal.wrongStage
        }
        let passages = try await consultation.store.passages(in: id)
        return Following(
            followed: reached.followed, survey: reached.survey,
            participation: try await consultation.participation(in: id),
            coverage: reached.followed.dialogue.districts.isEmpty
                ? coverage : coverage.without(.district),
            passages: reached.survey.commonPages.map { ($0, passages[$0] ?? 0) },
            refusals: try await consultation.refusals(in: id))
    }

    /// A dialogue with its survey, for its links, posters and forms.
    ///
    /// - Throws: `DialogueRefusal.unknownDialogue`; `StaffError.notPermitted`.
    public func reached(_ id: RoundID, for signedIn: SignedIn) async throws -> ReachedDialogue {
        try signedIn.require(.seeRounds, in: .round(id))
        return try await reached(id)
    }

    private func reached(_ id: RoundID) async throws -> ReachedDialogue {
        let followed = try await followed(id)
        return ReachedDialogue(
            followed: followed, survey: try await consultation.survey(of: followed.round))
    }

    /// Takes an answer that somebody has written on paper, as one from any other way. The audit log says nothing of
    /// it: it would tell in which order papers were typed in.
    ///
    /// - Throws: `DialogueRefusal.wrongStage` for a round that isn't open, or whose answers need tickets;
    ///   `.codeNotValid`; `StaffError.notPermitted`.
    public func enter(
        _ response: CompletedResponse, into id: RoundID, code: InvitationCode?,
        in language: LanguageTag, by signedIn: SignedIn
    ) async throws {
        try signedIn.require(.editRounds, in: .round(id))
        var generator = SystemRandomNumberGenerator()
        do {
            _ = try await consultation.submit(
                response, SubmissionKey(using: &generator), to: id,
                admission: code.map(Admission.code), sentIn: Code(language.value), by: .paper)
        } catch StorageError.codeNotValid {
            throw DialogueRefusal.codeNotValid
        } catch StorageError.roundNotOpen, StorageError.ticketNotValid {
            throw DialogueRefusal.wrongStage
        }
    }
}
