public import DisclosureControl
import Indicators
import Storage
public import SurveyDefinition

extension Consultation {
    /// The software's version, which each release names.
    public static let softwareVersion = "0.1.0"

    /// Publishes a closed round's figures: counts, estimates, protects, and writes the release to the ledger.
    ///
    /// - Returns: the round's newest release; the same as before when the figures are the same.
    /// - Throws: `ReleaseError.wouldChangeFrozenRound` when the figures of a closed round would change.
    public func publishRelease(of id: RoundID) async throws -> Release {
        let round = try await round(id)
        guard round.stage == .closed else {
            throw ConsultationError.wrongStage(id, is: round.stage, needs: .closed)
        }
        let survey = try await survey(of: round)
        let responses = try await store.responses(in: id)
        let indicators = tabulate(
            responses, by: survey, goals: definitions.goals, districts: survey.districts)
        let protected = protect(indicators, policy: survey.policy)
        let step = survey.policy.participationStep
        let candidate = ReleaseCandidate(
            round: id,
            survey: .init(id: survey.id, version: survey.version, digest: survey.digest),
            method: .init(
                sampling: round.sampling.rawValue, isDemonstration: round.isDemonstration,
                weighting: "none",
                interval: "wilson; student-t for means", smallestBase: survey.policy.smallestBase,
                smallestCell: survey.policy.smallestCell, softwareVersion: Self.softwareVersion),
            responsesAtLeast: responses.responses / step * step,
            table: protected)
        let previous = try await store.releases(of: id).last
        let release = try nextRelease(after: previous, candidate: candidate)
        if release.number != previous?.number { try await store.add(release) }
        return release
    }

    /// The round's releases, by number.
    public func releases(of round: RoundID) async throws -> [Release] {
        try await store.releases(of: round)
    }
}
