import Foundation

/// Student's t distribution: the share of it below `t`.
///
/// - Parameter degreesOfFreedom: need not be whole.
/// - Returns: in `0...1`; precise relative to itself also far below zero.
/// - Precondition: `degreesOfFreedom > 0`.
///
/// Source: NIST Digital Library of Mathematical Functions 8.17 through I(ν/2, ½) at ν/(ν+t²), which
/// is the probability in both tails.
public func studentCDF(_ t: Double, degreesOfFreedom: Double) -> Double {
    precondition(degreesOfFreedom > 0, "Student's t needs degrees of freedom.")
    let tail = studentTail(abs(t), degreesOfFreedom)
    return t < 0 ? tail : 1 - tail
}

/// The value below which the share `probability` of Student's t distribution lies.
///
/// - Parameter degreesOfFreedom: need not be whole.
/// - Returns: minus infinity at 0 and infinity at 1.
/// - Precondition: `probability` is in `0...1` and `degreesOfFreedom > 0`.
///
/// Checked against R's `qt`.
public func studentQuantile(_ probability: Double, degreesOfFreedom: Double) -> Double {
    precondition((0...1).contains(probability), "A probability is in 0…1.")
    precondition(degreesOfFreedom > 0, "Student's t needs degrees of freedom.")
    if probability < 0.5 {
        return -studentQuantile(ofTail: probability, degreesOfFreedom)
    }
    return probability == 0.5 ? 0 : studentQuantile(ofTail: 1 - probability, degreesOfFreedom)
}

/// What lies above `t`, which is not negative.
private func studentTail(_ t: Double, _ freedom: Double) -> Double {
    guard t < .infinity else { return 0 }
    let scaled = t / freedom.squareRoot()
    return regularisedIncompleteBeta(at: Portion(of: 1, and: scaled * scaled), freedom / 2, 0.5) / 2
}

/// The value above which `tail`, less than a half, lies; sought by its logarithm.
private func studentQuantile(ofTail tail: Double, _ freedom: Double) -> Double {
    if tail == 0 { return .infinity }
    // Student's tails are heavier than the normal distribution's, whose quantile is below.
    let normal = -normalQuantile(tail)
    let lowest = log(normal)
    var highest = lowest + 1
    while studentTail(exp(highest), freedom) > tail { highest += highest - lowest }

    let near = min(max(lowest, log(expandedQuantile(normal, freedom))), highest)
    let logarithm = crossing(in: lowest...highest, from: near) { logarithm in
        let t = exp(logarithm)
        let above = studentTail(t, freedom)
        let place = Portion(of: 1, and: t * t / freedom)
        return (log(tail / above), betaKernel(at: place, freedom / 2, 0.5) / above)
    }
    return exp(logarithm)
}

/// Nearly the quantile, the nearer the more degrees of freedom.
///
/// Source: Abramowitz and Stegun (1964), *Handbook of Mathematical Functions*, 26.7.5, two terms.
private func expandedQuantile(_ z: Double, _ freedom: Double) -> Double {
    let square = z * z
    let first = z * (square + 1) / 4
    let second = z * ((5 * square + 16) * square + 3) / 96
    return z + (first + second / freedom) / freedom
}
