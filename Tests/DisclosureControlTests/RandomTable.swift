import TestSupport

@testable import Indicators
@testable import SurveyDefinition

/// One question by district at random: thin, empty, large and one-sided groups, as a share and as
/// an index of the same four options.
struct RandomTable {
    static let options: [Code] = ["1", "2", "3", "4"]

    /// One tally per group, *not stated* last.
    var tallies: [Tally]

    init(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let groups = Int.random(in: 2...9, using: &generator)
        tallies = (0...groups).map { _ in RandomTable.tally(using: &generator) }
    }

    private static func tally(using generator: inout SeededGenerator) -> Tally {
        let sizes = [0...0, 1...12, 13...29, 30...60, 60...400]
        let size = Int.random(
            in: sizes.randomElement(using: &generator) ?? 0...0, using: &generator)
        let favourite = Int.random(in: 0...3, using: &generator)
        let isOneSided = Int.random(in: 0..<4, using: &generator) == 0

        var tally = Tally()
        for _ in 0..<size {
            let place = isOneSided ? favourite : Int.random(in: 0...3, using: &generator)
            tally.counts[options[place], default: 0] += 1
            tally.positive += place >= 2 ? 1 : 0
            tally.sum += place
            tally.sumOfSquares += place * place
        }
        tally.valid = size
        tally.dontKnow = Int.random(in: 0...(size / 4), using: &generator)
        tally.asked = tally.valid + tally.dontKnow
        return tally
    }

    var groups: [Code] {
        tallies.indices.dropLast().map { Code("d\($0)") } + [BreakdownRow.notStated]
    }

    var total: Tally { tallies.reduce(into: Tally(), +=) }

    /// As a share of the two highest options, alone.
    var share: IndicatorTable {
        IndicatorTable(indicators: [indicator(.share(positive: ["3", "4"]))])
    }

    /// As a share and as an index.
    var shareAndIndex: IndicatorTable {
        IndicatorTable(indicators: [indicator(.share(positive: ["3", "4"])), indicator(.index)])
    }

    private func indicator(_ measure: Measure) -> TabulatedIndicator {
        TabulatedIndicator(
            id: IndicatorID(measure.name), goal: "N", polarity: .higherIsBetter, unit: .percent,
            question: "safe", measure: measure, comparability: .indicative,
            breakdowns: [
                Breakdown(variable: nil, rows: [row(of: nil, total, measure)]),
                Breakdown(
                    variable: .district, rows: zip(groups, tallies).map { row(of: $0, $1, measure) }
                ),
            ])
    }

    private func row(of group: Code?, _ tally: Tally, _ measure: Measure) -> BreakdownRow {
        let coding = IndicatorCoding(
            indicator: "safety", question: "safe", measure: measure,
            valid: Set(RandomTable.options),
            dontKnow: [.dontKnow], comparability: .indicative)
        let scale = ScoreScale(of: coding, options: RandomTable.options.map { Option(code: $0) })
        return BreakdownRow(
            group: group, tally: tally,
            estimate: Estimate(of: tally, scale: scale, respondents: total.asked))
    }
}
