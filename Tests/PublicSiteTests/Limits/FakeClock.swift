import Synchronization

@testable import PublicSite

/// A clock that stands still until a test moves it.
final class FakeClock: Sendable {
    private let elapsed = Mutex(Duration.zero)

    func advance(by time: Duration) { elapsed.withLock { $0 += time } }

    /// Both clocks of a site, which move together.
    var ofSite: SiteClock {
        SiteClock(
            uptime: { self.elapsed.withLock { $0 } },
            time: { 1_800_000_000 + Int(self.elapsed.withLock { $0 }.components.seconds) })
    }
}
