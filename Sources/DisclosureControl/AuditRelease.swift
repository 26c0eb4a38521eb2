package import Indicators
public import SurveyDefinition

/// A figure that could be worked out from what is about to be published.
public struct Disclosure: Error, Equatable, CustomStringConvertible {
    public let question: QuestionID
    /// `nil` for the whole round.
    public let variable: BackgroundVariable?
    /// The groups that could be told, or the one whose small count could be.
    public let groups: [Code]
    /// The answer that could be counted; `nil` when it is the groups' figures.
    public let answer: Code?

    public var description: String {
        let place = variable.map { " by \($0.rawValue)" } ?? ""
        let who = groups.isEmpty ? "everybody" : groups.map(\.value).joined(separator: ", ")
        let what = answer.map { "how many of \(who) answered '\($0)'" } ?? "how \(who) answered"
        return "From the table of '\(question)'\(place) one could work out \(what)."
    }
}

/// Attacks a round's figures with everything that was and is about to be published of it.
///
/// What is withheld is read off the published tables, not off the rule that withheld it, so that a
/// fault of the rule is found here. For each question and background variable:
///
/// 1. the groups that no release shows must be hidden from subtraction, also by weighted figures;
/// 2. with the bases known exactly, every such group must keep two answers whose counts can't be
///    told to within the smallest cell, also by a respondent who knows her own (P1 and P3);
/// 3. no small count that a distribution leaves out may be told to within the smallest cell, unless
///    the figures themselves, such as `< 5 %`, tell as much, or for a group the figures and how the
///    whole round's answers are spread.
///
/// - Parameters:
///   - published: the candidate, and the round's releases with the same counts.
///   - exact: what all of them were made from.
/// - Throws: the first disclosure.
package func audit(
    _ published: [ProtectedTable], of exact: IndicatorTable, policy: Policy
) throws(Disclosure) {
    let byQuestion = Dictionary(grouping: exact.indicators, by: \.question)
    for question in byQuestion.keys.sorted() {
        let indicators = byQuestion[question, default: []]
        let audit = QuestionAudit(
            question: question, indicators: indicators, published: published, policy: policy,
            tabulated: exact.questions.first { $0.id == question },
            withholding: Withholding(
                of: indicators, isWeighted: exact.isWeighted, policy: policy))
        for breakdown in indicators[0].breakdowns.indices { try audit.run(on: breakdown) }
    }
}

/// One question with the indicators that are computed from it.
private struct QuestionAudit {
    let question: QuestionID
    let indicators: [TabulatedIndicator]
    let published: [ProtectedTable]
    let policy: Policy
    /// `nil` for a question whose answers are no partition.
    let tabulated: TabulatedQuestion?
    /// For its tables only, not for what it withholds.
    let withholding: Withholding

    func run(on breakdown: Int) throws(Disclosure) {
        let withheld = withheldRows(of: breakdown)
        let table = withholding.tables[breakdown]
        let isRoundShown = withheldRows(of: 0).isEmpty
        guard
            let cover = breakdown > 0 && isRoundShown ? table.cover(of: withheld) : .emptiness
        else {
            throw disclosure(breakdown, rows: withheld)
        }
        guard let tabulated,
            let audited = QuestionTable(
                tabulated, breakdown: breakdown,
                indicators: indicators.filter {
                    if case .share = $0.measure { true } else { false }
                })
        else { return }
        let seen = seen(audited, breakdown, reading: .all)
        let isSubtracted = withheld.count < table.rows.count
        if cover == .numbers, isSubtracted, !isHidden(withheld, in: seen, audited) {
            throw disclosure(breakdown, rows: withheld)
        }
        try checkSmallCounts(audited, breakdown, in: seen)
    }

    /// The groups that none of the tables shows.
    private func withheldRows(of breakdown: Int) -> Set<Int> {
        let rows = indicators[0].breakdowns[breakdown].rows.indices
        return Set(
            rows.filter { row in
                published.allSatisfy { table in
                    figures(in: table, breakdown, row).isEmpty
                        && distributionRow(in: table, breakdown, row)?.n == nil
                }
            })
    }

