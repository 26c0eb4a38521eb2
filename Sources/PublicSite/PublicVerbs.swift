public import Answering
public import Dialogues
public import DisclosureControl
public import Localization
public import SurveyDefinition
public import Tickets

/// What the public site may ask of the service: verbs, and no way to read a stored answer.
public struct PublicVerbs: Sendable {
    /// A round with the survey version that it asks, and the number of its newest release.
    public struct RoundListing: Sendable {
        public let round: Round
        public let survey: Survey
        public let latestRelease: Int?
        /// The dialogue that the round belongs to, if it belongs to one.
        public let dialogue: Dialogue?

        public init(
            round: Round, survey: Survey, latestRelease: Int?, dialogue: Dialogue? = nil
        ) {
            self.round = round
            self.survey = survey
            self.latestRelease = latestRelease
            self.dialogue = dialogue
        }
    }

    /// A finished response on its way into the service.
    public struct Submission: Sendable {
        public let response: CompletedResponse
        public let key: SubmissionKey
        public let round: RoundID
        /// What came with it: a round of level `code` demands a code, one of level `blind` a ticket.
        public let admission: Admission?
        /// The language version that it was sent in; `nil` when it isn't one of the service's.
        public let language: LanguageTag?
        /// How it came in.
        public let mode: CollectionMode

        public init(
            response: CompletedResponse, key: SubmissionKey, round: RoundID,
            admission: Admission? = nil, language: LanguageTag?,
            mode: CollectionMode = .web
        ) {
            self.response = response
            self.key = key
            self.round = round
            self.admission = admission
            self.language = language
            self.mode = mode
        }
    }

    /// Every round, in the order in which they are listed.
    public var rounds: @Sendable () async throws -> [RoundListing]
    /// Stores a response durably before it returns; a repeated key changes nothing and fails nothing.
    public var submit: @Sendable (Submission) async throws -> Void
    /// Adds to what staff see of refused submissions: numbers by round and reason.
    public var tellRefusals: @Sendable (RefusalCounts) async throws -> Void
    /// Adds to what staff see of how far people come: numbers by round and page.
    public var tellPassages: @Sendable (PassageCounts) async throws -> Void
    /// How many have answered, rounded down.
    public var participation: @Sendable (RoundID) async throws -> Int
    /// The round's releases, by number.
    public var releases: @Sendable (RoundID) async throws -> [Release]
    /// Seals bytes for the resident's own page; the context must be the same when they are opened.
    public var seal: @Sendable (_ content: [UInt8], _ context: String) -> String
    /// `nil` when the text was altered, belongs elsewhere or is of an older key.
    public var open: @Sendable (_ text: String, _ context: String) -> [UInt8]?

    public init(
        rounds: @escaping @Sendable () async throws -> [RoundListing],
        submit: @escaping @Sendable (Submission) async throws -> Void,
        tellRefusals: @escaping @Sendable (RefusalCounts) async throws -> Void,
        tellPassages: @escaping @Sendable (PassageCounts) async throws -> Void,
        participation: @escaping @Sendable (RoundID) async throws -> Int,
        releases: @escaping @Sendable (RoundID) async throws -> [Release],
        seal: @escaping @Sendable (_ content: [UInt8], _ context: String) -> String,
        open: @escaping @Sendable (_ text: String, _ context: String) -> [UInt8]?
    ) {
        self.rounds = rounds
        self.submit = submit
        self.tellRefusals = tellRefusals
        self.tellPassages = tellPassages
        self.participation = participation
        self.releases = releases
        self.seal = seal
        self.open = open
    }
}

extension PublicVerbs {
    /// The verbs of a site that takes no answers.
    static let ofNoAnswers = PublicVerbs(
        rounds: { [] }, submit: { _ in throw SubmissionRefusal.unknownRound },
        tellRefusals: { _ in }, tellPassages: { _ in }, participation: { _ in 0 },
        releases: { _ in [] }, seal: { _, _ in "" },
        open: { _, _ in nil })
}

extension PublicVerbs.Submission: CustomStringConvertible, CustomReflectable {
    /// Nothing of it: descriptions end up in logs.
    public var description: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Why a response was not taken.
public enum SubmissionRefusal: Error, Equatable, Sendable {
    case unknownRound
    /// The round closed, or was never open, between the page and the sending.
    case notOpen
    /// The round demands an invitation code that is issued and unused, and this came without: which of
    /// these was missing isn't known here.
    case codeNotValid
    /// The round demands a ticket of its issuer that nobody has answered with, and this came without.
    case ticketNotValid
}
