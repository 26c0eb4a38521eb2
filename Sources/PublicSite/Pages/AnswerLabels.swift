import Localization
import Pages
import SurveyDefinition

extension PageText {
    /// The label of an answer's code.
    func label(of code: Code, to question: Question, in survey: Survey) -> String {
        markup(localizer.label(of: code, to: question, in: survey))
    }

    /// The label of an answer's code, not escaped: for use inside another text.
    func plainLabel(of code: Code, to question: Question, in survey: Survey) -> LocalizedText {
        localizer.label(of: code, to: question, in: survey)
    }
}
