import Diagnostics

/// Reads a survey's `weighting`, on its own; `checkWeighting` checks it against its survey.
///
/// - Returns: `nil` when something that it needs is missing.
func readWeighting(_ node: DocumentNode) -> SurveyWeighting? {
    node.allowOnly(["method", "variables", "population", "trim", "strata"])
    let method: SurveyWeighting.Method? = node.required("method")?.word()
    let list = node.required("variables")
    let variables = readVariables(list)
    let population: PopulationID? = node.required("population")?.identifier()
    let trim = node.optional("trim").flatMap { readTrim($0) }
    let strata = node.optional("strata").flatMap { readVariable($0) }
    if method == .poststratified, variables.count > 1 {
        list?.report(
            "Post-stratification meets one margin.",
            remedy: "Name one variable, or write method: raked.")
    }
    guard let method, let population, !variables.isEmpty else { return nil }
    return SurveyWeighting(
        method: method, variables: variables, population: population, trim: trim, strata: strata)
}

private func readVariables(_ list: DocumentNode?) -> [BackgroundVariable] {
    var variables: [BackgroundVariable] = []
    let elements = list?.elements ?? []
    for element in elements {
        guard let variable = readVariable(element) else { continue }
        if variables.contains(variable) {
            element.report(
                "'\(variable.rawValue)' stands twice in the list.", remedy: "Remove one of them.")
        } else {
            variables.append(variable)
        }
    }
    if let list, elements.isEmpty {
        list.report("There is nothing to weight by.", remedy: "Name a background variable.")
    }
    return variables
}

private func readVariable(_ node: DocumentNode) -> BackgroundVariable? {
    guard let variable: BackgroundVariable = node.word() else { return nil }
    if PopulationTable.countable.contains(variable) { return variable }
    node.report(
        "Residents aren't counted by \(variable.rawValue), so nothing is weighted by it.",
        remedy: "Remove it.")
    return nil
}

private func readTrim(_ node: DocumentNode) -> ClosedRange<Double>? {
    let bounds = node.elements.map(\.number)
    let numbers = bounds.compactMap { $0 }
    guard numbers.count == bounds.count else { return nil }
    guard numbers.count == 2, 0 < numbers[0], numbers[0] < 1, 1 < numbers[1],
        numbers[1].isFinite
    else {
        node.report(
            "The bounds are no multiples of the mean weight with 1 between them.",
            remedy: "Write a number above 0 and below 1, and one above 1, as in [0.2, 5].")
        return nil
    }
    return numbers[0]...numbers[1]
}
