public import Anonymization
import Estimation
public import SurveyDefinition

/// A random-looking key of a finest cell, one question's answer in one class, from how many are in
/// it: keys of unions are sums, so that the same respondents have the same key in every table.
public typealias CellKeying = @Sendable (ResponseTable.Cell, Int) -> UInt32

/// Counts a round's responses into the indicators that its survey codes, weighted as it says.
///
/// Everything is computed from counts per class, so that it costs the same for a thousand and for a
/// million responses.
///
/// - Parameters:
///   - population: what the survey weights to; without it everyone weighs the same.
///   - cellKeys: when counts are to be perturbed.
/// - Returns: one indicator per coding in the order of `goals`; the same figures to the last bit in
///   whatever order the responses were added.
/// - Precondition: every coding names an indicator of `goals` and a question of `survey`. Reading
///   the definitions checks it.
public func tabulate(
    _ responses: ResponseTable, by survey: Survey, goals: Goals,
    population: PopulationTable? = nil, cellKeys: CellKeying? = nil
) -> IndicatorTable {
    let respondents = Respondents(responses, of: survey)
    let weighted = respondents.weighted(by: survey.weighting, to: population)
    let tabulation = Tabulation(
        survey: survey, respondents: respondents, weighted: weighted?.sample,
        cells: Dictionary(grouping: responses.counts, by: \.key.question), cellKeys: cellKeys)

    let indicators = goals.indicators.flatMap { indicator in
        survey.codings.filter { $0.indicator == indicator.id }
            .map { tabulation.indicator(indicator, coding: $0) }
    }
    precondition(
        indicators.count == survey.codings.count, "A coding names no indicator of the goals.")
    return IndicatorTable(
        respondents: respondents.total, weighting: weighted?.weighting ?? .none,
        indicators: indicators, questions: survey.questions.compactMap(tabulation.question),
        composition: compose(responses, by: survey, population: population))
}

/// A round's counts on their way into tables.
private struct Tabulation {
    let survey: Survey
    let respondents: Respondents
    /// `nil` for a round without respondents.
    let weighted: WeightedSample?
    let cells: [QuestionID: [(key: ResponseTable.Cell, value: Int)]]
    let cellKeys: CellKeying?

    func indicator(_ indicator: Indicator, coding: IndicatorCoding) -> TabulatedIndicator {
        guard let question = survey.question(coding.question) else {
            preconditionFailure("A coding names no question of the survey.")
        }
        let answers = classedAnswers(to: question, by: AnswerReading(coding))
        let scale = ScoreScale(of: coding, options: question.options)
        let counted = answers.counted(scale: scale)
        return TabulatedIndicator(
            id: indicator.id, goal: indicator.goal, polarity: indicator.polarity,
            unit: indicator.unit, question: coding.question, coding: coding,
            span: scale.map { $0.range.upperBound - $0.range.lowerBound } ?? 1,
            breakdowns: answers.breakdowns.map { breakdown in
                Breakdown(
                    variable: breakdown.variable,
                    rows: zip(
                        breakdown.groups, answers.estimates(of: counted, by: breakdown, scale)
                    ).map { group, estimate in
                        BreakdownRow(
                            group: group.code, tally: answers.tally(of: group.classes),
                            estimate: estimate)
                    })
            }, isDetached: question.isDetached)
    }

    /// - Returns: `nil` for a background question, and for one whose answers are no partition.
    func question(_ question: Question) -> TabulatedQuestion? {
        guard question.background == nil, case .singleChoice(let options) = question.kind else {
            return nil
        }
        let coding = survey.codings.first { $0.question == question.id }
        let plain = options.map(\.code).filter { !Option(code: $0).isSpecial }
        let valid = plain.filter { coding?.valid.contains($0) ?? true }
        let answers = classedAnswers(
            to: question,
            by: AnswerReading(
                valid: Set(valid), dontKnow: coding?.dontKnow ?? [.dontKnow], positive: []))
        return TabulatedQuestion(
            id: question.id, options: valid,
            breakdowns: answers.breakdowns.map { breakdown in
                QuestionBreakdown(
                    variable: breakdown.variable,
                    rows: breakdown.groups.map {
                        .init(group: $0.code, tally: answers.tally(of: $0.classes))
                    })
            })
    }

