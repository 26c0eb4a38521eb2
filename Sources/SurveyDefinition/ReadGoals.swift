import Diagnostics

/// `goals.yaml` as read, with the places of its indicators for what is found about them later.
struct GoalsReading {
    let goals: Goals
    let indicators: [(id: IndicatorID, node: DocumentNode)]
}

/// Reads `goals.yaml`. What can't be read is reported and left out.
func readGoals(_ document: DocumentNode, reportingTo faults: FaultCollector) -> GoalsReading {
    let faultsBefore = faults.diagnostics.count
    document.allowOnly(["targetAreas", "goals", "indicators"])
    let areas = document.required("targetAreas")?.elements.compactMap(\.integer) ?? []

    var declaredGoals = DeclaredIdentifiers<Goal>()
    let goals = (document.required("goals")?.elements ?? []).compactMap { element -> Goal? in
        element.allowOnly(["id", "targetArea"])
        let id = declaredGoals.declare(element)
        let area = element.required("targetArea")?.integer
        if let area, !areas.contains(area) {
            element.optional("targetArea")?.report(
                "There is no target area \(area).", remedy: "Add it to targetAreas, or mend it.")
        }
        guard let id, let area else { return nil }
        return Goal(id: id, targetArea: area)
    }

    var declared = DeclaredIdentifiers<Indicator>()
    var indicators: [Indicator] = []
    var places: [(id: IndicatorID, node: DocumentNode)] = []
    for element in document.required("indicators")?.elements ?? [] {
        let id = declared.declare(element)
        if let id { places.append((id, element)) }
        guard let indicator = readIndicator(element, id: id, goals: declaredGoals.all) else {
            continue
        }
        indicators.append(indicator)
    }
    return GoalsReading(
        goals: Goals(
            targetAreas: areas, goals: goals, indicators: indicators,
            isComplete: faults.diagnostics.count == faultsBefore),
        indicators: places)
}

private func readIndicator(_ node: DocumentNode, id: IndicatorID?, goals: Set<GoalID>) -> Indicator?
{
    node.allowOnly(["id", "goal", "kind", "polarity", "unit", "published"])
    let goal: GoalID? = node.required("goal")?.identifier()
    let kind: Indicator.Kind? = node.required("kind")?.word()
    let polarity: Indicator.Polarity? = node.required("polarity")?.word()
    let unit: Indicator.Unit? = node.required("unit")?.word()
    let published = (node.required("published")?.elements ?? []).compactMap {
        readPublishedValue($0, unit: unit)
    }
    if let goal, !goals.contains(goal) {
        node.optional("goal")?.report(
            "There is no goal '\(goal)'.", remedy: "Add it to goals, or mend it.")
    }
    guard let id, let goal, let kind, let polarity, let unit else { return nil }
    return Indicator(
        id: id, goal: goal, kind: kind, polarity: polarity, unit: unit, published: published)
}

private func readPublishedValue(_ node: DocumentNode, unit: Indicator.Unit?) -> PublishedValue? {
    node.allowOnly(["territory", "value", "year", "source", "note", "subgroup"])
    let territory = readTextID(node.required("territory"))
    let value = node.required("value")?.number
    let year = node.required("year")?.integer(in: 1900...2200)
    let source = readTextID(node.required("source"))
    let note = readTextID(node.optional("note"))
    let subgroup = readTextID(node.optional("subgroup"))
    if unit == .percent, let value, !(0...100).contains(value) {
        node.optional("value")?.report(
            "\(value) is no percentage.", remedy: "Write a number from 0 to 100.")
    }
    guard let territory, let value, let year, let source else { return nil }
    return PublishedValue(
        territory: territory, value: value, year: year, source: source, subgroup: subgroup,
        note: note)
}

/// An id whose only use is to find a text.
private func readTextID(_ node: DocumentNode?) -> String? {
    let id: Identifier<PublishedValue>? = node?.identifier()
    return id?.value
}
