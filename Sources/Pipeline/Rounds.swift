import Anonymization
public import Dialogues
public import Foundation
import Storage
public import SurveyDefinition
public import Tickets

extension Consultation {
    /// What a new round needs to be told.
    public struct RoundPlan: Sendable {
        public let id: RoundID
        public let survey: SurveyID
        public let period: String
        public let sampling: Sampling
        public let anonymity: AnonymityLevel
        /// For a round of level `blind`, and no other.
        public let tickets: TicketTerms?
        public let isDemonstration: Bool
        /// `YYYY-MM-DD`.
        public let closesOn: String?
        /// Persons who are invited, when it is known already; see `Round.invited`.
        public let invited: Int?
        public let startsSeries: SeriesBreak?

        public init(
            id: RoundID, survey: SurveyID, period: String, sampling: Sampling,
            anonymity: AnonymityLevel = .open, tickets: TicketTerms? = nil,
            isDemonstration: Bool = false, closesOn: String? = nil, invited: Int? = nil,
            startsSeries: SeriesBreak? = nil
        ) {
            self.id = id
            self.survey = survey
            self.period = period
            self.sampling = sampling
            self.anonymity = anonymity
            self.tickets = tickets
            self.isDemonstration = isDemonstration
            self.closesOn = closesOn
            self.invited = invited
            self.startsSeries = startsSeries
        }
    }

    /// Prepares a round with the survey version of today, which is kept with it for good.
    ///
    /// - Throws: `ConsultationError.noInvitations` for a self-selected round with a number of
    ///   invited, and `.codesNeedInvitations` for one of level `code` or `blind`; `.ticketsNeedKey`;
    ///   `.nobodyInvited`; `.unknownSurvey`; `.roundExists`.
    @discardableResult
    public func createRound(_ plan: RoundPlan) async throws -> Round {
        guard let survey = try await newestSurvey(plan.survey) else {
            throw ConsultationError.unknownSurvey(plan.survey)
        }
        guard try await store.round(plan.id) == nil else {
            throw ConsultationError.roundExists(plan.id)
        }
        if let invited = plan.invited { try check(invited, of: plan.id, with: plan.sampling) }
        guard plan.anonymity == .open || plan.sampling.hasInvitations else {
            throw ConsultationError.codesNeedInvitations(plan.id)
        }
        guard (plan.tickets != nil) == (plan.anonymity == .blind) else {
            throw ConsultationError.ticketsNeedKey(plan.id)
        }
        let round = Round(
            id: plan.id, survey: survey.id, surveyVersion: survey.version, period: plan.period,
            sampling: plan.sampling, anonymity: plan.anonymity, tickets: plan.tickets,
            isDemonstration: plan.isDemonstration,
            closesOn: plan.closesOn, invited: plan.invited, startsSeries: plan.startsSeries)
        var generator = SystemRandomNumberGenerator()
        try await store.create(
            round, surveySource: survey.source, surveyDigest: survey.digest,
            codeKey: plan.anonymity == .code ? randomKey(using: &generator) : nil)
        return round
    }

    /// Says how many were invited to a round, less those whom no invitation reached, in place of what
    /// was said before. Possible until the first release.
    ///
    /// - Throws: `ConsultationError.noInvitations` for a self-selected round; `.nobodyInvited`;
    ///   `.moreHaveAnswered`; `.alreadyReleased`.
    public func setInvited(_ invited: Int, to id: RoundID) async throws {
        let round = try await round(id)
        try check(invited, of: id, with: round.sampling)
        let atLeast = try await participation(in: id)
        guard invited >= atLeast else {
            throw ConsultationError.moreHaveAnswered(id, atLeast: atLeast)
        }
        do {
            try await store.setInvited(invited, to: id)
        } catch .roundReleased {
            throw ConsultationError.alreadyReleased(id)
        }
    }

    private func check(_ invited: Int, of round: RoundID, with sampling: Sampling) throws {
        guard sampling.hasInvitations else { throw ConsultationError.noInvitations(round) }
        guard invited > 0 else { throw ConsultationError.nobodyInvited(round) }
    }

    /// Opens a prepared round: from now on it takes answers.
    public func openRound(_ id: RoundID) async throws {
        let round = try await round(id)
        guard round.stage == .prepared else {
            throw ConsultationError.wrongStage(id, is: round.stage, needs: .prepared)
        }
        try await store.move(id, to: .open)
    }

    /// Closes an open round: mixes everything that waits and destroys the submission keys, the invitations
    /// and the code key. It never opens again.
    ///
    /// Closing a closed round clears traces that could not be cleared the first time, and changes nothing else.
    ///
    /// - Parameter day: of which the month is kept, for the rules of disposal.
    public func closeRound(
        _ id: RoundID, on day: CalendarDay = CalendarDay(of: Date())
    ) async throws {
        let round = try await round(id)
        guard round.stage != .prepared else {
            throw ConsultationError.wrongStage(id, is: round.stage, needs: .open)
        }
        try await store.close(
            id, in: day.month,
            by: mixing(of: try await survey(of: round), in: id, isClosing: true))
    }

    /// Says whether browsers are asked for work before they send to a round: against scripts that fill it.
    ///
    /// - Throws: `ConsultationError.notGuardable` unless whoever has the link may answer; `.wrongStage` for a
    ///   closed round.
    public func setGuarded(_ isGuarded: Bool, _ id: RoundID) async throws {
        let round = try await round(id)
        guard round.anonymity == .open else { throw ConsultationError.notGuardable(id) }
        guard round.stage != .closed else {
            throw ConsultationError.wrongStage(id, is: round.stage, needs: .open)
        }
        try await store.setGuarded(isGuarded, id)
    }

    /// Every round with its survey, the number of its newest release and its dialogue, open ones first, then by id.
    public func listings() async throws -> [RoundListing] {
        var listings: [RoundListing] = []
        let dialogues = Dictionary(
            uniqueKeysWithValues: try await store.dialogues().map { ($0.dialogue.id, $0.dialogue) })
        let order: [RoundStage] = [.open, .prepared, .closed]
        let rounds = try await store.rounds().sorted { left, right in
            let stages = (
                order.firstIndex(of: left.stage) ?? 0, order.firstIndex(of: right.stage) ?? 0
            )
            return stages.0 == stages.1 ? left.id < right.id : stages.0 < stages.1
        }
        for round in rounds {
            listings.append(
                RoundListing(
                    round: round, survey: try await survey(of: round),
                    latestRelease: try await store.latestRelease(of: round.id),
                    dialogue: dialogues[round.id]))
        }
        return listings
    }
}

/// A round with what there is to it.
public struct RoundListing: Sendable {
    public let round: Round
    /// The survey version that it asks.
    public let survey: Survey
    /// The number of its newest release; `nil` while there is none.
    public let latestRelease: Int?
    /// `nil` for a round that was made at the terminal.
    public let dialogue: Dialogue?
}
