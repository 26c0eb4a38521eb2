import TestSupport
import Testing

@testable import Estimation

/// Counts, sums and spreads of weights, put together and taken apart.
struct WeightSumsTests {
    /// Some respondents of equal weight each, as classes have them.
    private func parts(seed: UInt64, around centre: Double = 10) -> [WeightSums] {
        var generator = SeededGenerator(seed: seed)
        return (0..<40).map { _ in
            WeightSums(
                Int.random(in: 0...3, using: &generator),
                weighing: centre + Double.random(in: -1...1, using: &generator))
        }
    }

    private func sum(_ parts: some Sequence<WeightSums>) -> WeightSums {
        parts.reduce(into: WeightSums()) { $0 += $1 }
    }

    @Test("sums are those of every single weight", arguments: UInt64(1)...10)
    func everyWeight(seed: UInt64) {
        let parts = parts(seed: seed)
        let weights = parts.flatMap { part in (0..<part.respondents).map { _ in part.mean } }

        let sums = sum(parts)

        let mean = weights.reduce(0, +) / Double(weights.count)
        #expect(sums.respondents == weights.count)
        #expect(agree(sums.total, weights.reduce(0, +)))
        #expect(agree(sums.spread, weights.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }))
        #expect(agree(sums.squares, weights.reduce(0) { $0 + $1 * $1 }))
    }

    /// Of squares of a hundred million, a spread of about one would be lost.
    @Test("the spread of weights does not depend on their size", arguments: UInt64(1)...10)
    func shift(seed: UInt64) {
        let near = sum(parts(seed: seed))

        let far = sum(parts(seed: seed, around: 1e8))

        #expect(near.spread > 1)
        #expect(abs(far.spread / near.spread - 1) < 1e-6)
    }

    @Test("equal weights have no spread, however they are added and subtracted")
    func equalWeights() {
        let one = WeightSums(3, weighing: 4)
        let other = WeightSums(5, weighing: 4)

        let both = sum([one, other])

        #expect(both == WeightSums(8, weighing: 4))
        #expect(both - one == other)
        #expect(both.squares == 128)
    }

    @Test("what a part leaves is the sum of the others", arguments: UInt64(1)...10)
    func difference(seed: UInt64) {
        let parts = parts(seed: seed)

        let rest = sum(parts) - sum(parts.prefix(15))

        let others = sum(parts.dropFirst(15))
        #expect(rest.respondents == others.respondents)
        #expect(abs(rest.total / others.total - 1) < 1e-12)
        #expect(abs(rest.spread / others.spread - 1) < 1e-12)
    }

    @Test("whether anybody is left is a matter of counts", arguments: UInt64(1)...10)
    func nobodyLeft(seed: UInt64) {
        let parts = parts(seed: seed)
        let one = WeightSums(1, weighing: 7)

        #expect(sum(parts) - sum(parts.reversed()) == WeightSums())
        #expect(sum(parts) - WeightSums() == sum(parts))
        #expect((sum(parts + [one]) - sum(parts.reversed())).spread == 0)
    }

    @Test("nobody weighs nothing")
    func nobody() {
        #expect(sum([WeightSums(), WeightSums(0, weighing: 3)]) == WeightSums())
        #expect(WeightSums().squares == 0)
    }
}
