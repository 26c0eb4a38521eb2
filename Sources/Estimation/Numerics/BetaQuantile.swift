import Foundation

/// The value below which the share `probability` of a beta distribution lies: the inverse of
/// `regularisedIncompleteBeta(at:_:_:)`.
///
/// - Returns: in `0...1`; a tiny quantile keeps its digits, because it is sought by its logarithm.
/// - Precondition: `probability` is in `0...1`, `a > 0` and `b > 0`.
///
/// Checked against R's `qbeta`.
public func betaQuantile(_ probability: Double, _ a: Double, _ b: Double) -> Double {
    precondition((0...1).contains(probability), "A probability is in 0…1.")
    precondition(a > 0 && b > 0, "A beta distribution has two parameters above zero.")
    if probability == 0 || probability == 1 { return probability }

    let target = Portion(probability)
    let isInLowerHalf = probability <= regularisedIncompleteBeta(at: 0.5, a, b)
    return isInLowerHalf
        ? lowBetaQuantile(target, a, b) : 1 - lowBetaQuantile(target.mirrored, b, a)
}

/// The quantile when it is at most a half, by ln x: ln I is nearly straight in it for small x.
private func lowBetaQuantile(_ target: Portion, _ a: Double, _ b: Double) -> Double {
    let smallest = log(Double.leastNormalMagnitude)
    // Below a half (1−t)ᵇ⁻¹ < 2, so that I < 2·xᵃ/(a·B), which is the target at the lower end.
    let logBeta = -(a + b) * log(2) - logBetaKernel(at: Portion(0.5), a, b)
    let lowest = (log(target.part / 2) + log(a) + logBeta) / a
    let interval = min(max(lowest, smallest), -log(2))...(-log(2))

    let logarithm = crossing(in: interval, from: interval.lowerBound) { logarithm in
        let x = Portion(exp(logarithm))
        let slope = betaKernel(at: x, a, b) / x.rest
        // The smaller of the two tails has the more digits.
        if target.part <= 0.5 {
            let below = regularisedIncompleteBeta(at: x, a, b)
            return (log(below / target.part), slope / below)
        }
        let above = regularisedIncompleteBeta(at: x.mirrored, b, a)
        return (log(target.rest / above), slope / above)
    }
    return logarithm <= smallest ? 0 : exp(logarithm)
}
