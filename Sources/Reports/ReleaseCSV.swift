public import DisclosureControl
public import Localization
import SurveyDefinition

/// The release as one table: a row per indicator and group, and a row per value that others have published;
/// then a row per round of each series, per group that answered, per answer of each question, per theme of the
/// free texts and per quotation; the method last.
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
    let results = release.results(by: context.goals)
    let lines = results.flatMap { results in
        results.measured.flatMap { figureLines(of: $0) + publishedLines(of: $0, context.goals) }
            + results.registers.flatMap(publishedLines)
    }
    let series = results.flatMap(\.measured).flatMap { indicator in
        (release.series(of: indicator.id)?.points ?? []).map {
            ReleaseLine.point($0, of: indicator)
        }
    }
    let all =
        lines + series + (release.table.coverage.map(coverageLines) ?? [])
        + (release.table.distributions ?? []).flatMap(distributionLines)
        + (release.texts?.questions ?? []).flatMap(textLines)
    switch style {
    case .people: return peopleFile(all, of: release, context, ReportWords(localizer))
    case .machines: return machineFile(all, of: release, context)
    }
}

/// What a line of the file is about.
enum ReleaseLine {
    case figures(ProtectedIndicator, table: ProtectedBreakdown, ProtectedRow)
    /// - Parameter measured: `nil` for an indicator that the survey doesn't measure.
    case published(
        PublishedValue, of: IndicatorID, goal: GoalID, unit: Indicator.Unit,
        measured: ProtectedIndicator?)
    case point(SeriesPoint, of: ProtectedIndicator)
    case coverage(Coverage.Row, of: BackgroundVariable)
    case language(Coverage.Language)
    case mode(Coverage.Mode)
    /// - Parameter cell: `nil` for a withheld row, which has no answers.
    case spread(
        Distribution.Row, cell: Distribution.Cell?, variable: BackgroundVariable?,
        of: Distribution)
    case theme(ProtectedTexts.ThemeShare, of: ProtectedTexts.Question)
    case quotation(String, of: QuestionID)
}

private func figureLines(of indicator: ProtectedIndicator) -> [ReleaseLine] {
    indicator.tables.flatMap { table in
        table.rows.map { .figures(indicator, table: table, $0) }
    }
}

private func publishedLines(of indicator: ProtectedIndicator, _ goals: Goals) -> [ReleaseLine] {
    (goals.indicator(indicator.id)?.published ?? []).map { value in
        .published(
            value, of: indicator.id, goal: indicator.goal, unit: indicator.unit,
            measured: indicator)
    }
}

private func publishedLines(of register: Indicator) -> [ReleaseLine] {
    register.published.map { value in
        .published(value, of: register.id, goal: register.goal, unit: register.unit, measured: nil)
    }
}

private func coverageLines(of coverage: Coverage) -> [ReleaseLine] {
    coverage.tables.flatMap { table in
        table.rows.map { .coverage($0, of: table.variable) }
    } + coverage.languages.map { .language($0) } + (coverage.modes ?? []).map { .mode($0) }
}

private func textLines(of texts: ProtectedTexts.Question) -> [ReleaseLine] {
    (texts.themes ?? []).map { .theme($0, of: texts) }
        + texts.quotations.map { .quotation($0, of: texts.question) }
}

private func distributionLines(of distribution: Distribution) -> [ReleaseLine] {
    distribution.tables.flatMap { table in
        table.rows.flatMap { row -> [ReleaseLine] in
            let cells: [Distribution.Cell?] = row.n == nil ? [nil] : row.cells
            return cells.map {
                .spread(row, cell: $0, variable: table.variable, of: distribution)
            }
        }
    }
}
