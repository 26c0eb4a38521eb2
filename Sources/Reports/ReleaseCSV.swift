public import DisclosureControl
public import Localization
import SurveyDefinition

/// The release as one table: a row per indicator and group, and a row per value that others have published.
///
/// The indicators that only registers tell are there too, so that the yearly report's table of a goal can
/// be made from the file. A withheld row has no figure in any column.
///
/// - In the file for machines, figures of ours are shares in `0...1` or points, as the column `unit` says;
///   a published value is as printed: `percent`, `percentage-points` or `points`.
/// - In the file for people, a withheld figure is `..` and the reason is in its own column.
public func csv(
    _ release: Release, _ context: ReportContext, style: CSVStyle, in localizer: Localizer
) -> String {
    let lines = release.results(by: context.goals).flatMap { results in
        results.measured.flatMap { figureLines(of: $0) + publishedLines(of: $0, context.goals) }
            + results.registers.flatMap(publishedLines)
    }
    switch style {
    case .people: return peopleFile(lines, of: release, context, ReportWords(localizer))
    case .machines: return machineFile(lines, of: release)
    }
}

/// What a line of the file is about.
enum ReleaseLine {
    case figures(ProtectedIndicator, variable: BackgroundVariable?, ProtectedRow)
    /// - Parameter comparability: `nil` for an indicator that the survey doesn't measure.
    case published(
        PublishedValue, of: IndicatorID, goal: GoalID, unit: Indicator.Unit,
        comparability: Comparability?)
}

private func figureLines(of indicator: ProtectedIndicator) -> [ReleaseLine] {
    indicator.tables.flatMap { table in
        table.rows.map { .figures(indicator, variable: table.variable, $0) }
    }
}

private func publishedLines(of indicator: ProtectedIndicator, _ goals: Goals) -> [ReleaseLine] {
    (goals.indicator(indicator.id)?.published ?? []).map { value in
        .published(
            value, of: indicator.id, goal: indicator.goal, unit: indicator.unit,
            comparability: indicator.comparability)
    }
}

private func publishedLines(of register: Indicator) -> [ReleaseLine] {
    register.published.map { value in
        .published(
            value, of: register.id, goal: register.goal, unit: register.unit, comparability: nil)
    }
}
