public import Answering
public import Dialogues
public import DisclosureControl
public import Localization
public import Pipeline
public import Staff
public import SurveyDefinition

/// What the workspace may ask of the service. Each verb that takes a permission asks for it itself, whatever the
/// page in front has already asked.
public struct WorkspaceVerbs: Sendable {
    public var signIn: SignInVerbs
    public var account: AccountVerbs
    public var colleagues: ColleagueVerbs
    public var texts: TextVerbs
    public var dialogues: DialogueVerbs
    public var publishing: PublishingVerbs
    public var reach: ReachVerbs
    public var surveys: SurveyVerbs
    /// Every round, in the order in which they are listed.
    public var rounds: @Sendable () async throws -> [StaffRound]
    public var auditLog: @Sendable (SignedIn) async throws -> AuditLog
    /// As `auditLog`; that it was exported is written in it.
    public var exportAuditLog: @Sendable (SignedIn) async throws -> AuditLog

    public init(
        signIn: SignInVerbs, account: AccountVerbs, colleagues: ColleagueVerbs,
        texts: TextVerbs, dialogues: DialogueVerbs, publishing: PublishingVerbs,
        reach: ReachVerbs, surveys: SurveyVerbs,
        rounds: @escaping @Sendable () async throws -> [StaffRound],
        auditLog: @escaping @Sendable (SignedIn) async throws -> AuditLog,
        exportAuditLog: @escaping @Sendable (SignedIn) async throws -> AuditLog
    ) {
        self.signIn = signIn
        self.account = account
        self.colleagues = colleagues
        self.texts = texts
        self.dialogues = dialogues
        self.publishing = publishing
        self.reach = reach
        self.surveys = surveys
        self.rounds = rounds
        self.auditLog = auditLog
        self.exportAuditLog = exportAuditLog
    }
}

/// A round as the start page shows it.
public struct StaffRound: Sendable {
    public let round: Round
    public let survey: Survey
    /// How many have answered, rounded down.
    public let participation: Int
    /// How many free texts nobody has judged; `nil` where there are none to read.
    public let unreadTexts: Int?

    public init(round: Round, survey: Survey, participation: Int, unreadTexts: Int? = nil) {
        self.round = round
        self.survey = survey
        self.participation = participation
        self.unreadTexts = unreadTexts
    }
}

/// The ways in, for those who aren't signed in.
public struct SignInVerbs: Sendable {
    public var needsSetUp: @Sendable () async throws -> Bool
    public var signIn: @Sendable (SignInAttempt) async throws -> SignInOutcome
    public var confirmCode: @Sendable (CodeAttempt) async throws -> NewSession
    /// Who has the token; asked with each request.
    public var signedIn: @Sendable (SessionToken) async throws -> SignedIn?
    /// For whom a program with the token acts; asked with each request.
    public var signedInByKey: @Sendable (AccessToken) async throws -> SignedIn?
    public var signOut: @Sendable (SignedIn) async throws -> Void
    /// What a link is for, if it can still be used.
    public var link: @Sendable (LinkToken) async throws -> StaffLink
    public var join: @Sendable (LinkToken, NewAccount) async throws -> NewSession
    public var renewPassword:
        @Sendable (LinkToken, _ new: String, _ repeated: String) async throws -> NewSession
    /// Sign-in through the municipality's provider; `nil` where none is configured.
    public var provider: ProviderVerbs?

    public init(
        needsSetUp: @escaping @Sendable () async throws -> Bool,
        signIn: @escaping @Sendable (SignInAttempt) async throws -> SignInOutcome,
        confirmCode: @escaping @Sendable (CodeAttempt) async throws -> NewSession,
        signedIn: @escaping @Sendable (SessionToken) async throws -> SignedIn?,
        signedInByKey: @escaping @Sendable (AccessToken) async throws -> SignedIn?,
        signOut: @escaping @Sendable (SignedIn) async throws -> Void,
        link: @escaping @Sendable (LinkToken) async throws -> StaffLink,
        join: @escaping @Sendable (LinkToken, NewAccount) async throws -> NewSession,
        renewPassword:
            @escaping @Sendable (LinkToken, _ new: String, _ repeated: String) async throws
            -> NewSession
    ) {
        self.needsSetUp = needsSetUp
        self.signIn = signIn
        self.confirmCode = confirmCode
        self.signedIn = signedIn
        self.signedInByKey = signedInByKey
        self.signOut = signOut
        self.link = link
        self.join = join
        self.renewPassword = renewPassword
    }
}

