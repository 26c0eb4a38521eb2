public import SurveyDefinition
public import Tickets

/// One collection period of a survey. Rounds of a survey compare.
public struct Round: Sendable, Hashable {
    public let id: RoundID
    public let survey: SurveyID
    /// The version that this round asks, whatever newer ones exist.
    public let surveyVersion: Int
    /// What tells rounds of a survey apart to a reader, such as `2026`.
    public let period: String
    public let sampling: Sampling
    public let anonymity: AnonymityLevel
    /// Which tickets are good, in a round of level `blind`; `nil` in others.
    public let tickets: TicketTerms?
    /// Whether its respondents are synthetic: every page and file of it says so.
    public let isDemonstration: Bool
    public var stage: RoundStage
    /// The last day of answering, `YYYY-MM-DD`, when it is known.
    public let closesOn: String?
    /// Persons who were invited, less those whom no invitation reached; `nil` when it isn't known,
    /// and in a self-selected round, to which nobody in particular is invited.
    public let invited: Int?
    /// Why no figure of this round is compared with those of earlier rounds; `nil` when they are.
    ///
    /// It concerns every indicator. A break that concerns one is declared where the survey codes it.
    public let startsSeries: SeriesBreak?
    /// The month in which it was closed; `nil` before, and for rounds that software before 0.3 closed.
    public let closedIn: CalendarMonth?
    /// Whether browsers are asked for work before they send, because somebody fills it by script.
    public let isGuarded: Bool
    /// When its free texts were disposed of, `YYYY-MM-DD`; `nil` while it keeps them.
    public let textsDisposedOn: String?
    /// When its answers were disposed of, `YYYY-MM-DD`; `nil` while it keeps them. Its releases stay.
    public let answersDisposedOn: String?

    public init(
        id: RoundID, survey: SurveyID, surveyVersion: Int, period: String, sampling: Sampling,
        anonymity: AnonymityLevel = .open, tickets: TicketTerms? = nil,
        isDemonstration: Bool = false,
        stage: RoundStage = .prepared, closesOn: String? = nil, invited: Int? = nil,
        startsSeries: SeriesBreak? = nil, closedIn: CalendarMonth? = nil,
        isGuarded: Bool = false, textsDisposedOn: String? = nil, answersDisposedOn: String? = nil
    ) {
        self.id = id
        self.survey = survey
        self.surveyVersion = surveyVersion
        self.period = period
        self.sampling = sampling
        self.anonymity = anonymity
        self.tickets = tickets
        self.isDemonstration = isDemonstration
        self.stage = stage
        self.closesOn = closesOn
        self.invited = invited
        self.startsSeries = startsSeries
        self.closedIn = closedIn
        self.isGuarded = isGuarded
        self.textsDisposedOn = textsDisposedOn
        self.answersDisposedOn = answersDisposedOn
    }
}

/// Where a round is in its life; it only moves forward.
public enum RoundStage: String, Sendable, Hashable, Codable, CaseIterable {
    case prepared, open, closed

    /// Whether this stage is directly followed by the other.
    public func mayBecome(_ next: RoundStage) -> Bool {
        switch (self, next) {
        case (.prepared, .open), (.open, .closed): true
        default: false
        }
    }
}

/// How respondents were found, which decides what may be said of the figures.
public enum Sampling: String, Sendable, Hashable, Codable, CaseIterable {
    /// Invited at random: figures have a margin of error.
    case probability
    /// Every resident whom the survey is about was invited.
    case census
    /// Everybody of a group of its own was invited, such as a school's pupils: figures are the group's, and say
    /// nothing of the municipality's residents.
    case group
    /// Whoever came by an open link, a QR code or a meeting: no margin of error exists.
    case selfSelected = "self-selected"

    /// Whether persons are invited, so that one can say which share of them answered.
    public var hasInvitations: Bool { self != .selfSelected }

    /// Whether figures are weighted to the municipality's residents, and compared with others' of them.
    public var isOfResidents: Bool { self != .group }
}

/// How well a response is kept apart from who gave it.
public enum AnonymityLevel: String, Sendable, Hashable, Codable, CaseIterable {
    /// Anybody with the link may answer; nothing links an answer to anybody.
    case open
    /// Whoever holds an invitation code may answer, once. Until the round closes the service knows which
    /// codes are used, never with which answers; whoever issued the codes knows whose they are.
    case code
    /// Whoever holds an invitation code gets a ticket for it, once, from an issuer that can't see the ticket,
    /// and answers with the ticket. The service knows tickets and never codes, the issuer codes and never
    /// answers, and nothing joins the two.
    case blind
}
