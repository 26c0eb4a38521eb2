public import Diagnostics

/// What could be read of a survey's folder. With faults it is for looking at, not for use.
public struct SurveyFolderReading: Sendable {
    /// `nil` when the text isn't YAML or has no id.
    public let survey: Survey?
    /// `nil` when the folder has none.
    public let themes: SurveyThemes?
}

/// Reads one survey's files among the municipality's definitions, as `readDefinitions` reads those of `Surveys/`: every
/// fault goes to `faults`.
///
/// - Parameters:
///   - source: the text of `survey.yaml`.
///   - themes: that of `themes.yaml`, if there is one.
///   - id: the folder's name.
public func readSurveyFolder(
    _ source: String, themes: String?, id: SurveyID, among definitions: Definitions,
    reportingTo faults: FaultCollector
) -> SurveyFolderReading {
    let populations = PopulationReadings(
        tables: definitions.populations, named: Set(definitions.populations.map(\.id)))
    let reader = SurveyReader(
        districts: definitions.districts, policy: definitions.policy, goals: definitions.goals,
        populations: populations, faults: faults)
    let survey = reader.read(source, named: "\(id)/survey.yaml", inFolder: id.value)?.survey
    return SurveyFolderReading(
        survey: survey,
        themes: themes.map {
            readThemes(
                $0, named: "\(id)/\(SurveyThemes.file)", inFolder: id.value, of: survey,
                reportingTo: faults)
        })
}

extension SurveyThemes {
    /// What texts of the question can be coded to; nothing when it has no themes.
    public func themes(of question: QuestionID) -> [ThemeID] {
        questions.first { $0.question == question }?.themes ?? []
    }
}
