import Dialogues
import DisclosureControl
import Indicators
import SurveyDefinition

extension Consultation {
    /// What may be published of a closed round's texts, after what its latest release has.
    ///
    /// Texts that were disposed of can't be counted again, and stand as they were published.
    ///
    /// - Throws: `ModerationError.themeGone`; `BrokenSeal`.
    func protectedTexts(
        of round: Round, asking survey: Survey, after published: ProtectedTexts?
    ) async throws -> ProtectedTexts? {
        guard round.textsDisposedOn == nil else { return published }
        let judgements = try await judgements(in: round.id)
        guard !judgements.isEmpty else { return nil }
        let counts = try await store.textCounts(in: round.id)
        var tallies: [TextTally] = []
        for question in survey.questions where question.isFreeText {
            let tally = tally(
                judgements[question.id, default: []],
                of: counts.first { $0.question == question.id }?.texts ?? 0, to: question.id,
                themes: try await themes(of: question.id, in: survey.id))
            if let gone = tally.unlisted.first, published?.question(question.id)?.themes == nil {
                throw ModerationError.themeGone(gone, of: question.id)
            }
            tallies.append(tally)
        }
        return protect(tallies, after: published, policy: survey.policy)
    }
}
