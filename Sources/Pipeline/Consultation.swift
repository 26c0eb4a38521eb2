public import Anonymization
public import Dialogues
import DisclosureControl
import Indicators
public import Localization
public import Storage
public import SurveyDefinition

/// The stages joined: what the service can do, as verbs. Everything outside uses these and nothing below.
///
/// Each verb is one file: *submit a response*, *mix*, *open and close a round*, *publish a release*.
public struct Consultation: Sendable {
    public let definitions: Definitions
    let store: Store
    let seal: ResponseSeal
    let textSeal: TextSeal
    let judgementSeal: JudgementSeal
    let digester: SubmissionDigester
    let invitationDigester: InvitationDigester
    let ticketDigester: TicketDigester
    let versions: SurveyVersions
    private let key: MasterKey
    /// Staff's accounts, on the same store.
    public let staff: StaffAccounts
    /// The language versions that residents can answer in, as tags; `nil` when nobody has said.
    let languages: [String]?

    /// - Parameters:
    ///   - languages: told with each release.
    ///   - locales: the service's texts, to which those of surveys come that are published in the workspace.
    ///   - staff: the accounts with another clock than the machine's, for tests.
    public init(
        definitions: Definitions, store: Store, key: MasterKey, languages: [String]? = nil,
        locales: Locales? = nil, staff: StaffAccounts? = nil
    ) {
        self.definitions = definitions
        self.store = store
        self.key = key
        self.languages = languages
        self.staff =
            staff
            ?? StaffAccounts(
                store: store, key: key, places: definitions.districts.list.map(\.name))
        seal = ResponseSeal(key)
        textSeal = TextSeal(key)
        judgementSeal = JudgementSeal(key)
        digester = SubmissionDigester(key)
        invitationDigester = InvitationDigester(key)
        ticketDigester = TicketDigester(key)
        versions = SurveyVersions(definitions: definitions, store: store, locales: locales)
    }

    /// What decides the noise of a round's counts, where the policy asks for noise.
    func cellKeys(of round: RoundID) -> CellKeying? {
        CellKeySecret(key.cellKeySecret).map { CellKeys(secret: $0, round: round.value).keying }
    }
}

/// Why a verb can't be carried out; each says what to do.
public enum ConsultationError: Error, Equatable, CustomStringConvertible {
    case unknownRound(RoundID)
    case unknownSurvey(SurveyID)
    case damagedSurvey(SurveyID, version: Int)
    case wrongStage(RoundID, is: RoundStage, needs: RoundStage)
    case notADemonstration(RoundID)
    case roundExists(RoundID)
    /// Nobody in particular is invited to a self-selected round.
    case noInvitations(RoundID)
    case nobodyInvited(RoundID)
    /// The number of answers is rounded down, as the public sees it.
    case moreHaveAnswered(RoundID, atLeast: Int)
    case alreadyReleased(RoundID)
    /// The policy asks for two persons, and at the terminal there are none.
    case needsTwoPersons(RoundID)
    /// Answers are disposed of only when their figures are published, unless staff insist.
    case notReleased(RoundID)
    case answersDisposed(RoundID, on: String)
    /// Codes go to persons, and nobody in particular is invited to a self-selected round.
    case codesNeedInvitations(RoundID)
    /// A round of level `blind` needs its issuer's key, and no other round has one.
    case ticketsNeedKey(RoundID)
    /// Synthetic respondents have no tickets.
    case noBlindDemonstration(RoundID)
    /// The round isn't of level `code`, or it is closed.
    case takesNoCodes(RoundID)
    /// No such code was issued in the round.
    case codeNotIssued(RoundID)
    /// Whoever has no invitation is kept out already.
    case notGuardable(RoundID)

    public var description: String {
        switch self {
        case .unknownRound(let round):
            "There is no round '\(round)'. See them with: radslag round list"
        case .unknownSurvey(let survey):
            "There is no survey '\(survey)' in the folder of surveys."
        case .damagedSurvey(let survey, let version):
            "The kept text of survey '\(survey)', version \(version), can't be read. Restore the database from a backup."
        case .wrongStage(let round, let stage, let needed):
            "Round '\(round)' is \(stage.rawValue); it must be \(needed.rawValue) for this."
        case .notADemonstration(let round):
            "Round '\(round)' is not a demonstration: synthetic respondents never mix with real ones."
        case .roundExists(let round):
            "Round '\(round)' exists already. Choose another id."
        case .noInvitations(let round):
            "Round '\(round)' is self-selected: nobody in particular is invited, so there is no number of invited."
        case .nobodyInvited(let round):
            "Somebody must have been invited to '\(round)', and reached."
        case .moreHaveAnswered(let round, let count):
            "At least \(count) have answered '\(round)', so more were invited."
        case .alreadyReleased(let round):
            "Round '\(round)' has a release, and what that says doesn't change any more."
        case .needsTwoPersons(let round):
            "The policy asks for two persons to publish '\(round)' (personsToPublish in policy.yaml): one asks, another one approves in the workspace."
        case .notReleased(let round):
            "Round '\(round)' has no release: its figures would be lost. Publish them with: radslag release \(round); or dispose of them all the same, with --unreleased."
        case .answersDisposed(let round, let date):
            "The answers of '\(round)' were disposed of on \(date): its releases stand, and no new one can be made."
        case .codesNeedInvitations(let round):
            "Round '\(round)' is self-selected: nobody in particular is invited, so nobody gets a code. Use --sampling probability, census or group."
        case .ticketsNeedKey(let round):
            "Round '\(round)' needs a key for tickets exactly when it is of level blind. The issuer makes one with: radslag tickets prepare \(round)"
        case .noBlindDemonstration(let round):
            "Round '\(round)' is of level blind, and synthetic respondents have no tickets. Demonstrate with level open or code."
        case .takesNoCodes(let round):
            "Round '\(round)' takes no invitation codes: it is open to everybody, or closed. A round gets codes when it is created, with --anonymity code."
        case .codeNotIssued(let round):
            "No such code was issued in round '\(round)'. Is it the right round, and typed as printed?"
        case .notGuardable(let round):
            "Round '\(round)' takes answers of invited persons alone: only rounds of level open are guarded."
        }
    }
}

extension Consultation {
    /// The survey version that the round asks.
    public func survey(of round: Round) async throws -> Survey {
        try await versions.survey(round.survey, version: round.surveyVersion)
    }

    /// - Throws: `ConsultationError.unknownRound`.
    public func round(_ id: RoundID) async throws -> Round {
        guard let round = try await store.round(id) else {
            throw ConsultationError.unknownRound(id)
        }
        return round
    }
}