/// Sign-in through the municipality's provider: away, and back.
public struct ProviderVerbs: Sendable {
    /// What people call the provider.
    public var name: String
    public var begin: @Sendable (_ next: String?, LanguageTag) async throws -> ProviderDeparture
    public var finish:
        @Sendable (ProviderArrival) async throws -> (session: NewSession, next: String?)
    /// The language in which somebody left, as the cookie has it.
    public var language: @Sendable (_ sealed: String) -> LanguageTag?

    public init(
        name: String,
        begin: @escaping @Sendable (_ next: String?, LanguageTag) async throws -> ProviderDeparture,
        finish:
            @escaping @Sendable (ProviderArrival) async throws -> (
                session: NewSession, next: String?
            ),
        language: @escaping @Sendable (_ sealed: String) -> LanguageTag?
    ) {
        self.name = name
        self.begin = begin
        self.finish = finish
        self.language = language
    }
}

/// What everybody does with their own account.
public struct AccountVerbs: Sendable {
    public var sessions: @Sendable (SignedIn) async throws -> [Session]
    public var signOutEverywhere: @Sendable (SignedIn) async throws -> Void
    public var changePassword: @Sendable (PasswordChange, SignedIn) async throws -> Void
    public var setLanguage: @Sendable (LanguageTag, SignedIn) async throws -> Void
    public var proposeOneTimeCode: @Sendable (SignedIn) -> (secret: OneTimeSecret, sealed: String)
    /// The secret of a proposal that went through the page.
    public var proposedOneTimeCode: @Sendable (_ sealed: String, SignedIn) throws -> OneTimeSecret
    public var confirmOneTimeCode:
        @Sendable (_ sealed: String, _ code: String, SignedIn) async throws -> Void
    public var removeOneTimeCode: @Sendable (_ password: String, SignedIn) async throws -> Void
    /// Programs that act for the account.
    public var accessKeys: @Sendable (SignedIn) async throws -> [AccessKey]
    public var makeAccessKey:
        @Sendable (NewAccessKey, SignedIn) async throws -> (token: AccessToken, key: AccessKey)
    public var removeAccessKey: @Sendable (_ name: String, SignedIn) async throws -> Void

    public init(
        sessions: @escaping @Sendable (SignedIn) async throws -> [Session],
        signOutEverywhere: @escaping @Sendable (SignedIn) async throws -> Void,
        changePassword: @escaping @Sendable (PasswordChange, SignedIn) async throws -> Void,
        setLanguage: @escaping @Sendable (LanguageTag, SignedIn) async throws -> Void,
        proposeOneTimeCode:
            @escaping @Sendable (SignedIn) -> (secret: OneTimeSecret, sealed: String),
        proposedOneTimeCode:
            @escaping @Sendable (_ sealed: String, SignedIn) throws -> OneTimeSecret,
        confirmOneTimeCode:
            @escaping @Sendable (_ sealed: String, _ code: String, SignedIn) async throws -> Void,
        removeOneTimeCode:
            @escaping @Sendable (_ password: String, SignedIn) async throws -> Void,
        accessKeys: @escaping @Sendable (SignedIn) async throws -> [AccessKey],
        makeAccessKey:
            @escaping @Sendable (NewAccessKey, SignedIn) async throws -> (
                token: AccessToken, key: AccessKey
            ),
        removeAccessKey: @escaping @Sendable (_ name: String, SignedIn) async throws -> Void
    ) {
        self.sessions = sessions
        self.signOutEverywhere = signOutEverywhere
        self.changePassword = changePassword
        self.setLanguage = setLanguage
        self.proposeOneTimeCode = proposeOneTimeCode
        self.proposedOneTimeCode = proposedOneTimeCode
        self.confirmOneTimeCode = confirmOneTimeCode
        self.removeOneTimeCode = removeOneTimeCode
        self.accessKeys = accessKeys
        self.makeAccessKey = makeAccessKey
        self.removeAccessKey = removeAccessKey
    }
}

