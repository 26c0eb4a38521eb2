import Estimation
import Foundation

extension CodedEstimates {
    /// The main figures as a table of aligned columns: a row per round, indicator and group.
    ///
    /// Shares are in percent and their differences in percentage points, with one decimal; p is
    /// Holm's where several groups are tested.
    public var table: String {
        let header = [
            "Round", "Indicator", "Group", "n", "Valid", "Figure", "95 % interval",
            "Change", "p", "Against rest", "p",
        ]
        let rows = rounds.flatMap { round in
            round.indicators.flatMap { self.rows(of: $0, in: round) }
        }
        var lines = rounds.map(summary) + [""] + aligned([header] + rows)
        if !published.isEmpty {
            let comparisons = published.map { name, difference in
                [name, decimals(difference?.z, 2), probability(difference?.p)]
            }
            lines += [""] + aligned([["Published", "z", "p"]] + comparisons, textColumns: 1)
        }
        return lines.joined(separator: "\n")
    }

    private func summary(of round: RoundEstimates) -> String {
        let sample = round.sample
        let trimming = sample.trimming.map { ", trimmed in \($0.rounds) rounds" } ?? ""
        return "Round \(round.round): \(sample.respondents) respondents, effective size "
            + "\(decimals(sample.effectiveSize, 1)), design effect "
            + "\(decimals(sample.designEffect, 2)), weights "
            + "\(decimals(sample.relativeWeights.lowerBound, 2))–"
            + "\(decimals(sample.relativeWeights.upperBound, 2)) of the mean\(trimming)."
    }

    private func rows(of indicator: IndicatorEstimates, in round: RoundEstimates) -> [[String]] {
        let change = changes.first { $0.to == round.round }?.indicators
            .first { $0.indicator.id == indicator.indicator.id }
        let changes = byKey(change?.families.flatMap(\.members) ?? [])
        let rests = byKey(indicator.breakdowns.flatMap(\.againstRest.members))
        return indicator.all.map { group in
            let isTotal = group.key == indicator.total.key
            let (changed, rest) = (changes[group.key], rests[group.key])
            let unit = indicator.indicator.isShare ? 100.0 : 1
            return [
                round.round, indicator.indicator.id, group.key, "\(group.respondents)",
                "\(group.estimate?.valid ?? 0)", figure(of: group, indicator.indicator),
                interval(of: group, indicator.indicator),
                signed((isTotal ? change?.total : changed?.difference)?.value, unit),
                probability(isTotal ? change?.total?.p : changed?.holm),
                signed(rest?.difference.value, unit), probability(rest?.holm),
            ]
        }
    }

    private func byKey(_ members: [TestFamily.Member]) -> [String: TestFamily.Member] {
        Dictionary(members.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private func figure(of group: GroupEstimate, _ indicator: PlannedIndicator) -> String {
        guard let value = group.estimate?.value else { return "" }
        return indicator.isShare ? decimals(value * 100, 1) + " %" : decimals(value, 1)
    }

    private func interval(of group: GroupEstimate, _ indicator: PlannedIndicator) -> String {
        let interval =
            indicator.isShare
            ? group.estimate.flatMap { defaultInterval(ofShare: $0)?.interval }
            : group.meanInterval(of: indicator)
        guard let interval else { return "" }
        let unit = indicator.isShare ? 100.0 : 1
        return decimals(interval.lowerBound * unit, 1) + "–"
            + decimals(interval.upperBound * unit, 1)
    }
}

/// Lines of cells in columns of one width each, texts to the left and figures to the right.
private func aligned(_ rows: [[String]], textColumns: Int = 3) -> [String] {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
        let cells = zip(row, widths).enumerated().map { column, cell in
            let padding = String(repeating: " ", count: cell.1 - cell.0.count)
            return column < textColumns ? cell.0 + padding : padding + cell.0
        }
        let line = cells.joined(separator: "  ")
        return String(line.reversed().drop { $0 == " " }.reversed())
    }
}

private func decimals(_ number: Double?, _ count: Int) -> String {
    number.map { String(format: "%.\(count)f", $0) } ?? ""
}

private func signed(_ difference: Double?, _ unit: Double) -> String {
    difference.map { String(format: "%+.1f", $0 * unit) } ?? ""
}

private func probability(_ p: Double?) -> String {
    p.map { $0 < 0.001 ? "<0.001" : String(format: "%.3f", $0) } ?? ""
}
