extension StorageError: CustomStringConvertible {
    /// What is wrong and what to do, in a sentence for the person on call.
    public var description: String {
        switch self {
        case .newerDatabase:
            "A newer version of the software wrote this database. Upgrade, or restore an older backup."
        case .unknownRound(let round):
            "There is no round '\(round)'. See them with: radslag round list"
        case .roundExists(let round): "Round '\(round)' exists already. Choose another id."
        case .surveyVersionChanged(let survey, let version):
            "Survey '\(survey)' has changed since version \(version) was published. Give it a new version."
        case .codesIssued(let round):
            "Codes of round '\(round)' are issued: who may answer it can't be changed any more."
        case .stageNotAllowed(let from, let to):
            "A round that is \(from.rawValue) can't become \(to.rawValue)."
        case .roundNotOpen(let round): "Round '\(round)' isn't open: it takes no answers."
        case .roundNotClosed(let round):
            "Round '\(round)' isn't closed. Close it with: radslag round close \(round)"
        case .codeNotValid(let round):
            "The invitation code isn't valid in round '\(round)'."
        case .ticketNotValid(let round):
            "The ticket isn't valid in round '\(round)', or somebody has answered with it."
        case .takesNoCodes(let round):
            "Round '\(round)' takes no invitation codes: it isn't of level code, or it is closed."
        case .codeNotIssued(let round):
            "No such code was issued in round '\(round)'. Is it the right round, and typed as printed?"
        case .roundReleased(let round):
            "Round '\(round)' has a release, and what that says doesn't change any more."
        case .unknownText(let round):
            "Round '\(round)' has no such text. It may have been disposed of."
        case .textJudgedMeanwhile(let round):
            "Somebody else has said something of the text of '\(round)' meanwhile. Read it again."
        case .dialogueChangedMeanwhile(let round):
            "Somebody else has changed the dialogue '\(round)' meanwhile. Read it again."
        case .draftChangedMeanwhile(let survey), .publishedMeanwhile(let survey):
            "Somebody else has changed the survey '\(survey)' meanwhile. Read it again."
        case .draftExists(let survey): "The survey '\(survey)' is being composed already."
        case .damagedDialogue:
            "A dialogue can't be read. Restore the database from a backup."
        case .batchNotFromPool, .responsesLeftInPool:
            "Mixing went wrong and was undone; nothing is lost. Please report it."
        case .tracesNotCleared:
            "It is done, but traces of before could not be cleared from the file yet. Is the disk full, or does a backup read it? Run it again."
        case .releaseNotAsked(let round):
            "The release of '\(round)' isn't asked for any more, or other figures are. Look at it again."
        case .damagedRequest(let round):
            "The kept request for a release of '\(round)' can't be read. Ask for it again."
        case .releaseOutOfOrder(let expected): "The next release is number \(expected)."
        case .releaseNotEncodable: "A figure of the release is no number. Please report it."
        case .damagedRelease(let round, let number):
            "Release \(number) of '\(round)' isn't what its digest says. Restore the database from a backup."
        case .damagedRound(let round):
            "Round '\(round)' can't be read. Restore the database from a backup."
        case .answersDisposed(let round, let date):
            "The answers of '\(round)' were disposed of on \(date): its releases stand, and no new one can be made."
        case .damagedProof(let round, let number):
            "Proof \(number) of disposal of '\(round)' isn't what its digest says. Restore the database from a backup."
        case .plainTexts:
            "The database holds free texts in plain, which need the secret to be sealed. Open it with: radslag round list"
        case .staff(let refusal): "It isn't done: \(refusal.textKey)."
        case .damagedAccount(let account):
            "Account '\(account)' can't be read. Restore the database from a backup."
        case .damagedLink: "A link can't be read. Restore the database from a backup."
        case .cancelled: "It was cancelled; nothing was changed."
        case .database(let code):
            "SQLite failed with code \(code) (see https://www.sqlite.org/rescode.html). Is the disk full, or the file not writable?"
        }
    }
}
