public import SurveyDefinition

/// How the answers to one question are spread over its options, for the whole round and by group.
///
/// Shares are without weights, of the valid answers.
public struct Distribution: Sendable, Equatable, Codable {
    public let question: QuestionID
    /// The whole round first, then one per background variable whose table could be protected.
    public let tables: [Table]

    /// One background variable, or the whole round.
    public struct Table: Sendable, Equatable, Codable {
        /// `nil` for the whole round.
        public let variable: BackgroundVariable?
        public let rows: [Row]
    }

    /// One group.
    public struct Row: Sendable, Equatable, Codable {
        /// `nil` for the whole round.
        public let group: Code?
        /// Valid answers; `nil` when the row is withheld, and then it has no cells.
        public let n: Int?
        public let cells: [Cell]
    }

    /// One answer.
    public struct Cell: Sendable, Equatable, Codable {
        public let code: Code
        /// In `0...1`, rounded as the row's share would be; `nil` when withheld.
        public let share: Double?
    }

    /// Whether counts carry the noise of the cell-key method, so that parts needn't add up.
    public let isPerturbed: Bool

    /// The same with some of its tables.
    func keeping(_ isKept: (Table) -> Bool) -> Distribution {
        Distribution(
            question: question, tables: tables.filter(isKept), isPerturbed: isPerturbed)
    }
}
