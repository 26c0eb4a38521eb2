public import Dialogues
public import Foundation
public import Localization
public import Storage
public import SurveyDefinition
public import SurveyDrafts

/// A survey as the list shows it.
public struct ListedSurvey: Sendable, Hashable {
    public let id: SurveyID
    /// In Swedish.
    public let title: String
    /// Its newest version; `nil` while none is published.
    public let version: Int?
    /// The number of that version's texts; `nil` for those of the files.
    public let edition: Int?
    public let isShipped: Bool
    public let isDrafted: Bool
}

/// A draft as it stands.
public struct FollowedDraft: Sendable {
    public let checked: CheckedDraft
    public let revision: Int
    /// What residents can be asked today; `nil` while nothing is published.
    public let published: SurveyEdition?
    public let next: NextEdition
    /// Questions that mean something else than before, so that it can't be published.
    public let changes: [ChangeOfMeaning]

    public var draft: SurveyDraft { checked.draft }
}

/// What publishing makes of a draft.
public enum NextEdition: Sendable, Hashable {
    /// It is what is published.
    case nothing
    /// Only texts have changed.
    case texts(SurveyEdition)
    case version(Int)
}

/// What a draft begins with.
public enum DraftBeginning: Sendable {
    case blank(title: String)
    /// The next version of a survey, or other texts of it.
    case next(of: SurveyID)
    /// Another survey, with the questions of one that there is.
    case copy(of: SurveyID, title: String)
    /// - Parameter isReplacing: whether it may take the place of a draft of the same id, whose revisions stay.
    case archive(Data, isReplacing: Bool)
}

/// A dialogue that hasn't opened.
public struct PreparedDialogue: Sendable, Hashable {
    public let id: RoundID
    public let title: String
    public let survey: SurveyID
    public let version: Int
}

/// Why something about a survey isn't done; nothing was changed then.
public enum SurveyRefusal: Error, Hashable, Sendable {
    case unknownDraft
    case draftExists(SurveyID)
    /// Somebody else has changed the same fields since the form was opened; the revision is that of what they saved.
    case changedMeanwhile(MergedFields, since: Int)
    /// The draft isn't any more what was looked at.
    case changedSince
    /// `check` finds faults.
    case faulty
    /// A required language lacks a text, or has one of older Swedish.
    case untranslated(LanguageTag)
    /// A published question means something else now.
    case meaningChanged([ChangeOfMeaning])
    case nothingChanged
    /// The round has opened, or there is none.
    case notPrepared
}
