import Estimation
import TestSupport
import Testing

struct IntervalsOfTwoSharesTests {
    /// Wilson's intervals from scipy 1.17.1, joined by Newcombe's formula.
    @Test("Newcombe's interval at the ends of the scale")
    func ends() {
        let few = newcombeInterval(share: 0, base: 20, minus: 0.25, base: 20)
        let opposite = newcombeInterval(share: 1, base: 20, minus: 0, base: 20)

        #expect(few.isClose(to: -0.468700877618744 ... -0.03776544556663042))
        #expect(opposite.isClose(to: 0.7721346162421945...1))
        #expect(opposite.upperBound <= 1)
    }

    @Test("Wald's interval is undefined when both shares are at an end")
    func undefined() {
        #expect(waldInterval(share: 1, base: 20, minus: 0, base: 20) == nil)
        #expect(waldInterval(share: 0.5, base: 20, minus: 0, base: 20) != nil)
    }

    @Test("both hold the difference, and turn round when the samples change places")
    func properties() throws {
        let pairs = zip(RandomShare.many(seed: 18), RandomShare.many(seed: 19))
        for (one, two) in pairs {
            let (p, m, q, n) = (one.share, one.effectiveBase, two.share, two.effectiveBase)

            let newcombe = newcombeInterval(share: p, base: m, minus: q, base: n)
            let wald = try #require(waldInterval(share: p, base: m, minus: q, base: n))

            #expect(newcombe.contains(p - q) && wald.contains(p - q))
            let turned = newcombeInterval(share: q, base: n, minus: p, base: m)
            #expect(turned.isClose(to: -newcombe.upperBound ... -newcombe.lowerBound))
            let turnedWald = try #require(waldInterval(share: q, base: n, minus: p, base: m))
            #expect(turnedWald.isClose(to: -wald.upperBound ... -wald.lowerBound))
        }
    }
}
