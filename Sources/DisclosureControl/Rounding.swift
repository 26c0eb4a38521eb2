/// How a figure is rounded before it is published.
///
/// A ratio is multiplied out before it is divided, so that a half is seen as a half: with whole
/// numbers below 2⁵³ the only inexact step is one division, which cannot turn anything else into a
/// half.
struct Rounding: Equatable {
    /// Steps per unit: 100 for a share in whole percent.
    let steps: Double
    /// Decimals of the figure as it is written: of a percentage or of points.
    let decimals: Int

    /// Of shares that rest on `base` valid answers.
    static func percent(base: Int) -> Rounding {
        base < 1000 ? Rounding(steps: 100, decimals: 0) : Rounding(steps: 1000, decimals: 1)
    }

    static let wholePercent = Rounding(steps: 100, decimals: 0)

    /// Of means, indexes and balances, and of ratios.
    static let points = Rounding(steps: 10, decimals: 1)

    /// Half away from zero.
    func nearest(_ numerator: Double, over denominator: Double = 1) -> Double {
        (numerator * steps / denominator).rounded(.toNearestOrAwayFromZero) / steps
    }

    func up(_ numerator: Double, over denominator: Double = 1) -> Double {
        (numerator * steps / denominator).rounded(.up) / steps
    }

    func down(_ numerator: Double, over denominator: Double = 1) -> Double {
        (numerator * steps / denominator).rounded(.down) / steps
    }

    /// How far an exact figure may lie from the rounded one.
    var halfStep: Double { 0.5 / steps }

    /// A number of answers as it is published: to the nearest five (rule R5), so that subtracting
    /// groups from the total doesn't count who is withheld.
    static func base(_ answers: Int) -> Int {
        (answers + Release.baseStep / 2) / Release.baseStep * Release.baseStep
    }
}
