import Answering
import Dialogues
import Storage
public import SurveyDefinition

extension Consultation {
    /// Fills an open demonstration round with synthetic respondents, by the same way that real ones take.
    ///
    /// - Parameter progress: called now and then with how many have answered.
    public func fillDemonstration(
        _ id: RoundID, responses: Int, using generator: some RandomNumberGenerator,
        progress: @Sendable (Int) -> Void = { _ in }
    ) async throws {
        let round = try await round(id)
        guard round.isDemonstration else { throw ConsultationError.notADemonstration(id) }
        guard round.stage == .open else {
            throw ConsultationError.wrongStage(id, is: round.stage, needs: .open)
        }
        var respondents = SyntheticRespondents(
            answering: try await survey(of: round), goals: definitions.goals, using: generator)
        var keys = SystemRandomNumberGenerator()
        var done = 0
        while done < responses {
            let group = (0..<min(100, responses - done)).map { _ in
                (respondents.next(), SubmissionKey(using: &keys))
            }
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                for (response, key) in group {
                    tasks.addTask { _ = try await submit(response, key, to: id) }
                }
                try await tasks.waitForAll()
            }
            done += group.count
            progress(done)
        }
        try await mix(id)
    }
}
