import Diagnostics

/// Checks that the survey asks for what its answers are weighted by, and that the population table
/// counts it.
///
/// - Parameter populations: the tables to choose from; `nil` when a source that was kept is read
///   again, whose table may have been removed since.
func checkWeighting(
    _ node: DocumentNode, of readings: [QuestionReading], in survey: Survey,
    among populations: PopulationReadings?
) {
    guard let weighting = survey.weighting else { return }
    let check = WeightingCheck(node: node, survey: survey, weighting: weighting)
    let asked = check.askedVariables()
    guard let populations else { return }
    guard populations.named.contains(weighting.population) else {
        node.optional("population")?.report(
            "There is no population table '\(weighting.population)'.",
            remedy: "Import it with radslag population import, or mend the id.")
        return
    }
    guard let table = populations.table(weighting.population) else { return }
    let uncertain = Set(readings.filter { !$0.isIntact }.compactMap(\.id))
    for (variable, question, place) in asked where check.isCounted(variable, in: table, at: place) {
        // The districts of a table were compared with those of districts.yaml when it was read.
        if variable != .district, !uncertain.contains(question.id) {
            check.checkLevels(of: question, variable, in: table)
        }
    }
}

private struct WeightingCheck {
    let node: DocumentNode
    let survey: Survey
    let weighting: SurveyWeighting

    /// The variables that are weighted by or drawn by, each once, with the question that asks for
    /// it and the key that names it; one that the survey doesn't ask for is reported.
    func askedVariables() -> [(BackgroundVariable, Question, key: String)] {
        let drawnBy = weighting.strata.map { [$0] } ?? []
        let strata = drawnBy.filter { !weighting.variables.contains($0) }
        let named = weighting.variables.map { ($0, "variables") } + strata.map { ($0, "strata") }
        return named.compactMap { variable, key in
            guard let question = survey.question(for: variable) else {
                node.optional(key)?.report(
                    "The survey doesn't ask for \(variable.rawValue).",
                    remedy: "Remove it, or add a question with background: \(variable.rawValue).")
                return nil
            }
            return (variable, question, key)
        }
    }

    func isCounted(
        _ variable: BackgroundVariable, in table: PopulationTable, at key: String
    ) -> Bool {
        if table.margins[variable] != nil { return true }
        node.optional(key)?.report(
            "The population table '\(table.id)' has no margin by \(variable.rawValue).",
            remedy: "Remove it, or import figures by \(variable.rawValue).")
        return false
    }

    /// An option that the table doesn't count is weighted as unknown; a figure that no answer can
    /// have is a fault.
    func checkLevels(
        of question: Question, _ variable: BackgroundVariable, in table: PopulationTable
    ) {
        let codes = Set(survey.codes(of: question))
        let counted = Set(table.margins[variable, default: [:]].keys)
        let unknown = counted.subtracting(codes)
        if !unknown.isEmpty {
            report(
                "The population table '\(table.id)' counts \(list(unknown)), which "
                    + "'\(question.id)' can't be answered with.",
                remedy: "Import it with the codes of the question's options.")
        } else if counted.count < 2 {
            report(
                "The population table '\(table.id)' counts only \(list(counted)) of what "
                    + "'\(question.id)' can be answered with.",
                remedy: "Import figures for at least two of its options.")
        }
    }

    private func report(_ problem: String, remedy: String) {
        node.optional("population")?.report(problem, remedy: remedy)
    }

    private func list(_ codes: Set<Code>) -> String {
        codes.map(\.value).sorted().joined(separator: ", ")
    }
}
