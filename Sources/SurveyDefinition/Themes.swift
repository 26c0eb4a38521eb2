/// What the texts of a survey's free-text questions can be coded to.
///
/// Themes emerge from reading, so that they are no part of a survey version's unchangeable text: the
/// list of today holds for the rounds of every version. An id keeps its meaning and stays in the
/// list for as long as texts are coded to it.
public struct SurveyThemes: Sendable, Hashable {
    /// The themes of one question.
    public struct OfQuestion: Sendable, Hashable {
        public let question: QuestionID
        /// In the order in which they are listed and published.
        public let themes: [ThemeID]
    }

    public let survey: SurveyID
    /// In the order of the file.
    public let questions: [OfQuestion]

    /// Whether every line of the file could be read; if not, nothing says which texts are unused.
    let isComplete: Bool

    init(survey: SurveyID, questions: [OfQuestion], isComplete: Bool) {
        self.survey = survey
        self.questions = questions
        self.isComplete = isComplete
    }

    /// The file of a survey's folder.
    static let file = "themes.yaml"

    /// The keys of the themes' names in the survey's file of texts; questions may share a theme.
    public var textKeys: Set<String> {
        Set(questions.flatMap(\.themes).map { Self.textKey(of: $0) })
    }

    /// The key of a theme's name in the survey's file of texts.
    public static func textKey(of theme: ThemeID) -> String { "theme.\(theme)" }
}

extension Definitions {
    /// What texts of the question can be coded to; nothing when it has no themes.
    public func themes(of question: QuestionID, in survey: SurveyID) -> [ThemeID] {
        themes.first { $0.survey == survey }?.questions.first { $0.question == question }?.themes
            ?? []
    }
}
