import Testing

@testable import Estimation

struct DifferenceTests {
    @Test("two standard errors from zero are just surprising enough")
    func twoStandardErrors() throws {
        let result = try #require(difference(0.0391992796908, standardError: 0.02))

        #expect(abs(result.z - 1.959963984540054) < 1e-12)
        #expect(abs(result.p - 0.05) < 1e-12)
    }

    @Test("a standard error that says nothing leaves nothing to test")
    func undefined() {
        for error in [0, 1e-17, .nan, .infinity, -0.1] {
            #expect(difference(0.1, standardError: error) == nil)
        }
        #expect(difference(.nan, standardError: 0.1) == nil)
    }

    @Test("the change is from the first to the second, with both their variances")
    func change() throws {
        let earlier = DomainEstimate.share(20, of: 50, standardError: 0.03)
        let later = DomainEstimate.share(25, of: 50, standardError: 0.04)

        let result = try #require(difference(from: earlier, to: later))

        #expect(abs(result.value - 0.1) < 1e-15)
        #expect(abs(result.standardError - 0.05) < 1e-15)
        #expect(abs(result.z - 2) < 1e-12)
    }

    @Test("turned round it has the other sign and the same p-value")
    func turned() throws {
        let shares = zip(RandomShare.many(seed: 20), RandomShare.many(seed: 21))
        for (one, two) in shares {
            let first = DomainEstimate.share(
                one.positives, of: one.valid, standardError: one.standardError)
            let second = DomainEstimate.share(
                two.positives, of: two.valid, standardError: two.standardError)

            let there = try #require(difference(from: first, to: second))
            let back = try #require(difference(from: second, to: first))

            #expect(there.value == -back.value)
            #expect(there.p == back.p)
            #expect((0...1).contains(there.p))
        }
    }

    @Test("an estimate without a standard error is not compared")
    func withoutStandardError() {
        let single = DomainEstimate.share(1, of: 1, standardError: nil)
        let many = DomainEstimate.share(25, of: 50, standardError: 0.04)

        #expect(difference(from: single, to: many) == nil)
        #expect(difference(from: many, to: single) == nil)
    }
}
