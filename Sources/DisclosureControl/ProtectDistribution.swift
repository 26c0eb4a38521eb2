import Indicators
import SurveyDefinition

extension Distribution {
    /// How the answers to a question are spread, without a small count that could be worked out.
    ///
    /// By group only where the auditor can follow everything that is published of the question: its
    /// figures are shares of the same answers with an opinion, in sets that don't cross. Beside a
    /// mean or an index two counts that are left out could be solved for, so that there the whole
    /// round alone is shown, and only without small counts. Where only rounding hides the withheld
    /// groups, nothing finer than the figures is shown by group either.
    ///
    /// - Parameters:
    ///   - indicators: the protected figures of all questions.
    ///   - coded: the same, exact.
    /// - Returns: `nil` when not even the whole round's may be shown.
    init?(
        of question: TabulatedQuestion, in indicators: [ProtectedIndicator],
        coded: [TabulatedIndicator], withholding: Withholding, policy: Policy
    ) {
        guard withholding.isShown(row: 0, of: 0) else { return nil }
        if policy.cellKeys {
            self.init(perturbed: question, withholding: withholding)
            return
        }
        let own = coded.filter { $0.question == question.id }
        let figures = indicators.filter { indicator in own.contains { $0.id == indicator.id } }
        let isOfShares = own.allSatisfy { if case .share = $0.measure { true } else { false } }
        guard isOfShares,
            let whole = Spread(
                of: question, figures: figures, coded: own, breakdown: 0, policy: policy)
        else {
            self.init(plain: question, policy: policy)
            return
        }

        guard let total = whole.published(rows: [0], total: nil) else { return nil }
        var decided = [DecidedSpread(spread: whole, rows: [0], published: total)]
        for breakdown in question.breakdowns.indices.dropFirst()
        where !withholding.breakdowns[breakdown].isHiddenByRounding {
            let withheld = withholding.breakdowns[breakdown].withheld
            let shown = question.breakdowns[breakdown].rows.indices.filter {
                !withheld.contains($0)
            }
            let known = decided[decided.count - 1].total
            guard
                let spread = Spread(
                    of: question, figures: figures, coded: own, breakdown: breakdown,
                    policy: policy),
                let published = spread.published(rows: shown, total: known)
            else { continue }
            let next = DecidedSpread(spread: spread, rows: Set(shown), published: published)
            // What the new table tells of the whole round must not open an earlier one.
            if decided.dropFirst().allSatisfy({ $0.isClosed(knowing: next.total) }) {
                decided.append(next)
            }
        }
        self.init(question: question.id, tables: decided.map(\.table), isPerturbed: false)
    }

    /// With the noise of the cell-key method in every count of a shown group, and none left out.
    private init(perturbed question: TabulatedQuestion, withholding: Withholding) {
        let tables = question.breakdowns.enumerated().map { breakdown, spread in
            let rows = spread.rows.enumerated().map { place, row in
                guard withholding.isShown(row: place, of: breakdown) else {
                    return Row(group: row.group, n: nil, cells: [])
                }
                let counts = question.options.map { code in
                    PerturbationTable.usual.perturbed(
                        row.tally.counts[code, default: 0],
                        key: row.tally.cellKeys[code, default: 0])
                }
                let base = counts.reduce(0, +)
                let rounding = Rounding.percent(base: base)
                let cells = zip(question.options, counts).map { code, count in
                    Cell(
                        code: code,
                        share: rounding.nearest(Double(count), over: Double(max(1, base))))
                }
                return Row(group: row.group, n: Rounding.base(row.tally.valid), cells: cells)
            }
            return Table(variable: spread.variable, rows: rows)
        }
        self.init(question: question.id, tables: tables, isPerturbed: true)
    }

