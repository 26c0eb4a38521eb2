/// How much of something may come at once, and how much a minute in the long run.
struct Rate: Sendable, Equatable {
    /// More than 0.
    let perMinute: Int
    /// What may come at once after a quiet time.
    let burst: Int

    /// What one token takes to come back.
    var interval: Duration { .seconds(60) / perMinute }
}

/// A token bucket, kept as the one time that tells all of it: when it will be full again.
///
/// Times are counted from any moment, the same for all calls.
///
/// Source: the virtual scheduling algorithm of ITU-T I.371, which is a token bucket without a count.
struct TokenBucket: Sendable, Equatable {
    private var fullAt: Duration

    /// A full one.
    init(at now: Duration) { fullAt = now }

    func isFull(at now: Duration) -> Bool { fullAt <= now }

    /// How long it takes until there is a token; `nil` when there is one.
    func wait(at now: Duration, by rate: Rate) -> Duration? {
        let missing = fullAt - now + rate.interval - rate.interval * rate.burst
        return missing > .zero ? missing : nil
    }

    /// Takes a token.
    mutating func take(at now: Duration, by rate: Rate) {
        fullAt = max(fullAt, now) + rate.interval
    }

    /// Puts back a token that was taken.
    mutating func giveBack(by rate: Rate) { fullAt -= rate.interval }

    /// Whether this one will be full earlier than the other.
    func isFuller(than other: TokenBucket) -> Bool { fullAt < other.fullAt }
}
