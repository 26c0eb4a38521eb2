public import Dialogues
import Storage
public import SurveyDefinition

extension Consultation {
    /// Disposes of a closed round's texts, answers or both for good, and keeps the proof.
    ///
    /// What is published stays. Disposing again of what is gone already clears the files once more, for
    /// the case that it was interrupted, and returns the proof that there is.
    ///
    /// - Parameter isUnreleasedAllowed: whether answers may go of which nothing was published.
    /// - Throws: `ConsultationError.wrongStage` unless the round is closed; `.notReleased`.
    public func dispose(
        _ scope: DisposalScope, of id: RoundID, on day: CalendarDay,
        isUnreleasedAllowed: Bool = false
    ) async throws -> DisposalProof {
        let round = try await round(id)
        guard round.stage == .closed else {
            throw ConsultationError.wrongStage(id, is: round.stage, needs: .closed)
        }
        if !isUnreleasedAllowed, scope.remaining(in: round)?.includesAnswers == true {
            guard try await store.latestRelease(of: id) != nil else {
                throw ConsultationError.notReleased(id)
            }
        }
        return try await store.dispose(scope, of: id, on: day, by: Self.softwareVersion)
    }

    /// Every proof of disposal, by round.
    public func disposals() async throws -> [DisposalProof] {
        try await store.disposals()
    }

    /// A round whose survey says that something of it is to be disposed of.
    public struct DueDisposal: Sendable, Equatable {
        public let round: RoundID
        public let what: DisposalScope
        /// When the round closed; `nil` when nobody kept that, and staff have to know.
        public let closedIn: CalendarMonth?
    }

    /// What is due in a month: so many whole months after the one in which the round closed as its
    /// survey says. Rounds of which nobody kept when they closed are listed with all that has a limit.
    public func dueDisposals(in month: CalendarMonth) async throws -> [DueDisposal] {
        var due: [DueDisposal] = []
        for round in try await store.rounds() where round.stage == .closed {
            let retention = try await survey(of: round).retention
            func isDue(after months: Int?) -> Bool {
                guard let months else { return false }
                guard let closed = round.closedIn else { return true }
                return closed.adding(months: months) < month
            }
            let scope = DisposalScope(
                texts: isDue(after: retention.texts), answers: isDue(after: retention.answers))
            if let what = scope?.remaining(in: round) {
                due.append(DueDisposal(round: round.id, what: what, closedIn: round.closedIn))
            }
        }
        return due
    }

    /// - Throws: `ConsultationError.answersDisposed` when no figure can be made of the round any more.
    func requireAnswers(of round: Round) throws {
        if let date = round.answersDisposedOn {
            throw ConsultationError.answersDisposed(round.id, on: date)
        }
    }
}
