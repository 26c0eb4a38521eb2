import Anonymization
public import SurveyDefinition

/// How one group answered one question, as whole numbers of respondents.
///
/// Every estimate is computed from a tally. Tallies are integers, so that adding them in another
/// order gives the same figure to the last bit.
public struct Tally: Sendable, Equatable {
    /// Who came to the question. The others are in no count here.
    public internal(set) var asked = 0
    /// Who gave an answer with an opinion: the denominator.
    public internal(set) var valid = 0
    /// Who chose each valid option. In a multiple choice the counts may add up to more than
    /// `valid`.
    public internal(set) var counts: [Code: Int] = [:]
    /// Who chose a counted option; zero unless the measure is a share.
    public internal(set) var positive = 0
    /// Who chose *don't know*, and nothing valid.
    public internal(set) var dontKnow = 0
    /// Who saw the question and did not answer.
    public internal(set) var blank = 0
    /// The sum of the valid answers' scores, and of their squares; zero when the measure is a
    /// share.
    public internal(set) var sum = 0
    public internal(set) var sumOfSquares = 0

    /// The tally of nobody.
    public init() {}

    /// Counts `count` respondents who gave the same answer.
    mutating func add(
        _ count: Int, of answer: KeptAnswer, by coding: IndicatorCoding, scale: ScoreScale?
    ) {
        if answer == .notAsked { return }
        asked += count
        if answer == .blank { blank += count }

        let chosen = coding.valid.intersection(answer.codes)
        if chosen.isEmpty {
            if !coding.dontKnow.isDisjoint(with: answer.codes) { dontKnow += count }
            return
        }
        valid += count
        for code in chosen { counts[code, default: 0] += count }
        if case .share(let codes) = coding.measure, !codes.isDisjoint(with: chosen) {
            positive += count
        }
        if let score = scale?.score(of: answer) {
            sum += count * score
            sumOfSquares += count * score * score
        }
    }

    /// Adds the tally of a group that shares no respondent with this one.
    public static func += (left: inout Tally, right: Tally) {
        left.asked += right.asked
        left.valid += right.valid
        left.counts.merge(right.counts, uniquingKeysWith: +)
        left.positive += right.positive
        left.dontKnow += right.dontKnow
        left.blank += right.blank
        left.sum += right.sum
        left.sumOfSquares += right.sumOfSquares
    }
}
