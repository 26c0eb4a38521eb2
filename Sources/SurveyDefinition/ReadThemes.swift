import Diagnostics

/// Reads a survey's `themes.yaml`: a list of ids per free-text question.
///
/// - Parameters:
///   - file: its name in `Surveys/`, such as `trygghet/themes.yaml`.
///   - survey: whose folder it is in; `nil` when that can't be read, and then questions aren't
///     looked up.
func readThemes(
    _ source: String, named file: String, inFolder folder: String, of survey: Survey?,
    reportingTo faults: FaultCollector
) -> SurveyThemes {
    let id = SurveyID(folder)
    let faultsBefore = faults.diagnostics.count
    guard let document = DocumentNode.parse(source, named: file, reportingTo: faults) else {
        return SurveyThemes(survey: id, questions: [], isComplete: false)
    }
    let questions = document.entries.map { name, list in
        let question = QuestionID(name)
        let themes: [ThemeID] = list.identifiers()
        if list.isList, themes.isEmpty {
            list.report(
                "The question has no themes.", remedy: "List some, or remove the question.")
        }
        if let survey, survey.isComplete { check(question, at: list, in: survey) }
        return SurveyThemes.OfQuestion(question: question, themes: themes)
    }
    return SurveyThemes(
        survey: id, questions: questions, isComplete: faults.diagnostics.count == faultsBefore)
}

private func check(_ id: QuestionID, at list: DocumentNode, in survey: Survey) {
    guard let question = survey.question(id) else {
        list.report(
            "The survey has no question '\(id)'.",
            remedy: "Name a free-text question of survey.yaml.")
        return
    }
    guard !question.isFreeText else { return }
    list.report(
        "Only free texts have themes, and '\(id)' isn't answered with one.",
        remedy: "Name a free-text question of survey.yaml.")
}
