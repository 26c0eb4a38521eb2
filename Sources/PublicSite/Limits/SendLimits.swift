import Answering

/// Lets in as many sends as the rules allow, by network and by the beginning of codes, and remembers neither.
///
/// An actor, because sends come at the same time and share the buckets. What it knows is in memory alone.
actor SendLimits {
    private let uptime: @Sendable () -> Duration
    private var sends: PrefixBuckets?
    private var codes: PrefixBuckets?
    /// Sends to guarded rounds without work, by network and by all together.
    private var idle: PrefixBuckets
    private var idleOfAll: TokenBucket

    private static let idleRate = Rate(perMinute: 5, burst: 10)
    private static let idleRateOfAll = Rate(perMinute: 60, burst: 120)

    /// - Parameter generator: draws the keys under which prefixes are known.
    init(
        _ rules: SendRules, uptime: @escaping @Sendable () -> Duration,
        generator: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
    ) {
        self.uptime = uptime
        sends = Self.buckets(of: rules.sendsPerMinute, generator)
        codes = Self.buckets(of: rules.codesPerMinute, generator)
        idle = PrefixBuckets(rate: Self.idleRate, generator: generator)
        idleOfAll = TokenBucket(at: uptime())
    }

    /// `nil` when there is no limit.
    private static func buckets(
        of perMinute: Int, _ generator: any RandomNumberGenerator & Sendable
    ) -> PrefixBuckets? {
        guard perMinute > 0 else { return nil }
        return PrefixBuckets(
            rate: Rate(perMinute: perMinute, burst: 2 * perMinute), generator: generator)
    }

    /// Takes what a send costs, or nothing when it has to wait.
    ///
    /// What its code costs is taken before anybody knows whether the code is good, so that no number of sends
    /// at once tries more; `giveBack` returns it for a good one.
    ///
    /// - Parameter lacksWork: whether the round asks for work and none was shown.
    func admit(
        from network: AddressPrefix, with code: InvitationCode?, lacksWork: Bool = false
    ) throws(HeldBack) {
        let now = uptime()
        if let wait = sends?.wait(for: network.bytes, at: now) {
            throw HeldBack(cause: .manySends, wait: wait)
        }
        if let code, let wait = codes?.wait(for: code.beginning, at: now) {
            throw HeldBack(cause: .manyCodes, wait: wait)
        }
        if lacksWork, let wait = waitOfIdle(network, at: now) {
            throw HeldBack(cause: .noWork, wait: wait)
        }
        sends?.take(for: network.bytes, at: now)
        if lacksWork {
            idle.take(for: network.bytes, at: now)
            idleOfAll.take(at: now, by: Self.idleRateOfAll)
        }
        if let code { codes?.take(for: code.beginning, at: now) }
    }

    private func waitOfIdle(_ network: AddressPrefix, at now: Duration) -> Duration? {
        let waits = [
            idle.wait(for: network.bytes, at: now),
            idleOfAll.wait(at: now, by: Self.idleRateOfAll),
        ]
        return waits.compactMap { $0 }.max()
    }

    /// Returns what a code cost that was good.
    func giveBack(_ code: InvitationCode) {
        codes?.giveBack(to: code.beginning, at: uptime())
    }

    /// Returns all that asking for a ticket cost, when a ticket was given: only failed tries are slowed.
    func giveBack(_ code: InvitationCode, to network: AddressPrefix) {
        giveBack(code)
        sends?.giveBack(to: network.bytes, at: uptime())
    }

    /// Forgets who could send as much as anybody again.
    func forgetFull() {
        let now = uptime()
        sends?.forgetFull(at: now)
        codes?.forgetFull(at: now)
        idle.forgetFull(at: now)
    }
}

extension InvitationCode {
    /// The first four symbols.
    fileprivate var beginning: [UInt8] { Array(printed.utf8.prefix(4)) }
}
