public import Anonymization
public import SurveyDefinition

/// Counts a round's responses into the indicators that its survey codes.
///
/// No weights: every response counts the same.
///
/// - Returns: one indicator per coding in the order of `goals`; the same figures to the last bit in
///   whatever order the responses were added.
/// - Precondition: every coding names an indicator of `goals` and a question of `survey`. Reading
///   the definitions checks it.
public func tabulate(
    _ responses: ResponseTable, by survey: Survey, goals: Goals, districts: Districts
) -> IndicatorTable {
    let cells = Dictionary(grouping: responses.counts, by: \.key.question)
    let groupings = survey.backgroundVariables.map { variable in
        Grouping(variable: variable, groups: groups(of: variable, in: survey, districts: districts))
    }

    let tabulated = goals.indicators.flatMap { indicator in
        survey.codings.filter { $0.indicator == indicator.id }.map { coding in
            CodedQuestion(coding, of: survey, respondents: responses.responses)
                .tabulated(as: indicator, cells: cells[coding.question] ?? [], by: groupings)
        }
    }
    precondition(
        tabulated.count == survey.codings.count, "A coding names no indicator of the goals.")
    return IndicatorTable(indicators: tabulated)
}

/// A background variable with its groups in the order in which they are shown.
private struct Grouping {
    let variable: BackgroundVariable
    let groups: [Code]
}

private func groups(
    of variable: BackgroundVariable, in survey: Survey, districts: Districts
) -> [Code] {
    guard let question = survey.question(for: variable) else { return [] }
    if case .district = question.kind { return districts.list.map { Code($0.id.value) } }
    return question.options.filter { !$0.isSpecial }.map(\.code)
}

/// A question as one indicator reads it.
private struct CodedQuestion {
    let coding: IndicatorCoding
    let isDetached: Bool
    let scale: ScoreScale?
    let respondents: Int

    init(_ coding: IndicatorCoding, of survey: Survey, respondents: Int) {
        guard let question = survey.question(coding.question) else {
            preconditionFailure("A coding names no question of the survey.")
        }
        self.coding = coding
        isDetached = question.isDetached
        scale = ScoreScale(of: coding, options: question.options)
        self.respondents = respondents
    }

    func tabulated(
        as indicator: Indicator, cells: [(key: ResponseTable.Cell, value: Int)],
        by groupings: [Grouping]
    ) -> TabulatedIndicator {
        let classes = tallies(of: cells)
        let round = Breakdown(variable: nil, rows: [row(of: nil, classes.map(\.tally))])
        return TabulatedIndicator(
            id: indicator.id, goal: indicator.goal, polarity: indicator.polarity,
            unit: indicator.unit,
            question: coding.question, measure: coding.measure, comparability: coding.comparability,
            breakdowns: [round]
                + (isDetached ? [] : groupings.map { breakdown(of: classes, by: $0) }))
    }

    /// One tally per class, in the order of the classes' keys; the answers without a class first.
    private func tallies(
        of cells: [(key: ResponseTable.Cell, value: Int)]
    ) -> [(respondentClass: RespondentClass?, tally: Tally)] {
        var tallies: [RespondentClass?: Tally] = [:]
        for (cell, count) in cells {
            tallies[cell.respondentClass, default: Tally()]
                .add(count, of: cell.answer, by: coding, scale: scale)
        }
        return tallies.map { (place: $0.key?.key ?? "", respondentClass: $0.key, tally: $0.value) }
            .sorted { $0.place < $1.place }
            .map { (respondentClass: $0.respondentClass, tally: $0.tally) }
    }

    /// Whoever has no listed value of the variable is in the last row, so that no response is left
    /// out.
    private func breakdown(
        of classes: [(respondentClass: RespondentClass?, tally: Tally)], by grouping: Grouping
    ) -> Breakdown {
        let listed = grouping.groups.filter { $0 != BreakdownRow.notStated }
        let members = Dictionary(grouping: classes) { entry in
            let value = entry.respondentClass?[grouping.variable]
            return listed.first { $0 == value } ?? BreakdownRow.notStated
        }
        return Breakdown(
            variable: grouping.variable,
            rows: (listed + [BreakdownRow.notStated]).map {
                row(of: $0, members[$0, default: []].map(\.tally))
            })
    }

    private func row(of group: Code?, _ tallies: [Tally]) -> BreakdownRow {
        let tally = tallies.reduce(into: Tally(), +=)
        return BreakdownRow(
            group: group, tally: tally,
            estimate: Estimate(of: tally, scale: scale, respondents: respondents))
    }
}
