import DisclosureControl

/// The method box for programs: keys in a fixed order, each with its value; what is unknown has no key.
///
/// Lists are divided by spaces.
func machineMethod(
    of release: Release, _ context: ReportContext
) -> [(key: String, value: String)] {
    let method = release.method
    let coverage = release.table.coverage
    let known: [(String, String?)] = [
        ("sampling", method.sampling), ("demonstration", String(method.isDemonstration)),
        ("official", String(method.isOfficial)), ("period", context.round.period),
        ("closes_on", context.round.closesOn),
        ("responses_at_least", String(release.responsesAtLeast)),
        ("invited", (coverage?.invited).map { String($0) }),
        ("response_rate", coverage?.responseRate?.plainDigits),
        ("languages", method.languages?.joined(separator: " ")),
        ("interval", method.interval), ("interval_level", "0.95"),
        ("smallest_base", String(method.smallestBase)),
        ("smallest_cell", String(method.smallestCell)),
        ("base_step", method.baseStep.map { String($0) }), ("weighting", method.weighting),
        ("weighting_failure", method.weightingFailure),
    ]
    let origin: [(String, String?)] = [
        ("survey", release.survey.id.value),
        ("survey_version", String(release.survey.version)),
        ("survey_digest", release.survey.digest), ("software", method.softwareVersion),
    ]
    return (known + (method.weights.map(machineWeights) ?? []) + origin)
        .compactMap { key, value in value.map { (key, $0) } }
}

private func machineWeights(_ weights: AppliedWeights) -> [(String, String?)] {
    let population = weights.population
    return [
        ("weighting_variables", weights.variables.map(\.rawValue).joined(separator: " ")),
        ("population", population.id), ("population_source", population.source),
        ("population_date", population.date),
        ("population_region_version", population.regionVersion),
        ("population_is_example", String(population.isExample)),
        ("design_effect", weights.designEffect.plainDigits),
        ("effective_base", String(weights.effectiveBase)),
        ("smallest_weight", weights.smallest.plainDigits),
        ("largest_weight", weights.largest.plainDigits),
        ("trimmed_to", weights.trimmedTo?.map(\.plainDigits).joined(separator: " ")),
    ]
}
