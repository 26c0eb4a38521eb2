/// The levels that share an adjustment in post-stratification.
///
/// From the first level on, one with too few respondents is joined with the next, or with the one
/// before it where there is no next, until all are large enough or only one is left. Respondents of
/// unknown level are not part of this: they keep a category of their own.
///
/// - Returns: ranges of levels, in order, each level in one.
func postStrata(of classes: [SampleClass], by plan: WeightingPlan) -> [ClosedRange<Int>] {
    var sizes = Array(repeating: 0, count: plan.margins[0].levels.count)
    for each in classes {
        if let level = each.levels[0] { sizes[level] += each.respondents }
    }

    var cells = sizes.indices.map { $0...$0 }
    while cells.count > 1,
        let small = cells.firstIndex(where: { sizes[$0].reduce(0, +) < plan.smallestCell })
    {
        let first = min(small, cells.count - 2)
        let joined = cells[first].lowerBound...cells[first + 1].upperBound
        cells.replaceSubrange(first...(first + 1), with: [joined])
    }
    return cells
}

extension Margin {
    /// The margin with some of its neighbouring levels joined.
    func joining(_ cells: [ClosedRange<Int>]) -> Margin {
        Margin(
            name: name,
            levels: cells.map { cell in
                Level(
                    name: levels[cell].map(\.name).joined(separator: ", "),
                    population: levels[cell].reduce(0) { $0 + $1.population })
            })
    }
}
