import Anonymization
import Dialogues
import Storage
public import SurveyDefinition

extension Consultation {
    /// Mixes what may leave the pool of an open round.
    ///
    /// - Returns: how many responses left; 0 when too few wait.
    @discardableResult
    public func mix(_ id: RoundID) async throws -> Int {
        let round = try await round(id)
        guard round.stage == .open else {
            throw ConsultationError.wrongStage(id, is: round.stage, needs: .open)
        }
        return try await store.mix(
            id, by: mixing(of: try await survey(of: round), in: id, isClosing: false))
    }

    /// Mixes every open round, one after the other; a round that fails doesn't keep the next from mixing.
    ///
    /// - Throws: the first failure, after every round has been tried.
    public func mixOpenRounds() async throws {
        var failure: (any Error)?
        for round in try await store.rounds() where round.stage == .open {
            do {
                try await mix(round.id)
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
    }

    func mixing(of survey: Survey, in round: RoundID, isClosing: Bool) -> Store.Mixing {
        let (seal, textSeal) = (seal, textSeal)
        return { waiting in
            var generator = SystemRandomNumberGenerator()
            return try Anonymization.mix(
                waiting, of: survey, in: round, openedBy: seal, textsSealedBy: textSeal,
                isClosing: isClosing, using: &generator)
        }
    }
}
