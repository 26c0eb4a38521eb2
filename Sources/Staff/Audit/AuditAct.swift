public import Localization
public import SurveyDefinition

/// An act of staff that the audit log has. The list is closed, and so is what each may say: accounts, roles,
/// rounds, questions and numbers, never a text, and nothing that could point at one resident.
public enum AuditAct: Sendable, Hashable {
    /// A set-up link was printed on the command line.
    case setUpLinkMade
    /// The first owner was made by such a link.
    case setUp
    case invited(Grant, link: String)
    case invitationWithdrawn(link: String)
    /// An invitation was accepted: the account is new.
    case joined(Grant, link: String)
    case granted(Grant, to: AccountID)
    case revoked(Grant, from: AccountID)
    case accountClosed(AccountID)
    /// - Parameter refusedBefore: wrong attempts on this account since the last that succeeded, or since the
    ///   service was started.
    case signedIn(refusedBefore: Int)
    /// The municipality's provider vouched for somebody who had no account yet.
    case joinedByProvider
    case signedInByProvider
    /// The groups at the provider gave a role that they hadn't given before, for the whole municipality.
    case grantedByProvider(Role)
    case revokedByProvider(Role)
    /// The groups no longer give the owner's role, but nobody else has it.
    case ownerKept
    case signedOut
    case signedOutEverywhere
    case passwordChanged
    /// A link for a new password was printed on the command line.
    case newPasswordLinkMade(for: AccountID)
    /// A new password was chosen by such a link, and the one-time code taken off.
    case passwordRenewed
    case oneTimeCodeOn
    case oneTimeCodeOff
    /// A program may act for the account until a day, `YYYY-MM-DD`.
    case accessKeyMade(key: String, mayChange: Bool, until: String)
    case accessKeyRemoved(key: String)
    case auditLogExported(lines: Int)
    /// Free texts were read: how many, never which.
    case textsRead(RoundID, QuestionID, count: Int)
    /// A text was coded to themes, edited, approved or refused: not which text.
    case textCoded(RoundID, QuestionID)
    case textJudged(RoundID, QuestionID)
    case dialogueCreated(RoundID)
    /// - Parameter part: which form of it, such as `facts` or `translation`.
    case dialogueChanged(RoundID, part: String)
    /// A native reader has read a dialogue's texts in the language.
    case translationReviewed(RoundID, LanguageTag)
    /// Of opening and closing the line comes before the act, which is known to be possible then.
    case roundOpened(RoundID)
    case roundClosed(RoundID)
    /// Figures were asked to be published; another line says what came of it.
    case releaseAsked(RoundID)
    case releasePublished(RoundID, number: Int)
    /// What one person had asked for was published by another.
    case releaseApproved(RoundID, number: Int)
    /// What was asked for isn't any more.
    case releaseWithdrawn(RoundID)
    /// A prepared round is answered by others than before: by `anybody`, a `group` or a `sample`.
    case respondentsChosen(RoundID, String)
    /// Invitation codes were made: how many, never which.
    case codesIssued(RoundID, count: Int)
    /// Residents were told for good what came of a dialogue.
    case dialogueAnswered(RoundID)
    case surveyDraftCreated(SurveyID)
    /// - Parameter part: which form of it, or what was done with its questions.
    case surveyDraftChanged(SurveyID, part: String)
    /// A draft was deleted; what was published of it stays.
    case surveyDraftDeleted(SurveyID)
    /// - Parameter edition: of the version's texts; 1 for a new version.
    case surveyPublished(SurveyID, version: Int, edition: Int)
    /// A prepared round asks another survey than before.
    case surveyChosen(RoundID, SurveyID, version: Int)

