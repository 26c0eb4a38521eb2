public import Indicators
public import SurveyDefinition

/// Who answered against who lives here, rounded and protected; of a running round for staff only,
/// of a closed one with its release.
///
/// It tells how many of a group answered in whole percent and never what; a group of fewer than the
/// smallest cell, and none, look alike. One variable at a time: numbers of answers by two variables
/// crossed would tighten what subtraction tells of the published tables.
///
/// - Parameter invited: persons, less those who could not be reached; `nil` when unknown or
///   meaningless.
public func coverage(of composition: Composition, invited: Int?, policy: Policy) -> Coverage {
    let everyone = composition.respondents
    guard everyone >= policy.smallestBase else {
        return Coverage(tables: [], languages: [], modes: [], invited: invited, responseRate: nil)
    }
    return Coverage(
        tables: composition.tables.map { Coverage.Table($0, everyone: everyone, policy: policy) },
        languages: satellite(composition.languages, policy: policy).map {
            Coverage.Language(tag: $0.code?.value, responses: $0.share)
        },
        modes: satellite(composition.modes, policy: policy).map { row in
            Coverage.Mode(
                mode: row.code.flatMap { CollectionMode(rawValue: $0.value) }, responses: row.share)
        },
        invited: invited,
        responseRate: invited.flatMap { invited in
            invited < everyone
                ? nil : Rounding.wholePercent.nearest(Double(everyone), over: Double(invited))
        })
}

extension Coverage.Table {
    fileprivate init(_ table: Composition.Table, everyone: Int, policy: Policy) {
        variable = table.variable
        let population = table.rows.reduce(0) { $0 + ($1.population ?? 0) }
        rows = table.rows.map { row in
            let isShown = row.respondents >= policy.smallestCell
            let responses =
                isShown
                ? Rounding.wholePercent.nearest(Double(row.respondents), over: Double(everyone))
                : nil
            let residents = row.population.map {
                Rounding.wholePercent.nearest(Double($0), over: Double(max(1, population)))
            }
            var ratio: Double?
            if let responses, let residents, responses >= 0.01, residents >= 0.01 {
                ratio = Rounding.points.nearest(responses, over: residents)
            }
            return Coverage.Row(
                group: row.group, responses: responses, population: residents, ratio: ratio)
        }
    }
}

/// The language versions, or the modes, that enough answered in, and all others as one. When only one is
/// rare, it and the next rarest are told together, so that it can't be had by subtraction.
///
/// - Parameter counts: responses of each.
/// - Returns: shares in `0...1`, the largest first; without a code, of all the others.
private func satellite(
    _ counts: [Code: Int], policy: Policy
) -> [(code: Code?, share: Double)] {
    let answered = counts.values.reduce(0, +)
    guard answered >= policy.smallestBase else { return [] }
    var known = counts.filter { $0.value > 0 }
        .sorted { ($0.value, $1.key) > ($1.value, $0.key) }
    var others = 0
    var together = 0
    while let rarest = known.last,
        rarest.value < policy.smallestCell || (together > 0 && others < policy.smallestCell)
            || together == 1
    {
        others += rarest.value
        together += 1
        known.removeLast()
    }
    func share(_ count: Int) -> Double {
        Rounding.wholePercent.nearest(Double(count), over: Double(answered))
    }
    return known.map { (code: $0.key, share: share($0.value)) }
        + (together > 0 ? [(code: nil, share: share(others))] : [])
}