/// What an owner does with others' accounts.
public struct ColleagueVerbs: Sendable {
    public var all: @Sendable (SignedIn) async throws -> [Account]
    public var openInvitations: @Sendable (SignedIn) async throws -> [StaffLink]
    public var invite:
        @Sendable (Grant, SignedIn) async throws -> (token: LinkToken, link: StaffLink)
    public var withdrawInvitation: @Sendable (_ name: String, SignedIn) async throws -> Void
    public var grant: @Sendable (Grant, AccountID, SignedIn) async throws -> Void
    public var revoke: @Sendable (Grant, AccountID, SignedIn) async throws -> Void
    public var close: @Sendable (AccountID, SignedIn) async throws -> Void

    public init(
        all: @escaping @Sendable (SignedIn) async throws -> [Account],
        openInvitations: @escaping @Sendable (SignedIn) async throws -> [StaffLink],
        invite:
            @escaping @Sendable (Grant, SignedIn) async throws -> (
                token: LinkToken, link: StaffLink
            ),
        withdrawInvitation: @escaping @Sendable (_ name: String, SignedIn) async throws -> Void,
        grant: @escaping @Sendable (Grant, AccountID, SignedIn) async throws -> Void,
        revoke: @escaping @Sendable (Grant, AccountID, SignedIn) async throws -> Void,
        close: @escaping @Sendable (AccountID, SignedIn) async throws -> Void
    ) {
        self.all = all
        self.openInvitations = openInvitations
        self.invite = invite
        self.withdrawInvitation = withdrawInvitation
        self.grant = grant
        self.revoke = revoke
        self.close = close
    }
}

/// What staff do with dialogues. Each asks for the permission itself, and changes are written to the audit log.
public struct DialogueVerbs: Sendable {
    /// What dialogues are started from, and the districts and goals that they choose from.
    public var templates: DialogueTemplates
    public var definitions: Definitions
    public var all: @Sendable (SignedIn) async throws -> [FollowedDialogue]
    public var one: @Sendable (RoundID, SignedIn) async throws -> FollowedDialogue
    public var start: @Sendable (DialogueStart, SignedIn) async throws -> RoundID
    public var change:
        @Sendable (RoundID, DialoguePart, [String: String], _ revision: Int, SignedIn) async throws
            -> Void
    /// Notes what was seen on a walk.
    public var note: @Sendable (RoundID, [String: String], SignedIn) async throws -> Void
    public var take: @Sendable (DialogueStep, RoundID, SignedIn) async throws -> Void
    /// - Parameter revision: at which the texts were read.
    public var signOff:
        @Sendable (RoundID, LanguageTag, _ revision: Int, SignedIn) async throws -> Void

    public init(
        templates: DialogueTemplates, definitions: Definitions,
        all: @escaping @Sendable (SignedIn) async throws -> [FollowedDialogue],
        one: @escaping @Sendable (RoundID, SignedIn) async throws -> FollowedDialogue,
        start: @escaping @Sendable (DialogueStart, SignedIn) async throws -> RoundID,
        change:
            @escaping @Sendable (
                RoundID, DialoguePart, [String: String], _ revision: Int, SignedIn
            ) async throws -> Void,
        note: @escaping @Sendable (RoundID, [String: String], SignedIn) async throws -> Void,
        take: @escaping @Sendable (DialogueStep, RoundID, SignedIn) async throws -> Void,
        signOff:
            @escaping @Sendable (RoundID, LanguageTag, _ revision: Int, SignedIn) async throws
            -> Void
    ) {
        self.templates = templates
        self.definitions = definitions
        self.all = all
        self.one = one
        self.start = start
        self.change = change
        self.note = note
        self.take = take
        self.signOff = signOff
    }
}

/// What staff do with a closed round's release. Each asks for the permission itself, and acts are written to the audit
/// log.
public struct PublishingVerbs: Sendable {
    /// - Parameter leavingOut: `nil` for what is asked for, or else what the release before leaves out.
    public var preview:
        @Sendable (RoundID, _ leavingOut: Set<ReleasePart>?, SignedIn) async throws
            -> ReleasePreview
    /// Gives the number of the release.
    public var publish: @Sendable (RoundID, ReleaseWish, SignedIn) async throws -> Int
    public var ask: @Sendable (RoundID, ReleaseWish, SignedIn) async throws -> Void
    /// Gives the number of the release.
    ///
    /// - Parameter request: the digest of what was asked for.
    public var approve: @Sendable (RoundID, _ request: String, SignedIn) async throws -> Int
    public var withdraw: @Sendable (RoundID, _ request: String, SignedIn) async throws -> Void

