import DisclosureControl
import Localization
import SurveyDefinition

/// One indicator on a page: the figure, its bar, the published values beside it, and its groups.
struct IndicatorArticle {
    let indicator: ProtectedIndicator
    let release: Release
    let context: ReportContext
    let words: ReportWords
    /// Where the figure comes from, on a page that has several rounds.
    var origin: [LocalizedText] = []
    /// Round by round, on such a page.
    var seriesTables: [DataTable] = []

    /// Unique on a page: an article per indicator and round.
    private var id: String { "result-\(release.round)-\(indicator.id)" }

    private var published: [PublishedValue] {
        context.goals.indicator(indicator.id)?.published ?? []
    }

    var fields: TemplateFields {
        let chart = ChartFields(
            indicator: indicator, row: indicator.wholeRound, published: published, context: context,
            words: words)
        return [
            "id": id,
            "title": words.fields(words.indicator(indicator.id)),
            "origin": origin.map(words.fields),
            "figure": [figure],
            "chart": chart.fields(in: id).map { [$0] } ?? [],
            "tables": tables.map { $0.fields(in: id, words) },
        ]
    }

    private var figure: TemplateFields {
        guard let row = indicator.wholeRound, let figures = row.figures else {
            return [
                "value": words.digits(withheldMark),
                "measure": [words.fields("results.withheld")],
                "facts": [],
                "remarks": [words.fields("results.withheld-means")],
            ]
        }
        let remarks = words.remarks(on: row, smallestCell: release.method.smallestCell)
        return [
            "value": words.digits(words.value(of: figures, of: indicator)),
            "measure": [words.fields(measure)],
            "facts": [["facts": facts(figures).map(words.fields)] as TemplateFields],
            "remarks": remarks.map(words.fields),
        ]
    }

    /// What the figure is a figure of.
    private var measure: LocalizedText {
        switch indicator.measure {
        case "mean":
            let scale = context.scale(of: indicator.id)
            return words.text(
                "results.measure.mean",
                [
                    "lowest": words.localizer.number(scale.lowerBound),
                    "highest": words.localizer.number(scale.upperBound),
                ])
        case "index": return words.text("results.measure.index")
        case "balance": return words.text("results.measure.balance")
        default: return words.text("results.measure.share")
        }
    }

    /// A few words each, for one line.
    private func facts(_ figures: Figures) -> [LocalizedText] {
        let interval = words.interval(of: figures, of: indicator).map {
            words.text("results.interval", ["range": $0.string])
        }
        let base = words.text(
            "results.base", count: figures.n, ["n": words.localizer.number(figures.n)])
        let dontKnow = figures.dontKnowShare.map {
            words.text(
                "results.dont-know",
                ["share": words.localizer.percent($0, decimals: figures.decimals)])
        }
        return [interval, base, dontKnow, words.polarity(indicator.polarity)].compactMap { $0 }
    }

    private var tables: [DataTable] {
        let compared = words.publishedTable(
            published, unit: indicator.unit, comparability: indicator.comparability)
        let groups = indicator.breakdowns.compactMap { table in
            table.variable.map {
                words.groupTable(table, by: $0, of: indicator, release, context)
            }
        }
        return seriesTables + (published.isEmpty ? [] : [compared]) + groups
    }
}

/// An indicator that nobody asked about here: others' values, marked as such.
struct RegisterArticle {
    let indicator: Indicator
    let words: ReportWords

    var fields: TemplateFields {
        let id = "register-\(indicator.id)"
        let table = words.publishedTable(
            indicator.published, unit: indicator.unit, comparability: nil)
        return [
            "id": id,
            "title": words.fields(words.indicator(indicator.id)),
            "origin": [words.fields("results.not-measured-here")],
            "figure": [],
            "chart": [],
            "tables": [table.fields(in: id, words)],
        ]
    }
}

extension ReportContext {
    /// The numbers of the question behind an indicator that is a mean; 0–10 for any other.
    func scale(of indicator: IndicatorID) -> ClosedRange<Int> {
        let coding = survey.codings.first { $0.indicator == indicator }
        if case .scale(let range, _) = coding.flatMap({ survey.question($0.question) })?.kind {
            return range
        }
        return 0...10
    }
}
