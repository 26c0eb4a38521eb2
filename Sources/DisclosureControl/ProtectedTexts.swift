public import SurveyDefinition

/// What may leave of the free texts of a closed round: themes as shares, and approved texts. Only
/// `protect` makes it; decoding restores what the ledger kept.
///
/// It has no place for a group: of texts there is only the whole round.
public struct ProtectedTexts: Sendable, Equatable, Codable {
    /// One question.
    public struct Question: Sendable, Equatable, Codable {
        public let question: QuestionID
        /// Texts of the round, to the nearest five.
        public let n: Int
        /// Those that a moderator has read, to the nearest five.
        public let read: Int
        /// Those that are coded to themes, to the nearest five.
        public let coded: Int
        /// In the order in which they were listed; `nil` when they aren't told.
        public let themes: [ThemeShare]?
        /// Decimals of the themes' shares as percentages: 0 below 1 000 texts, else 1.
        public let decimals: Int
        /// Approved texts, in alphabetical order, each once.
        public let quotations: [String]

        init(
            question: QuestionID, n: Int, read: Int, coded: Int, themes: [ThemeShare]?,
            decimals: Int = 0, quotations: [String]
        ) {
            self.question = question
            self.n = n
            self.read = read
            self.coded = coded
            self.themes = themes
            self.decimals = decimals
            self.quotations = quotations
        }
    }

    /// How many of the coded texts are about a theme. Shares in `0...1`, rounded; a text may have
    /// several themes or none, so that they don't add up.
    public struct ThemeShare: Sendable, Equatable, Codable {
        public let theme: ThemeID
        /// `nil` beside a bound.
        public let share: Double?
        /// Fewer texts than the smallest cell, or none, are about it.
        public let lessThan: Double?
        /// All texts but fewer than the smallest cell, or all, are about it.
        public let moreThan: Double?

        init(theme: ThemeID, share: Double?, lessThan: Double?, moreThan: Double?) {
            self.theme = theme
            self.share = share
            self.lessThan = lessThan
            self.moreThan = moreThan
        }
    }

    /// In the order of the survey; never empty.
    public let questions: [Question]

    init(questions: [Question]) {
        self.questions = questions
    }

    /// The question's part, when something is told of it.
    public func question(_ id: QuestionID) -> Question? { questions.first { $0.question == id } }

    /// The same without the quotations that `latest` doesn't have; `nil` when nothing is left.
    func withoutQuotations(withdrawnBy latest: ProtectedTexts?) -> ProtectedTexts? {
        let left = questions.compactMap { question -> Question? in
            let standing = Set(latest?.question(question.question)?.quotations ?? [])
            let quotations = question.quotations.filter(standing.contains)
            guard question.themes != nil || !quotations.isEmpty else { return nil }
            return Question(
                question: question.question, n: question.n, read: question.read,
                coded: question.coded, themes: question.themes, decimals: question.decimals,
                quotations: quotations)
        }
        return left.isEmpty ? nil : ProtectedTexts(questions: left)
    }
}
