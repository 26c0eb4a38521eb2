import Dialogues
import Localization
public import Staff
import Storage
public import SurveyDefinition

/// What rounds ask, and what a prepared one could ask instead.
extension SurveyDesk {
    /// The survey version that a round asks.
    ///
    /// - Throws: `ConsultationError.unknownRound`; `StaffError.notPermitted`.
    public func asked(in round: RoundID, for signedIn: SignedIn) async throws -> Survey {
        try signedIn.require(.seeRounds, in: .round(round))
        return try await consultation.survey(of: consultation.round(round))
    }

    /// The surveys that a prepared round can ask instead, by id: the newest version of each that is published.
    public func choices(
        for round: RoundID, by signedIn: SignedIn
    ) async throws -> [ListedSurvey] {
        try signedIn.require(.editRounds, in: .round(round))
        return try await listed(with: [])
    }

    /// The dialogues that are prepared, with their Swedish titles: those that can still choose what they ask.
    public func preparedDialogues(
        for signedIn: SignedIn
    ) async throws -> [PreparedDialogue] {
        let rounds = Dictionary(uniqueKeysWithValues: try await store.rounds().map { ($0.id, $0) })
        return try await store.dialogues().compactMap { stored in
            let id = stored.dialogue.id
            guard let round = rounds[id], round.stage == .prepared,
                signedIn.mayDo(.editRounds, in: .round(id))
            else { return nil }
            return PreparedDialogue(
                id: id, title: stored.dialogue.texts.text(.title, in: Locales.source) ?? id.value,
                survey: round.survey, version: round.surveyVersion)
        }
    }

    /// Lets a prepared round ask the newest version of a survey.
    ///
    /// - Throws: `SurveyRefusal.unknownDraft` while no version of it is published; `.notPrepared`.
    public func choose(
        _ id: SurveyID, for round: RoundID, by signedIn: SignedIn
    ) async throws {
        try signedIn.require(.editRounds, in: .round(round))
        guard let survey = try await consultation.newestSurvey(id) else {
            throw SurveyRefusal.unknownDraft
        }
        do {
            try await store.setSurvey(
                of: round, to: id, version: survey.version, source: survey.source,
                digest: survey.digest,
                noting: note(
                    .surveyChosen(round, id, version: survey.version), by: signedIn))
        } catch {
            throw error.isTooLate ? SurveyRefusal.notPrepared as any Error : error
        }
    }
}

extension StorageError {
    /// Whether the round isn't prepared any more, or isn't there.
    fileprivate var isTooLate: Bool {
        switch self {
        case .stageNotAllowed, .unknownRound: true
        default: false
        }
    }
}
