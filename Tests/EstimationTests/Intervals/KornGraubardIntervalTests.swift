import Estimation
import Testing

struct KornGraubardIntervalTests {
    /// By the formula, with scipy 1.17.1's `beta.ppf`.
    @Test(
        "bounds with a base above and below the number of answers",
        arguments: [
            (0.07, 100, 150, 0.0286052889074387, 0.13891972845585732),
            (0.07, 200, 150, 0.034788757245561845, 0.1233160542733999),
            (0.5, 20, 12.5, 0.21616096335098314, 0.7838390366490169),
        ])
    func bounds(share: Double, valid: Int, base: Double, low: Double, high: Double) throws {
        let interval = try #require(
            kornGraubardInterval(share: share, valid: valid, varianceEffectiveBase: base))

        #expect(interval.isClose(to: low...high, within: 1e-13))
    }

    /// From scipy 1.17.1, `beta.ppf(.975, 1, 14.9047545859)`.
    @Test("at 0 and at 1 it is defined on the base that is given")
    func ends() throws {
        let none = try #require(
            kornGraubardInterval(share: 0, valid: 17, varianceEffectiveBase: 14.9047545859))
        let all = try #require(
            kornGraubardInterval(share: 1, valid: 17, varianceEffectiveBase: 14.9047545859))

        #expect(none.lowerBound == 0)
        #expect(none.isClose(to: 0...0.21924730117795424))
        #expect(all.upperBound == 1)
        #expect(all.isClose(to: none.complement))
    }

    @Test("undefined when the base comes from rounding noise or is no number above zero")
    func undefined() {
        let noise = 0.5 * 0.5 / (1e-17 * 1e-17)
        for base in [noise, .infinity, .nan, 0, -1] {
            #expect(
                kornGraubardInterval(share: 0.5, valid: 17, varianceEffectiveBase: base) == nil)
        }
    }

    @Test("the share is inside, and the complement's interval mirrors it")
    func properties() throws {
        for example in RandomShare.many(seed: 16) {
            let interval = try #require(
                kornGraubardInterval(
                    share: example.share, valid: example.valid,
                    varianceEffectiveBase: example.effectiveBase))

            #expect(interval.contains(example.share))
            let mirror = try #require(
                kornGraubardInterval(
                    share: 1 - example.share, valid: example.valid,
                    varianceEffectiveBase: example.effectiveBase))
            #expect(mirror.isClose(to: interval.complement))
        }
    }

    @Test("with every answer's full weight it is Clopper and Pearson's")
    func withoutWeights() throws {
        for example in RandomShare.many(seed: 17) {
            let interval = try #require(
                kornGraubardInterval(
                    share: example.share, valid: example.valid,
                    varianceEffectiveBase: Double(example.valid)))

            let exact = clopperPearsonInterval(
                positives: example.positives, valid: example.valid)
            #expect(interval.isClose(to: exact))
        }
    }
}
