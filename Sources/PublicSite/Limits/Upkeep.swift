import Logging
public import ServiceLifecycle

/// What is done each minute: refusals and reached pages are told as numbers, and full buckets are forgotten.
public struct Upkeep: Service {
    let limits: SendLimits
    let refusals: RefusalCounters
    let passages: PassageCounters
    let logger: Logger

    /// Does it each minute, and tells the numbers once more when the service stops.
    public func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(60))
                guard !Task.isCancelled else { return }
                await limits.forgetFull()
                await tell()
            }
        }
        // Outside: a cancelled task writes nothing.
        await tell()
    }

    private func tell() async {
        do {
            try await refusals.flush()
            try await passages.flush()
        } catch {
            logger.error(
                "Counting refusals and pages failed: \(type(of: error)). They are told later.")
        }
    }
}