    /// The whole round of a question with a mean or an index, when no count is small.
    private init?(plain question: TabulatedQuestion, policy: Policy) {
        let tally = question.breakdowns[0].rows[0].tally
        guard tally.valid >= policy.smallestBase,
            question.options.allSatisfy({ tally.counts[$0, default: 0] >= policy.smallestCell })
        else { return nil }
        let rounding = Rounding.percent(base: tally.valid)
        let cells = question.options.map { code in
            Cell(
                code: code,
                share: rounding.nearest(
                    Double(tally.counts[code, default: 0]), over: Double(tally.valid)))
        }
        self.init(
            question: question.id,
            tables: [
                Table(
                    variable: nil,
                    rows: [Row(group: nil, n: Rounding.base(tally.valid), cells: cells)])
            ], isPerturbed: false)
    }
}

/// One question by one variable on its way to a protected distribution.
private struct Spread {
    let question: TabulatedQuestion
    let breakdown: Int
    let audited: QuestionTable
    /// What the figures tell of each group and last of the whole round.
    let known: [[ClosedRange<Int>]]
    let policy: Policy

    init?(
        of question: TabulatedQuestion, figures: [ProtectedIndicator],
        coded: [TabulatedIndicator], breakdown: Int, policy: Policy
    ) {
        guard let audited = QuestionTable(question, breakdown: breakdown, indicators: coded) else {
            return nil
        }
        self.question = question
        self.breakdown = breakdown
        self.audited = audited
        self.policy = policy
        let places = [(breakdown, audited.counts), (0, [audited.total])]
        known = places.flatMap { place, counts in
            counts.indices.map { row in
                let shown = figures.compactMap { indicator in
                    indicator.tables[place].rows[row].figures.map { (indicator.id, $0) }
                }
                return audited.known(
                    from: Dictionary(uniqueKeysWithValues: shown), counts: counts[row],
                    smallestCell: policy.smallestCell)
            }
        }
    }

    /// - Parameter total: what is known of the whole round from the tables that are decided already,
    ///   per column; `nil` for the first.
    func published(rows: [Int], total: [ClosedRange<Int>]?) -> Suppression? {
        Suppression(
            of: rows, in: unpublished(total: total), smallestCell: policy.smallestCell,
            width: policy.smallestCell)
    }

    /// What an attacker knows without this distribution.
    func unpublished(total: [ClosedRange<Int>]?) -> AuditTable {
        var known = known
        if let total { known[known.count - 1] = total }
        return AuditTable(columns: audited.columns, counts: audited.counts, known: known)
    }

    func table(_ published: Suppression, shown: Set<Int>) -> Distribution.Table {
        let rows = question.breakdowns[breakdown].rows.enumerated().map { place, row in
            guard shown.contains(place) else {
                return Distribution.Row(group: row.group, n: nil, cells: [])
            }
            let valid = row.tally.valid
            let cells = question.options.enumerated().map { leaf, code in
                let isShown = published.published.contains(.init(row: place, column: leaf))
                return Distribution.Cell(
                    code: code,
                    share: isShown
                        ? Rounding.percent(base: valid).nearest(
                            Double(row.tally.counts[code, default: 0]), over: Double(valid))
                        : nil)
            }
            return Distribution.Row(group: row.group, n: Rounding.base(valid), cells: cells)
        }
        return Distribution.Table(variable: question.breakdowns[breakdown].variable, rows: rows)
    }
}

/// A table whose published cells are decided.
private struct DecidedSpread {
    let spread: Spread
    let rows: Set<Int>
    let published: Suppression

    var table: Distribution.Table { spread.table(published, shown: rows) }

    /// What is known of the whole round once the table is published, per column.
    var total: [ClosedRange<Int>] {
        let seen = published.table
        return (0..<seen.columns.count).map { seen.range(of: .init(row: seen.total, column: $0)) }
    }

    /// Whether no small count can be worked out when so much is known of the whole round.
    func isClosed(knowing total: [ClosedRange<Int>]) -> Bool {
        let without = spread.unpublished(total: total)
        let seen = without.publishing(published.published)
        let smallest = spread.policy.smallestCell
        return rows.allSatisfy { row in
            spread.audited.options.indices.allSatisfy { leaf in
                let cell = AuditTable.Cell(row: row, column: leaf)
                return seen.count(of: cell) >= smallest
                    || seen.range(of: cell).width >= min(smallest, without.range(of: cell).width)
            }
        }
    }
}
