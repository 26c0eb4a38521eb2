/// A difference between two independent figures, and how surprising it would be if there were none.
public struct Difference: Sendable, Equatable {
    /// In the unit of the figures: shares in `-1...1`, or points of a mean or an index.
    public let value: Double
    /// In the same unit; above zero.
    public let standardError: Double
    /// The difference in standard errors.
    public let z: Double
    /// Two-sided, by the normal distribution, in `0...1`; before any adjustment for a family.
    public let p: Double
}

/// The difference with this value and standard error.
///
/// - Returns: `nil` when the standard error is zero, not finite or only rounding noise, or the
///   value is not finite: then nothing can be tested.
public func difference(_ value: Double, standardError: Double) -> Difference? {
    guard isUsable(standardError), value.isFinite else { return nil }
    let z = value / standardError
    return Difference(
        value: value, standardError: standardError, z: z, p: twoSidedNormalProbability(z))
}

/// The change from one estimate to another that is independent of it: another round's respondents,
/// or a disjoint group of the same round.
///
/// A group is never compared with the whole that it is part of, but with the rest. Rounds that
/// share respondents are not independent.
///
/// - Returns: `to − from`; `nil` when one of them has no standard error or both have none to speak
///   of.
public func difference(
    from earlier: DomainEstimate, to later: DomainEstimate
) -> Difference? {
    guard let first = earlier.standardError, let second = later.standardError else { return nil }
    return difference(
        later.value - earlier.value,
        standardError: (first * first + second * second).squareRoot())
}
