import Estimation
import Testing

struct PooledDifferenceTests {
    /// χ² of the two-by-two table by its own formula: N(ad − bc)² over the product of the margins.
    @Test("the square of z is the chi-squared of the two-by-two table")
    func chiSquared() throws {
        for (one, two) in zip(RandomShare.many(seed: 22), RandomShare.many(seed: 23)) {
            let (a, b) = (Double(one.positives), Double(one.valid - one.positives))
            let (c, d) = (Double(two.positives), Double(two.valid - two.positives))

            let result = try #require(
                pooledDifference(
                    one.positives, of: one.valid, minus: two.positives, of: two.valid))

            let cross = a * d - b * c
            let chiSquared =
                (a + b + c + d) * cross * cross / ((a + b) * (c + d) * (a + c) * (b + d))
            #expect(abs(result.z * result.z - chiSquared) < 1e-10 * max(1, chiSquared))
        }
    }

    @Test("nothing can be tested when all answers of both are positive, or none are")
    func undefined() {
        #expect(pooledDifference(0, of: 17, minus: 0, of: 50) == nil)
        #expect(pooledDifference(17, of: 17, minus: 50, of: 50) == nil)
        #expect(pooledDifference(17, of: 17, minus: 0, of: 50) != nil)
    }
}
