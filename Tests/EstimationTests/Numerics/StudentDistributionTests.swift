import Estimation
import Foundation
import TestSupport
import Testing

struct StudentDistributionTests {
    /// From scipy 1.17.1, `t.ppf`.
    @Test(
        "quantiles, also for degrees of freedom that are not whole",
        arguments: [
            (0.975, 0.5, 164.55767348048818), (0.975, 2.5, 3.5746548420036817),
            (0.975, 1e6, 1.959966356814107), (0.6, 7, 0.2631668613520229),
            (0.001, 3.7, -7.795183875029166), (1e-12, 16, -19.064623185086706),
            (1e-12, 1e5, -7.035371742393576),
        ])
    func quantiles(probability: Double, degreesOfFreedom: Double, expected: Double) {
        let quantile = studentQuantile(probability, degreesOfFreedom: degreesOfFreedom)

        #expect(abs(quantile / expected - 1) < 1e-10)
    }

    /// From scipy 1.17.1, `t.cdf`.
    @Test(
        "the share below a value",
        arguments: [
            (1e-5, 16, 0.5000039276123046), (0.3, 2.5, 0.6063288142524014),
            (-40, 3, 1.7190340394579253e-05), (4, 1e6, 0.9999683264829949), (-1, 1, 0.25),
        ])
    func shareBelow(t: Double, degreesOfFreedom: Double, expected: Double) {
        let below = studentCDF(t, degreesOfFreedom: degreesOfFreedom)

        #expect(abs(below / expected - 1) < 1e-12)
    }

    @Test("one degree of freedom is Cauchy's distribution, two have a formula")
    func closedForms() {
        var generator = SeededGenerator(seed: 6)
        for _ in 0..<200 {
            let t = Double.random(in: -20...20, using: &generator)

            let one = studentCDF(t, degreesOfFreedom: 1)
            let two = studentCDF(t, degreesOfFreedom: 2)

            #expect(abs(one - (0.5 + atan(t) / Double.pi)) < 1e-14)
            #expect(abs(two - (0.5 + t / (2 * (2 + t * t).squareRoot()))) < 1e-14)
        }
    }

    @Test("the ends of the scale are infinite and the middle is zero")
    func ends() {
        #expect(studentQuantile(0, degreesOfFreedom: 3) == -.infinity)
        #expect(studentQuantile(0.5, degreesOfFreedom: 3) == 0)
        #expect(studentQuantile(1, degreesOfFreedom: 3) == .infinity)
        #expect(studentCDF(.infinity, degreesOfFreedom: 3) == 1)
        #expect(studentCDF(-.infinity, degreesOfFreedom: 3) == 0)
    }

    @Test("the share below a quantile is the probability it was asked for")
    func roundTrip() {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<500 {
            let freedom = pow(10, Double.random(in: -0.3...5, using: &generator))
            let probability = pow(10, Double.random(in: -15 ... -0.001, using: &generator))

            let quantile = studentQuantile(probability, degreesOfFreedom: freedom)

            let back = studentCDF(quantile, degreesOfFreedom: freedom)
            #expect(abs(back / probability - 1) < 1e-9, "\(probability) \(freedom)")
        }
    }

    @Test("quantiles fall towards the normal distribution's as degrees of freedom are added")
    func nearsTheNormal() {
        let quantiles = (1...200).map { studentQuantile(0.975, degreesOfFreedom: Double($0)) }

        #expect(zip(quantiles, quantiles.dropFirst()).allSatisfy { $0 > $1 })
        #expect(quantiles.allSatisfy { $0 > normalQuantile(0.975) })
    }
}
