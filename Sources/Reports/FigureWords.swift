import DisclosureControl
import Localization
import SurveyDefinition

/// How a withheld figure is written, in every format for people.
let withheldMark = ".."

/// A published number as people read it, with the decimals that its base supports.
extension ReportWords {
    /// A share as a percentage, or points, with the decimals that it was rounded to.
    func number(_ value: Double, of indicator: ProtectedIndicator, like figures: Figures) -> String
    {
        indicator.isShare
            ? localizer.percent(value, decimals: figures.decimals)
            : localizer.number(value, decimals: figures.decimals)
    }

    /// The value, or the bound that stands in its place, such as `<17 %`.
    func value(of figures: Figures, of indicator: ProtectedIndicator) -> String {
        if let value = figures.value { return number(value, of: indicator, like: figures) }
        if let bound = figures.lessThan { return "<" + number(bound, of: indicator, like: figures) }
        if let bound = figures.moreThan { return ">" + number(bound, of: indicator, like: figures) }
        return withheldMark
    }

    /// The interval as a phrase with its unit once, such as *28–36 %*; `nil` beside a bound.
    func interval(of figures: Figures, of indicator: ProtectedIndicator) -> LocalizedText? {
        guard let low = figures.low, let high = figures.high else { return nil }
        return text(
            "results.interval-range",
            [
                "low": bareNumber(low, of: indicator, like: figures),
                "high": number(high, of: indicator, like: figures),
            ])
    }

    /// As `number`, without the per cent sign.
    private func bareNumber(
        _ value: Double, of indicator: ProtectedIndicator, like figures: Figures
    ) -> String {
        indicator.isShare
            ? localizer.number(value * 100, decimals: figures.decimals)
            : number(value, of: indicator, like: figures)
    }

    /// How many gave a valid answer.
    func base(_ count: Int) -> LocalizedText {
        text("results.base", count: count, ["n": localizer.number(count)])
    }

    /// The value without weights, named as such; `nil` in a release without weights.
    func unweighted(_ figures: Figures, of indicator: ProtectedIndicator) -> LocalizedText? {
        figures.unweighted.map {
            text("results.unweighted", ["value": number($0, of: indicator, like: figures)])
        }
    }

    /// *Don't know* as a percentage; `nil` when it isn't told.
    func dontKnowShare(of figures: Figures) -> String? {
        figures.dontKnowShare.map {
            localizer.percent($0, decimals: figures.dontKnowDecimals ?? figures.decimals)
        }
    }

    /// A value that somebody else has published, as printed there.
    func published(_ value: PublishedValue, unit: Indicator.Unit) -> LocalizedText {
        let decimals = value.value == value.value.rounded() ? 0 : 1
        switch unit {
        case .percent:
            return name(localizer.percent(value.value / 100, decimals: decimals))
        case .percentagePoints:
            let number = localizer.number(value.value, decimals: decimals)
            let count = decimals == 0 ? Int(exactly: value.value) : nil
            return text("results.percentage-points", count: count, ["number": number])
        case .points:
            return name(localizer.number(value.value, decimals: decimals))
        }
    }

    /// What a reader should know before using a row, most important first; empty for most rows.
    func remarks(on figures: Figures?, smallestCell: Int) -> [LocalizedText] {
        guard let figures else { return [text("results.withheld")] }
        var remarks: [LocalizedText] = []
        let cell = ["cell": localizer.number(smallestCell)]
        if figures.lessThan != nil { remarks.append(text("results.few-chose-it", cell)) }
        if figures.moreThan != nil { remarks.append(text("results.few-chose-other", cell)) }
        if figures.isUncertain { remarks.append(text("results.uncertain")) }
        if let share = figures.dontKnowShare, share > highDontKnowShare {
            remarks.append(text("results.many-dont-know"))
        }
        return remarks
    }
}

/// Above this share of *don't know*, the figure is flagged: statistics, section 1.2.
private let highDontKnowShare = 0.25
