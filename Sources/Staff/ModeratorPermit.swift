public import SurveyDefinition

/// The right of one signed-in moderator to read and judge the free texts of one round.
///
/// Its initialiser is internal: no other target makes one, so that a program without a signed-in moderator
/// has no way to open a text.
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
