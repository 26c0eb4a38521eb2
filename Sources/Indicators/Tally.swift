import Anonymization
public import SurveyDefinition

/// Which answers to a question are counted as what.
struct AnswerReading {
    let valid: Set<Code>
    let dontKnow: Set<Code>
    /// Counted by a share; empty for anything else.
    let positive: Set<Code>
}

extension AnswerReading {
    init(_ coding: IndicatorCoding) {
        let counted: Set<Code> = if case .share(let codes) = coding.measure { codes } else { [] }
        self.init(valid: coding.valid, dontKnow: coding.dontKnow, positive: counted)
    }
}

/// How one group answered one question, as whole numbers of respondents.
///
/// Tallies are integers, so that adding them in another order gives the same figure to the last
/// bit.
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
    /// The sums of the cell keys of `counts`, modulo 2³²; empty unless cells are keyed.
    public internal(set) var cellKeys: [Code: UInt32] = [:]

    /// The tally of nobody.
    public init() {}

    /// Counts `count` respondents who gave the same answer.
    ///
    /// - Parameter cellKey: of the cell of these respondents, when cells are keyed.
    mutating func add(
        _ count: Int, of answer: KeptAnswer, by reading: AnswerReading, cellKey: UInt32? = nil
    ) {
        if answer == .notAsked { return }
        asked += count
        if answer == .blank { blank += count }

        let chosen = reading.valid.intersection(answer.codes)
        if chosen.isEmpty {
            if !reading.dontKnow.isDisjoint(with: answer.codes) { dontKnow += count }
            return
        }
        valid += count
        for code in chosen {
            counts[code, default: 0] += count
            if let cellKey { cellKeys[code, default: 0] &+= cellKey }
        }
        if !reading.positive.isDisjoint(with: chosen) { positive += count }
    }

    /// Adds the tally of a group that shares no respondent with this one.
    public static func += (left: inout Tally, right: Tally) {
        left.asked += right.asked
        left.valid += right.valid
        left.counts.merge(right.counts, uniquingKeysWith: +)
        left.positive += right.positive
        left.dontKnow += right.dontKnow
        left.blank += right.blank
        left.cellKeys.merge(right.cellKeys, uniquingKeysWith: &+)
    }
}