    public init(
        preview:
            @escaping @Sendable (RoundID, _ leavingOut: Set<ReleasePart>?, SignedIn) async throws
            -> ReleasePreview,
        publish: @escaping @Sendable (RoundID, ReleaseWish, SignedIn) async throws -> Int,
        ask: @escaping @Sendable (RoundID, ReleaseWish, SignedIn) async throws -> Void,
        approve: @escaping @Sendable (RoundID, _ request: String, SignedIn) async throws -> Int,
        withdraw: @escaping @Sendable (RoundID, _ request: String, SignedIn) async throws -> Void
    ) {
        self.preview = preview
        self.publish = publish
        self.ask = ask
        self.approve = approve
        self.withdraw = withdraw
    }
}

/// How staff reach residents with a dialogue, and see whom they reach. Each asks for the permission itself.
public struct ReachVerbs: Sendable {
    /// The link to a round that is printed and sent, at the address where residents reach the site.
    public var link: @Sendable (RoundID, Code?, CollectionMode, _ base: String) -> String
    public var one: @Sendable (RoundID, SignedIn) async throws -> ReachedDialogue
    public var following: @Sendable (RoundID, SignedIn) async throws -> Following
    /// The link that brings a code along, at the address where residents reach the site.
    public var codeLink: @Sendable (InvitationCode, RoundID, _ base: String) -> String
    public var choose: @Sendable (Respondents, RoundID, SignedIn) async throws -> Void
    /// How many codes are issued and used; `nil` where none are taken.
    public var codes: @Sendable (RoundID, SignedIn) async throws -> IssuedCodes?
    public var issueCodes: @Sendable (Int, RoundID, SignedIn) async throws -> [InvitationCode]
    /// Takes an answer from paper.
    public var enter:
        @Sendable (CompletedResponse, RoundID, InvitationCode?, LanguageTag, SignedIn) async throws
            -> Void

    public init(
        link: @escaping @Sendable (RoundID, Code?, CollectionMode, _ base: String) -> String,
        one: @escaping @Sendable (RoundID, SignedIn) async throws -> ReachedDialogue,
        following: @escaping @Sendable (RoundID, SignedIn) async throws -> Following,
        codeLink: @escaping @Sendable (InvitationCode, RoundID, _ base: String) -> String,
        choose: @escaping @Sendable (Respondents, RoundID, SignedIn) async throws -> Void,
        codes: @escaping @Sendable (RoundID, SignedIn) async throws -> IssuedCodes?,
        issueCodes:
            @escaping @Sendable (Int, RoundID, SignedIn) async throws -> [InvitationCode],
        enter:
            @escaping @Sendable (
                CompletedResponse, RoundID, InvitationCode?, LanguageTag, SignedIn
            ) async throws -> Void
    ) {
        self.link = link
        self.one = one
        self.following = following
        self.codeLink = codeLink
        self.choose = choose
        self.codes = codes
        self.issueCodes = issueCodes
        self.enter = enter
    }
}

/// What moderators do with the free texts of a round. Each asks for the permit itself, and writes to the audit log.
public struct TextVerbs: Sendable {
    public var progress: @Sendable (RoundID, SignedIn) async throws -> [TextProgress]
    public var read: @Sendable (TextSelection, RoundID, SignedIn) async throws -> [ReadText]
    public var readOne: @Sendable (TextID, RoundID, SignedIn) async throws -> ReadText
    public var judge: @Sendable (TextVerdict, RoundID, SignedIn) async throws -> Void

    public init(
        progress: @escaping @Sendable (RoundID, SignedIn) async throws -> [TextProgress],
        read: @escaping @Sendable (TextSelection, RoundID, SignedIn) async throws -> [ReadText],
        readOne: @escaping @Sendable (TextID, RoundID, SignedIn) async throws -> ReadText,
        judge: @escaping @Sendable (TextVerdict, RoundID, SignedIn) async throws -> Void
    ) {
        self.progress = progress
        self.read = read
        self.readOne = readOne
        self.judge = judge
    }
}