    /// Never changed, never reused: old lines are read by it.
    public var code: String {
        switch self {
        case .setUpLinkMade: "set-up-link-made"
        case .setUp: "set-up"
        case .invited: "invited"
        case .invitationWithdrawn: "invitation-withdrawn"
        case .joined: "joined"
        case .granted: "granted"
        case .revoked: "revoked"
        case .accountClosed: "account-closed"
        case .signedIn: "signed-in"
        case .joinedByProvider: "joined-by-provider"
        case .signedInByProvider: "signed-in-by-provider"
        case .grantedByProvider: "granted-by-provider"
        case .revokedByProvider: "revoked-by-provider"
        case .ownerKept: "owner-kept"
        case .signedOut: "signed-out"
        case .signedOutEverywhere: "signed-out-everywhere"
        case .passwordChanged: "password-changed"
        case .newPasswordLinkMade: "new-password-link-made"
        case .passwordRenewed: "password-renewed"
        case .oneTimeCodeOn: "one-time-code-on"
        case .oneTimeCodeOff: "one-time-code-off"
        case .accessKeyMade: "access-key-made"
        case .accessKeyRemoved: "access-key-removed"
        case .auditLogExported: "audit-log-exported"
        case .textsRead: "texts-read"
        case .textCoded: "text-coded"
        case .textJudged: "text-judged"
        case .dialogueCreated: "dialogue-created"
        case .dialogueChanged: "dialogue-changed"
        case .translationReviewed: "translation-reviewed"
        case .roundOpened: "round-opened"
        case .roundClosed: "round-closed"
        case .releaseAsked: "release-asked"
        case .releasePublished: "release-published"
        case .releaseApproved: "release-approved"
        case .releaseWithdrawn: "release-withdrawn"
        case .respondentsChosen: "respondents-chosen"
        case .codesIssued: "codes-issued"
        case .dialogueAnswered: "dialogue-answered"
        case .surveyDraftCreated: "survey-draft-created"
        case .surveyDraftChanged: "survey-draft-changed"
        case .surveyDraftDeleted: "survey-draft-deleted"
        case .surveyPublished: "survey-published"
        case .surveyChosen: "survey-chosen"
        }
    }

    /// What the line says besides the act, by name.
    public var details: [String: String] {
        switch self {
        case .setUpLinkMade, .setUp, .signedOut, .signedOutEverywhere, .passwordChanged,
            .passwordRenewed, .oneTimeCodeOn, .oneTimeCodeOff, .joinedByProvider,
            .signedInByProvider, .ownerKept:
            [:]
        case .grantedByProvider(let role), .revokedByProvider(let role):
            ["role": role.rawValue]
        case .invited(let grant, let link), .joined(let grant, let link):
            ["role": grant.role.rawValue, "scope": grant.scope.name, "link": link]
        case .invitationWithdrawn(let link): ["link": link]
        case .granted(let grant, let account), .revoked(let grant, let account):
            [
                "role": grant.role.rawValue, "scope": grant.scope.name, "account": account.value,
            ]
        case .accountClosed(let account), .newPasswordLinkMade(let account):
            ["account": account.value]
        case .signedIn(let refusedBefore): ["refused": String(refusedBefore)]
        case .accessKeyMade(let key, let mayChange, let until):
            ["key": key, "may": mayChange ? "change" : "read", "until": until]
        case .accessKeyRemoved(let key): ["key": key]
        case .auditLogExported(let lines): ["count": String(lines)]
        case .textsRead(let round, let question, let count):
            ["round": round.value, "question": question.value, "count": String(count)]
        case .textCoded(let round, let question), .textJudged(let round, let question):
            ["round": round.value, "question": question.value]
        case .dialogueCreated(let round), .roundOpened(let round), .roundClosed(let round),
            .releaseAsked(let round), .releaseWithdrawn(let round), .dialogueAnswered(let round):
            ["round": round.value]
        case .releasePublished(let round, let number), .releaseApproved(let round, let number):
            ["round": round.value, "release": String(number)]
        case .translationReviewed(let round, let language):
            ["round": round.value, "language": language.value]
        case .respondentsChosen(let round, let who): ["round": round.value, "who": who]
        case .codesIssued(let round, let count): ["round": round.value, "count": String(count)]
        case .dialogueChanged(let round, let part): ["round": round.value, "part": part]
        case .surveyDraftCreated(let survey), .surveyDraftDeleted(let survey):
            ["survey": survey.value]
        case .surveyDraftChanged(let survey, let part): ["survey": survey.value, "part": part]
        case .surveyPublished(let survey, let version, let edition):
            [
                "survey": survey.value, "version": String(version), "edition": String(edition),
            ]
        case .surveyChosen(let round, let survey, let version):
            ["round": round.value, "survey": survey.value, "version": String(version)]
        }
    }
}
