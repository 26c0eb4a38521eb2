public import SurveyDefinition

/// The right of one signed-in moderator to read and judge the free texts of one round.
///
/// Nothing but `SignedIn.moderatorPermit(in:)` makes one, and of a program's key it makes none: without a
/// signed-in moderator there is no way to open a text.
public struct ModeratorPermit: Sendable, Hashable {
    /// Who reads: each reading is written in the audit log under this account.
    public let account: AccountID
    /// The only round whose texts it opens.
    public let round: RoundID

    init(account: AccountID, round: RoundID) {
        self.account = account
        self.round = round
    }
}

extension SignedIn {
    /// - Throws: `StaffError.notPermitted` unless the account is a moderator of the municipality or of the round.
    public func moderatorPermit(in round: RoundID) throws(StaffError) -> ModeratorPermit {
        try require(.moderateTexts, in: .round(round))
        return ModeratorPermit(account: account.id, round: round)
    }
}
