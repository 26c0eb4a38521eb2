import Estimation
import Testing

struct ArcsineIntervalTests {
    /// By the formula, with scipy 1.17.1's `t.ppf`.
    @Test(
        "bounds of a small share, and of one with few degrees of freedom",
        arguments: [
            (0.07, 0.02, 99, 0.03566609966994541, 0.11471516071910974),
            (0.5, 0.05, 4, 0.3629544359866506, 0.6370455640133496),
        ])
    func bounds(
        share: Double, error: Double, freedom: Int, low: Double, high: Double
    ) throws {
        let interval = try #require(
            arcsineInterval(share: share, standardError: error, degreesOfFreedom: freedom))

        #expect(interval.isClose(to: low...high, within: 1e-13))
    }

    @Test("bounds stop at 0 and at 1")
    func clamped() throws {
        let small = try #require(
            arcsineInterval(share: 0.01, standardError: 0.01, degreesOfFreedom: 9))
        let large = try #require(
            arcsineInterval(share: 0.99, standardError: 0.01, degreesOfFreedom: 9))

        #expect(small.lowerBound == 0)
        #expect(large.upperBound == 1)
        #expect(large.isClose(to: small.complement))
    }

    @Test("undefined where the share or the standard error say nothing")
    func undefined() {
        #expect(arcsineInterval(share: 0, standardError: 0.1, degreesOfFreedom: 16) == nil)
        #expect(arcsineInterval(share: 1, standardError: 0.1, degreesOfFreedom: 16) == nil)
        #expect(arcsineInterval(share: 0.5, standardError: 1e-17, degreesOfFreedom: 16) == nil)
        #expect(arcsineInterval(share: 0.5, standardError: 0.1, degreesOfFreedom: 0) == nil)
    }

    @Test("the share is inside, and the complement's interval mirrors it")
    func properties() throws {
        for example in RandomShare.many(seed: 14) {
            let interval = try #require(
                arcsineInterval(
                    share: example.share, standardError: example.standardError,
                    degreesOfFreedom: example.degreesOfFreedom))

            #expect(interval.contains(example.share))
            let mirror = try #require(
                arcsineInterval(
                    share: 1 - example.share, standardError: example.standardError,
                    degreesOfFreedom: example.degreesOfFreedom))
            #expect(mirror.isClose(to: interval.complement))
        }
    }
}
