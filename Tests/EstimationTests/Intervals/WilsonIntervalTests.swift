import Estimation
import Testing

struct WilsonIntervalTests {
    /// From scipy 1.17.1, `binomtest(k, n).proportion_ci(method="wilson")`.
    @Test(
        "bounds of counts",
        arguments: [
            (0, 30, 0.0, 0.11351339317396875), (30, 30, 0.8864866068260312, 1.0),
            (1, 30, 0.005908590381612441, 0.16670390991409173),
            (3, 50, 0.020614970348973957, 0.1621709168883817),
            (512, 1024, 0.46943284426047427, 0.5305671557395257),
        ])
    func bounds(positives: Int, base: Int, low: Double, high: Double) {
        let interval = wilsonInterval(
            share: Double(positives) / Double(base), base: Double(base))

        #expect(interval.isClose(to: low...high, within: 1e-14))
    }

    @Test("without positive answers 0 is a bound exactly, with nothing else 1 is")
    func ends() {
        #expect(wilsonInterval(share: 0, base: 14.9).lowerBound == 0)
        #expect(wilsonInterval(share: 1, base: 14.9).upperBound == 1)
    }

    /// The bounds are those true shares that the share found is just 1.96 standard errors from.
    @Test("a bound's own standard error reaches to the share")
    func scoreEquation() {
        for example in RandomShare.many(seed: 11) {
            let base = example.effectiveBase

            let interval = wilsonInterval(share: example.share, base: base)

            for bound in [interval.lowerBound, interval.upperBound] {
                let error = (bound * (1 - bound) / base).squareRoot()
                #expect(abs(abs(bound - example.share) - 1.959963984540054 * error) < 1e-12)
            }
        }
    }

    @Test("the share is inside, the complement's interval mirrors it, a larger base narrows it")
    func properties() {
        for example in RandomShare.many(seed: 12) {
            let base = example.effectiveBase

            let interval = wilsonInterval(share: example.share, base: base)

            #expect(interval.contains(example.share))
            #expect((0...1).contains(interval.lowerBound) && interval.upperBound <= 1)
            let mirror = wilsonInterval(share: 1 - example.share, base: base)
            #expect(mirror.isClose(to: interval.complement))
            #expect(wilsonInterval(share: example.share, base: base * 1.1).width < interval.width)
        }
    }
}
