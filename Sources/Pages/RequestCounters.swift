public import Logging
public import ServiceLifecycle

/// The access log: how many requests per method, route and class of status, written once a minute.
///
/// Nothing in it says who asked, for what, or when within the minute.
public actor RequestCounters: Service {
    /// What requests are counted by.
    package struct Key: Hashable, Sendable {
        let method: String
        /// The route's pattern, never the path.
        let route: String
        /// 2 for 200…299.
        let statusClass: Int

        package init(method: String, route: String, statusClass: Int) {
            self.method = method
            self.route = route
            self.statusClass = statusClass
        }
    }

    private let logger: Logger
    private var counts: [Key: Int] = [:]

    public init(logger: Logger) {
        self.logger = logger
    }

    /// Counts one request.
    package func count(_ key: Key) {
        counts[key, default: 0] += 1
    }

    /// Says that something failed, by the error's type alone: its text could hold what somebody sent.
    package nonisolated func report(_ error: any Error) {
        logger.error("A request failed: \(type(of: error)).")
    }

    /// Writes the counters each minute, and once more when the service stops.
    public func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(60))
                await self.write()
            }
        }
    }

    private func write() {
        let lines = counts.sorted { ($0.key.route, $0.key.method) < ($1.key.route, $1.key.method) }
        counts = [:]
        for (key, count) in lines {
            logger.info("\(key.method) \(key.route) \(key.statusClass)xx \(count)")
        }
    }
}
