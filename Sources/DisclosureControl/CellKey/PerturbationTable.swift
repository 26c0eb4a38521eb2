import Foundation

/// The distribution of the noise that is added to a count: of all with mean zero and a given
/// variance, within a largest change and never below zero respondents, that of greatest entropy.
///
/// Such a distribution is `p(d) ∝ exp(a·d + b·d²)` over the changes that a count allows. Newton's
/// method finds the two numbers: how mean and variance move with them is the covariance of `d` and
/// `d²`, which is positive definite, so that there is one solution and every step leads nearer.
///
/// Source: Giessing (2016), "Computational issues in the design of transition probabilities and
/// disclosure risk estimation for additive noise", Privacy in Statistical Databases, LNCS 9867; so
/// also the R package *ptable*.
struct PerturbationTable: Sendable, Equatable {
    /// The chance of one change.
    struct Step: Sendable, Equatable {
        /// Added to the count.
        let change: Int
        let probability: Double
    }

    /// Changes of at most three, with a variance of one.
    static let usual = PerturbationTable()

    /// Per count from one, the changes ascending; the last holds for every larger count too.
    let rows: [[Step]]

    /// - Parameters:
    ///   - largestChange: at least one.
    ///   - variance: of the noise, in respondents squared; more than zero and less than
    ///     `largestChange`, the most that a count of one allows.
    init(largestChange: Int = 3, variance: Double = 1) {
        precondition(largestChange >= 1 && variance > 0 && variance < Double(largestChange))
        rows = (1...largestChange).map { count in
            PerturbationTable.mostUncertain(
                over: max(-count, -largestChange)...largestChange, variance: variance)
        }
    }

    /// The count as it is shown.
    ///
    /// - Parameters:
    ///   - count: respondents, not negative. Nobody stays nobody.
    ///   - key: the cell's key; the same key gives the same noise.
    func perturbed(_ count: Int, key: UInt32) -> Int {
        if count == 0 { return 0 }
        let place = (Double(key) + 0.5) / 0x1p32
        let row = rows[min(count, rows.count) - 1]
        var reached = 0.0
        for step in row.dropLast() {
            reached += step.probability
            if place < reached { return count + step.change }
        }
        return count + row[row.count - 1].change
    }

    private static func mostUncertain(
        over changes: ClosedRange<Int>, variance: Double
    ) -> [Step] {
        var family = ExponentialFamily(changes: changes, linear: 0, quadratic: 0)
        for _ in 0..<100 {
            guard let next = family.newtonStep(towards: variance) else { break }
            family = next
        }
        return zip(changes, family.probabilities).map { Step(change: $0, probability: $1) }
    }
}

/// `p(d) ∝ exp(linear·d + quadratic·d²)` over a range of changes.
private struct ExponentialFamily {
    let changes: ClosedRange<Int>
    let linear: Double
    let quadratic: Double

    private var weights: [Double] {
        changes.map { change in
            let d = Double(change)
            return exp(linear * d + quadratic * d * d)
        }
    }

    var probabilities: [Double] {
        let weights = weights
        let sum = weights.reduce(0, +)
        return weights.map { $0 / sum }
    }

    /// The mean of `d` to a power.
    private func moment(_ power: Int) -> Double {
        zip(changes, probabilities).reduce(0) { $0 + pow(Double($1.0), Double(power)) * $1.1 }
    }

    /// What the mean and the mean square are off by.
    private func error(_ variance: Double) -> (Double, Double) { (moment(1), moment(2) - variance) }

    /// A Newton step, halved as often as it takes to be off by less; `nil` when none is, at the
    /// solution.
    func newtonStep(towards variance: Double) -> ExponentialFamily? {
        let (m1, m2, m3, m4) = (moment(1), moment(2), moment(3), moment(4))
        let covariance = (m2 - m1 * m1, m3 - m1 * m2, m4 - m2 * m2)
        let determinant = covariance.0 * covariance.2 - covariance.1 * covariance.1
        let error = error(variance)
        let step = (
            (covariance.2 * error.0 - covariance.1 * error.1) / determinant,
            (covariance.0 * error.1 - covariance.1 * error.0) / determinant
        )
        return (0..<40).lazy
            .map { halvings in
                let part = pow(0.5, Double(halvings))
                return ExponentialFamily(
                    changes: changes, linear: linear - part * step.0,
                    quadratic: quadratic - part * step.1)
            }
            .first { next in
                let left = next.error(variance)
                return left.0 * left.0 + left.1 * left.1 < error.0 * error.0 + error.1 * error.1
            }
    }
}
