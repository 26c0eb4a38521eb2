public import SurveyDefinition

/// A round's anonymous responses as counts: one number per question, class and answer.
///
/// These are sufficient for every share, mean, interval and test of a single question, so that a figure costs
/// the same for a thousand and for a million responses. Nothing in it joins two questions of one respondent.
public struct ResponseTable: Sendable, Equatable {
    /// One count's place.
    public struct Cell: Hashable, Sendable {
        public let question: QuestionID
        /// `nil` for a detached answer, which is kept without a class.
        public let respondentClass: RespondentClass?
        public let answer: KeptAnswer

        public init(question: QuestionID, respondentClass: RespondentClass?, answer: KeptAnswer) {
            self.question = question
            self.respondentClass = respondentClass
            self.answer = answer
        }
    }

    /// Responses per cell; no zeros.
    public private(set) var counts: [Cell: Int]
    /// Responses per class.
    public private(set) var classes: [RespondentClass: Int]

    public init(counts: [Cell: Int] = [:], classes: [RespondentClass: Int] = [:]) {
        self.counts = counts
        self.classes = classes
    }

    /// All responses of the round.
    public var responses: Int { classes.values.reduce(0, +) }

    /// Counts responses in a cell.
    public mutating func add(_ count: Int = 1, to cell: Cell) {
        counts[cell, default: 0] += count
    }

    /// Counts responses in a class.
    public mutating func add(_ count: Int = 1, to respondentClass: RespondentClass) {
        classes[respondentClass, default: 0] += count
    }

    public static func += (table: inout ResponseTable, other: ResponseTable) {
        table.counts.merge(other.counts, uniquingKeysWith: +)
        table.classes.merge(other.classes, uniquingKeysWith: +)
    }
}
