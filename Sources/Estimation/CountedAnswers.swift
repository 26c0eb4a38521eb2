/// The answers to one question, as one indicator reads them, counted per class of a sample.
///
/// A share, a mean, an index and a balance differ only in the scores that their valid answers stand
/// for: 1 and 0 for a share, 100 · (code − lowest) / (highest − lowest) for an index from 0 to 100,
/// 100, 0 and −100 for a balance. Who left the question blank or never came to it is in no count.
public struct CountedAnswers: Sendable, Equatable {
    /// The scores of valid answers, distinct and ascending; `[0, 1]` for a share.
    public let scores: [Double]
    /// Persons with a valid answer: one row per class of the sample, one column per score.
    public let valid: [[Int]]
    /// Persons who chose *don't know*: one per class of the sample.
    public let dontKnow: [Int]

    /// Whether the score says only whether an answer is positive.
    public var isShare: Bool { scores == [0, 1] }

    /// - Precondition: the scores ascend, both counts have the same classes, and every class has
    ///   one count per score.
    public init(scores: [Double], valid: [[Int]], dontKnow: [Int]) {
        precondition(
            zip(scores, scores.dropFirst()).allSatisfy { $0 < $1 },
            "The scores of valid answers are distinct and ascend.")
        precondition(
            valid.allSatisfy { $0.count == scores.count }, "Every class has one count per score.")
        precondition(valid.count == dontKnow.count, "Both counts are of the same classes.")
        self.scores = scores
        self.valid = valid
        self.dontKnow = dontKnow
    }
}

extension CountedAnswers {
    /// Checks that the answers are counted in the sample's classes, that a domain has each of its
    /// classes once, in order, and that none has more answers than respondents.
    func checkDomain(_ classes: [Int], of sample: WeightedSample) {
        precondition(
            valid.count == sample.classes.count,
            "Answers are counted in the classes of the sample.")
        precondition(
            zip(classes, classes.dropFirst()).allSatisfy { $0 < $1 }, "A domain's classes ascend.")
        precondition(
            classes.allSatisfy { place in
                valid[place].reduce(dontKnow[place], +) <= sample.classes[place].respondents
            }, "A class has no more answers than respondents.")
    }
}