    private func classedAnswers(
        to question: Question, by reading: AnswerReading
    ) -> ClassedAnswers {
        let cells = cells[question.id] ?? []
        var tallies = [Tally](
            repeating: Tally(), count: question.isDetached ? 1 : respondents.classes.count)
        for (cell, count) in cells {
            let place = cell.respondentClass.map(respondents.place) ?? 0
            guard let place, tallies.indices.contains(place) else { continue }
            tallies[place].add(
                count, of: cell.answer, by: reading, cellKey: cellKeys?(cell, count))
        }
        if question.isDetached {
            return ClassedAnswers(detached: tallies, respondents: respondents.total)
        }
        return ClassedAnswers(
            tallies: tallies, sample: weighted, groupings: respondents.groupings)
    }
}

/// One question's answers per class, with the groups that they are shown by.
private struct ClassedAnswers {
    struct Shown {
        /// `nil` for the whole round.
        let variable: BackgroundVariable?
        /// Between them they have every class once.
        let groups: [(code: Code?, classes: [Int])]
    }

    /// One per class of the sample.
    let tallies: [Tally]
    let sample: WeightedSample?
    /// The whole round first.
    let breakdowns: [Shown]

    init(tallies: [Tally], sample: WeightedSample?, groupings: [Grouping]) {
        self.tallies = tallies
        self.sample = sample
        breakdowns =
            [Shown(variable: nil, groups: [(nil, Array(tallies.indices))])]
            + groupings.map { grouping in
                Shown(
                    variable: grouping.variable,
                    groups: grouping.groups.map { ($0.code, $0.classes) })
            }
    }

    /// Answers that are kept without a class have neither groups nor weights.
    init(detached tallies: [Tally], respondents: Int) {
        let everyone = respondents > 0 ? [SampleClass(respondents: respondents)] : []
        self.init(
            tallies: tallies, sample: try? weigh(everyone, by: WeightingPlan(method: .none)),
            groupings: [])
    }

    func tally(of classes: [Int]) -> Tally {
        classes.reduce(into: Tally()) { $0 += tallies[$1] }
    }

    /// Each group's figure, also against the rest of the round; `nil` for a group without a valid
    /// answer.
    ///
    /// - Parameter scale: `nil` for a share.
    func estimates(
        of answers: CountedAnswers, by breakdown: Shown, _ scale: ScoreScale?
    ) -> [Estimate?] {
        guard let sample else { return breakdown.groups.map { _ in nil } }
        let parts = breakdown.groups.map { DomainSums(answers, among: $0.classes, of: sample) }
        return zip(parts, rests(of: parts)).map { part, rest in
            guard let domain = estimate(from: part, of: sample) else { return nil }
            var figure = Estimate(domain, scale: scale)
            if let others = estimate(from: rest, of: sample) {
                figure.againstRest = figure.difference(since: Estimate(others, scale: scale))
            }
            return figure
        }
    }

    /// - Parameter scale: `nil` for a share.
    func counted(scale: ScoreScale?) -> CountedAnswers {
        guard let scale else {
            return CountedAnswers(
                scores: [0, 1], valid: tallies.map { [$0.valid - $0.positive, $0.positive] },
                dontKnow: tallies.map(\.dontKnow))
        }
        return CountedAnswers(
            scores: scale.ascending.map(Double.init),
            valid: tallies.map { tally in
                scale.ascending.map { score in tally.count(of: score, on: scale) }
            },
            dontKnow: tallies.map(\.dontKnow))
    }
}

extension Tally {
    fileprivate func count(of score: Int, on scale: ScoreScale) -> Int {
        counts.reduce(0) { $0 + (scale.scores[$1.key] == score ? $1.value : 0) }
    }
}
