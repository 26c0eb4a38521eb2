public import Dialogues
public import SurveyDefinition

/// What a round asks, keeps, publishes and can't help showing, read off the survey's definition, the round's
/// level of anonymity and the policy.
///
/// It is the one source of the page for residents, the sheet for the data-protection officer and the draft of
/// the impact assessment, so that none of them can say what isn't so.
public struct PrivacyFacts: Sendable {
    let round: Round
    /// The version that the round asks.
    let survey: Survey
    /// How rare the groups of the background questions are; `nil` when nobody has counted the residents by
    /// them.
    let rarity: ClassRarity?

    /// - Parameter population: the residents to reckon the rarity of groups by.
    public init(of survey: Survey, in round: Round, among population: PopulationTable? = nil) {
        self.round = round
        self.survey = survey
        rarity = population.flatMap { ClassRarity(of: survey, in: $0) }
    }

    var policy: Policy { survey.policy }
    var level: AnonymityLevel { round.anonymity }

    /// Questions whose answers are kept in one row.
    struct Part {
        let goals: [GoalID]
        let questions: [Question]
    }

    /// The blocks in order, without those that ask nothing.
    var parts: [Part] {
        survey.blocks
            .map { block in
                Part(
                    goals: block.goals,
                    questions: survey.questions(in: block.id).filter { !$0.isDetached })
            }
            .filter { !$0.questions.isEmpty }
    }

    /// The questions whose answers make the class, in the order of its parts.
    var background: [Question] {
        survey.backgroundVariables.compactMap { survey.question(for: $0) }
    }

    /// The questions with answers that are each kept by itself.
    var sensitive: [Question] { survey.questions.filter { $0.isSensitive && !$0.isFreeText } }

    var texts: [Question] { survey.questions.filter(\.isFreeText) }

    /// Of these only a band is kept.
    var numbers: [Question] {
        survey.questions.filter { if case .number = $0.kind { true } else { false } }
    }

    /// Whether somebody without a browser that can blind gets a ticket that the issuer has seen.
    var isPlainAllowed: Bool { round.tickets?.isPlainAllowed == true }
}

extension AnonymityLevel {
    /// Whether somebody hands out codes.
    var hasCodes: Bool { self != .open }
    /// Whether a code is exchanged for a ticket that its issuer can't know again.
    var hasTickets: Bool { self == .blind }
}
