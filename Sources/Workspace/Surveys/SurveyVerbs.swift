public import Foundation
public import Localization
public import Pipeline
public import Staff
public import SurveyDefinition
public import SurveyDrafts

/// What staff do with surveys. Each asks for the permission itself, and changes are written to the audit log.
public struct SurveyVerbs: Sendable {
    /// What questions are taken from.
    public var bank: QuestionBank
    /// The languages that must be complete before a survey is published.
    public var requiredLanguages: [LanguageTag]
    /// The districts and goals that pages name.
    public var definitions: Definitions
    public var all: @Sendable (SignedIn) async throws -> [ListedSurvey]
    public var one: @Sendable (SurveyID, SignedIn) async throws -> FollowedDraft
    public var archive: @Sendable (SurveyID, SignedIn) async throws -> Data
    public var begin: @Sendable (DraftBeginning, SignedIn) async throws -> SurveyID
    public var change:
        @Sendable (SurveyID, DraftPart, [String: String], _ revision: Int, SignedIn) async throws
            -> Void
    public var apply: @Sendable (DraftOperation, SurveyID, SignedIn) async throws -> Void
    public var publish: @Sendable (SurveyID, _ revision: Int, SignedIn) async throws -> Void
    /// - Parameter revision: the one that was looked at.
    public var delete: @Sendable (SurveyID, _ revision: Int, SignedIn) async throws -> Void
    public var preparedDialogues: @Sendable (SignedIn) async throws -> [PreparedDialogue]
    public var choose: @Sendable (SurveyID, RoundID, SignedIn) async throws -> Void
    /// The survey version that a dialogue asks.
    public var asked: @Sendable (RoundID, SignedIn) async throws -> Survey
    /// The surveys that a dialogue can ask instead.
    public var choices: @Sendable (RoundID, SignedIn) async throws -> [ListedSurvey]
    /// A page of questions as residents would see it; nothing is stored.
    public var preview: @Sendable (Survey, SectionID, Localizer) -> String?

    public init(
        bank: QuestionBank, requiredLanguages: [LanguageTag], definitions: Definitions,
        all: @escaping @Sendable (SignedIn) async throws -> [ListedSurvey],
        one: @escaping @Sendable (SurveyID, SignedIn) async throws -> FollowedDraft,
        archive: @escaping @Sendable (SurveyID, SignedIn) async throws -> Data,
        begin: @escaping @Sendable (DraftBeginning, SignedIn) async throws -> SurveyID,
        change:
            @escaping @Sendable (
                SurveyID, DraftPart, [String: String], _ revision: Int, SignedIn
            ) async throws -> Void,
        apply: @escaping @Sendable (DraftOperation, SurveyID, SignedIn) async throws -> Void,
        publish:
            @escaping @Sendable (SurveyID, _ revision: Int, SignedIn) async throws -> Void,
        delete: @escaping @Sendable (SurveyID, _ revision: Int, SignedIn) async throws -> Void,
        preparedDialogues: @escaping @Sendable (SignedIn) async throws -> [PreparedDialogue],
        choose: @escaping @Sendable (SurveyID, RoundID, SignedIn) async throws -> Void,
        asked: @escaping @Sendable (RoundID, SignedIn) async throws -> Survey,
        choices: @escaping @Sendable (RoundID, SignedIn) async throws -> [ListedSurvey],
        preview: @escaping @Sendable (Survey, SectionID, Localizer) -> String?
    ) {
        self.bank = bank
        self.requiredLanguages = requiredLanguages
        self.definitions = definitions
        self.all = all
        self.one = one
        self.archive = archive
        self.begin = begin
        self.change = change
        self.apply = apply
        self.publish = publish
        self.delete = delete
        self.preparedDialogues = preparedDialogues
        self.choose = choose
        self.asked = asked
        self.choices = choices
        self.preview = preview
    }
}
