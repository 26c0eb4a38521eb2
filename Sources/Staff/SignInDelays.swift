import Crypto
public import Foundation

/// Makes whoever guesses passwords wait, in memory, without locking anybody out.
///
/// Attempts are counted per account *and* where they come from, so that an attacker elsewhere can't make a
/// colleague wait, and per where they come from, so that one can't try all accounts. A browser that has signed in
/// to the account before is a place of its own. Nothing of it is written down; names and addresses are kept as
/// digests under a key of this run.
public struct SignInDelays: Sendable {
    /// Where an attempt comes from.
    public enum Origin: Sendable, Hashable {
        /// The network that the address is in.
        case network(String)
        /// A browser that has signed in to the account before: the nonce of its `BrowserToken`.
        case knownBrowser(String)
    }

    private struct Record {
        var failures = 0
        var lastAt: Date
        var freeAt: Date
    }

    private let key = SymmetricKey(size: .bits256)
    private var byAccount: [Data: Record] = [:]
    private var byNetwork: [Data: Record] = [:]
    /// Wrong attempts on an account, whoever made them, until somebody signs in.
    private var refusals: [Data: Int] = [:]

    static let attemptsPerAccount = 5
    static let attemptsPerNetwork = 30
    static let longestWait: TimeInterval = 60
    /// After so long without a failure, those before are forgotten.
    static let memory: TimeInterval = 3600
    static let mostRecords = 20_000

    public init() {}

    /// How long an attempt must wait; `nil` when it may be looked at now. An attempt that must wait counts for
    /// nothing, so that going on trying makes nobody wait longer.
    public func wait(for account: String, from origin: Origin, at now: Date) -> TimeInterval? {
        var records = [byAccount[digest(account, origin)]]
        if case .network(let network) = origin { records.append(byNetwork[digest(network)]) }
        let wait = records.compactMap { $0?.freeAt.timeIntervalSince(now) }.max() ?? 0
        return wait > 0 ? wait : nil
    }

    /// Counts an attempt that is being looked at as failed, until `succeeded` says otherwise: many at once must
    /// not pass as one.
    public mutating func began(for account: String, from origin: Origin, at now: Date) {
        forget(before: now.addingTimeInterval(-Self.memory))
        Self.count(&byAccount[digest(account, origin)], allowing: Self.attemptsPerAccount, now)
        if case .network(let network) = origin {
            Self.count(&byNetwork[digest(network)], allowing: Self.attemptsPerNetwork, now)
        }
        refusals[digest(account), default: 0] += 1
    }

    /// - Returns: how many attempts on the account were wrong before this one.
    public mutating func succeeded(for account: String, from origin: Origin) -> Int {
        byAccount[digest(account, origin)] = nil
        if case .network(let network) = origin {
            byNetwork[digest(network)]?.failures -= 1
        }
        return max(0, (refusals.removeValue(forKey: digest(account)) ?? 1) - 1)
    }

    /// How many are kept, for the test of the memory.
    var records: Int { byAccount.count + byNetwork.count + refusals.count }

    private static func count(_ record: inout Record?, allowing free: Int, _ now: Date) {
        var next = record ?? Record(lastAt: now, freeAt: now)
        next.failures += 1
        next.lastAt = now
        let excess = next.failures - free
        if excess >= 0 {
            next.freeAt = now.addingTimeInterval(min(longestWait, pow(2, Double(min(excess, 10)))))
        }
        record = next
    }

    /// How many records there are before what is old is looked for again: twice as many as were left the last time, so
    /// that an attempt costs the same in a flood.
    private var sweepAt = mostRecords / 10

    /// Drops what is old; and everything, rather than grow without end.
    private mutating func forget(before limit: Date) {
        guard records > sweepAt else { return }
        defer { sweepAt = min(Self.mostRecords, max(Self.mostRecords / 10, 2 * records)) }
        byAccount = byAccount.filter { $0.value.lastAt > limit }
        byNetwork = byNetwork.filter { $0.value.lastAt > limit }
        if byAccount.count > Self.mostRecords { byAccount = [:] }
        if refusals.count > Self.mostRecords { refusals = [:] }
        if byNetwork.count > Self.mostRecords { byNetwork = [:] }
    }

    private func digest(_ account: String, _ origin: Origin) -> Data {
        switch origin {
        case .network(let network): digest("network \(network) \(account)")
        case .knownBrowser(let nonce): digest("browser \(nonce) \(account)")
        }
    }

    private func digest(_ text: String) -> Data {
        Data(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key).prefix(16))
    }
}
