import Foundation

/// The standard normal distribution: the share of it below `x`.
///
/// - Returns: in `0...1`; precise relative to itself also far below zero.
public func normalCDF(_ x: Double) -> Double {
    erfc(-x / 2.0.squareRoot()) / 2
}

/// How often a standard normal value lies at least as far from zero as `z`, on either side.
///
/// - Returns: a two-sided p-value in `0...1`.
public func twoSidedNormalProbability(_ z: Double) -> Double {
    erfc(abs(z) / 2.0.squareRoot())
}

/// The value below which the share `probability` of the standard normal distribution lies.
///
/// - Returns: minus infinity at 0 and infinity at 1.
/// - Precondition: `probability` is in `0...1`.
///
/// Source: Wichura (1988), algorithm AS 241 (PPND16), Applied Statistics 37:477–484, and one step
/// of Newton's method.
public func normalQuantile(_ probability: Double) -> Double {
    precondition((0...1).contains(probability), "A probability is in 0…1.")
    // In the lower half a small probability keeps its digits, so the upper half is mirrored.
    if probability > 0.5 { return -normalQuantile(1 - probability) }
    if probability == 0 { return -.infinity }

    let rough = wichuraQuantile(probability)
    let density = exp(-rough * rough / 2) / (2 * Double.pi).squareRoot()
    // Only for the tiniest of numbers is there no density to divide by.
    return density > 0 ? rough - (normalCDF(rough) - probability) / density : rough
}

/// The normal quantile of a share that is 95 % confidence's upper bound: 1.959963984540054.
let normalQuantileAt95 = normalQuantile(0.975)

/// Wichura's rational approximations of the quantile, for `0 < probability <= 0.5`.
private func wichuraQuantile(_ probability: Double) -> Double {
    let distance = probability - 0.5
    if distance >= -0.425 {
        let r = 0.180625 - distance * distance
        return distance * polynomial(centralNumerator, r) / polynomial(centralDenominator, r)
    }
    let r = (-log(probability)).squareRoot()
    if r <= 5 {
        return -polynomial(tailNumerator, r - 1.6) / polynomial(tailDenominator, r - 1.6)
    }
    return -polynomial(farNumerator, r - 5) / polynomial(farDenominator, r - 5)
}

/// The polynomial with these coefficients, the constant first, at `x`.
private func polynomial(_ coefficients: [Double], _ x: Double) -> Double {
    coefficients.reversed().reduce(0) { $0 * x + $1 }
}

private let centralNumerator = [
    3.3871328727963666080, 1.3314166789178437745e2, 1.9715909503065514427e3,
    1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
    3.3430575583588128105e4, 2.5090809287301226727e3,
]
private let centralDenominator = [
    1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
    2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4,
    5.2264952788528545610e3,
]
private let tailNumerator = [
    1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550,
    3.64784832476320460504, 1.27045825245236838258, 2.41780725177450611770e-1,
    2.27238449892691845833e-2, 7.74545014278341407640e-4,
]
private let tailDenominator = [
    1, 2.05319162663775882187, 1.67638483018380384940, 6.89767334985100004550e-1,
    1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
    1.05075007164441684324e-9,
]
private let farNumerator = [
    6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580,
    2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
    2.71155556874348757815e-5, 2.01033439929228813265e-7,
]
private let farDenominator = [
    1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
    7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
    2.04426310338993978564e-15,
]
