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
    /// Round by round, on such a page; `nil` for the series that the release itself carries.
    var seriesPanels: [Panel]?

    /// Unique on a page: an article per indicator and round.
    var id: String { "result-\(release.round)-\(indicator.id)" }

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
            "origin": origin.map { words.fields($0) },
            "figure": [figure],
            "chart": chart.fields(in: id).map { [$0] } ?? [],
            "panels": panels.map { $0.fields(in: id, words) },
        ]
    }

    private var figure: TemplateFields {
        guard let figures = indicator.wholeRound?.figures else {
            return [
                "value": words.digits(withheldMark),
                "measure": [words.fields("results.withheld")],
                "facts": [],
                "findings": [],
                "remarks": [words.fields("results.withheld-means")],
            ]
        }
        let findings = findings(figures)
        let remarks = words.remarks(on: figures, smallestCell: release.method.smallestCell)
        return [
            "value": words.digits(words.value(of: figures, of: indicator)),
            "measure": [words.fields(measure)],
            "facts": [["facts": facts(figures).map { words.fields($0) }] as TemplateFields],
            "findings": findings.isEmpty
                ? [] : [["findings": findings.map { words.fields($0) }] as TemplateFields],
            "remarks": remarks.map { words.fields($0) },
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
        let dontKnow = words.dontKnowShare(of: figures).map {
            words.text("results.dont-know", ["share": $0])
        }
        let unweighted = words.unweighted(figures, of: indicator)
        return [
            interval, unweighted, words.base(figures.n), dontKnow,
            words.polarity(indicator.polarity),
        ]
        .compactMap { $0 }
    }

    /// What the tests of the whole round found, a sentence each.
    private func findings(_ figures: Figures) -> [LocalizedText] {
        let change = figures.change.map { change in
            words.change(
                change, since: release.period(of: change.since, for: indicator.id), of: indicator,
                decimals: figures.decimals)
        }
        return (change.map { [$0] } ?? [])
            + words.foundDifferences(of: indicator, from: published)
    }

    private var panels: [Panel] {
        let compared = words.publishedTable(
            published, unit: indicator.unit, measured: indicator)
        let groups = indicator.breakdowns.compactMap { table in
            table.variable.map {
                words.groupTable(table, by: $0, of: indicator, release, context).folded
            }
        }
        return (seriesPanels ?? ownSeries) + (published.isEmpty ? [] : [compared.folded]) + groups
            + distributions
    }

    private var ownSeries: [Panel] {
        release.series(of: indicator.id).flatMap { series in
            SeriesPanel(
                series: series, indicator: indicator, release: release, context: context,
                words: words
            ).panel(in: id, isFolded: true)
        }.map { [$0] } ?? []
    }

    /// How the answers to the indicator's question are spread.
    private var distributions: [Panel] {
        let coding = context.survey.codings.first { $0.indicator == indicator.id }
        let tables = coding.flatMap {
            DistributionTables(of: $0.question, in: release, context, words)
        }
        return tables?.panels(isFolded: true) ?? []
    }
}

/// An indicator that nobody asked about here: others' values, marked as such.
struct RegisterArticle {
    let indicator: Indicator
    let words: ReportWords

    var fields: TemplateFields {
        let id = "register-\(indicator.id)"
        let table = words.publishedTable(
            indicator.published, unit: indicator.unit, measured: nil)
        return [
            "id": id,
            "title": words.fields(words.indicator(indicator.id)),
            "origin": [words.fields("results.not-measured-here")],
            "figure": [],
            "chart": [],
            "panels": [table.open.fields(in: id, words)],
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
