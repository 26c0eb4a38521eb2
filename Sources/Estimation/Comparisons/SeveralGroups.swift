/// Whether several independent groups can have one and the same true value.
public struct GroupComparison: Sendable, Equatable {
    /// Squared distances from the common mean, each in its own variance; 0 when all are equal.
    public let q: Double
    /// Groups less one.
    public let degreesOfFreedom: Int
    /// How often a chi-squared value is larger than `q`, in `0...1`.
    public let p: Double
}

/// Compares the values of several independent groups at once: Q = Σ(value − mean)²/variance, with
/// the mean weighted by inverse variances.
///
/// - Parameter groups: values and standard errors in one unit, in any order: the result is the same
///   to the last digit.
/// - Returns: `nil` for fewer than two groups, and when a group's standard error is zero, not
///   finite or only rounding noise.
///
/// Source: Cochran (1954), Biometrics 10:101–129.
public func severalGroups(
    _ groups: [(value: Double, standardError: Double)]
) -> GroupComparison? {
    guard groups.count > 1, groups.allSatisfy({ isUsable($0.standardError) }) else { return nil }
    let ordered = groups.sorted { ($0.value, $0.standardError) < ($1.value, $1.standardError) }
    let precisions = ordered.map { 1 / ($0.standardError * $0.standardError) }
    let mean =
        zip(ordered, precisions).reduce(0) { $0 + $1.0.value * $1.1 } / precisions.reduce(0, +)
    let q = zip(ordered, precisions).reduce(0) { sum, group in
        let distance = group.0.value - mean
        return sum + distance * distance * group.1
    }
    let freedom = groups.count - 1
    return GroupComparison(
        q: q, degreesOfFreedom: freedom,
        p: chiSquaredUpperTail(q, degreesOfFreedom: Double(freedom)))
}
