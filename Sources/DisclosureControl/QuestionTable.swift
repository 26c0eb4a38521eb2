import Indicators
import SurveyDefinition

/// One question by one variable in the columns of the auditor: the answers, and the sets of them
/// that figures are published of.
struct QuestionTable {
    let columns: ColumnTree
    /// The valid options, which are the first leaves.
    let options: [Code]
    /// One row per group, one count per leaf.
    let counts: [[Int]]
    /// The whole round's counts.
    let total: [Int]

    /// The sets that an indicator's figures are of, as columns.
    let codings: [CodingColumns]

    struct CodingColumns {
        let indicator: IndicatorID
        let valid: Int
        let positive: Int
    }

    /// The leaf of *don't know*; the leaf after it is of everybody else who was asked.
    var dontKnow: Int { options.count }

    /// - Parameter indicators: the shares that are computed from the question.
    /// - Returns: `nil` when their sets cross, or when they differ in who has an opinion.
    init?(
        _ question: TabulatedQuestion, breakdown: Int, indicators: [TabulatedIndicator]
    ) {
        let options = question.options
        let places = Dictionary(uniqueKeysWithValues: zip(options, 0...))
        let valid = Set(options.indices)
        let positives = indicators.map { indicator -> Set<Int> in
            guard case .share(let positive) = indicator.measure else { return [] }
            return Set(positive.compactMap { places[$0] })
        }
        let alike = indicators.allSatisfy { indicator in
            indicator.coding.valid == Set(options)
                && indicator.coding.dontKnow == indicators[0].coding.dontKnow
        }
        guard alike,
            let tree = ColumnTree(
                leaves: options.count + 2,
                sets: ([valid] + positives).filter { !$0.isEmpty })
        else { return nil }
        self.options = options
        columns = tree
        codings = zip(indicators, positives).compactMap { indicator, positive in
            guard let counted = tree.column(of: positive), let base = tree.column(of: valid)
            else { return nil }
            return CodingColumns(indicator: indicator.id, valid: base, positive: counted)
        }
        counts = question.breakdowns[breakdown].rows.map {
            QuestionTable.leaves(of: $0.tally, question.options)
        }
        total = QuestionTable.leaves(of: question.breakdowns[0].rows[0].tally, question.options)
    }

    private static func leaves(of tally: Tally, _ options: [Code]) -> [Int] {
        options.map { tally.counts[$0, default: 0] }
            + [tally.dontKnow, tally.asked - tally.valid - tally.dontKnow]
    }

    /// What the published figures of a row tell of each column, to a reader who knows the bases
    /// exactly.
    ///
    /// - Parameters:
    ///   - figures: per indicator of the question, its figures of the row; `nil` when withheld.
    ///   - counts: the row's true counts.
    func known(
        from figures: [IndicatorID: Figures], counts: [Int], smallestCell: Int
    ) -> [ClosedRange<Int>] {
        var known = [ClosedRange<Int>](repeating: AuditTable.unknown, count: columns.count)
        func count(in column: Int) -> Int {
            columns.answers(in: column).reduce(0) { $0 + counts[$1] }
        }
        for coding in codings {
            guard let shown = figures[coding.indicator] else { continue }
            let valid = count(in: coding.valid)
            known[coding.valid] = valid...valid
            if let range = shown.possiblePositives(of: valid, smallestCell: smallestCell) {
                known[coding.positive] = known[coding.positive].clamped(to: range)
            }
            let dontKnow = count(in: self.dontKnow)
            known[self.dontKnow] =
                shown.dontKnowShare == nil
                ? 0...max(dontKnow, smallestCell - 1) : dontKnow...dontKnow
        }
        return known
    }
}
