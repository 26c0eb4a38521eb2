public import Dialogues
public import DisclosureControl
public import Staff
public import SurveyDefinition

/// A closed round's release before it is published: exactly as it would be, with what is kept back and why.
public struct ReleasePreview: Sendable {
    public let round: Round
    public let survey: Survey
    /// As it would be published, without the reason that is told for it; where nothing would change, the latest.
    public let release: Release
    /// The release that stands; `nil` before the first.
    public let latest: Release?
    /// All that could be left out of it.
    public let parts: [ReleasePart]
    public let leftOut: Set<ReleasePart>
    public let withheld: WithheldFigures
    /// Questions of which no themes are told, because not every text is coded.
    public let unfinishedTexts: [QuestionID]
    /// What is asked for; `nil` when nothing is.
    public let asked: AskedRelease?
    /// How many persons it takes to publish it.
    public let persons: Int
    /// What was seen: goes with the wish to publish it.
    public let digest: String

    /// Whether there is something to publish.
    public var isNew: Bool { release.number != latest?.number }
}

/// A release that somebody has asked for and nobody has published yet.
public struct AskedRelease: Sendable {
    /// Of what was asked for: goes with the approval.
    public let digest: String
    public let leftOut: Set<ReleasePart>
    public let reason: String
    /// `nil` at the terminal, and when the account is gone.
    public let by: Account?
    /// `YYYY-MM-DD`.
    public let on: String
    /// Whether it would be published exactly as it was asked for.
    public let isCurrent: Bool
}

/// What somebody who has seen a preview wants to be published.
public struct ReleaseWish: Sendable {
    public let leavingOut: Set<ReleasePart>
    /// What residents are told of why a release replaces another; nothing for the first.
    public let reason: String
    /// `ReleasePreview.digest`.
    public let seen: String

    public init(leavingOut: Set<ReleasePart>, reason: String, seen: String) {
        self.leavingOut = leavingOut
        self.reason = reason
        self.seen = seen
    }

    /// Characters.
    public static let longestReason = 500
}

/// Why a release isn't shown or published; nothing was changed then.
public enum ReleaseRefusal: Error, Equatable, Sendable {
    case unknownRound
    /// The round isn't closed.
    case notClosed
    case answersDisposed
    /// The figures would differ from those of a release, and the difference could reveal single answers.
    case frozen
    /// The auditor worked a figure out that must not be told.
    case wouldDisclose
    /// Texts are coded to a theme that isn't there any more.
    case themeGone
    /// The release is another one than was seen.
    case changedMeanwhile
    /// Figures and texts are those of the release that stands.
    case nothingNew
    /// A release that replaces another tells why.
    case reasonMissing
    case reasonTooLong
    /// The policy asks for two persons: ask, and let another one publish.
    case needsTwoPersons
    /// Who has asked doesn't approve.
    case ownRequest
    /// Nobody asks for it any more, or for something else.
    case notAsked
}
