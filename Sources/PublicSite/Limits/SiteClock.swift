import Foundation

/// The two clocks of the site: one that only runs forward, and one that outlives the process.
public struct SiteClock: Sendable {
    /// Since some moment; never set back.
    public var uptime: @Sendable () -> Duration
    /// Seconds since 1970.
    public var time: @Sendable () -> Int

    public init(
        uptime: @escaping @Sendable () -> Duration, time: @escaping @Sendable () -> Int
    ) {
        self.uptime = uptime
        self.time = time
    }

    /// Those of the machine.
    public static var system: SiteClock {
        let start = ContinuousClock.now
        return SiteClock(
            uptime: { start.duration(to: .now) },
            time: { Int(Date().timeIntervalSince1970) })
    }
}
