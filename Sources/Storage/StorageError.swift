public import Dialogues
import GRDB
public import Staff
public import SurveyDefinition

/// Why the store refused or failed. No case holds the content of a row.
public enum StorageError: Error, Equatable {
    /// A newer version of the software wrote the database; upgrade, or restore an older backup.
    case newerDatabase
    case unknownRound(RoundID)
    case roundExists(RoundID)
    /// Another text is already kept under this version: a published survey is never edited.
    case surveyVersionChanged(SurveyID, version: Int)
    case stageNotAllowed(from: RoundStage, to: RoundStage)
    /// Codes of the round are issued, so that it can't ask others instead.
    case codesIssued(RoundID)
    /// Answers are accepted only while a round is open.
    case roundNotOpen(RoundID)
    /// Figures are released only when a round is closed.
    case roundNotClosed(RoundID)
    /// No release can be made of answers that were disposed of.
    case answersDisposed(RoundID, on: String)
    /// The response came without an invitation code that is issued and unused; which of these it lacks
    /// isn't told.
    case codeNotValid(RoundID)
    /// The response came without a ticket that nobody has answered with, in a round of level `blind`.
    case ticketNotValid(RoundID)
    /// The round takes no invitation codes: it isn't of level `code`, or it is closed.
    case takesNoCodes(RoundID)
    /// No such invitation code was issued in the round.
    case codeNotIssued(RoundID)
    /// What a release has told of a round doesn't change any more.
    case roundReleased(RoundID)
    /// The round has no such text, or it was disposed of.
    case unknownText(RoundID)
    /// Somebody else has said something of the text since it was read; nothing was changed.
    case textJudgedMeanwhile(RoundID)
    /// Somebody else has changed the dialogue since it was read; nothing was changed.
    case dialogueChangedMeanwhile(RoundID)
    /// Somebody else has changed the draft of the survey since it was read; nothing was changed.
    case draftChangedMeanwhile(SurveyID)
    /// A survey of that id is being composed already.
    case draftExists(SurveyID)
    /// Somebody else has published a version of the survey, or its texts, since it was read.
    case publishedMeanwhile(SurveyID)
    /// A stored dialogue holds something that no version of the software wrote.
    case damagedDialogue
    /// A batch took responses that don't wait in the round's pool.
    case batchNotFromPool
    /// A round can't close while responses wait: they would never be counted.
    case responsesLeftInPool
    /// The change is kept, but a long reading or a full disk prevented clearing the log and the
    /// file of what was there before; mixing, closing or disposing again does it.
    case tracesNotCleared
    /// What was asked to be published was withdrawn, or asked for anew with other figures.
    case releaseNotAsked(RoundID)
    /// A stored request for a release holds something that no version of the software wrote.
    case damagedRequest(RoundID)
    /// A release's number isn't the one after the last.
    case releaseOutOfOrder(expected: Int)
    /// A figure of the release is no number.
    case releaseNotEncodable
    /// A stored release isn't what its digest says.
    case damagedRelease(RoundID, number: Int)
    /// A stored round holds a word that no version of the software wrote.
    case damagedRound(RoundID)
    /// A stored proof of disposal isn't what its digest says.
    case damagedProof(RoundID, number: Int)
    /// The database holds texts in plain, of software before 0.3, and nothing to seal them with.
    case plainTexts
    /// What staff asked for about an account isn't done, for this reason.
    case staff(StaffError)
    /// A stored account holds something that no version of the software wrote.
    case damagedAccount(AccountID)
    /// A stored link holds something that no version of the software wrote.
    case damagedLink
    /// The caller's task was cancelled; nothing was changed.
    case cancelled
    /// SQLite failed, with its extended result code: <https://www.sqlite.org/rescode.html>.
    case database(code: Int32)

    /// Keeps of a failure what is safe to log: SQLite's own message may quote a row.
    init(_ error: any Error) {
        switch error {
        case let error as StorageError: self = error
        case let error as DatabaseError: self = .database(code: error.extendedResultCode.rawValue)
        case is CancellationError: self = .cancelled
        default: self = .database(code: ResultCode.SQLITE_ERROR.rawValue)
        }
    }
}
