import DisclosureControl
import Localization
import SurveyDefinition

/// The columns, each with the key of its heading. Their order never changes; new ones come last.
enum PeopleColumn: String, CaseIterable {
    case kind = "results.column.kind"
    case goal = "results.column.goal"
    case indicator = "results.column.indicator"
    case breakdown = "results.column.breakdown"
    case group = "results.column.group"
    case territory = "results.column.territory"
    case year = "results.column.year"
    case value = "results.column.value"
    case unit = "results.column.unit"
    case low = "results.column.low"
    case high = "results.column.high"
    case base = "results.column.base"
    case dontKnow = "results.column.dont-know-percent"
    case remark = "results.column.remark"
    case source = "results.column.source"
    case comparability = "results.column.comparability"
    case collection = "results.column.collection"
    case unweighted = "results.column.unweighted"
    case againstRest = "results.column.against-rest"
    case change = "results.column.change"
    case againstPublished = "results.column.against-published"
    case question = "results.column.question"
    case answer = "results.column.answer"
    case population = "results.column.of-population-percent"
}

/// The file for a spreadsheet: figures are numbers that it can reckon with, so percentages have no sign.
func peopleFile(
    _ lines: [ReleaseLine], of release: Release, _ context: ReportContext, _ words: ReportWords
) -> String {
    let file = PeopleFile(release: release, context: context, words: words)
    let rows = (lines.map(file.cells) + file.method).map { cells in
        PeopleColumn.allCases.map { cells[$0] ?? .empty }
    }
    return csvText(
        header: PeopleColumn.allCases.map { words.text($0.rawValue).string }, rows: rows,
        style: .people)
}

/// What every line needs to be written in words.
struct PeopleFile {
    typealias Cells = [PeopleColumn: CSVCell]

    let release: Release
    let context: ReportContext
    let words: ReportWords

    /// Whom the figures are of: a group of its own isn't the municipality.
    var territory: CSVCell {
        context.round.sampling.isOfResidents
            ? .text(context.municipality) : text("results.territory.group")
    }

    func cells(of line: ReleaseLine) -> Cells {
        switch line {
        case .figures(let indicator, let table, let row):
            cells(of: row, of: indicator, in: table)
        case .published(let value, let indicator, let goal, let unit, let measured):
            cells(of: value, indicator, goal, unit, measured)
        case .point(let point, let indicator): cells(of: point, of: indicator)
        case .coverage(let row, let variable): cells(of: row, by: variable)
        case .language(let language):
            cells(
                ofSatellite: text("results.variable.language"), language.responses,
                name: language.tag.map { words.languageName($0, in: context) }
                    ?? words.text("results.other-languages"))
        case .mode(let mode):
            cells(
                ofSatellite: text("results.variable.mode"), mode.responses,
                name: words.mode(mode.mode))
        case .spread(let row, let cell, let variable, let distribution):
            cells(of: row, cell, by: variable, of: distribution)
        case .theme(let theme, let texts): cells(of: theme, in: texts)
        case .quotation(let text, let question): cells(quoting: text, of: question)
        }
    }

    func text(_ key: String) -> CSVCell { .text(words.text(key).string) }

    // MARK: Our own figures

    private func cells(
        of row: ProtectedRow, of indicator: ProtectedIndicator, in table: ProtectedBreakdown
    ) -> Cells {
        let remarks = words.remarks(on: row.figures, smallestCell: release.method.smallestCell)
        var cells = cells(of: indicator, remarks: remarks)
        cells[.kind] = text("results.kind.figures")
        cells[.breakdown] = .text(table.variable.map { words.variable($0).string } ?? "")
        cells[.group] = .text(words.group(row.group, of: table.variable, in: context).string)
        cells[.year] = .text(context.round.period)
        return cells.merging(figures(row.figures, indicator)) { cell, _ in cell }
    }

