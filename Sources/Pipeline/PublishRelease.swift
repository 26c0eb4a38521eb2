import Anonymization
public import Dialogues
public import DisclosureControl
public import Foundation
import Indicators
import Staff
import Storage
public import SurveyDefinition

extension Consultation {
    /// The software's version, which each release names.
    public static let softwareVersion = "0.3.0"

    /// Publishes a closed round's figures: counts, weights, compares with the round before, protects,
    /// lets the auditor attack the result, and writes the release to the ledger.
    ///
    /// - Parameters:
    ///   - parts: what is left out of it; `nil` for what the release before leaves out.
    ///   - reason: what residents are told of why it replaces the release before; nothing when empty.
    ///   - day: on which they are told.
    /// - Returns: the round's newest release; the same as before when figures and texts are the same.
    /// - Throws: `ReleaseError` when the auditor could work a figure out, or when a closed round's
    ///   figures would change; `ConsultationError.answersDisposed`; `ModerationError.themeGone`;
    ///   `ConsultationError.needsTwoPersons` where the policy asks for two, unless nobody real has answered.
    public func publishRelease(
        of id: RoundID, leavingOut parts: Set<ReleasePart>? = nil, because reason: String = "",
        on day: CalendarDay = CalendarDay(of: Date())
    ) async throws -> Release {
        let computed = try await computeRelease(of: id, leavingOut: parts)
        guard personsToPublish(computed.round) == 1 else {
            throw ConsultationError.needsTwoPersons(id)
        }
        return try await add(computed, because: reason, on: day)
    }

    /// How many persons it takes to publish a round's figures. Those of synthetic respondents are nobody's.
    func personsToPublish(_ round: Round) -> Int {
        round.isDemonstration ? 1 : definitions.policy.personsToPublish
    }

    /// Writes a release to the ledger, unless the one before stands.
    ///
    /// - Parameters:
    ///   - request: the digest of what was asked for, where one person has asked.
    ///   - note: makes the line of the audit log, given the release's number.
    func add(
        _ computed: ComputedRelease, because reason: String, on day: CalendarDay,
        answering request: String? = nil, noting note: ((Int) -> AuditNote)? = nil
    ) async throws -> Release {
        guard computed.isNew else { return computed.release }
        let release =
            computed.latest == nil || reason.isEmpty
            ? computed.release : computed.release.telling(reason, on: "\(day)")
        try await store.add(release, answering: request, noting: note?(release.number))
        return release
    }

    /// A round's release as it would be published now; nothing is kept.
    func computeRelease(
        of id: RoundID, leavingOut parts: Set<ReleasePart>?
    ) async throws -> ComputedRelease {
        let round = try await round(id)
        guard round.stage == .closed else {
            throw ConsultationError.wrongStage(id, is: round.stage, needs: .closed)
        }
        try requireAnswers(of: round)
        let survey = try await survey(of: round)
        let indicators = try await tabulation(of: round, asking: survey)
        let earlier = try await earlierRounds(before: round)
        let ledger = try await store.releases(of: id)
        let texts = try await protectedTexts(
            of: round, asking: survey, after: .standing(after: ledger))
        let candidate = try await candidate(
            for: round, survey, indicators, after: earlier, number: (ledger.last?.number ?? 0) + 1
        ).adding(texts)
        let leftOut = parts ?? Set(ledger.last?.leftOut ?? [])
        let release = try nextRelease(
            after: ledger, candidate: candidate, of: indicators, policy: survey.policy,
            leavingOut: leftOut)
        return ComputedRelease(
            round: round, survey: survey, release: release, latest: ledger.last,
            parts: candidate.parts(of: indicators), leftOut: leftOut,
            withheld: WithheldFigures(of: indicators, policy: survey.policy))
    }

    /// The round's releases, by number, without the quotations that were withdrawn since: those that
    /// the newest doesn't have.
    public func releases(of round: RoundID) async throws -> [Release] {
        let ledger = try await store.releases(of: round)
        guard let latest = ledger.last else { return [] }
        return ledger.dropLast().map { $0.withoutQuotations(withdrawnBy: latest) } + [latest]
    }

    /// Who has answered a round so far, of what is mixed, against who lives here: for staff while the
    /// round is open. A survey that is weighted to no population is compared with the last of those that are known, and
    /// a group of its own with nobody.
    public func coverage(of id: RoundID) async throws -> Coverage {
        let round = try await round(id)
        try requireAnswers(of: round)
        let survey = try await survey(of: round)
        let composition = compose(
            try await store.responses(in: id), by: survey,
            population: round.sampling.isOfResidents
                ? population(of: round, asking: survey) ?? definitions.populations.last : nil)
        return DisclosureControl.coverage(
            of: composition, invited: round.stage == .closed ? round.invited : nil,
            policy: survey.policy)
    }

