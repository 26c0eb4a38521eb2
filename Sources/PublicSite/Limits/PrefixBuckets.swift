import Crypto
import Foundation

/// A token bucket for each prefix, without the prefixes.
///
/// A bucket is known by HMAC-SHA256 of its prefix under a key that is drawn at random, changes daily, and is
/// never written: nobody can tell afterwards which prefixes there were. Full buckets are forgotten, which a
/// prefix that isn't in use reaches within minutes.
struct PrefixBuckets: Sendable {
    /// A keyed digest, cut to 128 bits.
    private struct Digest: Hashable {
        let high: UInt64
        let low: UInt64
    }

    private struct Key {
        let key: SymmetricKey
        let drawnAt: Duration
    }

    let rate: Rate
    private let most: Int
    private var generator: any RandomNumberGenerator & Sendable
    private var key: Key?
    private var buckets: [Digest: TokenBucket] = [:]

    /// Seconds that a key lives.
    static let keyLife = Duration.seconds(24 * 60 * 60)

    /// - Parameters:
    ///   - most: buckets to keep. Whoever sends from more prefixes at once isn't stopped by this.
    ///   - generator: draws the keys.
    init(
        rate: Rate, most: Int = 20_000,
        generator: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
    ) {
        precondition(most > 1, "There is room for some buckets.")
        self.rate = rate
        self.most = most
        self.generator = generator
    }

    /// How many prefixes are remembered.
    var count: Int { buckets.count }

    /// How long it takes until the prefix has a token; `nil` when it has one.
    mutating func wait(for prefix: [UInt8], at now: Duration) -> Duration? {
        let digest = digest(of: prefix, at: now)
        return buckets[digest]?.wait(at: now, by: rate)
    }

    mutating func take(for prefix: [UInt8], at now: Duration) {
        let digest = digest(of: prefix, at: now)
        if buckets[digest] == nil, buckets.count >= most { makeRoom(at: now) }
        buckets[digest, default: TokenBucket(at: now)].take(at: now, by: rate)
    }

    /// Puts back a token that was taken for the prefix; nothing when the bucket is forgotten.
    mutating func giveBack(to prefix: [UInt8], at now: Duration) {
        let digest = digest(of: prefix, at: now)
        guard var bucket = buckets[digest] else { return }
        bucket.giveBack(by: rate)
        buckets[digest] = bucket
    }

    /// Forgets the buckets that are full, and all of them with a key whose day is over.
    mutating func forgetFull(at now: Duration) {
        if let key, now - key.drawnAt >= Self.keyLife { self.key = nil }
        buckets = key == nil ? [:] : buckets.filter { !$0.value.isFull(at: now) }
    }

    /// Forgets the fuller half, which has the least to tell.
    private mutating func makeRoom(at now: Duration) {
        forgetFull(at: now)
        guard buckets.count >= most else { return }
        let kept = buckets.sorted { $0.value.isFuller(than: $1.value) }.suffix(most / 2)
        buckets = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
    }

    private mutating func digest(of prefix: [UInt8], at now: Duration) -> Digest {
        let code = HMAC<SHA256>.authenticationCode(for: prefix, using: usableKey(at: now))
        let bytes = Array(code)
        func number(_ range: Range<Int>) -> UInt64 {
            bytes[range].reduce(0) { $0 << 8 | UInt64($1) }
        }
        return Digest(high: number(0..<8), low: number(8..<16))
    }

    private mutating func usableKey(at now: Duration) -> SymmetricKey {
        if let key, now - key.drawnAt < Self.keyLife { return key.key }
        buckets = [:]
        let bytes = (0..<4).flatMap { _ in
            withUnsafeBytes(of: generator.next() as UInt64) { Array($0) }
        }
        let new = SymmetricKey(data: bytes)
        key = Key(key: new, drawnAt: now)
        return new
    }
}
