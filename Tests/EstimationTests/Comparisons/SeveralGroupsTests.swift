import Estimation
import TestSupport
import Testing

struct SeveralGroupsTests {
    @Test("two groups are compared as by their difference")
    func twoGroups() throws {
        let pair = try #require(difference(0.1, standardError: 0.05))

        let both = try #require(severalGroups([(0.5, 0.03), (0.6, 0.04)]))

        #expect(abs(both.q - pair.z * pair.z) < 1e-12)
        #expect(both.degreesOfFreedom == 1)
        #expect(abs(both.p - pair.p) < 1e-12)
    }

    @Test("groups with one value differ in nothing")
    func equalGroups() throws {
        let same = try #require(severalGroups([(0.5, 0.03), (0.5, 0.04), (0.5, 0.01)]))

        #expect(same.q == 0)
        #expect(same.p == 1)
    }

    @Test("their order changes nothing, to the last digit")
    func anyOrder() throws {
        var generator = SeededGenerator(seed: 24)
        for _ in 0..<100 {
            let count = Int.random(in: 2...12, using: &generator)
            let groups = (0..<count).map { _ in
                (
                    value: Double.random(in: 0...1, using: &generator),
                    standardError: Double.random(in: 0.01...0.2, using: &generator)
                )
            }

            let there = severalGroups(groups)

            #expect(severalGroups(groups.shuffled(using: &generator)) == there)
        }
    }

    @Test("fewer than two groups, or a group without a usable standard error, cannot be compared")
    func undefined() {
        #expect(severalGroups([]) == nil)
        #expect(severalGroups([(0.5, 0.03)]) == nil)
        #expect(severalGroups([(0.5, 0.03), (1, 0)]) == nil)
        #expect(severalGroups([(0.5, 0.03), (1, .nan)]) == nil)
    }
}
