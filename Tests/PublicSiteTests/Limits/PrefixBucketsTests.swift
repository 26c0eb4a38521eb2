import TestSupport
import Testing

@testable import PublicSite

struct PrefixBucketsTests {
    private static let rate = Rate(perMinute: 30, burst: 60)

    private func buckets(most: Int = 20_000, seed: UInt64 = 1) -> PrefixBuckets {
        PrefixBuckets(rate: Self.rate, most: most, generator: SeededGenerator(seed: seed))
    }

    private func prefix(_ number: Int) -> [UInt8] {
        [4, UInt8(number >> 16 & 0xFF), UInt8(number >> 8 & 0xFF), UInt8(number & 0xFF)]
    }

    /// Takes so many for a prefix, whatever it has.
    private func take(
        _ count: Int, from buckets: inout PrefixBuckets, for prefix: [UInt8], at now: Duration
    ) {
        for _ in 0..<count { buckets.take(for: prefix, at: now) }
    }

    @Test("Each prefix has a bucket of its own")
    func apart() {
        var buckets = buckets()
        take(60, from: &buckets, for: prefix(1), at: .zero)

        #expect(buckets.wait(for: prefix(1), at: .zero) == .seconds(2))
        #expect(buckets.wait(for: prefix(2), at: .zero) == nil)
    }

    @Test("A bucket is forgotten when it is full again")
    func forgotten() {
        var buckets = buckets()
        take(1, from: &buckets, for: prefix(1), at: .zero)
        take(30, from: &buckets, for: prefix(2), at: .zero)

        buckets.forgetFull(at: .seconds(1))
        #expect(buckets.count == 2)
        buckets.forgetFull(at: .seconds(2))
        #expect(buckets.count == 1)
        buckets.forgetFull(at: .seconds(60))
        #expect(buckets.count == 0)
    }

    @Test("After a day the key is another one, and nothing under the old one is left")
    func day() {
        var buckets = buckets()
        let late = PrefixBuckets.keyLife - .seconds(1)
        take(1, from: &buckets, for: prefix(1), at: .zero)
        take(100, from: &buckets, for: prefix(1), at: late)
        #expect(buckets.wait(for: prefix(1), at: late) != nil)

        #expect(buckets.wait(for: prefix(1), at: PrefixBuckets.keyLife) == nil)
        #expect(buckets.count == 0)
    }

    @Test("What was taken and given back doesn't count")
    func givenBack() {
        var buckets = buckets()
        for _ in 0..<200 {
            #expect(buckets.wait(for: prefix(1), at: .zero) == nil)
            buckets.take(for: prefix(1), at: .zero)
            buckets.giveBack(to: prefix(1), at: .zero)
        }
        buckets.giveBack(to: prefix(2), at: .zero)

        #expect(buckets.wait(for: prefix(1), at: .zero) == nil)
    }

    @Test("However many prefixes come, memory is bounded, and those that sent most are remembered")
    func bounded() {
        var buckets = buckets(most: 100)
        for number in 0..<20 { take(60, from: &buckets, for: prefix(number), at: .zero) }
        for number in 1_000..<3_000 {
            buckets.take(for: prefix(number), at: .zero)
            #expect(buckets.count <= 100)
        }

        for number in 0..<20 { #expect(buckets.wait(for: prefix(number), at: .zero) != nil) }
    }

    @Test(
        "Nothing of a prefix, of its digest or of the key is in what the buckets say of themselves")
    func silent() {
        let network = AddressPrefix(bytes: [4, 198, 51, 100])

        #expect("\(network)" == "•••")
        #expect(String(reflecting: network) == "•••")
        var dumped = ""
        dump(network, to: &dumped)
        #expect(!dumped.contains("198"))
    }
}
