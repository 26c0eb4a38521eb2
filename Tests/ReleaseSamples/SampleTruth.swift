import Anonymization
import DisclosureControl
import Indicators
import SurveyDefinition

/// What everybody knows of a survey who reads its definition.
struct PublicSurvey: Encodable {
    struct AskedQuestion: Encodable {
        /// The valid answers, in order.
        let options: [Code]
        let indicators: [Coded]
    }

    /// An indicator as scores of the question's options: its value is their mean. A share's are 0
    /// and 1.
    struct Coded: Encodable {
        let id: IndicatorID
        let isShare: Bool
        let scores: [Double]
    }

    /// The groups of each background variable, *not stated* last.
    let variables: [BackgroundVariable: [Code]]
    let questions: [QuestionID: AskedQuestion]

    init(_ survey: Survey, question questions: [Question]) {
        variables = Dictionary(
            uniqueKeysWithValues: survey.backgroundVariables.map {
                ($0, survey.sampleGroups(of: $0) + [ProtectedRow.notStated])
            })
        self.questions = Dictionary(
            uniqueKeysWithValues: questions.map { question in
                let options = question.sampleOptions
                let codings = survey.codings.filter { $0.question == question.id }
                return (
                    question.id,
                    AskedQuestion(
                        options: options,
                        indicators: codings.map { coding in
                            Coded(
                                id: coding.indicator, isShare: coding.measure.name == "share",
                                scores: options.map { coding.measure.score(of: $0, among: options) }
                            )
                        })
                )
            })
    }
}

extension Measure {
    fileprivate func score(of option: Code, among options: [Code]) -> Double {
        switch self {
        case .share(let positive): positive.contains(option) ? 1 : 0
        case .mean: Double(option.value) ?? 0
        case .index:
            100 * Double(options.firstIndex(of: option) ?? 0) / Double(max(1, options.count - 1))
        case .balance(let positive, let negative):
            positive.contains(option) ? 100 : negative.contains(option) ? -100 : 0
        }
    }
}

/// What is true of a round: what an attacker is judged by, and what is assumed that he knows of the
/// weights.
struct SampleTruth: Encodable {
    /// One group, or the whole round as the group `everybody` of the variable `all`.
    struct Group: Encodable {
        /// Per valid option in order, then *don't know*, then everybody else who was asked.
        let counts: [Int]
        /// Per indicator, the weight of the valid answers and the weighted mean of their scores.
        let weighted: [IndicatorID: Weighted]
    }

    struct Weighted: Encodable {
        let weight: Double
        let value: Double
    }

    let respondents: Int
    let questions: [QuestionID: [String: [Code: Group]]]
    /// Why a release wasn't published, in the auditor's words.
    let refused: [String]

    /// - Parameter weighted: the round with its weights.
    init(of weighted: IndicatorTable, refused: [String]) {
        self.refused = refused
        respondents = weighted.respondents
        var questions = Dictionary(
            uniqueKeysWithValues: weighted.questions.map { question in
                (
                    question.id,
                    SampleTruth.tables(
                        question.breakdowns.map { breakdown in
                            (breakdown.variable, breakdown.rows.map { ($0.group, $0.tally) })
                        }, options: question.options, weighted: [])
                )
            })
        for (question, indicators) in Dictionary(grouping: weighted.indicators, by: \.question) {
            let first = indicators[0]
            questions[question] = SampleTruth.tables(
                first.breakdowns.map { breakdown in
                    (breakdown.variable, breakdown.rows.map { ($0.group, $0.tally) })
                }, options: first.coding.valid.sorted(), weighted: indicators)
        }
        self.questions = questions
    }

    private static func tables(
        _ breakdowns: [(BackgroundVariable?, [(Code?, Tally)])], options: [Code],
        weighted indicators: [TabulatedIndicator]
    ) -> [String: [Code: Group]] {
        let tables = breakdowns.enumerated().map { place, breakdown in
            let groups = breakdown.1.enumerated().map { row, group in
                let estimates = indicators.compactMap { indicator in
                    indicator.breakdowns[place].rows[row].estimate.map {
                        (indicator.id, Weighted(weight: $0.weight, value: $0.value))
                    }
                }
                let tally = group.1
                return (
                    group.0 ?? "everybody",
                    Group(
                        counts: options.map { tally.counts[$0, default: 0] }
                            + [tally.dontKnow, tally.asked - tally.valid - tally.dontKnow],
                        weighted: Dictionary(uniqueKeysWithValues: estimates))
                )
            }
            return (breakdown.0?.rawValue ?? "all", Dictionary(uniqueKeysWithValues: groups))
        }
        return Dictionary(uniqueKeysWithValues: tables)
    }
}
