/// p-values adjusted so that a whole family of tests claims a difference that is not there at most
/// as often as a single test would: for public claims.
///
/// A family is one indicator over all districts, or over all groups of one variable.
///
/// - Returns: adjusted p-values in the order given; no smaller than the raw ones, no larger than 1.
///
/// Source: Holm (1979), Scandinavian Journal of Statistics 6:65–70; R's `p.adjust("holm")`.
public func holm(_ values: [Double]) -> [Double] {
    var adjusted = values
    var largest = 0.0
    for (rank, place) in ascending(values).enumerated() {
        largest = max(largest, min(1, values[place] * Double(values.count - rank)))
        adjusted[place] = largest
    }
    return adjusted
}

/// p-values adjusted so that the differences claimed are false in at most the given share of cases:
/// for exploration inside the municipality.
///
/// - Returns: adjusted p-values in the order given; between the raw ones and Holm's.
///
/// Source: Benjamini and Hochberg (1995), J. R. Statist. Soc. B 57:289–300; R's `p.adjust("BH")`.
public func benjaminiHochberg(_ values: [Double]) -> [Double] {
    var adjusted = values
    var smallest = 1.0
    for (rank, place) in ascending(values).enumerated().reversed() {
        smallest = min(smallest, values[place] * (Double(values.count) / Double(rank + 1)))
        adjusted[place] = smallest
    }
    return adjusted
}

/// The places of the values, the smallest value's first.
private func ascending(_ values: [Double]) -> [Int] {
    values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
}
