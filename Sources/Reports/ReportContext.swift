public import Dialogues
public import Localization
public import SurveyDefinition

/// What a release needs beside it to be told in words: the round, what was asked, and the definitions.
///
/// A release holds ids and figures only; the context holds the definitions that the ids belong to.
public struct ReportContext: Sendable {
    public let round: Round
    /// The version that the round asked.
    public let survey: Survey
    /// Without the values that others have published, of a group of its own: they are of residents.
    public let goals: Goals
    public let districts: Districts
    /// A proper name, the same in every language.
    public let municipality: String
    /// The languages that a survey can be answered in, for their names.
    public let languages: [Language]

    public init(
        round: Round, survey: Survey, goals: Goals, districts: Districts, municipality: String,
        languages: [Language] = []
    ) {
        self.round = round
        self.survey = survey
        self.goals = round.sampling.isOfResidents ? goals : goals.withoutPublishedValues
        self.districts = districts
        self.municipality = municipality
        self.languages = languages
    }
}

/// Why a report could not be made.
public enum ReportError: Error, Equatable {
    /// A figure is not a finite number, which JSON can't write.
    case figuresNotFinite
}