    /// Whether each group keeps two answers that can't be told to within the smallest cell. Nothing
    /// tells how the withheld groups' counts are divided between them, so that each may have none or
    /// all of what they have together.
    private func isHidden(
        _ withheld: Set<Int>, in seen: AuditTable, _ audited: QuestionTable
    ) -> Bool {
        let shown = audited.counts.indices.filter { !withheld.contains($0) }
        let gathered = seen.gatheringUnknownGroups(besides: shown)
        guard let first = withheld.min() else { return true }
        let wide = audited.options.indices.filter { leaf in
            let range = gathered.range(of: .init(row: first, column: leaf))
            let spread = withheld.count > 1 ? range.upperBound : range.width
            return spread > policy.smallestCell
        }
        return wide.count >= 2
    }

    private func checkSmallCounts(
        _ audited: QuestionTable, _ breakdown: Int, in seen: AuditTable
    ) throws(Disclosure) {
        let rows = audited.counts.indices.filter { row in
            published.contains { distributionRow(in: $0, breakdown, row)?.n != nil }
        }
        guard !rows.isEmpty else { return }
        let without = self.seen(
            audited, breakdown, reading: breakdown == 0 ? .none : .wholeRound)
        // The withheld groups together are a row like another, which subtraction gives.
        let gathered = (
            with: seen.gatheringUnknownGroups(besides: rows),
            without: without.gatheringUnknownGroups(besides: rows)
        )
        for row in audited.counts.indices {
            for leaf in audited.options.indices {
                let cell = AuditTable.Cell(row: row, column: leaf)
                guard gathered.with.count(of: cell) < policy.smallestCell else { continue }
                let needed = min(policy.smallestCell, gathered.without.range(of: cell).width)
                if gathered.with.range(of: cell).width < needed {
                    throw disclosure(breakdown, rows: [row], answer: audited.options[leaf])
                }
            }
        }
    }

    /// Whose answers an attacker has seen spread over the options.
    private enum Distributions {
        case none, wholeRound, all
    }

    /// The table as an attacker sees it who has all the figures, and some distributions.
    private func seen(
        _ audited: QuestionTable, _ breakdown: Int, reading distributions: Distributions
    ) -> AuditTable {
        let rows = audited.counts.indices.map { (row: $0, breakdown, audited.counts[$0]) }
        let known = (rows + [(row: 0, 0, audited.total)]).map { row, place, counts in
            var known = [ClosedRange<Int>](
                repeating: AuditTable.unknown, count: audited.columns.count)
            for table in published {
                let told = audited.known(
                    from: figures(in: table, place, row), counts: counts,
                    smallestCell: policy.smallestCell)
                for column in known.indices {
                    known[column] = known[column].clamped(to: told[column])
                }
                let isRead = distributions == .all || (distributions == .wholeRound && place == 0)
                guard isRead, let shown = distributionRow(in: table, place, row) else { continue }
                for (leaf, code) in audited.options.enumerated()
                where shown.cells.contains(where: { $0.code == code && $0.share != nil }) {
                    known[leaf] = counts[leaf]...counts[leaf]
                }
            }
            return known
        }
        return AuditTable(columns: audited.columns, counts: audited.counts, known: known)
    }

    private func figures(
        in table: ProtectedTable, _ breakdown: Int, _ row: Int
    ) -> [IndicatorID: Figures] {
        let variable = indicators[0].breakdowns[breakdown].variable
        let group = indicators[0].breakdowns[breakdown].rows[row].group
        var figures: [IndicatorID: Figures] = [:]
        for indicator in indicators {
            figures[indicator.id] =
                table.indicators.first { $0.id == indicator.id }?
                .tables.first { $0.variable == variable }?
                .rows.first { $0.group == group }?.figures
        }
        return figures
    }

    private func distributionRow(
        in table: ProtectedTable, _ breakdown: Int, _ row: Int
    ) -> Distribution.Row? {
        let variable = indicators[0].breakdowns[breakdown].variable
        let group = indicators[0].breakdowns[breakdown].rows[row].group
        return table.distributions?.first { $0.question == question && !$0.isPerturbed }?
            .tables.first { $0.variable == variable }?.rows.first { $0.group == group }
    }

    private func disclosure(
        _ breakdown: Int, rows: Set<Int>, answer: Code? = nil
    ) -> Disclosure {
        let table = indicators[0].breakdowns[breakdown]
        return Disclosure(
            question: question, variable: table.variable,
            groups: rows.sorted().compactMap { table.rows[$0].group }, answer: answer)
    }
}
