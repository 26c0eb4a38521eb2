import Answering
import Dialogues
import Storage
public import SurveyDefinition
import Tickets

extension Consultation {
    /// Fills an open demonstration round with synthetic respondents, by the same way that real ones take.
    ///
    /// In a round of level `code` each gets a code, which is issued for it.
    ///
    /// Residents are drawn from the population that the survey is weighted to, when it is.
    ///
    /// - Parameters:
    ///   - shift: added to every share, so that rounds differ.
    ///   - progress: called now and then with how many have answered.
    public func fillDemonstration(
        _ id: RoundID, responses: Int, shift: Double = 0,
        using generator: some RandomNumberGenerator, progress: @Sendable (Int) -> Void = { _ in }
    ) async throws {
        let round = try await round(id)
        guard round.isDemonstration else { throw ConsultationError.notADemonstration(id) }
        guard round.stage == .open else {
            throw ConsultationError.wrongStage(id, is: round.stage, needs: .open)
        }
        guard round.anonymity != .blind else {
            throw ConsultationError.noBlindDemonstration(id)
        }
        let survey = try await survey(of: round)
        var respondents = SyntheticRespondents(
            answering: survey, goals: definitions.goals,
            population: survey.weighting.flatMap { definitions.population($0.population) },
            shift: shift, using: generator)
        let languages = (languages ?? []).map { Code($0) }
        var codes: [InvitationCode]?
        if round.anonymity == .code, responses > 0 {
            codes = try await createInvitations(responses, in: id)
        }
        var keys = SystemRandomNumberGenerator()
        var done = 0
        while done < responses {
            let group = (0..<min(100, responses - done)).map { _ in
                (
                    response: respondents.next(), key: SubmissionKey(using: &keys),
                    invitation: codes?.removeLast(),
                    language: respondents.nextLanguage(among: languages)
                )
            }
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                for each in group {
                    tasks.addTask {
                        _ = try await submit(
                            each.response, each.key, to: id,
                            admission: each.invitation.map(Admission.code),
                            sentIn: each.language)
                    }
                }
                try await tasks.waitForAll()
            }
            done += group.count
            progress(done)
        }
        try await mix(id)
    }
}
