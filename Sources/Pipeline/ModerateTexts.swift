import Anonymization
import Dialogues
import DisclosureControl
import FreeText
public import Staff
import Storage
public import SurveyDefinition

/// Reading free texts, and saying what they are about and whether they may be published.
///
/// Each verb takes a moderator's permit, which opens the texts of one round, and writes to the audit log
/// before it does anything: when the log can't be written, nothing is told and nothing is changed.
extension Consultation {
    /// Writes what a moderator is about to do in the audit log; when it returns, nothing can lose it.
    public typealias TextAudit = @Sendable (TextAct) async throws -> Void

    /// The texts of a selection, in the order of their random keys, which tells nothing. Texts come as
    /// soon as they are mixed, also while the round is open.
    ///
    /// - Returns: fewer than the selection's limit only when there are no more.
    /// - Throws: what `audit` throws; `ModerationError`; `BrokenSeal`.
    public func readTexts(
        _ selection: TextSelection, by permit: ModeratorPermit, audit: TextAudit
    ) async throws -> [ReadText] {
        _ = try await freeTextQuestion(selection.question, in: permit.round)
        let texts = try await stored(selection, in: permit.round).map {
            try open($0, in: permit.round)
        }
        try await audit(.read(selection.question, count: texts.count))
        return texts
    }

    /// One text, such as the one that somebody else has said something of meanwhile.
    ///
    /// - Throws: as `readTexts`; `ModerationError.unknownText`.
    public func readText(
        _ id: TextID, by permit: ModeratorPermit, audit: TextAudit
    ) async throws -> ReadText {
        let text = try open(try await stored(id, in: permit.round), in: permit.round)
        try await audit(.read(text.question, count: 1))
        return text
    }

    /// How far the reading of each question's texts has come, in the order of the survey. It tells
    /// numbers and no text.
    public func textProgress(by permit: ModeratorPermit) async throws -> [TextProgress] {
        let round = try await round(permit.round)
        let survey = try await survey(of: round)
        let counts = try await store.textCounts(in: round.id)
        let judgements = try await judgements(in: round.id)
        let published = ProtectedTexts.standing(
            after: try await store.releases(of: round.id))
        var progress: [TextProgress] = []
        for question in survey.questions where question.isFreeText {
            let said = judgements[question.id, default: []]
            progress.append(
                TextProgress(
                    question: question.id,
                    texts: counts.first { $0.question == question.id }?.texts ?? 0,
                    read: said.count, coded: said.filter { $0.themes != nil }.count,
                    approved: said.filter { TextSelection.Which.approved.includes($0) }.count,
                    rejected: said.filter { TextSelection.Which.rejected.includes($0) }.count,
                    themes: try await themes(of: question.id, in: survey.id),
                    isPublished: published?.question(question.id)?.themes != nil))
        }
        return progress
    }

    /// Says which themes a text is about, in place of what was said before: none of them, or some.
    ///
    /// - Returns: the text as it is now, for the next that is said of it.
    /// - Throws: `ModerationError.judgedMeanwhile` when somebody else has said something since it was
    ///   read; `.unknownTheme`; `.themesPublished`; what `audit` throws.
    @discardableResult
    public func codeText(
        _ text: TextReference, to themes: Set<ThemeID>, by permit: ModeratorPermit,
        audit: TextAudit
    ) async throws -> TextReference {
        let stored = try await stored(text, in: permit.round)
        let round = try await round(permit.round)
        let known = try await self.themes(of: stored.question, in: round.survey)
        if let unknown = themes.subtracting(known).min() {
            throw ModerationError.unknownTheme(unknown, of: stored.question)
        }
        let published = ProtectedTexts.standing(
            after: try await store.releases(of: round.id))
        guard published?.question(stored.question)?.themes == nil else {
            throw ModerationError.themesPublished(stored.question)
        }
        let before = try judgement(of: stored, in: round.id) ?? TextJudgement()
        try await audit(.coded(stored.question))
        return try await keep(
            before.coded(to: known.filter(themes.contains)), of: stored, in: round.id)
    }

    /// Says that a text may be published when the round is closed.
    ///
    /// - Parameter wording: exactly what may be published; `nil` for the text as it was read.
    /// - Returns: the text as it is now.
    /// - Throws: as `codeText`; `ModerationError.emptyWording`, `.wordingTooLong` and
    ///   `.wordingTellsPersonalData`.
    @discardableResult
    public func approveText(
        _ text: TextReference, as wording: String? = nil, by permit: ModeratorPermit,
        audit: TextAudit
    ) async throws -> TextReference {
        let stored = try await stored(text, in: permit.round)
        let question = try await freeTextQuestion(stored.question, in: permit.round)
        let original = try open(stored, in: permit.round).text
        let checked = try checked(
            wording ?? original, longest: max(question.longestText, original.count))
        let before = try judgement(of: stored, in: permit.round) ?? TextJudgement()
        try await audit(.approved(stored.question))
        return try await keep(
            before.decided(.approved(wording: checked)), of: stored, in: permit.round)
    }

    /// Says that a text may not be published, or no longer. It goes on counting for its themes.
    ///
    /// - Returns: the text as it is now.
    /// - Throws: as `codeText`.
    @discardableResult
    public func rejectText(
        _ text: TextReference, by permit: ModeratorPermit, audit: TextAudit
    ) async throws -> TextReference {
        let stored = try await stored(text, in: permit.round)
        let before = try judgement(of: stored, in: permit.round) ?? TextJudgement()
        try await audit(.rejected(stored.question))
        return try await keep(before.decided(.rejected), of: stored, in: permit.round)
    }
}