    /// A round of a series, with what changed before it.
    private func cells(of point: SeriesPoint, of indicator: ProtectedIndicator) -> Cells {
        let remarks =
            words.remarks(on: point.figures, smallestCell: release.method.smallestCell)
            + (point.breakBefore.map { [words.breakSentence($0)] } ?? [])
            + (point.isWeighted || release.method.weights == nil
                ? [] : [words.text("results.point-unweighted")])
        var cells = cells(of: indicator, remarks: remarks)
        cells[.kind] = text("results.kind.series")
        cells[.group] = text("results.everyone")
        cells[.year] = .text(point.period)
        return cells.merging(figures(point.figures, indicator)) { cell, _ in cell }
    }

    private func cells(of indicator: ProtectedIndicator, remarks: [LocalizedText]) -> Cells {
        let unit = words.unit(indicator.isShare ? .percent : .points)
        return [
            .goal: .text(words.shortGoal(indicator.goal).string),
            .indicator: .text(words.indicator(indicator.id).string),
            .territory: territory,
            .unit: .text(unit.string),
            .remark: .text(remarks.map(\.string).joined(separator: " ")),
            .source: .text(words.title(of: context.survey).string),
            .collection: .text(words.collection(of: release).string),
        ]
    }

    private func figures(_ figures: Figures?, _ indicator: ProtectedIndicator) -> Cells {
        guard let figures else {
            let withheld: [PeopleColumn] = [.value, .low, .high, .base, .dontKnow]
            return Dictionary(uniqueKeysWithValues: withheld.map { ($0, .text(withheldMark)) })
        }
        let scale = indicator.isShare ? 100.0 : 1
        func digits(_ value: Double?) -> String? {
            value.map { words.digits($0 * scale, decimals: figures.decimals) }
        }
        let value =
            digits(figures.value) ?? digits(figures.lessThan).map { "<" + $0 }
            ?? digits(figures.moreThan).map { ">" + $0 }
        let dontKnow = figures.dontKnowShare.map {
            words.digits($0 * 100, decimals: figures.dontKnowDecimals ?? figures.decimals)
        }
        return [
            .value: .number(value ?? ""),
            .low: .number(digits(figures.low) ?? ""),
            .high: .number(digits(figures.high) ?? ""),
            .base: .number(String(figures.n)),
            .dontKnow: .number(dontKnow ?? ""),
            .unweighted: .number(digits(figures.unweighted) ?? ""),
            .againstRest: .text(figures.againstRest.map { words.againstRest($0).string } ?? ""),
            .change: .text(change(figures, indicator)),
        ]
    }

    private func change(_ figures: Figures, _ indicator: ProtectedIndicator) -> String {
        figures.change.map { change in
            words.change(
                change, since: release.period(of: change.since, for: indicator.id), of: indicator,
                decimals: figures.decimals
            ).string
        } ?? ""
    }

    // MARK: Others' values

    private func cells(
        of value: PublishedValue, _ indicator: IndicatorID, _ goal: GoalID, _ unit: Indicator.Unit,
        _ measured: ProtectedIndicator?
    ) -> Cells {
        let decimals = value.value == value.value.rounded() ? 0 : 1
        let compared =
            measured.map { words.comparability($0.comparability) }
            ?? words.text("results.not-measured-here")
        let finding = measured?.finding(against: value).map(words.againstPublished)
        return [
            .kind: text("results.kind.published"),
            .goal: .text(words.shortGoal(goal).string),
            .indicator: .text(words.indicator(indicator).string),
            .group: .text(value.subgroup.map { words.subgroup($0).string } ?? ""),
            .territory: .text(words.territory(value.territory).string),
            .year: .number(String(value.year)),
            .value: .number(words.digits(value.value, decimals: decimals)),
            .unit: .text(words.unit(unit).string),
            .remark: .text(value.note.map { words.note($0).string } ?? ""),
            .source: .text(words.source(value.source).string),
            .comparability: .text(compared.string),
            .againstPublished: .text(finding?.string ?? ""),
        ]
    }
}

extension ReportWords {
    /// A number that a spreadsheet reads as one: the language's decimal mark, no groups, ASCII minus.
    func digits(_ value: Double, decimals: Int) -> String {
        let numbers = localizer.language.numbers
        return NumberFormat(
            decimalMark: numbers.decimalMark, groupMark: "", minus: "-",
            percentPattern: numbers.percentPattern
        ).string(value, decimals: decimals)
    }
}