    private func candidate(
        for round: Round, _ survey: Survey, _ indicators: IndicatorTable,
        after earlier: [ReleasedRound], number: Int
    ) async throws -> ReleaseCandidate {
        let comparisons = try await comparisons(for: round, survey, after: earlier)
        let table = protect(
            indicators, comparing: comparisons, invited: round.invited, policy: survey.policy)
        let released = ReleasedRound(
            round: round.id, period: round.period, release: number, table: table,
            isWeighted: AppliedWeights(indicators.weighting) != nil, survey: survey,
            startsSeries: round.startsSeries)
        let step = survey.policy.participationStep
        return ReleaseCandidate(
            round: round.id,
            survey: .init(id: survey.id, version: survey.version, digest: survey.digest),
            method: method(of: round, survey, indicators.weighting),
            responsesAtLeast: indicators.respondents / step * step,
            table: table, series: series(over: earlier + [released]))
    }

    private func method(
        of round: Round, _ survey: Survey, _ weighting: Weighting
    ) -> Release.Method {
        let weights = AppliedWeights(weighting)
        return Release.Method(
            sampling: round.sampling.rawValue, isDemonstration: round.isDemonstration,
            weighting: weights?.method.rawValue ?? "none",
            interval: "logit; wilson-kish for small counts; student-t for points",
            smallestBase: survey.policy.smallestBase, smallestCell: survey.policy.smallestCell,
            softwareVersion: Self.softwareVersion, weights: weights, languages: languages,
            baseStep: Release.baseStep, weightingFailure: weighting.failure)
    }

    // MARK: What a round is counted from and compared with

    private func tabulation(of round: Round, asking survey: Survey) async throws -> IndicatorTable {
        tabulate(
            try await store.responses(in: round.id), by: survey, goals: definitions.goals,
            population: population(of: round, asking: survey),
            cellKeys: survey.policy.cellKeys ? cellKeys(of: round.id) : nil)
    }

    private func population(of round: Round, asking survey: Survey) -> PopulationTable? {
        guard round.sampling.isOfResidents else { return nil }
        return survey.weighting.flatMap { definitions.population($0.population) }
    }

    /// The released rounds of the same survey that were created before this one and collected alike,
    /// oldest first; of a dialogue's round, those of dialogues in its series, and else none of dialogues. A group's
    /// round has none: next year others are of the group.
    private func earlierRounds(before round: Round) async throws -> [ReleasedRound] {
        guard round.sampling.isOfResidents else { return [] }
        var earlier: [ReleasedRound] = []
        let dialogues = Dictionary(
            uniqueKeysWithValues: try await store.dialogues().map { ($0.dialogue.id, $0.dialogue) })
        func isInSeries(_ other: Round) -> Bool {
            switch (dialogues[round.id], dialogues[other.id]) {
            case (nil, nil): true
            case (let own?, let others?): own.isInSeries(with: others)
            default: false
            }
        }
        for other in try await store.rounds().prefix(while: { $0.id != round.id })
        where other.survey == round.survey && other.sampling == round.sampling
            && other.isDemonstration == round.isDemonstration && isInSeries(other)
        {
            guard let release = try await store.releases(of: other.id).last else { continue }
            earlier.append(
                ReleasedRound(
                    round: other.id, period: other.period, release: release.number,
                    table: release.table, isWeighted: release.method.weights != nil,
                    survey: try await survey(of: other), startsSeries: other.startsSeries))
        }
        return earlier
    }

    /// - Returns: `nil` for a round that anybody could answer: no difference is claimed of it.
    private func comparisons(
        for round: Round, _ survey: Survey, after earlier: [ReleasedRound]
    ) async throws -> Comparisons? {
        guard round.sampling != .selfSelected else { return nil }
        // Of a group of its own nobody else has published anything; its parts are compared with one another.
        guard round.sampling.isOfResidents else { return Comparisons() }
        let published = Dictionary(
            uniqueKeysWithValues: definitions.goals.indicators.map { ($0.id, $0.published) })
        // Two censuses ask the same people, so that their figures aren't independent.
        guard round.sampling == .probability, let last = earlier.last else {
            return Comparisons(published: published)
        }
        let before = try await self.round(last.round)
        // A change is tested on the answers themselves, which the published figures don't replace.
        guard before.answersDisposedOn == nil else { return Comparisons(published: published) }
        let table = try await tabulation(of: before, asking: try await self.survey(of: before))
        let now = ReleasedRound(
            round: round.id, period: round.period, release: 0, table: last.table,
            isWeighted: false, survey: survey, startsSeries: round.startsSeries)
        let comparable = survey.codings.map(\.indicator)
            .filter { now.breakSince(last, of: $0) == nil }
        return Comparisons(
            earlier: EarlierRound(
                id: last.round, table: table, published: last.table,
                comparable: Set(comparable)),
            published: published)
    }
}

/// A release that isn't published, with what there is to say of it.
struct ComputedRelease {
    let round: Round
    let survey: Survey
    /// With the number that it would have; the latest itself, when that stands.
    let release: Release
    /// `nil` before the first.
    let latest: Release?
    /// All that could be left out.
    let parts: [ReleasePart]
    let leftOut: Set<ReleasePart>
    let withheld: WithheldFigures

    /// Whether there is something to publish.
    var isNew: Bool { release.number != latest?.number }
}
