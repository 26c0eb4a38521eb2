import TestSupport
import Testing

@testable import PublicSite

struct TokenBucketTests {
    private static let rate = Rate(perMinute: 30, burst: 60)

    /// Takes what there is, and says how much that was.
    private func drain(_ bucket: inout TokenBucket, at now: Duration) -> Int {
        var taken = 0
        while bucket.wait(at: now, by: Self.rate) == nil {
            bucket.take(at: now, by: Self.rate)
            taken += 1
        }
        return taken
    }

    @Test("A full bucket gives its burst at once, and says when the next comes")
    func burst() {
        var bucket = TokenBucket(at: .zero)

        #expect(drain(&bucket, at: .zero) == 60)
        #expect(bucket.wait(at: .zero, by: Self.rate) == .seconds(2))
        #expect(bucket.wait(at: .seconds(1), by: Self.rate) == .seconds(1))
        #expect(bucket.wait(at: .seconds(2), by: Self.rate) == nil)
    }

    @Test("It refills by its rate, never beyond its burst")
    func refill() {
        var bucket = TokenBucket(at: .zero)
        _ = drain(&bucket, at: .zero)

        #expect(drain(&bucket, at: .seconds(60)) == 30)
        #expect(drain(&bucket, at: .seconds(61)) == 0)
        #expect(drain(&bucket, at: .seconds(100_000)) == 60)
    }

    @Test("It is full again when all that was taken has come back")
    func full() {
        var bucket = TokenBucket(at: .seconds(5))
        #expect(bucket.isFull(at: .seconds(5)))

        bucket.take(at: .seconds(5), by: Self.rate)
        #expect(!bucket.isFull(at: .seconds(6)))
        #expect(bucket.isFull(at: .seconds(7)))

        bucket.take(at: .seconds(8), by: Self.rate)
        bucket.giveBack(by: Self.rate)
        #expect(bucket.isFull(at: .seconds(8)))
    }

    @Test("Whenever somebody asks, no more is given than the burst and what the time brings")
    func never() {
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<50 {
            let rate = Rate(
                perMinute: .random(in: 1...40, using: &generator),
                burst: .random(in: 1...50, using: &generator))
            var bucket = TokenBucket(at: .zero)
            var now = Duration.zero
            var taken = 0
            for _ in 0..<500 {
                now += .milliseconds(.random(in: 0...3_000, using: &generator))
                guard bucket.wait(at: now, by: rate) == nil else { continue }
                bucket.take(at: now, by: rate)
                taken += 1
                #expect(taken <= rate.burst + Int(now / .seconds(60) * Double(rate.perMinute)))
            }
        }
    }
}
