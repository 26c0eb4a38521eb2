/// The continued fraction a₁/(b₁ + a₂/(b₂ + …)).
///
/// - Parameter terms: aₙ and bₙ of the n it is given, from 1.
/// - Returns: its value when another term changes nothing that a `Double` can hold.
///
/// Source: Lentz's method as modified by Thompson and Barnett (1986), J. Comput. Phys. 64:490–509.
func continuedFraction(_ terms: (Int) -> (numerator: Double, denominator: Double)) -> Double {
    let tiny = 1e-300  // In place of a zero that would be divided by.
    let awayFromZero = { (x: Double) in abs(x) < tiny ? tiny : x }
    var value = tiny
    var forward = tiny
    var backward = 0.0
    for step in 1...1_000_000 {
        let (numerator, denominator) = terms(step)
        forward = awayFromZero(denominator + numerator / forward)
        backward = 1 / awayFromZero(denominator + numerator * backward)
        value *= forward * backward
        if abs(forward * backward - 1) < 1e-15 { break }
    }
    return value
}
