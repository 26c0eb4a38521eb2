/// Newcombe's interval for the difference between two independent shares, at 95 % confidence.
///
/// - Parameters:
///   - share: the share that is subtracted from, in `0...1`.
///   - base: how many valid answers it rests on; with weights the effective number.
///   - other: the share that is subtracted, in `0...1`.
///   - otherBase: how many valid answers that one rests on.
/// - Returns: bounds of `share − other`, in `-1...1`; well defined also at shares of 0 and 1.
/// - Precondition: both bases are above zero.
///
/// Source: Newcombe (1998), Statistics in Medicine 17:873–890, method 10, which joins Wilson's
/// intervals.
public func newcombeInterval(
    share: Double, base: Double, minus other: Double, base otherBase: Double
) -> ClosedRange<Double> {
    let first = wilsonInterval(share: share, base: base)
    let second = wilsonInterval(share: other, base: otherBase)
    let difference = share - other
    let down = length(share - first.lowerBound, second.upperBound - other)
    let up = length(first.upperBound - share, other - second.lowerBound)
    return max(-1, difference - down)...min(1, difference + up)
}

/// Wald's interval for the same difference, at 95 % confidence with the normal distribution.
///
/// - Parameters:
///   - share: the share that is subtracted from, in `0...1`.
///   - base: how many valid answers it rests on; with weights the effective number.
///   - other: the share that is subtracted, in `0...1`.
///   - otherBase: how many valid answers that one rests on.
/// - Returns: bounds of `share − other`, which may leave `-1...1`; `nil` when both shares are at an
///   end, so that no variance is left.
/// - Precondition: both bases are above zero.
public func waldInterval(
    share: Double, base: Double, minus other: Double, base otherBase: Double
) -> ClosedRange<Double>? {
    precondition(base > 0 && otherBase > 0, "A share of nobody has no interval.")
    let variance = share * (1 - share) / base + other * (1 - other) / otherBase
    return waldInterval(
        value: share - other, standardError: variance.squareRoot(), degreesOfFreedom: nil)
}

/// The hypotenuse over two sides.
private func length(_ a: Double, _ b: Double) -> Double {
    (a * a + b * b).squareRoot()
}
