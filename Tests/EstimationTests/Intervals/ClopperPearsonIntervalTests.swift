import Estimation
import Testing

struct ClopperPearsonIntervalTests {
    /// From scipy 1.17.1, `binomtest(k, n).proportion_ci(method="exact")`.
    @Test(
        "bounds of counts",
        arguments: [
            (0, 30, 0.0, 0.11570330822202743), (30, 30, 0.8842966917779725, 1.0),
            (1, 30, 0.0008435709266493071, 0.17216945563341293),
            (3, 50, 0.01254858783533406, 0.1654819466037729),
            (512, 1024, 0.4689248299603414, 0.5310751700396585),
        ])
    func bounds(positives: Int, valid: Int, low: Double, high: Double) {
        let interval = clopperPearsonInterval(positives: positives, valid: valid)

        #expect(interval.isClose(to: low...high, within: 1e-13))
    }

    @Test("one answer leaves nearly everything open")
    func oneAnswer() {
        #expect(clopperPearsonInterval(positives: 0, valid: 1).isClose(to: 0...0.975))
        #expect(clopperPearsonInterval(positives: 1, valid: 1).isClose(to: 0.025...1))
    }

    @Test("it holds the share, mirrors its complement, and is wider than Wilson's")
    func properties() {
        for example in RandomShare.many(seed: 15) {
            let interval = clopperPearsonInterval(
                positives: example.positives, valid: example.valid)

            #expect(interval.contains(example.share))
            let mirror = clopperPearsonInterval(
                positives: example.valid - example.positives, valid: example.valid)
            #expect(mirror.isClose(to: interval.complement))
            let wilson = wilsonInterval(share: example.share, base: Double(example.valid))
            #expect(interval.width > wilson.width)
        }
    }
}
