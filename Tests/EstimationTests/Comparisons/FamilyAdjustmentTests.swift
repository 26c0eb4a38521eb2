import Estimation
import TestSupport
import Testing

struct FamilyAdjustmentTests {
    @Test("Holm's is the strictest, then Benjamini and Hochberg's, then the raw p-value")
    func ordered() {
        for values in families(seed: 25) {
            let strict = holm(values)
            let mild = benjaminiHochberg(values)

            for place in values.indices {
                #expect(strict[place] >= mild[place] - 1e-15)
                #expect(mild[place] >= values[place])
                #expect(strict[place] <= 1)
            }
        }
    }

    @Test("a smaller p-value never becomes the larger one, and equals stay equals")
    func monotone() {
        for values in families(seed: 26) {
            for adjust in [holm, benjaminiHochberg] {
                let adjusted = adjust(values)

                for one in values.indices {
                    for two in values.indices where values[one] <= values[two] {
                        #expect(adjusted[one] <= adjusted[two])
                    }
                }
            }
        }
    }

    @Test("each p-value has the same adjusted one wherever it stands")
    func anyOrder() {
        var generator = SeededGenerator(seed: 27)
        for values in families(seed: 28) {
            let order = values.indices.shuffled(using: &generator)

            for adjust in [holm, benjaminiHochberg] {
                let shuffled = adjust(order.map { values[$0] })
                let plain = adjust(values)

                #expect(shuffled == order.map { plain[$0] })
            }
        }
    }

    @Test("a family of one is not adjusted, and one of none is empty")
    func small() {
        #expect(holm([0.04]) == [0.04])
        #expect(benjaminiHochberg([0.04]) == [0.04])
        #expect(holm([]).isEmpty)
        #expect(benjaminiHochberg([]).isEmpty)
    }

    /// A hundred families of one to thirty p-values, many small and some the same.
    private func families(seed: UInt64) -> [[Double]] {
        var generator = SeededGenerator(seed: seed)
        return (0..<100).map { _ in
            (0..<Int.random(in: 1...30, using: &generator)).map { _ in
                let value = Double.random(in: 0...1, using: &generator)
                return Bool.random(using: &generator) ? value * value * value : 0.02
            }
        }
    }
}
