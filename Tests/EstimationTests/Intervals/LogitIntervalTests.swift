import Estimation
import Testing

struct LogitIntervalTests {
    /// By the formula, with scipy 1.17.1's `t.ppf`.
    @Test(
        "bounds of a small share, and of one with few degrees of freedom",
        arguments: [
            (0.07, 0.02, 99, 0.03930596056078765, 0.12162843857224537),
            (0.5, 0.05, 4, 0.3646381884785361, 0.635361811521464),
        ])
    func bounds(
        share: Double, error: Double, freedom: Int, low: Double, high: Double
    ) throws {
        let interval = try #require(
            logitInterval(share: share, standardError: error, degreesOfFreedom: freedom))

        #expect(interval.isClose(to: low...high, within: 1e-13))
    }

    @Test("undefined where the log-odds or the standard error say nothing")
    func undefined() {
        #expect(logitInterval(share: 0, standardError: 0.1, degreesOfFreedom: 16) == nil)
        #expect(logitInterval(share: 1, standardError: 0.1, degreesOfFreedom: 16) == nil)
        #expect(logitInterval(share: 0.5, standardError: 0, degreesOfFreedom: 16) == nil)
        #expect(logitInterval(share: 0.5, standardError: 1e-17, degreesOfFreedom: 16) == nil)
        #expect(logitInterval(share: 0.5, standardError: .nan, degreesOfFreedom: 16) == nil)
        #expect(logitInterval(share: 0.5, standardError: .infinity, degreesOfFreedom: 16) == nil)
        #expect(logitInterval(share: 0.5, standardError: 0.1, degreesOfFreedom: 0) == nil)
    }

    @Test("the share is inside 0–1's inside, and the complement's interval mirrors it")
    func properties() throws {
        for example in RandomShare.many(seed: 13) {
            let interval = try #require(
                logitInterval(
                    share: example.share, standardError: example.standardError,
                    degreesOfFreedom: example.degreesOfFreedom))

            #expect(interval.contains(example.share))
            #expect(interval.lowerBound >= 0 && interval.upperBound <= 1)
            let mirror = try #require(
                logitInterval(
                    share: 1 - example.share, standardError: example.standardError,
                    degreesOfFreedom: example.degreesOfFreedom))
            #expect(mirror.isClose(to: interval.complement))
        }
    }
}
