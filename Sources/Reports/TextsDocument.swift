import DisclosureControl
import Localization
import SurveyDefinition

/// What people wrote to one question, in a release's JSON: shares in `0...1` of the coded texts.
///
/// A theme has `share`, or `lessThan` or `moreThan` where a count is small. Quotations are as they were
/// approved, in the language that they were written in.
struct TextsDocument: Encodable {
    struct Theme: Encodable {
        let id: ThemeID
        let title: String
        let share: Double?
        let lessThan: Double?
        let moreThan: Double?
    }

    let question: QuestionID
    let title: String
    let n: Int
    let read: Int
    let coded: Int
    let themes: [Theme]?
    let quotations: [String]

    init(_ texts: ProtectedTexts.Question, of survey: Survey, _ words: ReportWords) {
        question = texts.question
        title = words.question(texts.question, of: survey).string
        n = texts.n
        read = texts.read
        coded = texts.coded
        themes = texts.themes?.map { theme in
            Theme(
                id: theme.theme, title: words.theme(theme.theme, of: survey).string,
                share: theme.share, lessThan: theme.lessThan, moreThan: theme.moreThan)
        }
        quotations = texts.quotations
    }
}
